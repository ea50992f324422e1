"""What happens by the clock: `jianyan tick` runs every task once; each follows its own cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from django.db import connection, transaction
from django.utils import timezone

from .models import Cursor

TASKS: dict[str, Callable[[], int]] = {}
"""Tasks by name; each is idempotent and gives how many things it did. Filled by any floor."""
PIECEMEAL: set[str] = set()
"""Those that take long and whose single writes stand by themselves: nobody waits for the whole."""


def task(name: str, *, piecemeal: bool = False) -> Callable[[Callable[[], int]], Callable[[], int]]:
    """Enter a task. Raises ValueError on a name used twice."""

    def enter(function: Callable[[], int]) -> Callable[[], int]:
        if name in TASKS:
            raise ValueError(f"task {name} is declared twice")
        TASKS[name] = function
        if piecemeal:
            PIECEMEAL.add(name)
        return function

    return enter


def take_stock() -> None:
    """Let the database count its rows, so that it plans queries well (after a large load, and daily)."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@task("statistics")
def statistics() -> int:
    """The daily count of rows."""
    day = str(timezone.localdate())
    cursor, _ = Cursor.objects.get_or_create(name="statistics")
    if cursor.value == day:
        return 0
    take_stock()
    Cursor.objects.filter(pk=cursor.pk).update(value=day)
    return 1


LOCK = 0x6A79_7469_636B
"""The advisory lock of the ticking: a number of our own."""


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether no other ticking is on; it is ours until the end.

    PostgreSQL is asked for an advisory lock, which ends with the connection. On SQLite every task
    is one IMMEDIATE transaction, so that a second ticking waits and then finds nothing left to do.
    """
    if connection.vendor != "postgresql":
        yield True
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        held = bool(cursor.fetchone()[0])
        try:
            yield held
        finally:
            if held:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def tick() -> dict[str, int | str]:
    """Run every task, each whole or not at all but the piecemeal; gives what each did and when.

    While another ticking is on it does nothing, and says so under `waiting`.
    """
    done: dict[str, int | str] = {}
    with _alone() as alone:
        if not alone:
            done["waiting"] = "另一次定时任务正在运行，这次没有重复进行。"
        for name, work in TASKS.items() if alone else ():
            with nullcontext() if name in PIECEMEAL else transaction.atomic():
                done[name] = work()
    return {**done, "at": timezone.localtime().isoformat(timespec="seconds")}
