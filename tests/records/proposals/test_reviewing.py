"""Review: opinions by stage, decisions on one case, marks, merging; who is told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from jianyan.ground.differences import segments
from jianyan.ground.models import Notice, Role, Session, Trail
from jianyan.ground.register import today
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.queries import opinion_of, prereviews
from jianyan.records.proposals.cases.who import rated_by
from jianyan.records.proposals.drafting import actions as drafting
from jianyan.records.proposals.drafting.changes import changes_since
from jianyan.records.proposals.models import CaseState, Proposal, Review, RevisionMark
from jianyan.records.proposals.reviewing import actions, bulk
from tests.cast import Cast, play
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
D = date
ON = D(2020, 1, 20)


def told(who: Any) -> list[str]:
    rows = Notice.objects.filter(person=who.person).order_by("pk")
    return list(rows.values_list("text", flat=True))


def states(*pks: int) -> list[str]:
    found = dict(Proposal.objects.filter(pk__in=pks).values_list("pk", "record__state"))
    return [found[pk] for pk in pks]


def opine(cast: Cast, pk: int, opinion: str, stage: str = "first", **more: Any) -> None:
    actions.prereview(cast.office.by, pk, on=ON, stage=stage, opinion=opinion, **more)


TITLE = "关于补建充电设施的提案"


def test_the_latest_stage_is_the_opinion_that_counts(cast: Cast, at: Place) -> None:
    row = made.submitted(at)
    opine(cast, row.pk, "filed", "meeting", lead=at.lead, cos=[at.co])
    opine(cast, row.pk, "sent_back", "first", reason="请写明地点")
    opine(cast, row.pk, "filed", "first")
    said = prereviews([row.pk])[row.pk]
    assert {name: one.opinion for name, one in said.items()} == {
        "meeting": "filed",
        "first": "filed",
    }
    last = opinion_of(said)
    assert last is not None
    assert (last.lead, list(last.cos.all()), last.reviewer) == (
        at.lead,
        [at.co],
        cast.office.person,
    )
    assert states(row.pk) == [CaseState.SUBMITTED]


@pytest.mark.parametrize(
    ("opinion", "why"),
    [
        ("not_filed", "请选择不予立案理由"),
        ("merged", "请填写并入哪件提案"),
        ("sent_back", "请写明要修改什么"),
    ],
)
def test_an_opinion_says_what_it_needs(cast: Cast, at: Place, opinion: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        opine(cast, made.submitted(at).pk, opinion)


def test_proposers_are_told_of_the_filing(cast: Cast, at: Place) -> None:
    row = made.submitted(at, cosigners=[at.cosigner])
    filed = actions.file(cast.office.by, row.pk, on=ON)
    words = f"您的提案《{TITLE}》已立案，提案号930001。"
    assert (filed.record.number, filed.filed_on) == ("930001", ON)
    assert (told(cast.member), told(cast.cosigner), told(cast.office)) == ([words], [words], [])


def test_what_a_ledger_says_happened_tells_nobody(cast: Cast, at: Place) -> None:
    made.filed(at)
    assert Notice.objects.count() == 0


def test_not_filed_goes_the_way_of_the_rulebook(cast: Cast, at: Place) -> None:
    """Empty ones become briefs, those of a person letters, state secrets end there."""
    ways = {"empty": "转社情民意信息。", "personal": "作为委员来信。", "secret": "不再转办。"}
    for code, words in ways.items():
        row = made.submitted(at)
        cause = at.category("not_filed_reason", code)
        actions.not_file(cast.office.by, row.pk, on=ON, cause=cause)
        review = Review.objects.get(record=row.pk)
        assert review.reason == cause
        said = f"您的提案《{TITLE}》经审查不予立案，理由：{cause}。{words}"
        assert told(cast.member)[-1] == said
    codes = Review.objects.order_by("pk").values_list("onward__code", flat=True)
    assert list(codes) == ["brief", "letter", None]
    with pytest.raises(Refused, match="请选择不予立案理由"):
        actions.not_file(cast.office.by, made.submitted(at).pk, on=ON)


def test_a_case_that_goes_on_as_a_brief_shows_the_link(
    client: Client, cast: Cast, at: Place
) -> None:
    row = made.submitted(at)
    cause = at.category("not_filed_reason", "empty")
    actions.not_file(cast.office.by, row.pk, on=ON, cause=cause)
    client.force_login(cast.office.account)
    page = client.get(f"/r/proposals/{row.pk}/").content.decode()
    assert "按规程转社情民意信息" in page
    assert f"/r/proposals/{row.pk}/turn/" in page


def test_withdrawing_tells_the_others(cast: Cast, at: Place) -> None:
    words = f"提案《{TITLE}》已撤案。情况已变。"
    row = made.submitted(at, cosigners=[at.cosigner])
    actions.withdraw(cast.member.by, row.pk, on=ON, reason="情况已变。")
    heard = [told(who) for who in (cast.member, cast.cosigner, cast.office)]
    assert heard == [[], [words], [words]]


def test_the_originals_of_a_merging_stay_and_read_the_reply(
    client: Client, cast: Cast, at: Place
) -> None:
    other = play(cast.committee, "委员丙", Role.MEMBER)
    main = made.filed(at, visibility="office")
    row = made.submitted(at, title="关于加装充电桩的提案", proposer=other.person)

    def sees() -> bool:
        return Proposal.objects.filter(CASES.view(other.actor), pk=main.pk).exists()

    def rates() -> bool:
        return Proposal.objects.filter(rated_by(other.actor), pk=main.pk).exists()

    assert (sees(), rates()) == (False, False)
    actions.merge(cast.office.by, row.pk, main=main.record, on=ON)
    assert (sees(), rates()) == (True, True)
    kept = Proposal.objects.select_related("record").get(pk=row.pk)
    assert (kept.record.title, kept.situation, kept.proposer) == (
        "关于加装充电桩的提案",
        "情况",
        other.person,
    )
    words = f"您的提案《关于加装充电桩的提案》已并入930001 {TITLE}一并办理，原案全文保留；"
    assert told(other) == [words + "主案答复后您可以查看，并作出评价。"]
    with pytest.raises(Refused, match="已有1件提案并入本案"):
        actions.merge(cast.office.by, main.pk, main=made.filed(at).record, on=ON)
    early, late = made.submitted(at), made.submitted(at)
    actions.merge(cast.office.by, late.pk, main=early.record, on=ON)
    assert bulk.send_back_many(cast.office.by, [early.pk], on=ON, reason="补写") == {
        early.pk: "已有1件提案并入本案，请机关先撤销并案、另定主案，再办这一步。"
    }
    client.force_login(cast.office.account)
    page = client.get(f"/r/proposals/{early.pk}/").context
    offered = {one["label"]: one["disabled"] for one in page["moves"]}
    barred = {"退回修改", "不予立案", "并案", "撤案"}
    assert {label for label, disabled in offered.items() if disabled} == barred
    marking = client.get(f"/proposals/{early.pk}/send-back/").content.decode()
    assert "请机关先撤销并案、另定主案，再办这一步。" in marking
    actions.unmerge(cast.office.by, row.pk, on=ON, reason="内容不同。")
    assert (sees(), rates(), states(row.pk)) == (False, False, ["submitted"])
    assert told(other)[1] == "您的提案《关于加装充电桩的提案》已撤销并案，重新审查。内容不同。"


def test_marks_are_answered_by_what_is_changed(cast: Cast, at: Place) -> None:
    Session.objects.filter(term__committee=cast.committee).update(
        opens_on=today() - timedelta(days=3), closes_on=today() + timedelta(days=1)
    )
    text = {
        "title": TITLE,
        "situation": "三条街没有路灯。",
        "analysis": "没有列入计划。",
        "suggestions": ["列入计划", "先装路口"],
        "public": True,
        "public_reason": "",
    }
    row = drafting.begin(cast.member.by, cast.committee.pk, text)
    drafting.submit(cast.member.by, row.pk, on=today())
    marks = [
        {"place": "situation", "quote": "三条街", "words": "写明是哪三条"},
        {"place": "suggestion", "order": 2, "words": "写明先装哪些路口"},
        {"place": "analysis", "words": "补充数据"},
    ]
    actions.send_back(cast.office.by, row.pk, on=today(), marks=marks)
    assert told(cast.member)[-1] == (
        f"您的提案《{TITLE}》退回修改：写明是哪三条；写明先装哪些路口；补充数据"
    )
    drafting.save(
        cast.member.by,
        row.pk,
        on=today(),
        changes={"situation": "石梁三条街没有路灯。", "suggestions": ["列入计划", "先装学校路口"]},
    )
    drafting.submit(cast.member.by, row.pk, on=today())
    done = RevisionMark.objects.filter(record=row.pk).order_by("pk")
    assert [(one.place, one.resolved_on is not None) for one in done] == [
        ("situation", True),
        ("suggestion", True),
        ("analysis", False),
    ]
    sent = Trail.objects.get(record=row.pk, move="send_back")
    assert changes_since(row.record.__class__.objects.get(pk=row.pk), sent) == [
        {"label": "情况", "segments": [("ins", "石梁"), ("same", "三条街没有路灯。")]},
        {
            "label": "建议",
            "segments": [("same", "1. 列入计划\n2. 先装"), ("ins", "学校"), ("same", "路口")],
        },
    ]


def test_differences_keep_little_of_what_is_the_same() -> None:
    long = "一二三四五六七八九十" * 5
    assert segments(f"{long}旧", f"{long}新") == [
        ("same", f"{long[:12]}…{long[-12:]}"),
        ("del", "旧"),
        ("ins", "新"),
    ]


def test_nothing_is_sent_back_without_a_word(cast: Cast, at: Place) -> None:
    with pytest.raises(Refused, match="请写明要修改什么"):
        actions.send_back(cast.office.by, made.submitted(at).pk, on=ON)


def test_several_marks_are_sent_from_one_page(client: Client, cast: Cast, at: Place) -> None:
    row = made.submitted(at)
    client.force_login(cast.office.account)
    url = f"/proposals/{row.pk}/send-back/"
    assert "建议" in client.get(url).content.decode()
    data = {
        "on": "2020-01-20",
        "reason": "",
        "marks-TOTAL_FORMS": "3",
        "marks-INITIAL_FORMS": "0",
        "marks-0-order": "2",
        "marks-0-words": "写明收费标准",
        "marks-1-place": "title",
        "marks-1-words": "",
        "marks-1-quote": "充电设施",
    }
    answer = client.post(url, data)
    assert answer.status_code == 422
    assert "写明收费标准" in answer.content.decode()
    answer = client.post(url, {**data, "marks-1-words": "写明地点"})
    assert answer.status_code == 302
    marks = RevisionMark.objects.order_by("pk").values_list("place", "order", "quote", "words")
    assert list(marks) == [
        ("suggestion", 2, "", "写明收费标准"),
        ("title", None, "充电设施", "写明地点"),
    ]
