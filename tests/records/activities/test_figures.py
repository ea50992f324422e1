"""Each figure of activities, counted by hand from a few rows, with something that could leak."""

from datetime import date

import pytest

from jianyan.figures.evidence import evidence_of
from jianyan.figures.read import read
from jianyan.ground.models import Membership
from jianyan.ground.register import strike_fact, void
from jianyan.kernel.values import Rate
from jianyan.records.activities import actions
from jianyan.records.activities.charter import ACTIVITIES
from jianyan.records.activities.models import AgendaItem, Attendance, Visit
from tests.entry import scope_of, value
from tests.records.activities.conftest import Scene

P = Attendance.Presence


def voided(scene: Scene, **typed: str) -> None:
    """An activity that was entered and voided."""
    row = scene.activity(title="作废", **typed)
    void(ACTIVITIES, scene.cast.office.by, row.pk, reason="重复登记")


def leaks(scene: Scene, **typed: str) -> None:
    """The like of an activity that must not count: void, planned, cancelled, before and after the
    year, of another committee."""
    voided(scene, **typed)
    scene.activity(title="拟办", held_on="", **typed)
    scene.activity(title="取消", held_on="", cancelled_on="2020-03-01", **typed)
    scene.activity(**{"title": "上年", **typed, "starts_on": "2019-12-31"})
    scene.activity(**{"title": "次年", **typed, "starts_on": "2021-01-01"})
    scene.elsewhere(sort=typed.get("sort", "常委会议"))


def test_meetings_by_kind(scene: Scene) -> None:
    for sort in ("党组会议", "党组（扩大）会议", "主席会议", "常委会议", "专题研讨会"):
        scene.activity(sort=sort)
    scene.activity(sort="党课")
    leaks(scene)
    assert value("会议.次数", scene.committee) == 5
    assert value("会议.次数[党组会议|主席会议]", scene.committee) == 3
    assert value("会议.次数[党组会议]", scene.committee) == 2
    assert value("会议.次数[常委会议]", scene.committee) == 1
    assert value("会议.次数[专题民主生活会]", scene.committee) == 0
    parts = read("会议.次数", scope_of(scene.committee), by="").parts
    assert {label: number for label, number in parts.items() if number} == {
        "常委会议": 1, "主席会议": 1, "党组会议": 2, "专题研讨会": 1
    }  # fmt: skip


def test_the_cut_off_looks_at_the_day_it_was_held(scene: Scene) -> None:
    scene.activity(starts_on="2020-03-10")
    scene.activity(starts_on="2020-03-20")
    until = date(2020, 3, 15)
    assert value("会议.次数", scene.committee, until=until) == 1


def test_agenda_and_what_was_done_of_it(scene: Scene) -> None:
    by = scene.cast.office.by
    plenary, other = scene.activity(sort="全体会议"), scene.activity(sort="常委会议")
    items = [
        actions.add_part(by, AgendaItem(record=row.record, order=n, title=f"第{n}项"), "议程")
        for row, n in ((plenary, 1), (plenary, 2), (plenary, 3), (other, 1))
    ]
    actions.finish_item(by, items[0], on=date(2020, 3, 11))
    actions.finish_item(by, items[1], on=date(2021, 1, 5))
    strike_fact(by, items[2], label="作废", reason="重复登记")
    assert value("会议.议程[全体会议]", scene.committee) == 2
    assert value("会议.已完成议程[全体会议]", scene.committee) == 1
    later = date(2021, 1, 31)
    assert value("会议.已完成议程[全体会议]", scene.committee, until=later) == 2
    assert value("会议.议程", scene.committee) == 3
    rows = evidence_of(read("会议.已完成议程", scope_of(scene.committee)))
    assert [(row.record, row.part) for row in rows] == [(plenary.pk, "第1项")]


