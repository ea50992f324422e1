"""What the office does with suggestions, and what it leaves behind."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyan.ground.models import Record, Response, SuggestionState, Trail
from jianyan.ground.register import void
from jianyan.kernel.errors import Denied, Refused, Stale
from jianyan.records.suggestions import actions, forms
from jianyan.records.suggestions.charter import SUGGESTIONS
from tests.entry import faults
from tests.records.suggestions.conftest import Scene, shown

DAY = date(2020, 4, 1)


def test_source_and_place_kind_are_copied(scene: Scene) -> None:
    found = [
        scene.suggestion(scene.proposal),
        scene.suggestion(scene.brief),
        scene.suggestion(scene.consultation),
        scene.suggestion(scene.visit),
        scene.problem(),
        scene.suggestion(scene.visit, place="澜汀织锦厂", source="会议"),
    ]
    assert [(row.source, row.place_kind) for row in found] == [
        ("proposal", ""),
        ("brief", ""),
        ("consultation", ""),
        ("meeting", ""),
        ("visit", "community"),
        ("meeting", "enterprise"),
    ]


def test_no_order_is_given_twice(scene: Scene) -> None:
    row = scene.suggestion()
    with pytest.raises(Refused, match="已有第1条意见建议"):
        scene.suggestion(order=1)
    void(SUGGESTIONS, scene.cast.office.by, row.pk, reason="重复登记")
    assert scene.suggestion(order=1).order == 1


def test_from_raised_to_confirmed(scene: Scene) -> None:
    row = scene.suggestion(sent_on="2020-03-12", unit="区住建局")
    scene.answer(row, "采纳")
    actions.take_in_hand(scene.cast.office.by, row.pk, on=DAY)
    scene.settle(row, "报告办结", "2020-05-01")
    scene.settle(row, "有异议", "2020-05-03")
    scene.settle(row, "确认办结", "2020-06-01")
    trail = Trail.objects.filter(record=row.record).exclude(target="").order_by("pk")
    assert list(trail.values_list("move", "source", "target", "on")) == [
        ("enter", "", "raised", date(2020, 3, 10)),
        ("send", "raised", "sent", date(2020, 3, 12)),
        ("answer", "sent", "answered", DAY),
        ("take_in_hand", "answered", "in_hand", DAY),
        ("report_done", "in_hand", "said_done", date(2020, 5, 1)),
        ("dispute", "said_done", "disputed", date(2020, 5, 3)),
        ("confirm", "disputed", "confirmed", date(2020, 6, 1)),
    ]


def test_a_fact_entered_late_does_not_turn_back(scene: Scene) -> None:
    row = scene.suggestion()
    scene.settle(row, "确认办结", "2020-06-01")
    scene.settle(row, "报告办结", "2020-05-01")
    scene.answer(row, "采纳")
    row.refresh_from_db()
    assert row.state == "confirmed"
    assert row.settlements.count() == 2


def test_a_dispute_needs_something_done(scene: Scene) -> None:
    row = scene.suggestion()
    with pytest.raises(Refused, match="没有办结，不能提出异议"):
        scene.settle(row, "有异议")
    assert row.settlements.count() == 0


def test_the_second_answer_moves_nothing(scene: Scene) -> None:
    row = scene.suggestion()
    scene.answer(row, "采纳", unit="区住建局")
    scene.answer(row, "部分采纳", unit="区民政局")
    row.refresh_from_db()
    assert (row.state, row.responses.count()) == ("answered", 2)


def test_void_takes_no_more(scene: Scene) -> None:
    row = scene.suggestion()
    void(SUGGESTIONS, scene.cast.office.by, row.pk, reason="重复登记")
    assert faults(
        forms.ResponseForm, scene.committee, suggestion=shown(row), verdict="采纳", on="2020-04-01"
    ) == {"suggestion": ["“协商2020-01”没有第1条意见建议，请先登记。"]}
    Record.objects.filter(pk=scene.brief.pk).update(state="void")
    with pytest.raises(Refused, match="已作废"):
        actions.add(scene.cast.office.by, scene.committee.pk, _data(scene))


def _data(scene: Scene) -> dict[str, object]:
    names = ("key", "place", "unit", "due_on", "sent_on")
    return dict.fromkeys(names) | {
        "record": scene.brief,
        "key": "",
        "order": 1,
        "nature": "suggestion",
        "text": "内容",
        "source": "brief",
        "raised_on": DAY,
    }


def test_a_member_cannot_send(scene: Scene) -> None:
    row = scene.suggestion()
    with pytest.raises(Denied):
        actions.send(scene.cast.member.by, row.pk, on=DAY)


def test_a_corrected_place_changes_its_kind_and_a_new_day_sends(scene: Scene) -> None:
    row = scene.problem()
    by = scene.cast.office.by
    changed = actions.change(by, row, {"place": (scene.community, scene.enterprise)}, "记错")
    assert changed.place_kind == "enterprise"
    sent = actions.change(by, changed, {"sent_on": (None, DAY)}, "")
    assert (sent.state, sent.sent_on) == ("sent", DAY)
    with pytest.raises(Refused, match="不能改挂"):
        actions.change(by, sent, {"record": (scene.visit, scene.brief)}, "")


def test_a_corrected_fact_is_struck_out_and_entered_anew(scene: Scene) -> None:
    fact = scene.answer(scene.suggestion(), "部分采纳")
    by = scene.cast.office.by
    fresh = actions.change_fact(by, fact, {"verdict": ("partly", "adopted")}, "记错")
    rows = Response.objects.order_by("pk")
    assert [(row.verdict, row.struck_at is None) for row in rows] == [
        ("partly", False),
        ("adopted", True),
    ]
    with pytest.raises(Stale):
        actions.change_fact(by, fact, {"verdict": ("partly", "not")}, "又改")
    assert fresh.record == fact.record


def test_a_verdict_of_settlement_is_not_rewritten(scene: Scene) -> None:
    fact = scene.settle(scene.suggestion(), "报告办结")
    with pytest.raises(Refused, match="作废这一条"):
        actions.change_fact(
            scene.cast.office.by, fact, {"verdict": ("said_done", "confirmed")}, "记错"
        )


def test_a_promise_is_kept_once(scene: Scene) -> None:
    fact = scene.commit()
    by = scene.cast.office.by
    kept = actions.change_commitment(by, fact, {"kept_on": (None, DAY)}, "")
    assert (kept.pk, kept.kept_on) == (fact.pk, DAY)
    with pytest.raises(Stale, match="已经登记过"):
        actions.keep(by, fact, on=DAY)


def test_an_outcome_is_kept_in_the_base_unit(scene: Scene) -> None:
    lamps = scene.measure().item
    lamps.units.create(name="组", factor=4)
    fact = scene.measure(quantity=3, unit="组")
    assert (str(fact.quantity), forms.OutcomeForm.read(fact)["unit"]) == ("12.00", "盏")


@pytest.mark.parametrize(
    ("form", "typed", "said"),
    [
        (
            forms.SuggestionForm,
            {"sent_on": "2020-03-09"},
            {"sent_on": ["早于提出日期2020年3月10日，请改正。"]},
        ),
        (
            forms.SuggestionForm,
            {"record": "2020-001"},
            {"record": ["“2020-001”对应不止一条记录，请在编号前写明种类，如“信息2020-001”。"]},
        ),
        (forms.OutcomeForm, {"unit": "公里"}, {"unit": ["路灯不能按“公里”计，请改用盏。"]}),
        (forms.InstructionForm, {}, {"leader": ["请填写批示人。"]}),
        (
            forms.CommitmentForm,
            {"suggestion": "协商2020-01/1"},
            {"suggestion": ["这条意见建议不属于所填的来源记录，请改正。"]},
        ),
    ],
)
def test_refusals(scene: Scene, form: type, typed: dict, said: dict) -> None:
    scene.suggestion()
    filled = {
        "record": "信息2020-001",
        "order": 1,
        "text": "内容",
        "raised_on": "2020-03-10",
        "item": "路灯",
        "quantity": 2,
        "on": "2020-03-20",
        "made_on": "2020-03-20",
        "due_on": "2020-04-20",
        **typed,
    }
    assert faults(form, scene.committee, **filled) == said


def test_entering_takes_a_handful_of_statements(scene: Scene) -> None:
    data = _data(scene)
    with CaptureQueriesContext(connection) as asked:
        actions.add(scene.cast.office.by, scene.committee.pk, data)
    assert len(asked) == 12


def strike_last(scene: Scene, rows: Any, reason: str = "登记有误") -> None:
    """Strike out the last of a suggestion's standing facts."""
    last = rows.filter(struck_at=None).order_by("on", "pk").last()
    actions.strike(scene.cast.office.by, last, reason)


