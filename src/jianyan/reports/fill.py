"""Filling: a template's text and a register become a text with its slots, claims and blanks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jianyan.ground.days import said_day
from jianyan.ground.official.tidying import tidy_text
from jianyan.kernel.errors import Refused
from jianyan.kernel.values import Rate, Span, Value

from .claims import Following, Verdict, judge
from .filters import BLANK, Shown, drop_ending, shown
from .numbers import plain
from .reader import Reader
from .readings import Amount, Readings
from .slots import scan
from .syntax import Broken, Claim, Name, Piece, Prose, Slot, bare

NOUGHT = "0%"
REACHED = re.compile(r"(?:达到了?|达)$")
Json = int | str | list[int] | list[str] | dict[str, int | str] | None


@dataclass(frozen=True, slots=True)
class FilledSlot:
    """A slot as printed; `start` counts in the filled text, `tree` is what was read."""

    slot: int
    start: int
    expression: str
    text: str
    value: Value | Fraction
    rows: int
    flag: str | None
    unit: str
    tree: Slot

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class FilledClaim:
    """A claim as judged. It is printed when it holds, or when a person lets it stand with a reason."""

    start: int
    expression: str
    phrase: str
    holds: bool
    detail: str
    breaks: tuple[str, ...]
    evident: bool
    empty: bool
    reason: str | None

    @property
    def printed(self) -> bool:
        return self.holds or self.reason is not None

    @property
    def words(self) -> str:
        """The phrase without the comma that joins it to the sentence."""
        return bare(self.phrase)

    @property
    def end(self) -> int:
        return self.start + (len(self.phrase) if self.printed else 0)


@dataclass(frozen=True, slots=True)
class Filled:
    """The whole: text as it is exported, what stands in it, and how many places are still blank."""

    text: str
    slots: tuple[FilledSlot, ...]
    claims: tuple[FilledClaim, ...]

    @property
    def blank(self) -> int:
        return sum(slot.text == BLANK for slot in self.slots)

    def as_json(self) -> dict[str, object]:
        """The document `report write --json` prints, without its files."""
        slots = [
            {
                "slot": each.slot, "start": each.start, "expression": each.expression, "text": each.text,
                "value": as_json(each.value), "rows": each.rows, "flag": each.flag,
            }
            for each in self.slots
        ]  # fmt: skip
        claims = [
            {
                "phrase": each.phrase, "holds": each.holds, "detail": each.detail, "start": each.start,
                "expression": each.expression, "printed": each.printed, "evident": each.evident,
                "breaks": list(each.breaks), "reason": each.reason,
            }
            for each in self.claims
        ]  # fmt: skip
        return {"text": self.text, "slots": slots, "claims": claims, "blank": self.blank}


def as_json(value: Value | Fraction) -> Json:
    """A value as `figures read --json` gives it."""
    if isinstance(value, Rate):
        if not value.den:
            return None
        return {"num": value.num, "den": value.den, "percent": value.percent()}
    if isinstance(value, Span):
        return [value.least, value.most]
    return plain(value) if isinstance(value, Decimal | Fraction) else value


def own_words(reader: Reader) -> dict[str, str]:
    """Words a report knows from its period, unless they are kept with it: 年度, 次年, 截止日."""
    # A session is named by the year it opened in, however long it runs.
    year, until = reader.first.year, reader.known_until
    return {"年度": str(year), "次年": str(year + 1), "截止日": said_day(until)}


def fill(
    template: str,
    reader: Reader,
    words: Mapping[str, str] | None = None,
    stands: Mapping[str, str] | None = None,
) -> Filled:
    """Fill a template. `words` are kept with the report (文本.x); `stands` gives, by a claim's
    expression, the reason for which a person lets it stand although it does not hold.

    Never raises for what the template or the register says: such a place is （待填） and flagged.
    """
    said = {**own_words(reader), **(words or {})}
    readings = Readings(reader, {key: tidy_text(text) for key, text in said.items()})
    pieces = scan(tidy_text(template))
    printed = {
        at: _print(pieces, at, readings) for at, piece in enumerate(pieces) if _is_slot(piece)
    }
    return _assemble(pieces, printed, readings, stands or {})


@dataclass(frozen=True, slots=True)
class _Printed:
    shown: Shown
    amount: Amount


def _is_slot(piece: Piece) -> bool:
    return isinstance(piece, Slot | Broken)


def _print(pieces: list[Piece], at: int, readings: Readings) -> _Printed:
    piece = pieces[at]
    if not isinstance(piece, Slot):
        message = piece.message if isinstance(piece, Broken) else ""
        return _Printed(Shown(BLANK, message), Amount(None, 0))
    try:
        amount, found = read_slot(piece, readings)
    except Refused as refused:
        return _Printed(Shown(BLANK, str(refused)), Amount(None, 0))
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    text = re.sub(r"[\x00-\x09\x0b-\x1f]", "", found.text)
    if not amount.text:
        text = text.replace("\n", " ")
    if found.names and isinstance(following, Prose):
        text = drop_ending(text, following.text)
    return _Printed(Shown(text, found.flag), amount)


def read_slot(slot: Slot, readings: Readings) -> tuple[Amount, Shown]:
    """A slot's value and its printed form, before any ending is dropped.

    Raises UnknownName and FigureError.
    """
    each: tuple[Amount, ...] = ()
    if any(one.name == "各" for one in slot.filters) and isinstance(slot.value, Name):
        each = tuple(readings.each(slot.value))
    amount = readings.amount(slot.value)
    return amount, shown(amount, slot.filters, each)


def _assemble(
    pieces: list[Piece],
    printed: Mapping[int, _Printed],
    readings: Readings,
    stands: Mapping[str, str],
) -> Filled:
    text, slots, claims = "", list[FilledSlot](), list[FilledClaim]()
    for at, piece in enumerate(pieces):
        if isinstance(piece, Prose):
            text += _before(piece.text, printed.get(at + 1))
        elif isinstance(piece, Claim):
            after = _slot_after(pieces, at)
            following = Following(after[1], printed[after[0]].shown.text) if after else None
            claims.append(_claim(piece, len(text), following, readings, stands))
            text += piece.phrase if claims[-1].printed else ""
        else:
            slots.append(_slot(piece, len(slots) + 1, len(text), printed[at]))
            text += slots[-1].text
    return Filled(text, tuple(slots), tuple(claims))


def _before(prose: str, after: _Printed | None) -> str:
    """Prose as it stands before a number: nothing is reached (达到) by a rate of nought, it is 为0%."""
    return REACHED.sub("为", prose) if after and after.shown.text == NOUGHT else prose


def _slot_after(pieces: list[Piece], at: int) -> tuple[int, Slot] | None:
    for place, piece in enumerate(pieces[at + 1 :], at + 1):
        if isinstance(piece, Slot):
            return place, piece
    return None


def judged(pieces: list[Piece], at: int, readings: Readings) -> Verdict:
    """The verdict of the claim at a place among the pieces, by itself: nothing else is read but the
    slot after it."""
    claim, after = pieces[at], _slot_after(pieces, at)
    if not isinstance(claim, Claim):
        raise TypeError("not a claim")
    following = (
        Following(after[1], _print(pieces, after[0], readings).shown.text) if after else None
    )
    return judge(claim.condition, readings, following)


def _slot(piece: Slot | Broken, number: int, start: int, found: _Printed) -> FilledSlot:
    tree = piece if isinstance(piece, Slot) else Slot(Name(""), (), piece.source)
    expression = f"{{{{ {piece.source} }}}}"
    amount, text = found.amount, found.shown.text
    return FilledSlot(
        number,
        start,
        expression,
        text,
        amount.value,
        amount.rows,
        found.shown.flag,
        amount.unit,
        tree,
    )


def _claim(
    piece: Claim,
    start: int,
    following: Following | None,
    readings: Readings,
    stands: Mapping[str, str],
) -> FilledClaim:
    verdict = judge(piece.condition, readings, following)
    reason = None if verdict.holds else stands.get(piece.source)
    return FilledClaim(
        start, piece.source, piece.phrase, verdict.holds, verdict.detail, verdict.breaks,
        verdict.evident, verdict.empty, reason,
    )  # fmt: skip
