"""The form that adds conditions to a list."""

from __future__ import annotations

from django import forms

from jianyan.ground.kinds import Kind

from .conditions import Choices, Conditions, filters_of


def filter_form(kind: Kind, choices: Choices, conditions: Conditions) -> forms.Form | None:
    """One field for each filter, filled with the conditions in force; None without filters."""
    fields: dict[str, forms.Field] = {}
    for one in filters_of(kind):
        if one.how in ("since", "until"):
            widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            fields[one.key] = forms.DateField(label=one.label, required=False, widget=widget)
        elif one.choices:
            fields[one.key] = forms.ChoiceField(
                label=one.label, required=False, choices=[("", "不限"), *choices[one.key]]
            )
        else:
            fields[one.key] = forms.CharField(label=one.label, required=False)
    if not fields:
        return None
    first = {one.filter.key: one.value for one in reversed(conditions.held)}
    form = forms.Form(initial=first, label_suffix="", auto_id="filter-%s")
    form.fields.update(fields)
    return form