def test_a_fact_struck_out_takes_the_state_with_it(scene: Scene) -> None:
    row = scene.suggestion(sent_on="2020-03-12", unit="区住建局")
    scene.answer(row, "采纳")
    actions.take_in_hand(scene.cast.office.by, row.pk, on=DAY)
    scene.settle(row, "报告办结", "2020-05-01")
    scene.settle(row, "有异议", "2020-05-03")
    scene.settle(row, "确认办结", "2020-06-01")
    found = []
    for _ in range(3):
        strike_last(scene, row.settlements)
        row.refresh_from_db()
        found.append(row.state)
    assert found == ["disputed", "said_done", "in_hand"]
    strike_last(scene, row.responses)
    row.refresh_from_db()
    assert row.state == "in_hand"
    told = Trail.objects.filter(record=row.record, move__startswith="back_to_").order_by("pk")
    assert list(told.values_list("label", "reason")) == [
        ("随事实恢复为“有异议”", "登记有误"),
        ("随事实恢复为“报告办结”", "登记有误"),
        ("随事实恢复为“办理中”", "登记有误"),
    ]


def test_without_an_answer_it_is_sent_again_or_raised(scene: Scene) -> None:
    sent, raised = scene.suggestion(sent_on="2020-03-12", unit="区住建局"), scene.suggestion()
    for row, state in ((sent, "sent"), (raised, "raised")):
        scene.answer(row, "采纳")
        strike_last(scene, row.responses)
        row.refresh_from_db()
        assert row.state == state


def test_a_fact_that_did_not_lead_leaves_the_state(scene: Scene) -> None:
    row = scene.suggestion()
    scene.settle(row, "报告办结", "2020-05-01")
    scene.settle(row, "确认办结", "2020-06-01")
    first = row.settlements.get(verdict="said_done")
    actions.strike(scene.cast.office.by, first, "登记有误")
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_no_step_back_against_the_facts(scene: Scene) -> None:
    row = scene.suggestion()
    scene.settle(row, "确认办结", "2020-06-01")
    with pytest.raises(Refused, match="说明这条意见建议为“确认办结”"):
        actions.follow(scene.cast.office.by, row.pk, on=DAY, state=SuggestionState.RAISED)
