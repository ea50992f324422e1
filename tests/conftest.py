"""Fixtures every test may use: the engine, the browser, and a wall towards the outside."""

import gc
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import hypothesis
import pytest
from django.db import connection

from jianyan.ground import search_tables
from tests import machine, settings
from tests.demo.database import demo_db, demo_original, demo_plan, demo_site  # noqa: F401

# A busy machine is no fault of what is tested.
hypothesis.settings.register_profile("jianyan", deadline=None)
hypothesis.settings.load_profile("jianyan")

STORED = {"db", "transactional_db", "django_db_setup"}
"""Who asks for one of these, itself or through another, asks the database."""
LONG = ("browser", "house")
COUNT_ANEW = "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"
HERE = {"127.0.0.1", "::1", "localhost"}


def pytest_configure(config: pytest.Config) -> None:
    """Start the throw-away PostgreSQL, once, in the process that starts the workers."""
    if settings.CLUSTER and not hasattr(config, "workerinput"):
        try:
            settings.CLUSTER.start()
        except RuntimeError as error:
            pytest.exit(str(error), returncode=1)


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_unconfigure(config: pytest.Config) -> None:
    if settings.CLUSTER:
        settings.CLUSTER.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if "house" in item.path.parts:
            item.add_marker("house")
        asks = item.get_closest_marker("django_db") or STORED & {*getattr(item, "fixturenames", ())}
        if asks and not item.get_closest_marker("alike"):
            item.add_marker("stored")
    items[:] = dealt(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def dealt(items: Sequence[pytest.Item], workers: int) -> list[pytest.Item]:
    """The tests as they are handed to workers, each of whom takes one stretch of the list, and later
    from the end of another's: what takes longest stands first in each stretch."""
    long = [item for item in items if any(item.get_closest_marker(name) for name in LONG)]
    taken = {*long}
    rest = [item for item in items if item not in taken]
    ends = [len(rest) * place // workers for place in range(workers + 1)]
    return [
        item
        for place in range(workers)
        for item in (*long[place::workers], *rest[ends[place] : ends[place + 1]])
    ]


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """Tables are made straight from the models; tests/house/test_migrations.py runs the migrations."""
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database, with the search index that no model declares."""
    if connection.vendor == "postgresql":
        connection.ops.sql_flush = emptying  # type: ignore[method-assign]
    with django_db_blocker.unblock():
        if "ground_search" not in connection.introspection.table_names():
            search_tables.make(connection)


def emptying(style: Any, tables: Sequence[str], **_: Any) -> list[str]:
    """How PostgreSQL's tables are emptied after a test that committed: nearly all of them are empty,
    and to truncate those too takes a second."""
    return [
        "SET session_replication_role = replica",
        *(
            f"DELETE FROM {connection.ops.quote_name(table)}"
            for table in (*tables, "ground_search")
        ),
        "SET session_replication_role = origin",
    ]


@pytest.fixture(autouse=True)
def numbered_anew(request: pytest.FixtureRequest) -> None:
    """PostgreSQL counts on where a test was rolled back; from 1 on again, as SQLite does, the
    statements that were written for the last test's rows serve the next one's."""
    if connection.vendor == "postgresql" and {"db", "transactional_db"} & {*request.fixturenames}:
        several = "transactional_db" in request.fixturenames
        request.getfixturevalue("transactional_db" if several else "db")
        with connection.cursor() as cursor:
            cursor.execute(COUNT_ANEW)


@pytest.fixture(autouse=True, scope="session")
def nothing_outside() -> Iterator[None]:
    """A test that reaches for another machine fails, whatever network there is."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in HERE:
            raise AssertionError(f"a test tried to reach {address[0]}")
        real(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by playwright; one for the whole run of a worker."""
    from playwright.sync_api import sync_playwright

    if not os.access(machine.CHROMIUM, os.X_OK):
        machine.missing("Chromium 浏览器")
    # playwright keeps an event loop in this thread, which Django would take for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=machine.CHROMIUM, args=machine.CHROMIUM_FLAGS
        )
        yield chromium
        chromium.close()


OpenPage = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any, live_server: Any) -> Iterator[OpenPage]:
    """Opens pages: `open_page(width=390, javascript=False)`, each in a context of its own.

    Addresses are relative to the live server. Whatever breaks the content policy, asks for
    something outside, or fails in a script fails the test at its end. Requests are watched, not
    held up: holding them up would turn the browser's cache off; the browser's flags keep them in.
    """
    contexts: list[Any] = []
    faults: list[str] = []

    def watch(page: Any) -> None:
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on(
            "console",
            lambda said: "Content Security Policy" in said.text and faults.append(said.text),
        )

    def ask(request: Any) -> None:
        if urlsplit(request.url).hostname not in {*HERE, None}:
            faults.append(f"outside: {request.url}")

    def open_one(width: int = 1440, height: int | None = None, javascript: bool = True) -> Any:
        phone = width < 600
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height or (844 if phone else 900)},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            has_touch=phone,
            java_script_enabled=javascript,
        )
        context.set_default_timeout(10_000)
        context.on("request", ask)
        context.on("page", watch)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(open_page: OpenPage) -> Any:
    """A page on a desk, 1440 pixels wide."""
    return open_page(width=1440)


@pytest.fixture
def phone(open_page: OpenPage) -> Any:
    """A page on a phone, 390 pixels wide."""
    return open_page(width=390)
