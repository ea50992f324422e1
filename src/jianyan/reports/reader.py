"""What reports ask of the register: figures by name, at one scope. They know nothing else of it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from jianyan.kernel.values import Value

FoldKind = Literal["count", "distinct", "sum", "value", "ratio", "range", "names"]
Period = Literal["this", "previous"]
SplitKey = tuple[str | None, tuple[str, ...]]
"""One bracket: the dimension (None: the figure's own split) and the codes, a union of them."""
Splits = tuple[SplitKey, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of a split. `parent` is the code it lies below; `suffix` follows its label in prose."""

    code: str
    label: str
    parent: str | None = None
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class FigureInfo:
    """What the dictionary says of a figure.

    `splits` holds every entry of each dimension's list, at every depth of its tree, in list order.
    `subject` is (model, path), whom or what the rows are about.
    """

    name: str
    key: str
    unit: str
    fold: FoldKind
    meaning: str = ""
    own_split: str | None = None
    splits: Mapping[str, Sequence[Part]] = field(default_factory=dict)
    subject: tuple[str, str] | None = None
    has_posts: bool = False


@dataclass(frozen=True, slots=True)
class PartReading:
    """The value of one part, children of the bracket or roots."""

    part: Part
    value: Value
    rows: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure's value with the number of rows it was folded from."""

    value: Value
    rows: int
    unit: str
    parts: tuple[PartReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """A place at which a cadence is due from `start` to `end` (both included), and the days it has rows."""

    label: str
    start: date
    end: date | None
    days: frozenset[date]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Titles that an audience may see, and how many more records there are that it may not."""

    titles: tuple[str, ...]
    hidden: int = 0


class Reader(Protocol):
    """One committee's register over one period and cut-off.

    Every method raises `kernel.errors.UnknownName` (with near names) for a figure that is not
    declared, and `kernel.errors.FigureError` for one that cannot be read as asked.
    """

    @property
    def first(self) -> date:
        """First day of the period."""

    @property
    def last(self) -> date:
        """Last day of the period."""

    @property
    def known_until(self) -> date:
        """The cut-off: what happened later is not counted."""

    def figure(self, name: str) -> FigureInfo:
        """The dictionary's entry, its splits as the scope's own lists have them."""

    def read(self, name: str, splits: Splits = (), period: Period = "this") -> Reading:
        """The value, with the parts of the figure's own split where it has one, in list order."""

    def subjects(
        self, name: str, splits: Splits = (), period: Period = "this"
    ) -> Mapping[Hashable, str]:
        """Whom or what the rows are about, each with a label."""

    def records(
        self, name: str, splits: Splits = (), period: Period = "this"
    ) -> Mapping[Hashable, str]:
        """The records the rows belong to, each with a label."""

    def days(self, name: str, splits: Splits = ()) -> Sequence[date]:
        """The days on which there are rows."""

    def posts(self, name: str, splits: Splits = ()) -> Sequence[Post]:
        """The posts of a figure that declares them, those without any row included."""

    def workdays(self, start: date, end: date) -> frozenset[date]:
        """Working days of the calendar, both ends included."""

    def evidence(self, name: str, splits: Splits, period: Period, audience: str) -> Evidence:
        """The rows' titles as the audience (内部, 公开) may see them, by date then number."""
