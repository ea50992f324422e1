"""What a field says of its limits: in words for the person who typed, not for whoever wrote the form."""

from __future__ import annotations

from django import forms
from django.core import validators

from .quantities import bounded

WORDS: dict[type[validators.BaseValidator], str] = {
    validators.MaxLengthValidator: "至多%(limit_value)d字，现在是%(show_value)d字，请删短。",
    validators.MinLengthValidator: "至少%(limit_value)d字，现在是%(show_value)d字，请补全。",
    validators.MaxValueValidator: "至多填%(limit_value)s，请核对。",
    validators.MinValueValidator: "至少填%(limit_value)s，请核对。",
}
CHOICE = "“%(value)s”不在可选之列，或现在已不能选，请在所列的中改选。"
ROW = "所选的现在已不能选，请在所列的中改选。"
CHOICES = [
    of.default_error_messages["invalid_choice"]
    for of in (
        forms.ChoiceField,
        forms.MultipleChoiceField,
        forms.ModelChoiceField,
        forms.ModelMultipleChoiceField,
    )
]
HIDDEN = "其中有看不见的控制字符，多半是从别处粘贴时带来的，请删去重写这一处。"
DIGITS = {
    "max_digits": "位数太多，连小数至多%(max)s位，请核对。",
    "max_decimal_places": "至多写%(max)s位小数，请改正。",
    "max_whole_digits": "数太大，小数点前至多%(max)s位，请核对。",
}


def in_words(field: forms.Field) -> None:
    """Give a field's limits their sentences, and a whole number a limit."""
    bounded(field)
    if isinstance(field, forms.ChoiceField):
        _choices_in_words(field)
    for one in field.validators:
        if isinstance(one, validators.BaseValidator) and type(one) in WORDS:
            one.message = WORDS[type(one)]
        elif isinstance(one, validators.ProhibitNullCharactersValidator):
            one.message = HIDDEN
        elif isinstance(one, validators.DecimalValidator):
            one.messages = {**one.messages, **DIGITS}


def _choices_in_words(field: forms.ChoiceField) -> None:
    """A choice that is offered no more; a field's own words for it are kept. Rows are named by a key, of
    which nobody who typed has heard."""
    if field.error_messages["invalid_choice"] in CHOICES:
        by_key = isinstance(field, forms.ModelChoiceField)
        field.error_messages["invalid_choice"] = ROW if by_key else CHOICE
