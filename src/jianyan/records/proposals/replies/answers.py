"""What the units answered to one case, as pages show it: the last reply of each, point by point."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from jianyan.ground.models import Response

from .models import Reply
from .queries import class_now, classes_before, listed


@dataclass(frozen=True, slots=True)
class Point:
    """What a reply says to one numbered suggestion; `verdict` is empty where it says nothing."""

    order: int
    text: str
    verdict: str
    said: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One unit's last reply; `moved` are the classes it had before."""

    reply: Reply
    unit: str
    on: date
    number: str
    grade: str
    moved: str
    text: str
    points: list[Point] = field(default_factory=list)


def answers(record: int) -> list[Answer]:
    """The last reply of each unit that answers a case, in the order in which they came."""
    found = listed().filter(record=record, task__struck_at__isnull=True)
    last = {one.task_id: one for one in found.order_by("on", "pk")}
    said = Response.objects.filter(record=record, struck_at__isnull=True)
    points = list(said.select_related("suggestion").order_by("suggestion__order", "on", "pk"))
    return [
        Answer(
            one,
            one.task.unit.name,
            one.on,
            one.number,
            class_now(one),
            "、".join(classes_before(one)),
            one.text,
            _points([point for point in points if point.unit_id == one.task.unit_id]),
        )
        for one in sorted(last.values(), key=lambda each: (each.on, each.pk))
    ]


def _points(said: list[Response]) -> list[Point]:
    """The last word on each suggestion."""
    last = {one.suggestion_id: one for one in said}
    return [
        Point(one.suggestion.order, one.suggestion.text, str(one.get_verdict_display()), one.reason)
        for one in last.values()
    ]
