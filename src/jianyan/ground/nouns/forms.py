"""What the forms of nouns share: dates in order, bodies named apart, codes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.models import Body


class DatedForm(KindForm):
    """A form with `since` and `until`."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", f"早于起始日{said_day(since)}，请改正。")
        return data


def any_body(*kinds: str, **kwargs: Any) -> fields.Pick:
    """A body of any kind: 民革 the sector and 民革 the party are told apart as 民革（界别）."""

    def rows(committee: int) -> QuerySet[Any]:
        found = Body.objects.filter(committee=committee)
        return found.filter(kind__in=kinds) if kinds else found

    return fields.Pick(rows, named="full", also=("name", "short", "code"), **kwargs)


def code(**kwargs: Any) -> forms.CharField:
    """A code: letters, digits and a few marks."""
    fit = RegexValidator(fields.CODE, fields.CODE_SAID)
    return forms.CharField(**{"label": "代码", "max_length": 40, "validators": [fit], **kwargs})


def text(label: str, longest: int, **kwargs: Any) -> forms.CharField:
    """A line of text that may be left empty."""
    return forms.CharField(**{"label": label, "max_length": longest, "required": False, **kwargs})


def order(**kwargs: Any) -> forms.IntegerField:
    """The place in a list; empty is 0."""
    return Order(label="排序", required=False, min_value=0, help_text="小的在前", **kwargs)


class Order(forms.IntegerField):
    """A whole number; empty is 0, as the column has it."""

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


def a_day(value: str) -> date:
    """The day that a list's condition names. Raises ValueError."""
    return date.fromisoformat(value)
