"""A report's life: draft, checked, through approval, signed; what it refuses on the way."""

from __future__ import annotations

from datetime import date

import pytest

from jianyan.figures import sealing
from jianyan.kernel.errors import Denied, Refused
from jianyan.records.publications import actions as publications
from jianyan.reports import actions
from jianyan.reports.models import Draft, Report, State
from tests.cast import Cast, assemble

from . import year

pytestmark = pytest.mark.django_db
DAY = date(2020, 12, 28)


@pytest.fixture
def cast() -> Cast:
    cast = assemble()
    year.year(cast)
    year.template(cast)
    return cast


def ready(cast: Cast) -> Report:
    """A report in which nothing blocks."""
    row = year.begun(cast)
    (monthly,) = [each for each in actions.composed(row).filled.claims if not each.holds]
    row = actions.save(cast.office.by, row.pk, on=DAY, words={"不足": "调研还不够深入。"})
    return actions.let_stand(
        cast.office.by, row.pk, expression=monthly.expression, reason="四月起停刊"
    )


def in_approval(cast: Cast) -> Report:
    row = ready(cast)
    actions.check(cast.office.by, row.pk, on=DAY)
    actions.send(cast.office.by, row.pk, on=DAY)
    actions.approve(cast.office.by, row.pk, on=DAY)
    return actions.approve(cast.leader.by, row.pk, on=DAY, reason="同意")


def test_a_draft_is_filled_at_once(cast: Cast) -> None:
    row = year.begun(cast)
    assert row.record.number == "2020-01" or row.record.number.endswith("-01")
    assert "[regulation]" not in row.text
    assert "[#regulation]" in row.text
    text = row.drafts.get().filled["text"]
    assert text.splitlines()[3] == (
        "全年印发文稿3篇，其中调研报告2篇、制度1篇，制度1篇，比上年增加2篇。"
        "调研报告全部完成，每月有文稿。"
    )


def test_a_renamed_category_breaks_nothing(cast: Cast) -> None:
    row = year.begun(cast)
    cast.committee.categories.filter(code="regulation").update(label="规章")
    assert "规章1篇，规章1篇" not in actions.composed(row).filled.text
    assert "制度1篇，比上年" in actions.composed(row).filled.text
    assert "规章1篇" in actions.composed(row).filled.text


def test_checking_is_refused_while_something_blocks(cast: Cast) -> None:
    row = year.begun(cast)
    with pytest.raises(Refused, match="还有2处要先处理"):
        actions.check(cast.office.by, row.pk, on=DAY)
    assert Report.objects.get(pk=row.pk).record.state == State.DRAFT


def test_an_unknown_name_is_refused_at_its_place(cast: Cast) -> None:
    row = year.begun(cast)
    with pytest.raises(actions.Unfit) as refusal:
        actions.save(cast.office.by, row.pk, on=DAY, text="全年\n印发{{ 文稿.印法 }}篇")
    (problem,) = refusal.value.problems
    assert problem.message.startswith("第2行第5字：没有名为“文稿.印法”的指标，是否为文稿.印发")
    assert Draft.objects.filter(report=row).count() == 1


def test_a_reason_is_kept_by_code_and_lasts(cast: Cast) -> None:
    row = ready(cast)
    claim = actions.composed(row).filled.claims[1]
    assert (claim.holds, claim.printed, claim.reason) == (False, True, "四月起停刊")


def test_steps_before_the_last_are_passed_and_the_last_signs(cast: Cast) -> None:
    row = ready(cast)
    actions.check(cast.office.by, row.pk, on=DAY)
    actions.send(cast.office.by, row.pk, on=DAY)
    with pytest.raises(Refused, match="还要先经校核、分管领导审核"):
        actions.sign(cast.leader.by, row.pk, on=DAY)
    actions.approve(cast.office.by, row.pk, on=DAY)
    actions.approve(cast.leader.by, row.pk, on=DAY, reason="同意")
    with pytest.raises(Refused, match="只待主席签发"):
        actions.approve(cast.leader.by, row.pk, on=DAY)
    with pytest.raises(Denied):
        actions.sign(cast.office.by, row.pk, on=DAY)
    signed = actions.sign(cast.leader.by, row.pk, on=DAY)
    assert Report.objects.get(pk=row.pk).record.state == State.SIGNED
    assert sealing.valid(signed.seal)
    said = [(each.name, each.passed) for each in signed.record.approvals.order_by("pk")]
    assert said == [("校核", True), ("分管领导审核", True), ("主席签发", True)]


def test_the_seal_holds_every_reading_with_its_own_period(cast: Cast) -> None:
    signed = actions.sign(cast.leader.by, in_approval(cast).pk, on=DAY)
    readings = {
        (each.name, each.period): (each.value, each.evidence.count())
        for each in signed.seal.readings.all()
    }
    assert readings == {
        ("政协.区名", "2020"): ("lanting区", 1),
        ("届次.届", "2020"): (9, 1),
        ("届次.次", "2020"): (3, 1),
        ("文稿.印发", "2020"): (3, 3),
        ("文稿.印发[regulation]", "2020"): (1, 1),
        ("文稿.印发", "2019"): (1, 1),
        ("调研.报告", "2020"): (2, 2),
    }
    assert sealing.changes_since(signed.seal) == []


def test_a_late_entry_shows_as_a_change_since_sealing(cast: Cast) -> None:
    signed = actions.sign(cast.leader.by, in_approval(cast).pk, on=DAY)
    year.publish(cast, "regulation", date(2020, 11, 2), "迟报的条例")
    changed = {(each.name, each.then, each.now) for each in sealing.changes_since(signed.seal)}
    assert changed == {("文稿.印发", 3, 4), ("文稿.印发[regulation]", 1, 2)}


def test_signing_is_refused_when_the_register_moved_after_checking(cast: Cast) -> None:
    row = in_approval(cast)
    year.publish(cast, "regulation", date(2020, 11, 2))
    with pytest.raises(Refused, match="处与送审稿不同"):
        actions.sign(cast.leader.by, row.pk, on=DAY)
    assert Report.objects.get(pk=row.pk).seal is None


def test_sent_back_the_approvals_begin_again(cast: Cast) -> None:
    row = in_approval(cast)
    actions.send_back(cast.leader.by, row.pk, on=DAY, reason="补写不足")
    row = Report.objects.select_related("record").get(pk=row.pk)
    assert (row.record.state, row.step) == (State.DRAFT, 0)


def test_a_counted_record_wants_a_reason_to_be_amended(cast: Cast) -> None:
    actions.sign(cast.leader.by, in_approval(cast).pk, on=DAY)
    counted = cast.committee.records.get(title="提案工作条例").publication
    with pytest.raises(Refused, match="须写明理由"):
        publications.change(cast.office.by, counted, {"note": ("", "补记")}, "")


def test_members_see_a_report_when_it_is_signed(cast: Cast) -> None:
    row = year.begun(cast, visibility="members")
    seen = Report.objects.filter(actions.REPORTS.view(cast.member.actor))
    assert not seen.exists()
    row = actions.save(cast.office.by, row.pk, on=DAY, text="印发{{ 文稿.印发 }}篇")
    for act, by in (
        (actions.check, cast.office),
        (actions.send, cast.office),
        (actions.approve, cast.office),
        (actions.approve, cast.leader),
        (actions.sign, cast.leader),
    ):
        act(by.by, row.pk, on=DAY)
    assert [each.pk for each in seen.all()] == [row.pk]
