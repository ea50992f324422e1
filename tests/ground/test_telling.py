"""Telling: who gets a notice of what has happened to a record."""

from __future__ import annotations

from datetime import date

import pytest

from jianyan.ground.models import BodyKind, Notice, Record, Role
from jianyan.ground.telling import tell
from tests import build
from tests.cast import Cast, assemble, play

pytestmark = pytest.mark.django_db


def told(words: str) -> set[str]:
    return set(Notice.objects.filter(text=words).values_list("person__name", flat=True))


def register(cast: Cast) -> Record:
    """A row of the register, as it stands."""
    row = Record(
        committee=cast.committee,
        kind="proposals",
        title="加装路灯",
        state="assigned",
        dated_on=date(2020, 3, 2),
    )
    return Record.objects.bulk_create([row])[0]


def test_people_officers_and_the_desk_are_told_but_not_who_acts() -> None:
    cast = assemble()
    play(cast.committee, "信息岗", Role.STAFF).person.offices.update(desk="信息")
    play(
        cast.committee,
        "教育",
        Role.UNIT_OFFICER,
        body=build.body(cast.committee, BodyKind.UNIT, "区教育局"),
    )
    number = tell(
        cast.officer.by,
        register(cast),
        "有事",
        people=[cast.member.person.pk],
        bodies=[cast.unit.pk],
        desk="提案",
    )
    assert told("有事") == {"委员甲", "局长", "办公室"}
    assert number == 3


def test_what_has_a_key_is_told_once() -> None:
    cast = assemble()
    record = register(cast)
    for _ in range(2):
        tell(cast.office.by, record, "只说一次", people=[cast.member.person.pk], key="once")
    assert Notice.objects.filter(text="只说一次").count() == 1
