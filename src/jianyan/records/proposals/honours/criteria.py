"""The listed criteria: what each reads, what the rulebook asks at the least, and how a candidate stands.

Candidates are never put in the order of a rate, and no rate is shown over fewer than the rulebook's
least number: a unit with two cases is not better than one with forty.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from jianyan.figures.read import read_codes
from jianyan.figures.views import figure_url
from jianyan.ground.models import Body, Office, Person, Rulebook
from jianyan.ground.models.committees import in_force
from jianyan.ground.rulebook import provision
from jianyan.ground.splits import whole_code
from jianyan.kernel.figure import figure_named
from jianyan.kernel.folds import Ratio
from jianyan.kernel.scope import Scope
from jianyan.kernel.values import Rate, Value
from jianyan.records.proposals.tasks.models import HANDLERS

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

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage."""
        return isinstance(figure_named(self.figure).fold, Ratio)

    def minimum(self, least: int) -> str:
        """A minimum in words."""
        return f"{least}%" if self.is_rate else str(least)


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
    """How a candidate stands in one criterion: the value (no rate over too few) with its fraction, the
    rows behind it, and whether the minimum is met (None: nothing is asked, or too few to say)."""

    of: Criterion
    value: str
    fraction: str
    url: str
    met: bool | None
    least: int

    @property
    def text(self) -> str:
        """The value as a line of text has it."""
        both = self.value and self.fraction
        return f"{self.value}（{self.fraction}）" if both else self.value or self.fraction

    @property
    def short_of(self) -> str:
        """The minimum that is missed, in words; empty where none is."""
        return f"不到{self.of.minimum(self.least)}" if self.met is False else ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit or a person with each criterion in the order of the list."""

    row: Any
    of: Any
    standings: tuple[Standing, ...]

    @property
    def met(self) -> bool | None:
        """Whether every minimum is met; None when one cannot be judged and none is missed."""
        asked = [one.met for one in self.standings if one.least]
        return False if False in asked else None if None in asked else True

    def basis(self) -> str:
        """What the criteria show today, as an honour keeps it."""
        return "；".join(f"{one.of.label} {one.text}" for one in self.standings)[:500]


def candidates(sort: str, scope: Scope, rulebook: Rulebook | None) -> list[Candidate]:
    """The units, or people, that have anything to show, in the order of the lists: one statement for
    each criterion and one for their names."""
    listed = CRITERIA[sort]
    found = {one.name: read_codes(one.figure, scope, DIMENSION[Sort(sort)]) for one in listed}
    codes = {code for values in found.values() for code in values}
    rows = _rows(sort, scope.committees[0], codes)
    units = _units(rows.values(), scope) if sort == Sort.HANDLER else {}
    least = int(provision(rulebook, f"{RULES}.shown_least"))
    made = []
    for code, row in rows.items():
        values = {one.name: found[one.name].get(code) for one in listed}
        asked = [(one, values[one.name], one.least(rulebook)) for one in listed]
        standings = tuple(
            _standing(
                one, value, minimum, least, f"{one.figure}[{DIMENSION[Sort(sort)]}={code}]", scope
            )
            for one, value, minimum in asked
        )
        made.append(Candidate(row, units.get(row.pk), standings))
    return made


def _rows(sort: str, committee: int, codes: set[str]) -> dict[str, Any]:
    """The bodies or people of the codes, in the order of their lists."""
    if sort == Sort.UNIT:
        bodies = Body.objects.filter(committee=committee, kind__in=HANDLERS)
        found = bodies.annotate(whole=whole_code()).filter(whole__in=codes)
        return {row.whole: row for row in found.order_by("kind", "order", "code")}
    people = Person.objects.filter(committee=committee, code__in=codes).order_by("code")
    return {row.code: row for row in people}


def _units(people: Collection[Any], scope: Scope) -> Mapping[int, Body]:
    """The unit of each person who handles."""
    held = Office.objects.filter(
        in_force(scope.last_day), role__in=ACTING, person__in=people, struck_at__isnull=True
    )
    return {one.person_id: one.body for one in held.select_related("body") if one.body}


def _standing(
    one: Criterion, value: Value, least: int, shown_least: int, name: str, scope: Scope
) -> Standing:
    url = figure_url(name, scope)
    if isinstance(value, Rate):
        few = value.den < shown_least
        met = None if few or not least else value.num * 100 >= least * value.den
        share = "" if few else f"{value.percent()}%"
        return Standing(one, share, f"{value.num}/{value.den}", url, met, least)
    if isinstance(value, int):
        return Standing(one, str(value), "", url, value >= least if least else None, least)
    if one.is_rate:
        return Standing(one, "—", "", "", None, least)
    return Standing(one, "0", "", "", False if least else None, least)
