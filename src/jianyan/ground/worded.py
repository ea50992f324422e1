"""A kept value in words: the label of a code, 是 or 否, a day as people write it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db import models

from .days import said_day


def worded(value: Any, *fields: Any) -> str:
    """A value as the trail keeps it, or a cell of one; `fields` are the form's and the model's of it,
    of which the first that knows the code says its label. Empty for nothing."""
    if isinstance(value, Mapping):
        return str(value.get("name", ""))
    if isinstance(value, list | tuple):
        return "、".join(worded(one, *fields) for one in value)
    if value is None or value == "":
        return ""
    for field in fields:
        if (label := label_of(field, value)) is not None:
            return label
    if isinstance(value, bool):
        return "是" if value else "否"
    return _day(value) if any(isinstance(one, DAYS) for one in fields) else str(value)


DAYS = (forms.DateField, models.DateField)


def label_of(field: Any, value: Any) -> str | None:
    """The label of one of a closed list's codes; None where there is no list, or not this code in it."""
    pairs: Iterable[Any] = getattr(field, "choices", None) or ()
    for code, label in _flat(pairs):
        if code == value or (code != "" and str(code) == str(value)):
            return str(label)
    return None


def _flat(pairs: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for code, label in pairs:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield code, label


def _day(value: Any) -> str:
    try:
        return said_day(value if isinstance(value, date) else date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
