"""Every figure of the two reports, counted a second time by hand-written SQL."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from jianyan.bench.floors import Statement, counted, statements
from jianyan.bench.place import Place
from jianyan.figures.read import read
from jianyan.kernel.figure import figure_named
from jianyan.kernel.period import parse_period
from jianyan.kernel.scope import Scope

pytestmark = pytest.mark.django_db
SLOTS = Path(__file__).parents[3] / "shared" / "reference" / "report-slots.csv"
OPERATORS = re.compile(r"^低者\(|\)$|, | \+ ")
UNTIL = {"year": date(2020, 12, 31), "autumn": date(2020, 9, 15), "later": date(2021, 6, 30)}


def named(statement: Statement) -> str:
    return statement.key


@pytest.mark.parametrize("statement", statements(), ids=named)
def test_a_figure_is_what_plain_sql_counts(
    statement: Statement, places: tuple[Place, Place]
) -> None:
    figure = figure_named(statement.name.partition("[")[0])
    read_by_us, counted_by_hand = {}, {}
    for place in places:
        for when, until in UNTIL.items():
            scope = Scope((place.committee.pk,), parse_period("2020"), until)
            asked = place.committee.code, when
            read_by_us[asked] = read(statement.name, scope).value
            counted_by_hand[asked] = counted(statement, figure.fold.kind, scope)
    assert read_by_us == counted_by_hand


@pytest.mark.parametrize("statement", statements(), ids=named)
def test_something_is_counted(statement: Statement, places: tuple[Place, Place]) -> None:
    figure = figure_named(statement.name.partition("[")[0])
    scope = Scope((places[0].committee.pk,), parse_period("2020"), date(2020, 12, 31))
    assert counted(statement, figure.fold.kind, scope) not in (None, 0)


def test_every_figure_of_the_reports_has_a_statement() -> None:
    if not SLOTS.exists():
        pytest.skip("report-slots.csv 不在项目旁边的 shared 中")
    with SLOTS.open(encoding="utf-8") as file:
        asked = {row["figure"] for row in csv.DictReader(file) if row["kind"] == "figure"}
    names = {part for each in asked for part in OPERATORS.split(each) if part}
    assert {statement.name for statement in statements()} == names


def test_a_statement_is_named_by_its_figure() -> None:
    keys = {statement.key.partition("@")[0] for statement in statements()}
    figures = {figure_named(s.name.partition("[")[0]).key for s in statements()}
    assert keys == figures
