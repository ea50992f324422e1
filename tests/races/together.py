"""Two or more at once, each in a thread and on a connection of its own; every wait has an end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection, connections, transaction

Act = Callable[[], Any]
PATIENCE = 60.0
GLANCE = 0.005
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def together(*acts: Act) -> list[Any]:
    """Start all acts at one moment; gives what each gave, or the exception it raised, in order."""
    gate = threading.Barrier(len(acts), timeout=PATIENCE)

    def begin(act: Act) -> Any:
        connection.ensure_connection()
        gate.wait()
        return act()

    return _outcomes([lambda act=act: begin(act) for act in acts])  # type: ignore[misc]


def first_then(first: Act, second: Act) -> tuple[Any, Any]:
    """The second begins while the first has acted and not yet committed; gives both outcomes.

    The first commits when the second is seen waiting for it.
    """
    acted, asked = threading.Event(), threading.Event()

    def leading() -> Any:
        try:
            with transaction.atomic():
                found = first()
                acted.set()
                _until_waiting(asked)
            return found
        finally:
            acted.set()

    def asking(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.set()
        return execute(sql, params, many, context)

    def following() -> Any:
        assert acted.wait(PATIENCE)
        try:
            with connection.execute_wrapper(asking):
                return second()
        finally:
            asked.set()

    one, other = _outcomes([leading, following])
    return one, other


def _until_waiting(asked: threading.Event) -> None:
    """Until the other has sent its first statement (SQLite), or stands before a lock (PostgreSQL)."""
    assert asked.wait(PATIENCE)
    if connection.vendor != "postgresql":
        return
    for _ in range(int(PATIENCE / GLANCE)):
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        threading.Event().wait(GLANCE)
    raise AssertionError("the second never waited for the first")


def crossing(*acts: Act, of: str) -> list[Any]:
    """Like `together`, and each waits after its first statement that begins with `of` until all
    have sent theirs, or until the others are plainly held up."""
    gate = threading.Barrier(len(acts))

    def begin(act: Act) -> Any:
        met = False

        def meeting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal met
            found = execute(sql, params, many, context)
            if sql.startswith(of) and not met:
                met = True
                try:
                    gate.wait(1)
                except threading.BrokenBarrierError:
                    met = True
            return found

        with connection.execute_wrapper(meeting):
            return act()

    return _outcomes([lambda act=act: begin(act) for act in acts])  # type: ignore[misc]


def _outcomes(acts: list[Act]) -> list[Any]:
    found: list[Any] = [None] * len(acts)

    def run(place: int, act: Act) -> None:
        try:
            found[place] = act()
        except BaseException as error:
            found[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each, daemon=True) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(2 * PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "somebody still waits"
    return found
