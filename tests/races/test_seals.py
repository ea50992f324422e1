"""Two signings at once make one chain."""

from __future__ import annotations

from datetime import date

from jianyan.figures import sealing
from jianyan.figures.models import Seal
from jianyan.reports import actions
from jianyan.reports.models import Report
from tests.cast import Cast, assemble
from tests.races.together import crossing, first_then
from tests.reports import year

DAY = date(2020, 12, 28)


def in_approval(cast: Cast) -> Report:
    row = year.begun(cast)
    (monthly,) = [each for each in actions.composed(row).filled.claims if not each.holds]
    actions.save(cast.office.by, row.pk, on=DAY, words={"不足": "调研还不够深入。"})
    said = {"expression": monthly.expression, "reason": "四月起停刊"}
    actions.let_stand(cast.office.by, row.pk, **said)
    actions.check(cast.office.by, row.pk, on=DAY)
    actions.send(cast.office.by, row.pk, on=DAY)
    actions.approve(cast.office.by, row.pk, on=DAY)
    return actions.approve(cast.leader.by, row.pk, on=DAY, reason="同意")


def two(cast: Cast) -> list[int]:
    year.year(cast)
    year.template(cast)
    return [in_approval(cast).pk for _ in range(2)]


def chain() -> list[tuple[int, bool, bool]]:
    """Each seal's number, whether it is sound, whether it begins a chain."""
    seals = Seal.objects.order_by("number")
    return [(each.number, sealing.valid(each), each.previous == "") for each in seals]


def test_two_signings_at_once_make_one_chain(transactional_db: None) -> None:
    cast = assemble()
    todo = two(cast)
    found = crossing(
        *[lambda pk=pk: actions.sign(cast.leader.by, pk, on=DAY) for pk in todo],  # type: ignore[misc]
        of='INSERT INTO "ground_trail"',
    )
    assert [type(one) for one in found] == [Report, Report]
    assert chain() == [(1, True, True), (2, True, False)]


def test_one_report_is_signed_once(transactional_db: None) -> None:
    cast = assemble()
    pk = two(cast)[0]
    first_then(
        lambda: actions.sign(cast.leader.by, pk, on=DAY),
        lambda: actions.sign(cast.leader.by, pk, on=DAY),
    )
    assert chain() == [(1, True, True)]
