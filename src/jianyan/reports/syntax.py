"""The tree of a slot: values, filters, conditions. Positions do not take part in equality."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

Place = tuple[int, int]
"""Start and end, in characters of the template."""
NOWHERE: Place = (0, 0)


@dataclass(frozen=True, slots=True)
class Label:
    """One value in a bracket, as written, or a code when it begins with `#`."""

    text: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Bracket:
    """`[值|值]` on the figure's own split, `[维度=值]` otherwise."""

    dimension: str | None
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A figure, or a name of ground."""

    text: str
    brackets: tuple[Bracket, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)

    def __str__(self) -> str:
        shown = self.text
        for bracket in self.brackets:
            labels = "|".join(label.text for label in bracket.labels)
            shown += f"[{bracket.dimension}={labels}]" if bracket.dimension else f"[{labels}]"
        return shown


@dataclass(frozen=True, slots=True)
class Words:
    """文本.x: words kept with the report."""

    key: str
    place: Place = field(default=NOWHERE, compare=False)

    def __str__(self) -> str:
        return f"文本.{self.key}"


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in a condition; 95% is 19/20."""

    exact: Fraction
    written: str = field(compare=False)

    def __str__(self) -> str:
        return self.written


@dataclass(frozen=True, slots=True)
class Printed:
    """`p`: the number that the next slot prints."""

    place: Place = field(default=NOWHERE, compare=False)

    def __str__(self) -> str:
        return "p"


@dataclass(frozen=True, slots=True)
class Sum:
    """`a + b` or `a - b`."""

    op: Literal["+", "-"]
    left: Value
    right: Value

    def __str__(self) -> str:
        return f"{self.left} {self.op} {self.right}"


@dataclass(frozen=True, slots=True)
class LastYear:
    """上年(a): the like period before, with the cut-off at its end."""

    of: Value
    place: Place = field(default=NOWHERE, compare=False)

    def __str__(self) -> str:
        return f"上年({self.of})"


@dataclass(frozen=True, slots=True)
class Lower:
    """低者(a, b): one number said of both."""

    left: Value
    right: Value
    place: Place = field(default=NOWHERE, compare=False)

    def __str__(self) -> str:
        return f"低者({self.left}, {self.right})"


Value = Name | Words | Number | Printed | Sum | LastYear | Lower


@dataclass(frozen=True, slots=True)
class Filter:
    """`| 余`, `| 第(2)`, `| 分列(大)`."""

    name: str
    argument: str | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the text where a value is printed."""

    value: Value
    filters: tuple[Filter, ...]
    source: str = field(compare=False)
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """`A = B`, `A >= B`, `A <= B`."""

    left: Value
    op: Literal["=", ">=", "<="]
    right: Value


@dataclass(frozen=True, slots=True)
class EachPart:
    """逐项(A = B)."""

    compare: Compare


@dataclass(frozen=True, slots=True)
class Covers:
    """覆盖(A, B 或 C)."""

    whole: Name | LastYear
    by: tuple[Name | LastYear, ...]


@dataclass(frozen=True, slots=True)
class OnTime:
    """按期(A, 每周五)."""

    of: Name
    cadence: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Every:
    """Conditions joined by 且."""

    conditions: tuple[Condition, ...]


Condition = Compare | EachPart | Covers | OnTime | Every


@dataclass(frozen=True, slots=True)
class Claim:
    """声明(condition, "词")."""

    condition: Condition
    phrase: str
    source: str = field(compare=False)
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Prose:
    """Prose between slots."""

    text: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Broken:
    """A slot that could not be read, with what is wrong with it."""

    source: str
    message: str
    place: Place = field(default=NOWHERE, compare=False)


def bare(phrase: str) -> str:
    """A claim's words without the comma that joins them to their sentence."""
    return phrase.strip("，、；。 ")


Piece = Prose | Slot | Claim | Broken
