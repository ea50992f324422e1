"""Rating: by each proposer from their own sign-in, 代录 with the signed form, and how they count."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jianyan.figures.read import read
from jianyan.ground.models import Clock, File, Notice, Rulebook
from jianyan.ground.pages.next_step import opens
from jianyan.ground.register import today
from jianyan.ground.rulebook import preset
from jianyan.ground.todo import waiting
from jianyan.kernel.errors import Denied, Refused
from jianyan.kernel.period import parse_period
from jianyan.kernel.scope import Scope, make_scope
from jianyan.kernel.values import Rate
from jianyan.records.proposals.models import Level, Proposal, Rating, Rehandling, UnitTask
from jianyan.records.proposals.ratings import actions
from jianyan.records.proposals.ratings.charter import seen
from jianyan.records.proposals.ratings.queries import Rater, scale
from jianyan.records.proposals.replies import writing
from tests import build
from tests.cast import Cast, play
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
D = date
SCAN = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def answered(at: Place, **fields: Any) -> Proposal:
    """A case replied to today, so that the time for rating runs."""
    day = today()
    case = made.assigned(at, on=day, **fields)
    made.reply(at, case, at.lead, on=day)
    return case


def now(at: Place) -> Scope:
    """This year, as known today."""
    return make_scope((at.committee.pk,), parse_period(f"{today().year}"), None, today())


def say(who: Any, at: Place, case: Proposal, result: str = "satisfied", **more: Any) -> Rating:
    entry = at.category("rating_scale", result)
    return actions.say(who.by, case.pk, on=today(), said={"result": entry, "words": "", **more})


def state(case: Proposal) -> str:
    return Proposal.objects.get(pk=case.pk).record.state


def told(case: Proposal, words: str) -> set[str]:
    """Who has a notice with the words."""
    rows = Notice.objects.filter(record=case.pk, text__contains=words)
    return set(rows.values_list("person__name", flat=True))


def test_a_proposer_rates_from_their_own_sign_in(client: Client, cast: Cast, at: Place) -> None:
    case = answered(at)
    client.force_login(cast.member.account)
    home = client.get(f"/r/proposals/{case.pk}/").content.decode()
    assert "看答复，作评价" in home
    path = f"/proposals/{case.pk}/rate/"
    page = client.get(path).content.decode()
    assert page.index("的答复</h2>") < page.index("对办理态度") < page.index("对办理结果")
    assert "对办理方式" not in page
    assert client.post(path, {"result": "satisfied"}).status_code == 422
    sent = {"attitude": "basically", "result": "satisfied", "words": "已装好"}
    kept = Client().post(path, sent).context["kept"]
    assert [(one["label"], one["text"]) for one in kept] == [
        ("对办理态度", "基本满意"),
        ("对办理结果", "满意"),
        ("想说的话", "已装好"),
    ]
    assert client.post(path, sent).status_code == 302
    row = Rating.objects.get()
    assert (row.person, row.result.code, row.words) == (cast.member.person, "satisfied", "已装好")
    assert (row.counted, row.level) == (True, Level.SATISFIED)
    assert Clock.objects.get(record=case.pk, kind="feedback").met_on == today()
    assert client.get(path).status_code == 422
    assert told(case, "的办理结果评价为满意") == {"办公室"}
    assert told(case, "已评价完毕") == {"承办", "局长"}


@pytest.mark.parametrize("who", ["cosigner", "officer", "dispatcher", "leader"])
def test_nobody_rates_another_s(client: Client, cast: Cast, at: Place, who: str) -> None:
    case = answered(at)
    player = getattr(cast, who)
    client.force_login(player.account)
    path = f"/proposals/{case.pk}/rate/"
    assert client.get(path).status_code == 403
    assert client.post(path, {"result": "satisfied", "attitude": "satisfied"}).status_code == 403
    with pytest.raises(Denied, match="您不是这件提案的提案者"):
        say(player, at, case)
    assert not Rating.objects.exists()


def test_another_committee_finds_nothing_and_nobody_rates_before_the_reply(
    client: Client, cast: Cast, at: Place
) -> None:
    case = answered(at)
    client.force_login(cast.outsider.account)
    assert client.get(f"/proposals/{case.pk}/rate/").status_code == 404
    waiting = made.assigned(at)
    client.force_login(cast.member.account)
    assert client.get(f"/proposals/{waiting.pk}/rate/").status_code == 422
    with pytest.raises(Refused, match="还没有答复完毕"):
        say(cast.member, at, waiting)


def test_a_convener_rates_for_the_body(cast: Cast, at: Place) -> None:
    body = build.body(at.committee, "sector", "工商联界")
    convener = play(at.committee, "召集", "convener", body=body)
    case = answered(at, proposer=None, body=body)
    row = say(convener, at, case)
    assert (row.person, row.body, row.counted) == (None, body, True)
    with pytest.raises(Denied):
        say(cast.member, at, case)


def visible(player: Any, row: Rating) -> bool:
    return bool(Rating.objects.filter(seen(player.actor), pk=row.pk).exists())


def test_the_unit_sees_ratings_when_all_are_in_or_the_time_is_over(cast: Cast, at: Place) -> None:
    case = answered(at, cosigners=[at.cosigner])
    row = say(cast.member, at, case)
    at_once = {"member", "office", "dispatcher", "leader", "auditor", "administrator"}
    assert {name for name, one in cast.players().items() if visible(one, row)} == at_once
    clock = Clock.objects.filter(record=case.pk, kind="feedback")
    clock.update(due_on=D(2020, 6, 1))
    assert visible(cast.officer, row)
    clock.update(due_on=D(2099, 1, 1))
    assert not visible(cast.officer, row)
    say(cast.cosigner, at, case)
    everybody = {*at_once, "cosigner", "officer", "signer"}
    assert {name for name, one in cast.players().items() if visible(one, row)} == everybody


def test_staff_enter_one_with_its_scan_and_the_proposer_may_object(
    client: Client, cast: Cast, at: Place
) -> None:
    case = answered(at)
    client.force_login(cast.office.account)
    assert client.get(f"/r/proposal-ratings/add/?record={case.pk}").status_code == 302
    named = {"record": case.record.number}
    assert client.post("/proposals/rate/", named).status_code == 302
    stranger = Client()
    stranger.force_login(cast.co.account)
    assert stranger.post("/proposals/rate/", named).status_code == 422
    path = f"/proposals/{case.pk}/rate/"
    sent = {
        "who": f"p{case.proposer_id}",
        "on": f"{today()}",
        "attitude": "satisfied",
        "result": "satisfied",
    }
    refused = client.post(path, sent)
    assert (refused.status_code, "请上传提案者签名的评价表扫描件" in refused.content.decode()) == (
        422,
        True,
    )
    scan = SimpleUploadedFile("表.pdf", SCAN, content_type="application/pdf")
    assert client.post(path, {**sent, "scan": scan}).status_code == 302
    assert File.objects.get(record=case.pk).caption == "评价表（委员甲）"
    notice = Notice.objects.get(person=cast.member.person, may_object=True)
    assert "代您登记了对" in notice.text
    assert read("提案.满意率", now(at)).value == Rate(1, 1)
    client.force_login(cast.member.account)
    told_page = f"/notices/{notice.pk}/object/"
    assert client.post(told_page, {"objection": "我没有评价过"}).status_code == 302
    assert read("提案.满意率", now(at)).value == Rate(0, 0)
    assert Clock.objects.get(record=case.pk, kind="feedback").met_on is None
    assert told(case, "我没有评价过") == {"办公室"}
    asked = ("本人对代录提出异议，请核对后答复", f"/objections/{case.pk}/answer/")
    assert asked in waits(cast.office, at)
    assert asked not in waits(cast.member, at) + waits(cast.officer, at)
    say(cast.member, at, case, "basically")
    assert read("提案.基本满意率", now(at)).value == Rate(1, 1)
    assert asked not in waits(cast.office, at)
    notice.refresh_from_db()
    assert notice.answer == "本人已重新评价。"
    row = Rating.objects.get(result__code="basically")
    better = {"result": (row.result, at.category("rating_scale", "satisfied"))}
    actions.correct(cast.office.by, row, better, "看错了")
    again = Notice.objects.get(may_object=True, objected_at=None)
    client.post(f"/notices/{again.pk}/object/", {"objection": "没有看错"})
    assert read("提案.满意率", now(at)).value == Rate(0, 0)


def waits(player: Any, at: Place) -> list[tuple[str, str]]:
    """What waits on somebody: why, and what its verb opens."""
    groups = waiting(player.actor, at.committee.pk, (20,) * 4)
    return [(task.wait.why, opens(task)) for group in groups for task in group.tasks]


def test_an_unsatisfied_rating_opens_a_second_handling_once(cast: Cast, at: Place) -> None:
    leader = play(at.committee, "局长", "unit_leader", body=cast.unit)
    case = answered(at)
    say(cast.member, at, case, "unsatisfied")
    assert (state(case), made.task(case, at.lead).state) == ("assigned", "rehandling")
    again = Rehandling.objects.get()
    assert "评价不满意" in again.reason
    clock = Clock.objects.get(record=case.pk, kind="rehandle")
    assert (clock.due_on, clock.met_on) == (again.due_on, None)
    assert told(case, "须由区民政局重新办理") == {"承办", "局长", "委员甲"}
    assert leader.person.notices.count() == 2
    made.reply(at, case, at.lead, on=today())
    assert state(case) == "replied"
    row = say(cast.member, at, case, "satisfied")
    assert row.round == 2
    assert read("提案.满意率", now(at)).value == Rate(1, 1)
    assert read("提案.重新办理", now(at)).value == 1


@pytest.mark.parametrize(("how", "stands"), [("作废", "rehandling"), ("异议", "drafted")])
def test_a_second_handling_goes_with_the_rating_that_opened_it(
    cast: Cast, at: Place, how: str, stands: str
) -> None:
    case = answered(at)
    row = say(cast.member, at, case, "unsatisfied")
    assert state(case) == "assigned"
    task = made.task(case, at.lead)
    draft = writing.keep(cast.officer.by, task.pk, on=today(), columns={"text": "甲"})
    UnitTask.objects.filter(pk=task.pk).update(state=stands)
    if how == "作废":
        actions.strike(cast.office.by, row, "登错了")
    else:
        actions.object_to(cast.member.by, row, on=today(), words="我没有评价过")
    assert (state(case), made.task(case, at.lead).state) == ("replied", "replied")
    assert Rehandling.objects.standing().count() == 0
    draft.refresh_from_db()
    assert draft.ended_on == today()
    running = Clock.objects.filter(record=case.pk, met_on=None, ended_on=None)
    assert sorted(running.values_list("kind", flat=True)) == ["contact", "feedback"]
    assert "承办" in told(case, "不再须由区民政局重新办理")
    say(cast.member, at, case, "satisfied")
    assert read("提案.满意率", now(at)).value == Rate(1, 1)


def test_a_second_handling_that_people_asked_for_stays(cast: Cast, at: Place) -> None:
    data = {"proposals": {"rehandle_on": "office"}}
    Rulebook.objects.create(
        committee=at.committee, number=1, name="甲", since=D(2018, 1, 1), data=data
    )
    case = answered(at)
    row = say(cast.member, at, case, "unsatisfied")
    actions.rehandle_case(cast.office.by, case.pk, on=today(), reason="不满意")
    actions.strike(cast.office.by, row, "登错了")
    assert (state(case), Rehandling.objects.standing().count()) == ("assigned", 1)


def test_the_office_decides_where_the_rulebook_says_so(cast: Cast, at: Place) -> None:
    data = {"proposals": {"rehandle_on": "office"}}
    Rulebook.objects.create(
        committee=at.committee, number=1, name="甲", since=D(2018, 1, 1), data=data
    )
    case = answered(at)
    say(cast.member, at, case, "unsatisfied")
    assert (state(case), Rehandling.objects.count()) == ("replied", 0)
    assert told(case, "请决定是否重新办理") == {"办公室"}
    actions.rehandle_case(cast.office.by, case.pk, on=today(), reason="不满意")
    assert state(case) == "assigned"


def test_the_shanghai_scale_and_what_it_counts_as(cast: Cast, at: Place) -> None:
    Rulebook.objects.create(
        committee=at.committee, number=1, name="沪", since=D(2018, 1, 1), data=preset("shanghai")
    )
    case = answered(at)
    record = Proposal.objects.get(pk=case.pk).record
    assert [one.label for one in scale(record, "result")] == ["同意", "理解", "保留", "不同意"]
    assert [one.label for one in scale(record, "way")] == ["满意", "理解", "不满意"]
    kind, fair, bad = (
        at.category("rating_scale", code) for code in ("satisfied", "understood", "unsatisfied")
    )
    parts = ((kind, kind), (fair, kind), (fair, fair), (bad, kind))
    levels = {}
    for code, (attitude, way) in zip(
        ("agreed", "understood", "reserved", "disagreed"), parts, strict=True
    ):
        one = answered(at)
        levels[code] = say(cast.member, at, one, code, attitude=attitude, way=way).level
    assert levels == {
        "agreed": Level.SATISFIED,
        "understood": Level.BASICALLY,
        "reserved": Level.NEITHER,
        "disagreed": Level.UNSATISFIED,
    }
    assert read("提案.满意率", now(at)).value == Rate(1, 4)
    assert read("提案.态度满意率", now(at)).value == Rate(1, 4)
    assert read("提案.态度基本满意率", now(at)).value == Rate(2, 4)
    assert read("提案.态度不满意率", now(at)).value == Rate(1, 4)
    assert read("提案.方式满意率", now(at)).value == Rate(3, 4)
    assert read("提案.评价[办理方式=理解]", now(at)).value == 1
    kept = list(Rating.objects.order_by("pk").values_list("attitude_level", "way_level"))
    assert kept == [(1, 1), (2, 1), (2, 2), (4, 1)]
    Rating.objects.update(attitude_level=None, way_level=None)
    import_module("jianyan.records.proposals.migrations.0011_levels_of_parts").fill(apps, None)
    assert list(Rating.objects.order_by("pk").values_list("attitude_level", "way_level")) == kept


def test_a_rulebook_in_words_is_read_by_the_entries_names(at: Place) -> None:
    words = {"proposals": {"scale_result": ["满意", "不满意"]}}
    Rulebook.objects.create(
        committee=at.committee, number=1, name="旧", since=D(2018, 1, 1), data=words
    )
    record = Proposal.objects.get(pk=answered(at).pk).record
    assert [one.code for one in scale(record, "result")] == ["satisfied", "unsatisfied"]


COUNTS = {
    "first": ("satisfied", Rate(1, 1)),
    "all": ("basically", Rate(0, 1)),
    "worst": ("unsatisfied", Rate(0, 1)),
    "majority": ("basically", Rate(0, 1)),
}


@pytest.mark.parametrize("rule", COUNTS)
def test_several_ratings_count_by_the_case_s_rule(at: Place, rule: str) -> None:
    """甲 first satisfied; then 乙 unsatisfied, 丙 and 丁 basically, the last."""
    others = [build.person(at.committee, name) for name in "丙丁"]
    case = made.replied(at, cosigners=[at.cosigner, *others])
    Proposal.objects.filter(pk=case.pk).update(rating_counts=rule)
    said = [(at.member, "satisfied"), (at.cosigner, "unsatisfied")]
    said += [(one, "basically") for one in others]
    for place, (person, code) in enumerate(said, start=1):
        entry = at.category("rating_scale", code)
        actions.rate(at.by, case.pk, on=D(2020, 6, place), result=entry, person=person)
    code, satisfied = COUNTS[rule]
    names = {"satisfied": "满意", "basically": "基本满意", "unsatisfied": "不满意"}
    assert read("提案.满意率", at.scope()).value == satisfied
    for one, name in names.items():
        assert read(f"提案.{name}率", at.scope()).value == Rate(int(one == code), 1)


def test_of_as_many_the_worse_counts(at: Place) -> None:
    case = made.replied(at, cosigners=[at.cosigner])
    Proposal.objects.filter(pk=case.pk).update(rating_counts="majority")
    for person, code in ((at.member, "satisfied"), (at.cosigner, "unsatisfied")):
        entry = at.category("rating_scale", code)
        actions.rate(at.by, case.pk, on=D(2020, 6, 1), result=entry, person=person)
    assert read("提案.不满意率", at.scope()).value == Rate(1, 1)
    assert read("提案.满意率", at.scope()).value == Rate(0, 1)


def test_who_has_not_rated_is_waited_for(cast: Cast, at: Place) -> None:
    case = answered(at, cosigners=[at.cosigner])
    both = [Rater(at.member.pk), Rater(at.cosigner.pk)]
    assert actions.rater_of(cast.cosigner.actor, case) == both[1]
    say(cast.cosigner, at, case)
    with pytest.raises(Refused, match="您已经评价过"):
        actions.rater_of(cast.cosigner.actor, case)


def test_the_second_reply_asks_again_even_on_the_same_day(cast: Cast, at: Place) -> None:
    case = answered(at)
    say(cast.member, at, case, "unsatisfied")
    made.reply(at, case, at.lead, on=today())
    clocks = Clock.objects.filter(record=case.pk, kind="feedback").order_by("pk")
    assert [one.met_on for one in clocks] == [today(), None]
    assert actions.rater_of(cast.member.actor, case) == Rater(at.member.pk)
