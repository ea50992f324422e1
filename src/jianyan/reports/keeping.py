"""How a filled text is kept with a draft, and read again without the register."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jianyan.kernel.values import Rate, Span, Value

from .fill import Filled, FilledClaim, FilledSlot
from .slots import scan
from .syntax import Name, Slot


def kept(filled: Filled) -> dict[str, Any]:
    """A filled text as JSON, with everything that its page shows."""
    said = filled.as_json()
    for slot, found in zip(said["slots"], filled.slots, strict=True):  # type: ignore[call-overload]
        slot["unit"] = found.unit
    for claim, judged in zip(said["claims"], filled.claims, strict=True):  # type: ignore[call-overload]
        claim["empty"] = judged.empty
    return said


def restored(said: dict[str, Any]) -> Filled:
    """The filled text that was kept."""
    slots = tuple(
        FilledSlot(
            slot=each["slot"],
            start=each["start"],
            expression=each["expression"],
            text=each["text"],
            value=_value(each["value"]),
            rows=each["rows"],
            flag=each["flag"],
            unit=each["unit"],
            tree=_tree(each["expression"]),
        )
        for each in said["slots"]
    )
    claims = tuple(
        FilledClaim(
            start=each["start"],
            expression=each["expression"],
            phrase=each["phrase"],
            holds=each["holds"],
            detail=each["detail"],
            breaks=tuple(each["breaks"]),
            evident=each["evident"],
            empty=each["empty"],
            reason=each["reason"],
        )
        for each in said["claims"]
    )
    return Filled(said["text"], slots, claims)


def _tree(expression: str) -> Slot:
    found = next(iter(scan(expression)), None)
    return found if isinstance(found, Slot) else Slot(Name(""), (), expression)


def _value(said: Any) -> Value:
    if isinstance(said, dict):
        return Rate(int(said["num"]), int(said["den"]))
    if isinstance(said, list) and len(said) == 2 and all(isinstance(each, int) for each in said):
        return Span(said[0], said[1])
    if isinstance(said, str) and said.replace(".", "", 1).lstrip("-").isdecimal():
        return Decimal(said)
    return said  # type: ignore[no-any-return]
