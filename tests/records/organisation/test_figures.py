"""Each figure worked by hand, with rows about that must not be counted."""

from datetime import date

from django.utils import timezone

from jianyan.figures.evidence import evidence_of
from jianyan.figures.read import read
from jianyan.ground.models import Membership
from jianyan.ground.register import strike_fact, void
from jianyan.kernel.values import Rate
from jianyan.records.organisation import actions
from jianyan.records.organisation.charter import ITEMS, ORGANISATION
from tests import build
from tests.entry import scope_of, value
from tests.records.organisation.conftest import Scene, belong


def test_organisations_in_being(scene: Scene) -> None:
    scene.organisation("经济委功能型支部")
    scene.organisation("提案委功能型支部", until="2020-12-31")
    scene.organisation("八届功能型支部", since="2017-03-01", until="2020-12-30")
    scene.organisation("次年功能型支部", since="2021-01-01")
    scene.organisation("第一党小组", sort="委员党小组")
    lapsed = scene.organisation("重复登记的支部")
    void(ORGANISATION, scene.cast.office.by, lapsed.pk, reason="重复")
    scene.elsewhere()
    assert value("党建.功能型支部", scene.committee) == 2
    assert value("党建.委员党小组", scene.committee) == 1
    assert value("党建.功能型支部", scene.committee, until=date(2020, 12, 30)) == 3
    assert value("组织.个数", scene.committee) == 3
    assert value("组织.个数[委员党小组]", scene.committee) == 1


def test_who_belongs_on_the_last_day(scene: Scene) -> None:
    one, two = scene.organisation("经济委功能型支部"), scene.organisation("提案委功能型支部")
    past = scene.organisation("八届功能型支部", until="2020-06-30")
    lapsed = scene.organisation("重复登记的支部")
    cell = scene.organisation("第一党小组", sort="委员党小组")
    a, b, c, d, e, f = (build.person(scene.committee, name) for name in "安柏岑丁范葛")
    belong(a, one.body)
    belong(a, two.body)
    belong(b, two.body, until=date(2020, 12, 31))
    belong(c, two.body, until=date(2020, 12, 30))
    belong(d, past.body)
    belong(e, lapsed.body)
    belong(f, cell.body)
    void(ORGANISATION, scene.cast.office.by, lapsed.pk, reason="重复")
    struck = belong(e, one.body)
    Membership.objects.filter(pk=struck.pk).update(struck_at=timezone.now())
    belong(build.person(scene.cast.other), scene.elsewhere().body)
    assert value("党建.功能型支部成员", scene.committee) == 2
    assert value("党建.功能型支部成员", scene.committee, until=date(2020, 12, 30)) == 3
    assert value("党建.功能型支部成员", scene.committee, until=date(2020, 6, 30)) == 4
    assert value("党建.党小组成员", scene.committee) == 1
    assert value("组织.智囊成员", scene.committee) == 0


def test_the_evidence_of_a_member_is_the_organisation(scene: Scene) -> None:
    group = scene.organisation("区政协智囊小组", sort="智囊组")
    belong(build.person(scene.committee, "安宁"), group.body)
    reading = read("组织.智囊成员", scope_of(scene.committee))
    rows = evidence_of(reading)
    assert reading.value == 1
    assert [(row.record, row.kind, row.title, row.part) for row in rows] == [
        (group.pk, "organisation", "区政协智囊小组", "安宁")
    ]


def test_lists_and_their_ledger(scene: Scene) -> None:
    group = scene.organisation("区政协党组", sort="党组")
    by = scene.cast.office.by
    scene.item(group, done_on="2020-09-01")
    scene.item(group, text="更新不及时")
    scene.item(group, text="次年完成", done_on="2021-01-08")
    scene.item(group, text="上年列入", found_on="2019-12-31", done_on="2020-02-01")
    scene.item(group, text="党组会议制度", nature="责任清单", done_on="2020-09-01")
    wrong = scene.item(group, text="误登")
    void(ITEMS, by, wrong.pk, reason="误登")
    entry = {"record": group.record, "key": "", "on": date(2020, 5, 6), "text": "已补齐"}
    actions.add_entry(by, scene.committee.pk, entry)
    struck = actions.add_entry(by, scene.committee.pk, {**entry, "text": "误登"})
    strike_fact(by, struck, label="作废台账", reason="误登")
    assert value("党建.整改事项", scene.committee) == 3
    assert value("党建.整改完成率", scene.committee) == Rate(1, 3)
    assert value("党建.整改完成率", scene.committee, until=date(2020, 8, 31)) == Rate(0, 3)
    assert value("党建.责任事项", scene.committee) == 1
    assert value("党建.责任事项完成率", scene.committee) == Rate(1, 1)
    assert value("党建.台账记录", scene.committee) == 1


def test_channels_their_checks_and_incidents(scene: Scene) -> None:
    by = scene.cast.office.by
    account, group = scene.channel(), scene.channel("机关工作群", sort="工作群")
    scene.channel("旧网站", sort="网站", until="2020-12-30")
    for channel, days in ((account, (1, 31)), (group, (31,))):
        for day in days:
            check = {"record": channel.record, "on": date(2020, 1, day)}
            actions.add_check(by, scene.committee.pk, {**check, "result": "sound", "note": ""})
    after = {"record": group.record, "on": date(2021, 1, 31), "result": "sound", "note": ""}
    actions.add_check(by, scene.committee.pk, after)
    happened = {"record": group.record, "key": "", "on": date(2020, 2, 11), "text": "已撤回。"}
    actions.add_incident(by, scene.committee.pk, happened)
    assert value("阵地.公众号和群", scene.committee) == 2
    assert value("阵地.公众号和群[工作群]", scene.committee) == 1
    assert value("阵地.公众号检查", scene.committee) == 3
    assert value("阵地.公众号检查[公众号]", scene.committee) == 2
    assert value("阵地.公众号问题", scene.committee) == 1
