"""How much of what: numbers as typed, within what a column holds, and an item's units made one."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator

from .models import Item

MOST = 999_999_999
"""The largest whole number a form takes where it says no less: any database's column holds it."""
LARGEST = Decimal("999999999999.99")
CENT = Decimal("0.01")


class Quantity(forms.DecimalField):
    """How much of an item; in another unit than its own a few more decimals are written."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 14, "decimal_places": 4, "min_value": CENT, **kwargs})


class Money(forms.DecimalField):
    """An amount in yuan, to the fen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 14, "decimal_places": 2, "min_value": 0, **kwargs})


def bounded(field: forms.Field) -> None:
    """Give a whole number without an upper bound the widest that fits its column."""
    if isinstance(field, forms.IntegerField) and not isinstance(
        field, forms.DecimalField | forms.FloatField
    ):
        known = any(isinstance(one, MaxValueValidator) for one in field.validators)
        if not known:
            field.validators.append(MaxValueValidator(MOST))


def in_base_unit(item: Item, quantity: Decimal, unit: str) -> Decimal:
    """The quantity in the item's base unit (`unit` empty: it is so already).

    Raises ValidationError on the field `unit` or `quantity` that cannot be used.
    """
    if not unit or unit == item.unit:
        if quantity != quantity.quantize(CENT):
            raise ValidationError({"quantity": f"按{item.unit}计至多写两位小数，请改正。"})
        return quantity
    factors = {each.name: each.factor for each in item.units.all()}
    if unit not in factors:
        known = "、".join([item.unit, *factors])
        raise ValidationError({"unit": f"{item}不能按“{unit}”计，请改用{known}。"})
    found = quantity * factors[unit]
    if not CENT <= found <= LARGEST:
        raise ValidationError(
            {"quantity": f"折合为{found.normalize():f}{item.unit}，超出可登记的范围，请核对。"}
        )
    return found.quantize(CENT, ROUND_HALF_UP)
