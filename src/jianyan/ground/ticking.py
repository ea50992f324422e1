"""What happens by the clock: `jianyan tick` runs every task once; each follows its own cursor."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.utils import timezone

TASKS: dict[str, Callable[[], int]] = {}
"""Tasks by name; each is idempotent and gives how many things it did. Filled by any floor."""


def task(name: str) -> Callable[[Callable[[], int]], Callable[[], int]]:
    """Enter a task. Raises ValueError on a name used twice."""

    def enter(function: Callable[[], int]) -> Callable[[], int]:
        if name in TASKS:
            raise ValueError(f"task {name} is declared twice")
        TASKS[name] = function
        return function

    return enter


def take_stock() -> None:
    """Let the database count its rows, so that it plans queries well (after a large load, and daily)."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@task("statistics")
def statistics() -> int:
    """The daily count of rows."""
    take_stock()
    return 1


def tick() -> dict[str, int | str]:
    """Run every task; gives what each did and when."""
    done: dict[str, int | str] = {name: work() for name, work in TASKS.items()}
    return {**done, "at": timezone.localtime().isoformat(timespec="seconds")}
