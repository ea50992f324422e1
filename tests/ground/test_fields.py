"""Several names in one cell: what stands between them, and names that have it in them."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from jianyan.ground import fields
from jianyan.ground.models import Category
from tests import build

LABELS = ("选题准、事关全局或群众关切", "调研深入、分析透彻", "建议具体可行", "选题准")


@pytest.fixture
def picks(db: None) -> fields.Picks:
    here = build.committee()
    for label in LABELS:
        build.category(here, "criteria", label, label)
    found = fields.Picks(lambda c: Category.objects.filter(committee=c), named="label")
    found.committee = here.pk
    return found


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("建议具体可行", [2]),
        ("建议具体可行；调研深入、分析透彻", [2, 1]),
        ("选题准、事关全局或群众关切、建议具体可行", [0, 2]),
        ("选题准、建议具体可行\n", [3, 2]),
        ("、 、", []),
    ],
)
def test_names_with_a_separator_in_them_are_taken_whole(
    picks: fields.Picks, typed: str, labels: list[int]
) -> None:
    picks.required = False
    assert [row.label for row in picks.clean(typed)] == [LABELS[at] for at in labels]


def test_what_is_out_of_use_is_read_but_not_offered(picks: fields.Picks) -> None:
    Category.objects.filter(label=LABELS[1]).update(until=date(2020, 1, 1))
    Category.objects.filter(label=LABELS[2]).update(until=timezone.localdate())
    assert sorted(picks.options()) == sorted({*LABELS} - {LABELS[1]})
    assert picks.find(LABELS[1]).label == LABELS[1]


def test_what_was_shown_is_read_again(picks: fields.Picks) -> None:
    rows = list(Category.objects.order_by("pk"))
    assert picks.clean(picks.show(rows[:3])) == rows[:3]


def test_a_name_nobody_has_is_said(picks: fields.Picks) -> None:
    with pytest.raises(ValidationError, match="没有“分析透彻”。"):
        picks.clean("建议具体可行、分析透彻")
