"""The listed criteria: what each reads, what the rulebook asks at the least, and how a candidate stands.

Candidates are never put in the order of a rate, and no rate is shown over fewer than the rulebook's
least number: a unit with two cases is not better than one with forty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jianyan.figures.read import read_codes
from jianyan.figures.views import figure_url
from jianyan.ground.models import Body, Office, Person, Rulebook
from jianyan.ground.models.committees import in_force
from jianyan.ground.rulebook import provision
from jianyan.kernel.scope import Scope
from jianyan.kernel.values import Rate, Value
from jianyan.records.proposals.tasks.forms import UNITS

from .models import Sort
from .queries import ACTING

RULES = "proposals.honours"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One column: the rulebook's name of its minimum, its label, and the figure it reads."""

    name: str
    label: str
    figure: str

    def least(self, rulebook: Rulebook | None) -> int:
        """The least that the rulebook asks (件, or a percentage); 0 asks nothing."""
        return int(provision(rulebook, f"{RULES}.{self.name}"))


HANDLING = (
    ("handled", "答复件次", "提案.承办.答复"),
    ("in_time", "按期答复", "提案.承办.按期答复率"),
    ("met", "面商", "提案.承办.面商率"),
    ("satisfied", "满意", "提案.承办.满意率"),
)
CRITERIA: dict[str, tuple[Criterion, ...]] = {
    Sort.UNIT: (
        *(Criterion(f"unit_{name}", *rest) for name, *rest in HANDLING),
        Criterion("unit_kept", "承诺兑现", "提案.承办.承诺兑现率"),
    ),
    Sort.HANDLER: tuple(Criterion(f"handler_{name}", *rest) for name, *rest in HANDLING),
    Sort.PROPOSER: (
        Criterion("proposer_filed", "立案件数", "提案.提案人.立案"),
        Criterion("proposer_rated", "评价答复", "提案.提案人.评价率"),
        Criterion("proposer_effective", "见效件数", "提案.提案人.见效"),
    ),
}
DIMENSION = {Sort.UNIT: "单位", Sort.HANDLER: "经办人", Sort.PROPOSER: "提案人"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a candidate stands in one criterion: words, the rows behind it, and whether the minimum is
    met (None: nothing is asked, or too few to say)."""

    label: str
    text: str
    url: str
    met: bool | None
    asked: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit or a person with each criterion in the order of the list."""

    row: Any
    of: Any
    standings: tuple[Standing, ...]

    @property
    def met(self) -> bool | None:
        """Whether every minimum is met; None when one cannot be judged and none is missed."""
        asked = [one.met for one in self.standings if one.asked]
        return False if False in asked else None if None in asked else True

    def basis(self) -> str:
        """What the criteria show today, as an honour keeps it."""
        return "；".join(f"{one.label} {one.text}" for one in self.standings)[:500]


def candidates(sort: str, scope: Scope, rulebook: Rulebook | None) -> list[Candidate]:
    """The units, or people, that have anything to show, in the order of the lists: one statement for
    each criterion and one for their names."""
    listed = CRITERIA[sort]
    found = {one.name: read_codes(one.figure, scope, DIMENSION[Sort(sort)]) for one in listed}
    codes = {code for values in found.values() for code in values}
    rows = _rows(sort, scope.committees[0], codes)
    units = _units(rows, scope) if sort == Sort.HANDLER else {}
    least = int(provision(rulebook, f"{RULES}.shown_least"))
    made = []
    for row in rows:
        values = {one.name: found[one.name].get(row.code) for one in listed}
        standings = tuple(
            _standing(sort, one, values, row, scope, rulebook, least) for one in listed
        )
        made.append(Candidate(row, units.get(row.pk), standings))
    return made


def _rows(sort: str, committee: int, codes: set[str]) -> list[Any]:
    of = {"committee": committee, "code__in": codes}
    if sort == Sort.UNIT:
        return list(Body.objects.filter(kind__in=UNITS, **of).order_by("kind", "order", "code"))
    return list(Person.objects.filter(**of).order_by("code"))


def _units(people: list[Any], scope: Scope) -> Mapping[int, Body]:
    """The unit of each person who handles."""
    held = Office.objects.filter(
        in_force(scope.last_day), role__in=ACTING, person__in=people, struck_at__isnull=True
    )
    return {one.person_id: one.body for one in held.select_related("body") if one.body}


def _standing(
    sort: str,
    one: Criterion,
    values: Mapping[str, Value],
    row: Any,
    scope: Scope,
    rulebook: Rulebook | None,
    shown_least: int,
) -> Standing:
    value, least = values[one.name], one.least(rulebook)
    url = figure_url(f"{one.figure}[{DIMENSION[Sort(sort)]}={row.code}]", scope)
    if isinstance(value, Rate):
        few = value.den < shown_least
        met = None if few else value.num * 100 >= least * value.den
        share = "" if few else f"{value.percent()}%　"
        text = f"{share}{value.num}/{value.den}"
        return Standing(one.label, text, url, met if least else None, bool(least))
    if isinstance(value, int):
        return Standing(one.label, str(value), url, value >= least, bool(least))
    counted = one.name.endswith(("handled", "filed", "effective"))
    return Standing(one.label, "0" if counted else "—", "", False if counted else None, bool(least))
