"""Writes of activities themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.models import Body, Person, Tie, TieWhy
from jianyan.ground.register import By, amend, enter, first_days, leave_trail, strike_fact, today
from jianyan.kernel.charter import action
from jianyan.records.activities.charter import ACTIVITIES
from jianyan.records.activities.models import Activity, Attendance, State, Visit

from .parts import attend, go_to
from .steps import moved, registered

OWN = (
    *("sort", "body", "starts_on", "ends_on", "days", "place"),
    *("series", "issue", "others", "served", "note"),
)
ROLES = {
    "hosts": Attendance.Role.CHAIRED,
    "lecturers": Attendance.Role.LECTURED,
    "people": Attendance.Role.TOOK_PART,
}
"""The form's boxes of names, and the role that each stands for. Who lectures is said to lecture."""


def add(by: By, committee: int, data: Mapping[str, Any]) -> Activity:
    """Enter an activity with what is known of it; it stands where its days put it."""
    with transaction.atomic():
        row: Activity = enter(
            ACTIVITIES,
            by,
            committee=committee,
            title=data["title"],
            state=State.PLANNED,
            dated_on=data["starts_on"],
            text=_text(data),
            detail={name: data[name] for name in OWN},
            **registered(committee, "activities", data["starts_on"], data),
        )
        attend(by, row.pk, _attending(data), on=data["starts_on"])
        go_to(by, row.pk, data["places"], on=data["starts_on"])
        if data["held_for"]:
            serve(by, row.pk, data["held_for"].pk)
        for name, step in DAYS.items():
            if data[name]:
                row = step(by, row.pk, on=data[name])
    return row


def change(by: By, row: Activity, changes: Mapping[str, tuple[Any, Any]], reason: str) -> Activity:
    """更正 the named fields; a day entered for the first time makes its move."""
    with transaction.atomic():
        said = dict(changes)
        if "held_for" in said:
            _serve_another(by, row, *said.pop("held_for"), reason)
        lists = {name: said.pop(name) for name in (*ROLES, "places") if name in said}
        steps = first_days(said, DAYS)
        amended: Activity = amend(ACTIVITIES, by, row.pk, _dated(row, said), reason=reason)
        for name, pair in lists.items():
            _set_places(by, row, *pair) if name == "places" else _set_people(by, row, name, *pair)
        for name, day in steps.items():
            amended = DAYS[name](by, row.pk, on=day, reason=reason)
    return amended


@action(ACTIVITIES, "announce")
def announce(by: By, pk: int, *, on: date, reason: str = "") -> Activity:
    """通知."""
    return moved(ACTIVITIES, "announce", by, pk, on, reason, announced_on=on)


@action(ACTIVITIES, "hold")
def hold(by: By, pk: int, *, on: date, reason: str = "") -> Activity:
    """举行, on its first day: from now on it is counted."""
    return moved(ACTIVITIES, "hold", by, pk, on, reason, held_on=on)


@action(ACTIVITIES, "cancel")
def cancel(by: By, pk: int, *, on: date, reason: str = "") -> Activity:
    """取消 before it was held."""
    return moved(ACTIVITIES, "cancel", by, pk, on, reason, cancelled_on=on)


DAYS = {"announced_on": announce, "held_on": hold, "cancelled_on": cancel}


def serve(by: By, record: int, target: int) -> None:
    """Tie an activity to what it is held for: a research topic, a consultation, a proposal."""
    Tie.objects.get_or_create(
        source_id=record,
        target_id=target,
        why=TieWhy.HELD_FOR,
        defaults={"by_id": by.actor.account},
    )


def _attending(data: Mapping[str, Any]) -> list[Attendance]:
    """One row for each person named in the boxes, in the role of the first box that has them."""
    roles: dict[Person, str] = {}
    for name in ("lecturers", "hosts", "people"):
        for person in data[name]:
            roles.setdefault(person, ROLES[name])
    return [Attendance(person=person, role=role) for person, role in roles.items()]


def _set_people(by: By, row: Activity, name: str, old: list[Person], new: list[Person]) -> None:
    gone = [person.pk for person in old if person not in new]
    rows = Attendance.objects.filter(
        record=row.pk, person__in=gone, role=ROLES[name], struck_at__isnull=True
    )
    for each in rows.select_related("person"):
        strike_fact(by, each, label="更正出席", reason="更正名单")
    fresh = [person for person in new if person not in old]
    attend(by, row.pk, [Attendance(person=p, role=ROLES[name]) for p in fresh], on=today())


def _set_places(by: By, row: Activity, old: list[Body], new: list[Body]) -> None:
    gone = [place.pk for place in old if place not in new]
    for each in Visit.objects.filter(record=row.pk, place__in=gone, struck_at__isnull=True):
        strike_fact(by, each, label="更正地点", reason="更正名单")
    go_to(by, row.pk, [place for place in new if place not in old], on=today())


def _serve_another(by: By, row: Activity, old: Any, new: Any, reason: str) -> None:
    if old:
        Tie.objects.filter(source=row.pk, target=old.pk, why=TieWhy.HELD_FOR).delete()
    if new:
        serve(by, row.pk, new.pk)
    said = {"held_for": [str(old or ""), str(new or "")]}
    leave_trail(
        row.record, by, move="tie", label="更正为何举行", on=today(), reason=reason, changes=said
    )


def _dated(row: Activity, said: dict[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
    """A changed first day is the register's day too."""
    if "starts_on" in said:
        return {**said, "dated_on": (row.record.dated_on, said["starts_on"][1])}
    return said


def _text(data: Mapping[str, Any]) -> str:
    return "\n".join(filter(None, (data["place"], data["series"], data["note"])))
