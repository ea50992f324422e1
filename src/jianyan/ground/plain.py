"""The base of a small form of a page's own: what is missing is said by the field's name."""

from __future__ import annotations

from typing import Any

from django import forms

from .limits import in_words

REQUIRED = forms.Field.default_error_messages["required"]


class PlainForm(forms.Form):
    """A form that belongs to no kind. A field's own words for what is missing are kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for field in self.fields.values():
            in_words(field)
            if field.error_messages["required"] == REQUIRED:
                field.error_messages["required"] = f"请{_verb(field)}{field.label}。"


def _verb(field: forms.Field) -> str:
    chosen = isinstance(field, forms.ChoiceField | forms.FileField | forms.MultipleChoiceField)
    return "选择" if chosen else "填写"
