"""Figure: a query for rows and a fold over them, at a time. Never a function that returns a number."""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Literal

from django.db.models import Q, QuerySet

from .errors import UnknownName
from .folds import Fold
from .scope import Scope

Rows = Callable[[Scope], "QuerySet[Any]"]


@dataclass(frozen=True, slots=True)
class Time:
    """When a row counts.

    flow: dated by `since` within the period. cohort: entered so, judged at the cut-off.
    stock: in being on the last day, `since` and `until` (both days included; until may be empty).
    value: like stock, with both paths optional.
    A session period takes the rows of that `session` (a path to ground's Session) where it is named.
    `before` looks at the like period before (上年), cut off at its own end.
    """

    kind: Literal["flow", "stock", "cohort", "value"]
    since: str | None
    until: str | None = None
    session: str | None = None
    before: bool = False

    def within(self, scope: Scope) -> Q:
        """The condition on rows that this time puts for a scope."""
        scope = scope.before() if self.before else scope
        if self.kind in ("flow", "cohort"):
            return self._dated(scope)
        last, found = scope.last_day, Q()
        if self.since:
            found &= Q(**{f"{self.since}__lte": last})
        if self.until:
            found &= Q(**{f"{self.until}__isnull": True}) | Q(**{f"{self.until}__gte": last})
        return found

    def _dated(self, scope: Scope) -> Q:
        if self.session and scope.period.session:
            term, number = scope.period.session
            return Q(
                **{
                    f"{self.session}__term__number": term,
                    f"{self.session}__number": number,
                    f"{self.since}__lte": scope.known_until,
                }
            )
        return Q(**{f"{self.since}__gte": scope.period.start, f"{self.since}__lte": scope.last_day})


def flow(path: str, session: str | None = None) -> Time:
    """Rows dated within the period."""
    return Time("flow", path, session=session)


def flow_before(path: str) -> Time:
    """Rows dated within the like period before; its rows ask `scope.before()` for what was known."""
    return Time("flow", path, before=True)


def cohort(path: str, session: str | None = None) -> Time:
    """Rows that entered in the period, and what became of them by the cut-off."""
    return Time("cohort", path, session=session)


def stock(since: str, until: str) -> Time:
    """Rows in being on the last day."""
    return Time("stock", since, until)


def value_of(since: str | None = None, until: str | None = None) -> Time:
    """The one row in force on the last day, or the one that the bracket names."""
    return Time("value", since, until)


@dataclass(frozen=True, slots=True)
class Split:
    """A dimension by which a figure is divided.

    `path` leads from a row to the code; `scheme` names the list of parts that ground resolves
    (a category scheme, `SCHEME/CODE` for what lies below one entry of it, `item`, `person`, or
    `body:KIND`, of several kinds `body:KIND+KIND` with codes as ground.splits.whole_code has them), unless `choices` gives it ((code, label), …).
    `suffix` follows a label where parts are listed in prose (城市交通 + 类).
    """

    name: str
    path: str
    scheme: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a row is about: the model (person, body, record, or part:KIND) and the path."""

    model: str
    path: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Posts:
    """Where a cadence is asked of posts: the figure whose rows are the posts, the path row → post."""

    figure: str
    path: str


@dataclass(frozen=True, slots=True)
class Credit:
    """One row's worth to one person, as the duty score reads it."""

    rows: Callable[[Scope], QuerySet[Any]]
    person: str
    role: str = ""
    share: str = ""
    level: str = ""
    result: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A declared figure.

    `rows(scope)` gives the rows of all committees that are not void, as known at the cut-off and
    not yet narrowed to period, committee or split. `by` lists the splits, the own one first.
    `record` and `committee` are paths from a row to its register record (empty for rows of ground)
    and to its committee; `label` is the path of what names a row beside its record.
    """

    key: str
    name: str
    unit: str
    means: str
    rows: Rows
    time: Time
    fold: Fold
    by: tuple[Split, ...] = ()
    subject: Subject | None = None
    posts: Posts | None = None
    credit: Credit | None = None
    record: str = "record"
    committee: str = "record__committee"
    label: str = ""
    owner: str = ""
    retired: bool = False
    counted: tuple[str, ...] = field(default=())

    def split(self, dimension: str | None) -> Split:
        """The named split, or the own one. Raises UnknownName."""
        if dimension is None and self.by:
            return self.by[0]
        for split in self.by:
            if split.name == dimension:
                return split
        names = tuple(split.name for split in self.by)
        raise UnknownName(dimension or "（本项分列）", names, f"“{self.name}”的分列维度")

    def digest(self) -> str:
        """SHA-256 of the definition: it changes when the meaning or the counting does."""
        said = {
            "key": self.key,
            "name": self.name,
            "unit": self.unit,
            "means": self.means,
            "time": repr(self.time),
            "fold": self.fold.kind + repr(self.fold.keys()),
            "by": [(s.name, s.path) for s in self.by],
            "rows": inspect.getsource(self.rows),
        }
        return hashlib.sha256(
            json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
        ).hexdigest()


FIGURES: dict[str, Figure] = {}
"""Every declared figure by its Chinese name, in the order of declaration."""


def register_figures(*figures: Figure) -> None:
    """Enter figures into the dictionary. Raises ValueError on a name or key used twice."""
    keys = {figure.key: figure for figure in FIGURES.values()}
    for figure in figures:
        if figure.name in FIGURES or figure.key in keys:
            raise ValueError(f"figure {figure.key} / {figure.name} is declared twice")
        FIGURES[figure.name] = keys[figure.key] = figure


def figure_named(name: str) -> Figure:
    """The figure of a Chinese name or key. Raises UnknownName with the nearest names."""
    if name in FIGURES:
        return FIGURES[name]
    for figure in FIGURES.values():
        if figure.key == name:
            return figure
    raise UnknownName(name, near_names(name, list(FIGURES)))


def near_names(name: str, names: list[str], n: int = 3) -> tuple[str, ...]:
    """Up to `n` of the names that resemble `name`, best first."""
    close = get_close_matches(name, names, n=n, cutoff=0.5)
    last = name.rpartition(".")[2]
    close += [each for each in names if last and last in each and each not in close]
    return tuple(close[:n])
