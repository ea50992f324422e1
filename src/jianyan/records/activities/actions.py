"""Writes of activities and research topics, one function per verb."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.facts import complete_fact, replace_fact
from jianyan.ground.models import Body, Person, Tie, TieWhy
from jianyan.ground.numbering import next_number
from jianyan.ground.register import (
    By,
    add_fact,
    amend,
    enter,
    leave_trail,
    lock,
    move,
    strike_fact,
    today,
)
from jianyan.ground.rulebook import in_force, provision
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused

from .charter import ACTIVITIES, RESEARCH_TOPICS
from .models import Activity, AgendaItem, Attendance, ResearchTopic, State, TopicState, Visit

OWN = (
    *("sort", "body", "starts_on", "ends_on", "days", "place"),
    *("series", "issue", "others", "served", "note"),
)
TOPIC_OWN = ("body", "leader", "note")
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
            **_registered(committee, "activities", data["starts_on"], data),
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
        steps = _first_days(said, DAYS)
        amended: Activity = amend(ACTIVITIES, by, row.pk, _dated(row, said), reason=reason)
        for name, pair in lists.items():
            _set_places(by, row, *pair) if name == "places" else _set_people(by, row, name, *pair)
        for name, day in steps.items():
            amended = DAYS[name](by, row.pk, on=day, reason=reason)
    return amended


@action(ACTIVITIES, "announce")
def announce(by: By, pk: int, *, on: date, reason: str = "") -> Activity:
    """通知."""
    return _moved(ACTIVITIES, "announce", by, pk, on, reason, announced_on=on)


@action(ACTIVITIES, "hold")
def hold(by: By, pk: int, *, on: date, reason: str = "") -> Activity:
    """举行, on its first day: from now on it is counted."""
    return _moved(ACTIVITIES, "hold", by, pk, on, reason, held_on=on)


@action(ACTIVITIES, "cancel")
def cancel(by: By, pk: int, *, on: date, reason: str = "") -> Activity:
    """取消 before it was held."""
    return _moved(ACTIVITIES, "cancel", by, pk, on, reason, cancelled_on=on)


DAYS = {"announced_on": announce, "held_on": hold, "cancelled_on": cancel}


# who was there, and where


def attend(by: By, record: int, rows: Iterable[Attendance], *, on: date) -> None:
    """Enter many people at one activity: one insert and one trail row. Nobody twice.

    Raises Refused when somebody is already entered there.
    """
    found = list(rows)
    if not found:
        return
    with transaction.atomic():
        locked = lock(record)
        known = Attendance.objects.filter(
            record=record, person__in=[row.person_id for row in found], struck_at__isnull=True
        )
        if first := known.select_related("person").first():
            raise Refused(f"{first.person}已登记在这次活动中，请在出席登记里更正。")
        for row in found:
            row.record, row.batch = locked, by.batch
        Attendance.objects.bulk_create(found)
        label = f"登记出席{len(found)}人"
        changes = {"people": [None, [str(row) for row in found]]}
        leave_trail(locked, by, move="attend", label=label, on=on, changes=changes)


def go_to(by: By, record: int, places: Iterable[Body], *, on: date) -> None:
    """Enter the places that an activity goes to: one insert and one trail row."""
    found = [Visit(place=place, place_kind=place.kind, batch=by.batch) for place in places]
    if not found:
        return
    with transaction.atomic():
        locked = lock(record)
        for row in found:
            row.record = locked
        Visit.objects.bulk_create(found)
        changes = {"places": [None, [str(row) for row in found]]}
        leave_trail(locked, by, move="go_to", label="登记地点", on=on, changes=changes)


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


# parts by the page or the sheet


def add_part(by: By, part: Any, label: str) -> Any:
    """Enter one part of an activity: an attendance, a place, a guest, an agenda item."""
    return add_fact(by, part, label=f"登记{label}", on=_day_of(part.record_id))


def change_part(
    by: By, part: Any, label: str, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> Any:
    """更正 a part: the old row is struck out and a new one entered in its place."""
    return replace_fact(by, part, changes, label=label, on=today(), reason=reason)


def finish_item(by: By, item: AgendaItem, *, on: date) -> AgendaItem:
    """Date an agenda item as done. Raises Stale when it was done already."""
    done: AgendaItem = complete_fact(by, item, label="议程完成", on=on, columns={"done_on": on})
    return done


def _day_of(record: int) -> date:
    return Activity.objects.filter(pk=record).values_list("starts_on", flat=True).get()


# research topics


def add_topic(by: By, committee: int, data: Mapping[str, Any]) -> ResearchTopic:
    """Enter a research topic with the days that are already known."""
    with transaction.atomic():
        row: ResearchTopic = enter(
            RESEARCH_TOPICS,
            by,
            committee=committee,
            title=data["title"],
            state=TopicState.PLANNED,
            dated_on=data["dated_on"],
            text=data["note"],
            detail={name: data[name] for name in TOPIC_OWN},
            **_registered(committee, "research_topics", data["dated_on"], data),
        )
        for name, step in TOPIC_DAYS.items():
            if data[name]:
                row = step(by, row.pk, on=data[name])
    return row


def change_topic(
    by: By, row: ResearchTopic, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> ResearchTopic:
    """更正 a research topic; a day entered for the first time makes its move."""
    with transaction.atomic():
        said = dict(changes)
        steps = _first_days(said, TOPIC_DAYS)
        amended: ResearchTopic = amend(RESEARCH_TOPICS, by, row.pk, said, reason=reason)
        for name, day in steps.items():
            amended = TOPIC_DAYS[name](by, row.pk, on=day, reason=reason)
    return amended


@action(RESEARCH_TOPICS, "choose")
def choose(by: By, pk: int, *, on: date, reason: str = "") -> ResearchTopic:
    """选定."""
    return _moved(RESEARCH_TOPICS, "choose", by, pk, on, reason, chosen_on=on)


@action(RESEARCH_TOPICS, "complete")
def complete(by: By, pk: int, *, on: date, reason: str = "") -> ResearchTopic:
    """完成: the research is done and written up."""
    return _moved(RESEARCH_TOPICS, "complete", by, pk, on, reason, completed_on=on)


@action(RESEARCH_TOPICS, "drop")
def drop(by: By, pk: int, *, on: date, reason: str = "") -> ResearchTopic:
    """取消."""
    return _moved(RESEARCH_TOPICS, "drop", by, pk, on, reason, dropped_on=on)


TOPIC_DAYS = {"chosen_on": choose, "completed_on": complete, "dropped_on": drop}


def _moved(charter: Any, name: str, by: By, pk: int, on: date, reason: str, **days: date) -> Any:
    return move(charter, name, by, pk, on=on, reason=reason, columns=days)


def _registered(committee: int, series: str, day: date, data: Mapping[str, Any]) -> dict[str, Any]:
    """The register's own columns of a new record, its number among them."""
    rulebook = in_force(committee, day)
    pattern = provision(rulebook, f"numbers.{series}")
    return {
        "number": next_number(committee, series, str(day.year), pattern, year=day.year),
        "key": data["key"],
        "campaign": data["campaign"],
        "visibility": data["visibility"],
        "rulebook": rulebook,
    }


def _first_days(said: dict[str, tuple[Any, Any]], steps: Mapping[str, Any]) -> dict[str, date]:
    """Take out of the changes the days entered for the first time: they are moves, not 更正.

    Raises Refused for a day that is taken away: what happened is voided, not emptied.
    """
    firsts = {}
    for name in steps:
        if name in said:
            old, new = said[name]
            if new is None:
                raise Refused("已登记的日期不能清空；登记有误的，请更正日期或作废这条记录。")
            if old is None:
                firsts[name] = new
                del said[name]
    return firsts


def _dated(row: Activity, said: dict[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
    """A changed first day is the register's day too."""
    if "starts_on" in said:
        return {**said, "dated_on": (row.record.dated_on, said["starts_on"][1])}
    return said


def _text(data: Mapping[str, Any]) -> str:
    return "\n".join(filter(None, (data["place"], data["series"], data["note"])))
