"""A copied committee is the original once more, and touches nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F

from jianyan.bench.copying import copy_made, highest, made_since
from jianyan.bench.floors import statements
from jianyan.bench.making import district
from jianyan.bench.place import Place
from jianyan.figures.read import read
from jianyan.ground.models import Account, Category, Committee, Record
from jianyan.ground.search import matching
from jianyan.ground.ticking import take_stock
from jianyan.kernel.period import parse_period
from jianyan.kernel.scope import Scope
from jianyan.records.proposals.models import UnitTask

COPIES = ("T000", "T001", "T002")


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: Any) -> Iterator[Place]:
    """An elder committee, and one made after it that is copied twice."""
    with django_db_blocker.unblock(), transaction.atomic():
        district(1, 1, code="E", seed=1, members=20)
        before = highest()
        found = district(1, 1, code="T000", seed=2, members=20)
        copy_made(made_since(before), "T000", range(1, 3))
        take_stock()
        yield found
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


def test_every_figure_of_a_copy_is_the_original_s(place: Place) -> None:
    found = []
    for code in ("T000", "T002"):
        scope = Scope(
            (Committee.objects.get(code=code).pk,), parse_period("2020"), date(2020, 12, 31)
        )
        found.append({each.name: read(each.name, scope).value for each in statements()})
    assert found[0] == found[1]


def test_a_copy_refers_to_its_own_rows(place: Place) -> None:
    strangers = UnitTask.objects.exclude(record__committee=F("unit__committee"))
    assert not strangers.exists()
    connection.check_constraints()


def test_what_is_unique_is_named_anew(place: Place) -> None:
    assert sorted(Committee.objects.values_list("code", flat=True)) == ["E", *COPIES]
    names = Account.objects.filter(username__startswith="bench-T").values_list(
        "username", flat=True
    )
    assert sorted(names) == [f"bench-{code}" for code in COPIES]


def test_nothing_else_is_copied(place: Place) -> None:
    committees = Committee.objects.in_bulk(field_name="code")
    for model in (Record, Category):
        rows = {
            code: model.objects.filter(committee=one).count() for code, one in committees.items()
        }
        assert len({rows[code] for code in COPIES}) == 1
        assert sum(rows.values()) == model.objects.count()


def test_a_copy_is_found_by_its_words_and_goes_on_by_itself(place: Place) -> None:
    copy = Committee.objects.get(code="T001")
    found = Record.objects.filter(matching("改进第7项"), committee=copy)
    assert list(found.values_list("title", flat=True)) == ["关于改进第7项工作的提案"]
    added = Category.objects.create(committee=copy, scheme="x", code="x", label="x")
    assert added.pk == max(Category.objects.values_list("pk", flat=True))
