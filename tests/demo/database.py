"""The demo committee in a database of its own beside the test database.

It is loaded once for a whole run (the workers wait for each other), and each worker takes a copy.
A test asks for `demo_db` to read it, or to write in a transaction that is rolled back; for
`demo_site` when a live server has to show it: that is a copy of the test's own. Neither may be
asked for together with `db` or the `django_db` mark, which look at the empty test database.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from jianyan.demo.compose import compose
from jianyan.demo.load import load_demo
from jianyan.demo.loading.founding import CODE
from jianyan.demo.plan import Plan
from jianyan.ground import search_tables
from jianyan.ground.models import Committee


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


@contextmanager
def using(name: str) -> Iterator[None]:
    """The default connection, and those that other threads make, on another database."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def make(name: str) -> None:
    """A new database with every table."""
    drop(name)
    if not is_sqlite():
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
    with using(name):
        call_command("migrate", run_syncdb=True, verbosity=0)
        search_tables.make(connection)


def copy(source: str, target: str) -> None:
    """Copy a database that nobody is connected to."""
    connection.close()
    if is_sqlite():
        # Not the file alone: what was written last may still stand in the log beside it.
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
        return
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def drop(name: str) -> None:
    """Remove a copy."""
    if is_sqlite():
        for path in (name, f"{name}-wal", f"{name}-shm"):
            Path(path).unlink(missing_ok=True)
        return
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One worker at a time."""
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def demo_original(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any, worker_id: str
) -> Iterator[str]:
    """The name of the worker's own copy of the loaded demo."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    name = str(shared / "demo.sqlite3") if is_sqlite() else "jianyan_demo"
    own = str(base / "demo-copy.sqlite3") if is_sqlite() else f"jianyan_demo_{worker_id}"
    with django_db_blocker.unblock():
        with alone(shared):
            if not (shared / "demo.loaded").exists():
                make(name)
                with using(name):
                    load_demo(lambda said: None)
                (shared / "demo.loaded").touch()
            drop(own)
            copy(name, own)
        yield own
        drop(own)


@pytest.fixture(scope="session")
def demo_plan() -> Plan:
    """What was loaded, as plain data."""
    return compose()


@pytest.fixture
def demo_db(demo_original: str, django_db_blocker: Any) -> Iterator[Committee]:
    """The demo committee, to read; what a test writes is rolled back."""
    with django_db_blocker.unblock(), using(demo_original), transaction.atomic():
        yield Committee.objects.get(code=CODE)
        transaction.set_rollback(True)


@pytest.fixture
def demo_site(demo_original: str, django_db_blocker: Any, tmp_path: Path) -> Iterator[Committee]:
    """The demo committee in a copy of the test's own, which a live server shows and may change."""
    name = str(tmp_path / "site.sqlite3") if is_sqlite() else f"{demo_original}_site"
    with django_db_blocker.unblock():
        copy(demo_original, name)
        with using(name):
            yield Committee.objects.get(code=CODE)
        drop(name)
