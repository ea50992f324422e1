"""Figures and the report against their floors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from jianyan.figures.read import read, read_committees
from jianyan.ground.models import Committee
from jianyan.kernel.period import parse_period
from jianyan.kernel.scope import Scope
from jianyan.reports.builtin import builtin_text
from jianyan.reports.register_reader import RegisterReader
from jianyan.reports.writing import compose

from .floors import Statement, rows_of, statements
from .place import Place
from .timing import Line, Taken, line, taken
from .timing import statements as count_of

YEAR = "2020"
EVERYWHERE = "提案.交办"


def year_of(place: Place) -> Scope:
    """The last year of a district."""
    return Scope((place.committee.pk,), parse_period(YEAR), date(2020, 12, 31))


def measure_figures(place: Place, n: int) -> list[Line]:
    """Each figure of a year against its hand-written statement, and the sum of all."""
    scope = year_of(place)
    found, floors, ours = [], [], []
    for statement in statements():
        by_hand, by_us = _by_hand(statement, scope), _by_us(statement, scope)
        floors.append(taken(by_hand))
        ours.append(taken(by_us))
        found.append(line(statement.name, n, floors[-1], ours[-1], count_of(by_us)))
    count = sum(each.statements or 0 for each in found)
    return [*found, line("all figures of a year", n, _sum(floors), _sum(ours), count)]


def _by_hand(statement: Statement, scope: Scope) -> Callable[[], object]:
    return lambda: rows_of(statement, scope)


def _by_us(statement: Statement, scope: Scope) -> Callable[[], object]:
    return lambda: read(statement.name, scope)


def _sum(times: list[Taken]) -> Taken:
    return Taken(sum(each.median for each in times), sum(each.p95 for each in times))


def measure_report(place: Place, n: int) -> Line:
    """The report of an epidemic year, filled with its evidence."""
    text = builtin_text("epidemic-year")

    def fill() -> object:
        return compose(text, RegisterReader(year_of(place))).filled

    return line("report 2020", n, None, taken(fill), count_of(fill))


def measure_everywhere(n: int) -> Line:
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
    return line(name, n, taken(each_by_hand), taken(ours), count_of(ours))
