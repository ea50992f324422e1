"""Pages and sheets of what belongs to an activity: who was there, where it went, its agenda."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q, QuerySet

from jianyan.ground import rules
from jianyan.ground.kinds import Add, Change, Column, Filter, Kind, register_kind
from jianyan.ground.register import By
from jianyan.records.activities import actions, queries
from jianyan.records.activities.forms import AgendaItemForm, AttendanceForm, GuestForm, VisitForm
from jianyan.records.activities.models import AgendaItem, Attendance, Guest, Visit

ACTIVITY = Column("activity", "活动", "record__title", how="title", phone=True)
HELD_ON = Column("held_on", "举行", "record__activity__held_on", how="date")


def by_key(rows: Callable[[], QuerySet[Any]], *names: str) -> Callable[..., Model | None]:
    """The standing part that a sheet's row names by its activity and the named fields."""

    def find(committee: int, data: dict[str, Any]) -> Model | None:
        named = {name: data[name] for name in ("record", *names)}
        return rows().filter(record__committee=committee, **named).first()

    return find


def adding(model: type[Model], label: str) -> Add:
    """Enters a part from a form's data."""

    def add(by: By, committee: int, data: dict[str, Any]) -> Model:
        part: Model = actions.add_part(by, model(**data), label)
        return part

    return add


def changing(label: str) -> Change:
    """更正 of a part: the old row is struck out, a new one takes its place."""

    def change(by: By, row: Any, changes: dict[str, tuple[Any, Any]], reason: str) -> Model:
        part: Model = actions.change_part(by, row, label, changes, reason)
        return part

    return change


def add_visit(by: By, committee: int, data: dict[str, Any]) -> Model:
    """Enter a place visited; its kind is copied from it."""
    part: Model = actions.add_part(by, Visit(place_kind=data["place"].kind, **data), "地点")
    return part


def change_visit(by: By, row: Any, changes: dict[str, tuple[Any, Any]], reason: str) -> Model:
    """更正 a place visited, its kind with it."""
    said = dict(changes)
    if "place" in said:
        said["place_kind"] = (row.place_kind, said["place"][1].kind)
    part: Model = actions.change_part(by, row, "地点", said, reason)
    return part


def change_agenda(by: By, row: Any, changes: dict[str, tuple[Any, Any]], reason: str) -> Model:
    """The day an item was done is a fact of its own; anything else is a 更正."""
    if set(changes) == {"done_on"} and row.done_on is None:
        done: Model = actions.finish_item(by, row, on=changes["done_on"][1])
        return done
    part: Model = actions.change_part(by, row, "议程", changes, reason)
    return part


PART: dict[str, Any] = {
    "parent": "activities",
    "view": rules.registered,
    "write": rules.office,
    "order": ("-record__dated_on", "-record_id", "pk"),
    "nav": False,
}

ATTENDANCES = register_kind(
    Kind(
        slug="attendances",
        title="出席",
        model=Attendance,
        form=AttendanceForm,
        key=("record", "person"),
        find=by_key(queries.attendances, "person"),
        add=adding(Attendance, "出席"),
        change=changing("出席"),
        rows=queries.attendances,
        icon="users",
        measure="人次",
        columns=(
            Column("person", "姓名", "person__name", phone=True),
            Column("role", "身份", "get_role_display", phone=True),
            Column("presence", "到会", "get_presence_display", phone=True),
            ACTIVITY,
            HELD_ON,
            Column("note", "说明", "note"),
        ),
        filters=(
            Filter(
                "presence",
                "到会",
                lambda value: Q(presence=value),
                lambda committees: [(str(c), str(n)) for c, n in Attendance.Presence.choices],
            ),
            Filter("person", "姓名", lambda value: Q(person__name__contains=value), how="text"),
        ),
        **PART,
    )
)

VISITS = register_kind(
    Kind(
        slug="visits",
        title="到访地点",
        model=Visit,
        form=VisitForm,
        key=("record", "place"),
        find=by_key(queries.visits, "place"),
        add=add_visit,
        change=change_visit,
        rows=queries.visits,
        icon="map-pin",
        measure="处",
        columns=(
            Column("place", "地点", "place__name", phone=True),
            Column("kind", "种类", "get_place_kind_display", phone=True),
            ACTIVITY,
            HELD_ON,
            Column("note", "说明", "note"),
        ),
        filters=(
            Filter("place", "地点", lambda value: Q(place__name__contains=value), how="text"),
        ),
        **PART,
    )
)

GUESTS = register_kind(
    Kind(
        slug="guests",
        title="外请专家",
        model=Guest,
        form=GuestForm,
        key=("record", "name"),
        find=by_key(queries.guests, "name"),
        add=adding(Guest, "外请专家"),
        change=changing("外请专家"),
        rows=queries.guests,
        icon="users",
        measure="人次",
        columns=(
            Column("name", "姓名", "name", phone=True),
            Column("post", "单位职务", "post", phone=True),
            Column("lecture", "讲题", "lecture"),
            ACTIVITY,
            HELD_ON,
        ),
        **PART,
    )
)

AGENDA = register_kind(
    Kind(
        slug="agenda-items",
        title="议程",
        model=AgendaItem,
        form=AgendaItemForm,
        key=("record", "order"),
        find=by_key(queries.agenda_items, "order"),
        add=adding(AgendaItem, "议程"),
        change=change_agenda,
        rows=queries.agenda_items,
        icon="list-check",
        measure="项",
        columns=(
            Column("order", "序号", "order", how="number", phone=True),
            Column("title", "议程", "title", phone=True),
            Column("done_on", "完成", "done_on", how="date", phone=True),
            ACTIVITY,
            HELD_ON,
        ),
        filters=(
            Filter(
                "done",
                "完成情况",
                lambda value: Q(done_on__isnull=value == "no"),
                lambda committees: [("yes", "已完成"), ("no", "未完成")],
            ),
        ),
        **PART,
    )
)
