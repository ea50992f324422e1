"""Numbers out of range are refused where they are typed: no column is asked to hold them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from jianyan.ground.kinds import KINDS
from jianyan.ground.models import Item, ItemUnit
from jianyan.ground.nouns.lists import units_in
from jianyan.ground.quantities import Money, Quantity, in_base_unit
from tests import cast

FAR = ("1e400", "9" * 30, "-1e400", "NaN", "Infinity", "1e-30")


def numbers() -> list[tuple[str, str, forms.Field]]:
    """Every field of every kind's form and steps that takes a number, as a committee has it."""
    found = []
    for kind in KINDS.values():
        for form in (kind.form, *kind.moves.values()):
            taken = [
                name
                for name, one in form.base_fields.items()
                if isinstance(one, forms.IntegerField)
            ]
            bound = form(committee=1) if taken else None
            found += [(form.__name__, name, bound.fields[name]) for name in taken if bound]
    return found


@pytest.mark.django_db
def test_no_form_takes_a_number_that_no_column_holds() -> None:
    taken = []
    for form, name, field in numbers():
        for text in FAR:
            try:
                field.clean(text)
            except ValidationError:
                continue
            taken.append((form, name, text))
    assert taken == []


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        (Quantity(), "0.5", Decimal("0.5")),
        (Quantity(), "999999999999.99", None),
        (Money(), "0", Decimal(0)),
        (Money(), "1.005", None),
    ],
)
def test_how_much_may_be_written(field: forms.Field, text: str, kept: Decimal | None) -> None:
    try:
        assert field.clean(text) == kept
    except ValidationError:
        assert kept is None


@pytest.fixture
def masks(db: None) -> Item:
    item = Item.objects.create(committee=cast.assemble().committee, code="m", label="罩", unit="只")
    ItemUnit.objects.create(item=item, name="万只", factor=10_000)
    return item


@pytest.mark.parametrize(
    ("quantity", "unit", "found"),
    [("3.14", "", "3.14"), ("3.14", "只", "3.14"), ("1.2345", "万只", "12345.00")],
)
def test_an_item_s_units_are_made_one(masks: Item, quantity: str, unit: str, found: str) -> None:
    assert str(in_base_unit(masks, Decimal(quantity), unit)) == found


@pytest.mark.parametrize(
    ("quantity", "unit", "said"),
    [
        ("3.1415", "", {"quantity": ["按只计至多写两位小数，请改正。"]}),
        ("3", "吨", {"unit": ["罩不能按“吨”计，请改用只、万只。"]}),
        (
            "9999999999",
            "万只",
            {"quantity": ["折合为99999999990000只，超出可登记的范围，请核对。"]},
        ),
    ],
)
def test_what_an_item_is_not_counted_in_is_refused(
    masks: Item, quantity: str, unit: str, said: Any
) -> None:
    with pytest.raises(ValidationError) as refused:
        in_base_unit(masks, Decimal(quantity), unit)
    assert refused.value.message_dict == said


@pytest.mark.parametrize(
    "text", ["箱=NaN", "箱=1e400", "箱=Infinity", "箱=-1", "=3", "一个很长很长很长的单位=3"]
)
def test_a_unit_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="应写作 箱=40"):
        units_in(text)