def test_studies(scene: Scene) -> None:
    for sort in ("学习研讨", "知识讲座", "廉政学习", "廉政党课", "党课", "专家辅导"):
        scene.activity(sort=sort)
    scene.activity(sort="集中培训", ends_on="2020-03-14")
    scene.activity(sort="集中培训", days="2.5")
    leaks(scene, sort="廉政党课")
    assert value("学习.次数", scene.committee) == 8
    assert value("学习.次数[廉政]", scene.committee) == 2
    assert value("学习.廉政党课", scene.committee) == 1
    assert value("学习.专家辅导", scene.committee) == 1
    assert str(value("学习.培训天数", scene.committee)) == "7.5"


def test_who_gave_party_lectures(scene: Scene) -> None:
    scene.activity(sort="党课", lecturers="安宁", people="岑远")
    scene.activity(sort="廉政党课", lecturers="安宁、柏舟")
    scene.activity(sort="知识讲座", lecturers="岑远")
    leaks(scene, sort="党课", lecturers="", hosts="岑远")
    assert value("学习.党课主讲人", scene.committee) == 2


def test_places_of_the_study_visits(scene: Scene) -> None:
    scene.activity(sort="参观学习", starts_on="2020-06-01", places="新河社区")
    scene.activity(sort="参观学习", starts_on="2020-05-01", places="烈士陵园")
    scene.activity(sort="参观学习", starts_on="2020-07-01", places="烈士陵园")
    scene.activity(sort="社区走访", places="柳林社区")
    assert value("学习.参观地.名单", scene.committee) == ["烈士陵园", "新河社区"]


def test_enterprises_and_communities_visited(scene: Scene) -> None:
    scene.activity(sort="企业走访", places="澜汀织锦厂")
    scene.activity(sort="调研", starts_on="2020-04-01", places="澜汀织锦厂、新河社区")
    scene.activity(sort="社区走访", places="新河社区、柳林社区")
    scene.activity(sort="周五志愿服务", places="新河社区")
    leaks(scene, sort="企业走访")
    assert value("走访.企业", scene.committee) == 1
    assert value("走访.企业.名单", scene.committee) == ["澜汀织锦厂"]
    assert value("走访.社区", scene.committee) == 2
    assert value("走访.处次", scene.committee) == 5
    assert value("走访.处次[社区]", scene.committee) == 3


def test_person_times_of_visits(scene: Scene) -> None:
    one = scene.activity(
        sort="社区走访", people="安宁、柏舟", others="3", places="新河社区、柳林社区"
    )
    by = scene.cast.office.by
    absent = Attendance(person=scene.members[2], presence=P.LEAVE)
    actions.attend(by, one.pk, [absent], on=date(2020, 3, 10))
    scene.activity(sort="调研", people="安宁", others="1", places="新河社区、澜汀织锦厂")
    scene.activity(sort="周五志愿服务", people="岑远", others="9", places="新河社区")
    voided(scene, sort="社区走访", others="50", places="新河社区")
    assert value("走访.人次[社区]", scene.committee) == 7
    assert value("走访.人次[企业]", scene.committee) == 2
    assert value("走访.人次", scene.committee) == 9
    first = Visit.objects.get(record=one.pk, place=scene.community)
    strike_fact(by, first, label="作废", reason="未去")
    assert value("走访.人次[社区]", scene.committee) == 7


def test_events(scene: Scene) -> None:
    scene.activity(title="诵读", sort="精神文明", starts_on="2020-05-02")
    scene.activity(title="书画展", sort="精神文明", starts_on="2020-05-01")
    scene.activity(sort="周五志愿服务", served="40")
    scene.activity(sort="便民服务", served="2")
    scene.activity(sort="道德讲堂", series="道德讲堂", issue="1")
    for sort in ("社会公德", "职业道德", "家庭美德", "个人品德"):
        scene.activity(sort=sort, issue="1")
    leaks(scene, sort="精神文明", issue="9", served="99")
    assert value("活动.次数", scene.committee) == 9
    assert value("活动.次数[精神文明]", scene.committee) == 2
    assert value("活动.次数[志愿服务]", scene.committee) == 2
    assert value("活动.名单[精神文明]", scene.committee) == ["书画展", "诵读"]
    assert value("活动.期数[道德讲堂]", scene.committee) == 1
    assert value("活动.期数[社会公德|职业道德|家庭美德|个人品德]", scene.committee) == 4
    assert value("活动.服务人次", scene.committee) == 42


