"""The time for rating is over: from then on a unit sees what was said of its handling, and is told."""

from __future__ import annotations

from datetime import date

from jianyan.ground.actors import local_administrator
from jianyan.ground.days import said_day
from jianyan.ground.models import Clock, Cursor
from jianyan.ground.recomputing import running
from jianyan.ground.register import By, today
from jianyan.ground.telling import tell
from jianyan.ground.ticking import task as ticking
from jianyan.records.proposals.cases.rating_time import CLOCK, STILL_ASKED
from jianyan.records.proposals.ratings.queries import current
from jianyan.records.proposals.tasks.told import units_of


@ticking("ratings_over")
def tell_over() -> int:
    """Once a day: the units of the cases whose time for rating ended since the last time."""
    return tell_over_on(today())


def tell_over_on(day: date) -> int:
    """What is told on a day; gives of how many cases."""
    cursor, _ = Cursor.objects.get_or_create(name="ratings_over", defaults={"value": str(day)})
    since = min(date.fromisoformat(cursor.value), day)
    rows = running(Clock.objects.filter(STILL_ASKED, kind=CLOCK, due_on__gte=since, due_on__lt=day))
    rows = rows.select_related("record")
    by, told = By(local_administrator()), 0
    for clock in rows.order_by("pk"):
        said = current().filter(record=clock.record_id).count()
        words = f"《{clock.record.title}》的评价期限{said_day(clock.due_on)}已过，"
        words += f"已有{said}位提案者评价，可以查看。" if said else "没有提案者评价。"
        units = units_of(clock.record_id)
        tell(by, clock.record, words, bodies=units, key=f"rated:{clock.pk}:{clock.due_on}")
        told += 1
    Cursor.objects.filter(pk=cursor.pk).exclude(value=str(day)).update(value=str(day))
    return told
