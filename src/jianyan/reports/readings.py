"""Reading the values of a template: labels to codes, names to figures, each figure once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from jianyan.kernel.errors import FigureError, UnknownName
from jianyan.kernel.figure import near_names
from jianyan.kernel.values import Rate, Value

from .lexer import fold_label
from .numbers import Exact
from .reader import FigureInfo, FoldKind, Part, PartReading, Period, Reader, Reading, Splits
from .syntax import Bracket, LastYear, Lower, Name, Number, Printed, Sum, Words
from .syntax import Value as Tree

PREVIOUS = "上年"


@dataclass(frozen=True, slots=True)
class Amount:
    """A value as it is about to be printed. `text`: words kept with the report, no figure."""

    value: Value | Fraction
    rows: int
    unit: str = ""
    fold: FoldKind | None = None
    text: bool = False
    parts: tuple[PartReading, ...] = ()
    pair: tuple[Amount, Amount] | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """A name found in the dictionary, with codes instead of labels."""

    info: FigureInfo
    splits: Splits
    period: Period


@dataclass
class Readings:
    """The reader of one filling, asked no question twice, and the words kept with the report."""

    reader: Reader
    words: Mapping[str, str] = field(default_factory=dict)
    _infos: dict[str, FigureInfo] = field(default_factory=dict)
    _read: dict[tuple[str, Splits, Period], Reading] = field(default_factory=dict)
    _records: dict[tuple[str, Splits, Period], Mapping[Hashable, str]] = field(default_factory=dict)

    def info(self, name: str) -> FigureInfo:
        """The dictionary's entry. Raises UnknownName."""
        if name not in self._infos:
            self._infos[name] = self.reader.figure(name)
        return self._infos[name]

    def locate(self, name: Name | LastYear, period: Period = "this") -> Located:
        """The figure, codes and period of a name. 上年提案.x is 上年(提案.x) unless a figure is called so.

        Raises UnknownName for the figure, the dimension or the label.
        """
        if isinstance(name, LastYear):
            if not isinstance(name.of, Name):
                raise FigureError("此处只能写一个指标名称。")
            return self.locate(name.of, "previous")
        text = name.text
        try:
            info = self.info(text)
        except UnknownName:
            if not text.startswith(PREVIOUS):
                raise
            info, period = self.info(text.removeprefix(PREVIOUS)), "previous"
        return Located(info, tuple(_codes(info, bracket) for bracket in name.brackets), period)

    def read(self, name: str, splits: Splits = (), period: Period = "this") -> Reading:
        """A figure's reading. Raises FigureError."""
        key = (name, splits, period)
        if key not in self._read:
            self._read[key] = self.reader.read(name, splits, period)
        return self._read[key]

    def records(self, located: Located) -> Mapping[Hashable, str]:
        """The records a figure was counted from."""
        key = (located.info.name, located.splits, located.period)
        if key not in self._records:
            self._records[key] = self.reader.records(*key)
        return self._records[key]

    def amount(self, tree: Tree, period: Period = "this") -> Amount:
        """The value of an expression. Raises UnknownName and FigureError."""
        if isinstance(tree, Name):
            return self._figure(tree, period)
        if isinstance(tree, Words):
            words = self.words.get(tree.key, "").strip()
            return Amount(words or None, 1 if words else 0, text=True)
        if isinstance(tree, Number):
            return Amount(tree.exact, 1)
        if isinstance(tree, LastYear):
            return self.amount(tree.of, "previous")
        if isinstance(tree, Printed):
            raise FigureError("p 只用在声明的条件里。")
        left, right = self.amount(tree.left, period), self.amount(tree.right, period)
        return _sum(tree, left, right) if isinstance(tree, Sum) else _lower(tree, left, right)

    def each(self, name: Name, period: Period = "this") -> list[Amount]:
        """各: every value of the last bracket read alone. Raises FigureError without a bracket."""
        located = self.locate(name, period)
        if not located.splits:
            raise FigureError("“各”要用在列明几项的方括号之后。")
        *before, (dimension, codes) = located.splits
        found = []
        for code in codes:
            reading = self.read(located.info.name, (*before, (dimension, (code,))), located.period)
            found.append(Amount(reading.value, reading.rows, reading.unit, located.info.fold))
        return found

    def _figure(self, name: Name, period: Period) -> Amount:
        located = self.locate(name, period)
        reading = self.read(located.info.name, located.splits, located.period)
        return Amount(
            reading.value, reading.rows, reading.unit, located.info.fold, parts=reading.parts
        )


def parts_of(info: FigureInfo, dimension: str | None) -> list[Part]:
    """The parts of a figure's dimension. Raises UnknownName, and FigureError without an own split."""
    key = dimension if dimension is not None else info.own_split
    if key is None:
        others = f"，方括号里请写明维度，可用的有{'、'.join(info.splits)}" if info.splits else ""
        raise FigureError(f"“{info.name}”没有自己的分项{others}。")
    if key not in info.splits:
        raise UnknownName(key, tuple(info.splits), f"“{info.name}”分列维度")
    return list(info.splits[key])


def find_part(info: FigureInfo, dimension: str | None, label: str) -> Part:
    """The part of that label (`#` before a code). Raises UnknownName with near labels."""
    parts = parts_of(info, dimension)
    wanted = fold_label(label)
    for part in parts:
        if label == f"#{part.code}" or fold_label(part.label) == wanted:
            return part
    near = near_names(label, [part.label for part in parts])
    raise UnknownName(label, near, f"“{info.name}”分项")


def _codes(info: FigureInfo, bracket: Bracket) -> tuple[str | None, tuple[str, ...]]:
    codes = [find_part(info, bracket.dimension, label.text).code for label in bracket.labels]
    return bracket.dimension, tuple(dict.fromkeys(codes))


def exact(value: Value | Fraction) -> Fraction | None:
    """The number to compare by; None where there is none. Raises FigureError for what is no number."""
    if isinstance(value, Rate):
        return value.exact
    if value is None:
        return None
    if isinstance(value, int | Decimal | Fraction):
        return Fraction(value)
    raise FigureError("名单、文字和区间不能比较大小。")


def as_number(value: Value | Fraction) -> Exact | None:
    """The value when it is a number to be printed, else None."""
    return value if isinstance(value, int | Decimal | Fraction) else None


def _sum(tree: Sum, left: Amount, right: Amount) -> Amount:
    sign = 1 if tree.op == "+" else -1
    rows, value = left.rows + right.rows, _added(left.value, right.value, sign)
    return replace(left, value=value, rows=rows, parts=())


def _added(left: Value | Fraction, right: Value | Fraction, sign: int) -> Value | Fraction:
    if isinstance(left, Rate) and isinstance(right, Rate):
        return left + Rate(sign * right.num, right.den)
    one, other = as_number(left), as_number(right)
    if (one is None and left is None) or (other is None and right is None):
        return None
    if one is None or other is None:
        raise FigureError("只有数与数、比率与比率可以相加减。")
    if isinstance(one, Fraction) or isinstance(other, Fraction):
        return Fraction(one) + sign * Fraction(other)
    return one + sign * other


def _lower(tree: Lower, left: Amount, right: Amount) -> Amount:
    one, other = exact(left.value), exact(right.value)
    if one is None or other is None:
        return replace(left, value=None, rows=0, pair=(left, right))
    return replace(left if one <= other else right, parts=(), pair=(left, right))
