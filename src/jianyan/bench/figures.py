"""Figures and the report against their floors."""

from __future__ import annotations

from datetime import date
from functools import partial

from jianyan.figures.read import read, read_committees
from jianyan.ground.models import Committee
from jianyan.ground.splits import kept
from jianyan.kernel.period import parse_period
from jianyan.kernel.scope import Scope
from jianyan.reports.builtin import builtin_text
from jianyan.reports.register_reader import RegisterReader
from jianyan.reports.writing import compose

from .floors import rows_of, statements
from .place import Place
from .timing import Line, line, taken, taken_together
from .timing import statements as count_of

YEAR = "2020"
EVERYWHERE = "提案.交办"


def year_of(place: Place) -> Scope:
    """The last year of a district."""
    return Scope((place.committee.pk,), parse_period(YEAR), date(2020, 12, 31))


def measure_figures(place: Place, n: int, runs: int) -> list[Line]:
    """Each figure of a year against its hand-written statement, and all of them together."""
    scope = year_of(place)
    asked = statements()
    found = []
    for statement in asked:
        by_us = partial(read, statement.name, scope)
        floor, ours = taken_together([partial(rows_of, statement, scope), by_us], runs)
        found.append(line(statement.name, n, floor, ours, count_of(by_us)))

    def all_by_hand() -> object:
        return [rows_of(statement, scope) for statement in asked]

    def all_by_us() -> object:
        with kept():
            return [read(statement.name, scope) for statement in asked]

    floor, ours = taken_together([all_by_hand, all_by_us], runs)
    whole = line("all figures of a year", n, floor, ours, count_of(all_by_us))
    return [*found, whole]


def measure_report(place: Place, n: int, runs: int) -> Line:
    """The report of an epidemic year, filled with its evidence."""
    text = builtin_text("epidemic-year")

    def fill() -> object:
        return compose(text, RegisterReader(year_of(place))).filled

    return line("report 2020", n, None, taken(fill, runs), count_of(fill))


def measure_everywhere(n: int, runs: int) -> Line:
    """One figure of a year for every committee of the installation, in one statement."""
    committees = tuple(Committee.objects.order_by("code").values_list("pk", flat=True))
    scope = Scope(committees, parse_period(YEAR), date(2020, 12, 31))
    by_hand = next(each for each in statements() if each.name == EVERYWHERE)

    def ours() -> object:
        return read_committees(EVERYWHERE, scope)

    def each_by_hand() -> object:
        return [
            rows_of(by_hand, Scope((pk,), scope.period, scope.known_until)) for pk in committees
        ]

    name = f"{EVERYWHERE} of {len(committees)} committees"
    floor, found = taken_together([each_by_hand, ours], runs)
    return line(name, n, floor, found, count_of(ours))
