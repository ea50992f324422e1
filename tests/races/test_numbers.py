"""Numbers under load: no doubles, and what comes to nothing leaves no gap."""

from __future__ import annotations

import pytest
from django.db import transaction

from jianyan.ground.models import Committee, NumberSeries
from jianyan.ground.numbering import next_number
from jianyan.kernel.errors import Refused
from tests import build
from tests.races.together import first_then, together


@pytest.fixture
def of(transactional_db: None) -> Committee:
    return build.committee()


def give(of: Committee) -> str:
    return next_number(of.pk, "tried", "2020", "{seq:03d}")


def test_the_first_number_of_a_series_is_given_once(of: Committee) -> None:
    assert sorted(first_then(lambda: give(of), lambda: give(of))) == ["001", "002"]


def test_numbers_under_load_have_neither_doubles_nor_gaps(of: Committee) -> None:
    def some(place: int) -> list[str]:
        kept = []
        for turn in range(6):
            try:
                with transaction.atomic():
                    number = give(of)
                    if (place + turn) % 3 == 0:
                        raise Refused("没有存成。")
                kept.append(number)
            except Refused:
                continue
        return kept

    found = together(*[lambda place=place: some(place) for place in range(8)])  # type: ignore[misc]
    given = sorted(number for each in found for number in each)
    assert given == [f"{number:03d}" for number in range(1, 33)]
    assert NumberSeries.objects.get(name="tried").last == 32
