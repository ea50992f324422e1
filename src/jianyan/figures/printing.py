"""Values as people read them on a page or a line."""

from __future__ import annotations

from decimal import Decimal

from jianyan.kernel.values import Rate, Span, Value


def printed(value: Value) -> str:
    """A value in words: a percentage stands with its fraction, nothing is —."""
    if value is None:
        return "—"
    if isinstance(value, Rate):
        return f"{value.percent()}%（{value.num}/{value.den}）" if value.den else "—"
    if isinstance(value, Span):
        return str(value.least) if value.least == value.most else f"{value.least}至{value.most}"
    if isinstance(value, list):
        return "、".join(value) or "—"
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)