def test_inspections_tours_and_research_trips(scene: Scene) -> None:
    for sort in ("视察", "视察", "考察", "调研", "调研", "调研"):
        scene.activity(sort=sort)
    found = [value(f"{name}.次数", scene.committee) for name in ("视察", "考察", "调研")]
    assert found == [2, 1, 3]


def test_people_and_person_times(scene: Scene) -> None:
    scene.activity(people="安宁、柏舟", others="10")
    row = scene.activity(sort="党课", lecturers="安宁")
    actions.attend(
        scene.cast.office.by,
        row.pk,
        [Attendance(person=scene.members[2], presence=P.ABSENT)],
        on=date(2020, 3, 10),
    )
    leaks(scene, people="岑远", others="5")
    assert value("活动.人次", scene.committee) == 13
    assert value("活动.出席人次", scene.committee) == 3
    assert value("活动.人数", scene.committee) == 2
    assert value("活动.出席人次[党课]", scene.committee) == 1


@pytest.fixture
def roll(scene: Scene) -> Scene:
    """A meeting with one present, one on leave, one on duty, a guest and an observer."""
    by = scene.cast.office.by
    row = scene.activity()
    one, two, three = scene.members
    stranger = scene.cast.member.person
    found = [
        Attendance(person=one),
        Attendance(person=two, presence=P.LEAVE),
        Attendance(person=three, presence=P.DUTY),
        Attendance(person=stranger),
    ]
    actions.attend(by, row.pk, found, on=date(2020, 3, 10))
    leaks(scene, people="安宁")
    scene.activity(sort="党课", people="安宁")
    return scene


def test_attendance_of_meetings_counts_members_due(roll: Scene) -> None:
    assert value("会议.出席率", roll.committee) == Rate(1, 2)
    assert value("会议.请假人次", roll.committee) == 1
    assert value("会议.公差人次", roll.committee) == 1


def test_who_was_a_member_is_asked_as_of_the_day(roll: Scene) -> None:
    left = Membership.objects.filter(person=roll.members[1])
    left.update(until=date(2020, 3, 9))
    assert value("会议.出席率", roll.committee) == Rate(1, 1)
    left.update(until=date(2020, 3, 10))
    assert value("会议.出席率", roll.committee) == Rate(1, 2)


def test_research_topics(scene: Scene) -> None:
    by = scene.cast.office.by
    scene.topic(chosen_on="2020-02-20", completed_on="2020-11-30")
    scene.topic(title="养老服务", chosen_on="2020-02-20", completed_on="2021-01-10")
    dropped = scene.topic(title="夜间经济", chosen_on="2020-02-20")
    scene.topic(title="未选")
    scene.topic(title="上年", dated_on="2019-02-01", chosen_on="2019-02-20")
    actions.drop(by, dropped.pk, on=date(2020, 6, 1), reason="另行安排")
    assert value("调研.课题", scene.committee) == 2
    assert value("调研.课题", scene.committee, until=date(2020, 5, 31)) == 3
    assert value("调研.课题完成率", scene.committee) == Rate(1, 2)


def test_one_person_s_attendance(scene: Scene) -> None:
    scene.activity(people="安宁、柏舟")
    scene.activity(people="安宁")
    scope = scope_of(scene.committee)
    about = type(scope)(
        scope.committees, scope.period, scope.known_until, person=scene.members[0].pk
    )
    assert read("活动.出席人次", about).value == 2
