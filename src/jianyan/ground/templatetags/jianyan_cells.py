"""The cells of a table, drawn in one go: a list page has four hundred of them.

A cell is a plain value, or an object with some of: text, url, more (quiet words after it), why (a
second line), state {label, shape}, clock (see the due tag), day (06-16; of another year with it), fig with url (a
figure link), label, strong. The cell of the main column links to the row's page by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from .jianyan import BLANK, blank, due, fig, pick, plain_day, short_date, state

register = template.Library()

CUT = 6
PLAIN = str | int | float | Decimal | Fraction | date


@register.simple_tag
def cells(row: Any, columns: Sequence[Any], today: date | None = None) -> SafeString:
    """The cells of a row, each under its column: ``{% cells row page.columns today %}``."""
    url = pick(row, "url") or ""
    drawn = (
        _cell(value, column, url, today)
        for value, column in zip(pick(row, "cells"), columns, strict=False)
    )
    return SafeString("".join(drawn))


def _cell(value: Any, column: Any, url: str, today: date | None) -> str:
    main = bool(pick(column, "main"))
    on_desk_only = pick(column, "phone") is False
    opening = _opening(bool(pick(column, "num")), main, on_desk_only, pick(column, "label") or "")
    return f"{opening[:-1]}{_whole(value)}>{_inside(value, url if main else '', today)}</td>"


def _whole(value: Any) -> str:
    """A long text that a narrow column cuts can be read whole by pointing at it."""
    return f' title="{escape(value)}"' if isinstance(value, str) and len(value) > CUT else ""


@lru_cache(maxsize=1000)
def _opening(num: bool, main: bool, desk: bool, label: str) -> str:
    """How the cells of a column begin: the same in each row."""
    named = {"num right": num, "main": main, "desk": desk}
    classes = " ".join(name for name, held in named.items() if held)
    return f'<td class="{classes}" data-label="{escape(label)}">'


def _inside(value: Any, url: str, today: date | None) -> str:
    if value is None or isinstance(value, PLAIN):
        return _linked(blank(value), url)
    parts = [part for part in _parts(value, url, today) if part]
    return "<br>".join(filter(None, (" ".join(parts), _why(value)))) or BLANK


def _parts(value: Any, url: str, today: date | None) -> list[str]:
    """What a cell with parts shows, in the order in which it is read."""
    day, shown, clock = pick(value, "day"), pick(value, "state"), pick(value, "clock")
    label, number, text = pick(value, "label"), pick(value, "fig"), pick(value, "text")
    own = pick(value, "url") or ""
    return [
        _day(day, today) if day else "",
        state(shown) if shown else "",
        str(due(clock, today)) if clock else "",
        _label(label, bool(pick(value, "strong"))) if label else "",
        fig(number, own) if number is not None else "",
        _linked(text, (own if number is None else "") or url) if text else "",
        _quiet(pick(value, "more")),
    ]


def _linked(text: Any, url: str) -> str:
    return format_html('<a class="t" href="{}">{}</a>', url, text) if url else escape(text)


def _day(day: date, today: date | None) -> str:
    return format_html(
        '<time class="quiet num" datetime="{}">{}</time>',
        plain_day(day).isoformat(),
        short_date(day, today),
    )


def _label(text: Any, strong: bool) -> str:
    return format_html('<span class="label{}">{}</span>', " strong" if strong else "", text)


def _quiet(text: Any) -> str:
    return format_html('<span class="quiet num">{}</span>', text) if text else ""


def _why(value: Any) -> str:
    why = pick(value, "why")
    return format_html('<span class="why">{}</span>', why) if why else ""
