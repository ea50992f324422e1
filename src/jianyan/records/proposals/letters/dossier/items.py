"""The documents of a case, each with its day, its lines, and who may read it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Q

from jianyan.ground.days import said_day
from jianyan.ground.models import File, Trail
from jianyan.ground.official.tidying import tidy_text
from jianyan.kernel.rules import Actor, Rule, either, saying
from jianyan.records.proposals.cases import who
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Proposal

Said = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact beside the words in which it is printed: the words may change with the program or with
    the name of a unit, and the fact is still the same."""

    fact: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One document: a key that names it in the register, its title, its day, its lines, and the
    facts that they tell, whatever the words."""

    key: str
    title: str
    on: date
    lines: tuple[str, ...]
    facts: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of what is printed of it."""
        return digest_of((self.title, said_day(self.on), *self.lines))

    @property
    def facts_digest(self) -> str:
        """SHA-256 of what it tells, in the values of the register."""
        return digest_of((self.on.isoformat(), *self.facts))


@dataclass(frozen=True, slots=True)
class Source:
    """Documents of one table: who may read its rows, and what each row says."""

    model: Any
    who: Rule
    make: Callable[[Any], Iterable[Item]]
    joined: tuple[str, ...] = ()
    path: str = "record"

    def items(self, record: int, actor: Actor | None) -> list[Item]:
        """The documents of a case; those that an actor may read, or all."""
        rows = self.model._default_manager.filter(**{self.path: record}, struck_at__isnull=True)
        if actor is not None:
            rows = rows.filter(self.who(actor))
        rows = rows.select_related(*self.joined) if self.joined else rows
        return [item for row in rows.order_by("pk") for item in self.make(row)]


def digest_of(lines: Iterable[str]) -> str:
    """SHA-256 of lines of text."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def choice(row: Any, name: str, more: str = "") -> Shown:
    """One of a closed list: its code, printed by its label; `more` is printed after it."""
    return Shown(f"{getattr(row, name)}{more}", f"{getattr(row, f'get_{name}_display')()}{more}")


def yes(value: bool, said: str = "是", otherwise: str = "否") -> Shown:
    """Whether something holds, in words."""
    return Shown(str(value), said if value else otherwise)


def named(*rows: Any) -> Shown:
    """Units and people, printed by their names."""
    found = [row for row in rows if row]
    return Shown(" ".join(_fact(row) for row in found), "、".join(row.name for row in found))


def phrase(text: str) -> Shown:
    """A sentence that tells nothing but the day and the title."""
    return Shown("", text)


def item(key: str, title: str, on: date, *said: Said, of: Sequence[Any] = ()) -> Item:
    """A document from labels and values; what is empty is left out. `of` are facts that stand in
    the title alone."""
    lines: list[str] = []
    facts = [_fact(value) for value in of]
    for label, value in said:
        text = _text(value)
        if not text:
            continue
        facts.append(_fact(value))
        first, *rest = text.split("\n")
        lines += [f"{label}：{first}" if label else first, *rest]
    return Item(key, title, on, tuple(lines), tuple(facts))


def _text(value: Any) -> str:
    if isinstance(value, date):
        return said_day(value)
    return tidy_text(value.text if isinstance(value, Shown) else str(value or ""))


def _fact(value: Any) -> str:
    """A value as the register has it: a row of a list is known by its key, whatever its name now."""
    if isinstance(value, Shown):
        return value.fact
    if isinstance(value, Model):
        return f"{value._meta.label_lower} {value.pk}"
    return value.isoformat() if isinstance(value, date) else str(value)


def of_case(rule: Rule) -> Rule:
    """A rule of the case, asked on its parts."""

    @saying(f"{getattr(rule, 'says', '')}（提案）")
    def holds(actor: Actor) -> Q:
        return Q(record__in=Proposal.objects.filter(rule(actor)).values("pk"))

    return holds


everybody = of_case(CASES.view)
handlers = of_case(either(who.readers, who.units, who.dispatchers))
readers = of_case(who.readers)
authors = of_case(either(who.readers, who.authors))


def gather(
    sources: Sequence[Source], head: Item, record: int, actor: Actor | None = None
) -> list[Item]:
    """Every document of a case in time order, the proposal first."""
    found = [one for source in sources for one in source.items(record, actor)]
    places = {one.key: place for place, one in enumerate(found)}
    return [head, *sorted(found, key=lambda one: (one.on, places[one.key]))]


def trail_of(record: int, whole: bool, until: int | None = None) -> Item | None:
    """The steps of a case: all that was written with its reasons, or only the case's own steps.

    `until` is the last row that belongs to it; reading is left out. None when there is no step.
    """
    rows = Trail.objects.filter(record=record).exclude(move="read")
    if until is not None:
        rows = rows.filter(pk__lte=until)
    if not whole:
        rows = rows.filter(part="").exclude(move="export")
    steps = list(rows.select_related("by__person", "on_behalf_of").order_by("pk"))
    if not steps:
        return None
    last = steps[-1]
    lines = tuple(_step(one, whole) for one in steps)
    facts = tuple(_step_fact(one, whole) for one in steps)
    return Item(f"{'trail' if whole else 'steps'}/{last.pk}", "办理经过", last.on, lines, facts)


def _step_fact(one: Trail, whole: bool) -> str:
    said = (one.pk, one.on.isoformat(), one.by_id, one.on_behalf_of_id, one.move, one.part_id)
    return " ".join(str(value) for value in (*said, one.reason if whole else ""))


def _step(one: Trail, whole: bool) -> str:
    who = str(one.by) if one.by else "系统"
    if one.on_behalf_of:
        who = f"{who}代{one.on_behalf_of}"
    said = f"{said_day(one.on)}，{who}，{one.label}"
    if whole and one.part:
        said += f"（{one.part}）"
    if whole and one.reason:
        said += f"：{' '.join(tidy_text(one.reason).split())}"
    return " ".join(tidy_text(said).split("\n"))


def files_of(record: int) -> list[File]:
    """The files attached to a case."""
    return list(File.objects.filter(record=record, struck_at__isnull=True).order_by("pk"))
