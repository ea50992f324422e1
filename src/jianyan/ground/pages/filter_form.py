"""The form that adds conditions to a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jianyan.ground.kinds import Kind

from .conditions import Conditions
from .filters import Choices, filters_of


class Menu(forms.Select):
    """A select drawn in one go: Django renders two templates for each option, and a list page
    offers a hundred of them."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = set(self.format_value(value))
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            (
                (code, SafeString(" selected") if str(code) in chosen else "", label)
                for code, label in self.choices
            ),
        )
        own = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>\n{}\n</select>", flatatt(own), options)


def filter_form(kind: Kind, choices: Choices, conditions: Conditions) -> forms.Form | None:
    """One field for each filter, filled with the conditions in force; None without filters."""
    fields: dict[str, forms.Field] = {}
    for one in filters_of(kind):
        if one.how in ("since", "until"):
            widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            fields[one.key] = forms.DateField(label=one.label, required=False, widget=widget)
        elif one.choices:
            fields[one.key] = forms.ChoiceField(
                label=one.label,
                required=False,
                choices=[("", "不限"), *choices[one.key]],
                widget=Menu,
            )
        else:
            fields[one.key] = forms.CharField(label=one.label, required=False)
    if not fields:
        return None
    first = {one.filter.key: one.value for one in reversed(conditions.held)}
    form = forms.Form(initial=first, label_suffix="", auto_id="filter-%s")
    form.fields.update(fields)
    return form
