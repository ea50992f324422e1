"""The index knows whose a record is: those of other committees are passed over."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from jianyan.ground.models import Committee, Record
from jianyan.ground.search import index, matching
from jianyan.ground.search_tables import mark
from tests import build

pytestmark = pytest.mark.django_db


def enter(committee: Committee, title: str) -> Record:
    row = Record(committee=committee, kind="x", title=title, state="x", dated_on=date(2020, 3, 2))
    Record.objects.bulk_create([row])
    index([row.pk])
    return row


def titles(query: str, *committees: int) -> list[str]:
    found = Record.objects.filter(matching(query, committees=committees))
    return sorted(found.values_list("title", flat=True))


def test_a_search_may_be_kept_to_committees() -> None:
    one, two, three = (build.committee(code=code) for code in ("a", "b", "c"))
    for each, title in ((one, "甲区养老"), (two, "乙区养老"), (three, "丙区养老")):
        enter(each, title)
    assert titles("养老") == ["丙区养老", "乙区养老", "甲区养老"]
    assert titles("养老", one.pk) == ["甲区养老"]
    assert titles("养老", one.pk, two.pk) == ["乙区养老", "甲区养老"]
    assert titles("甲区", two.pk) == []


def test_entries_of_before_are_put_under_their_committee() -> None:
    one = build.committee(code="a")
    row = enter(one, "甲区养老")
    with connection.cursor() as cursor:
        postgresql = connection.vendor == "postgresql"
        key = "record_id" if postgresql else "rowid"
        plain = "to_tsvector('simple', '甲区 养老')" if postgresql else "'甲区 养老'"
        cursor.execute(f"UPDATE ground_search SET content = {plain} WHERE {key} = {row.pk}")
    assert titles("养老", one.pk) == []
    mark(connection)
    assert titles("养老", one.pk) == ["甲区养老"]
