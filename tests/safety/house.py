"""An installation of its own in a folder: the command line, a served site, and a browser for it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

PATIENCE = 90
PASSWORD = "澜汀-a-long-password-2020"
INPUT = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
FOUNDING = [
    "init",
    "--code",
    "LT",
    "--name",
    "政协云陂市澜汀区委员会",
    "--district",
    "澜汀",
    "--term",
    "9",
    "--term-starts",
    "2018-01-08",
    "--session",
    "3",
    "--opens",
    "2020-01-08",
    "--closes",
    "2020-01-11",
    "--administrator",
    "安宁",
    "--username",
    "admin",
]
#: The tables straight from the models; test_migrations.py holds that the migrations make the same.
TABLES = """
import django
from django.conf import settings
from django.core.management import call_command
django.setup()
from django.db import connection
from jianyan.ground import search_tables
class Nowhere:
    def __contains__(self, label): return True
    def __getitem__(self, label): return None
settings.MIGRATION_MODULES = Nowhere()
call_command("migrate", run_syncdb=True, verbosity=0)
search_tables.make(connection)
settings.MIGRATION_MODULES = {}
call_command("migrate", fake=True, verbosity=0)
"""


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    status: int
    out: str
    err: str


@dataclass
class Home:
    """One installation."""

    path: Path
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: text for name, text in os.environ.items() if "JIANYAN" not in name}
        kept["DJANGO_SETTINGS_MODULE"] = "jianyan.site.settings"
        return kept | {"JIANYAN_HOME": str(self.path)} | self.more

    def make_tables(self) -> None:
        subprocess.run(
            [sys.executable, "-c", TABLES], env=self.environment, check=True, timeout=PATIENCE
        )

    def run(self, *words: str) -> Said:
        """Run `jianyan` with these words."""
        done = subprocess.run(
            [sys.executable, "-c", "from jianyan.site.cli import entry; entry()", *words],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        """What the database answers, read past the program."""
        with closing(sqlite3.connect(self.path / "db.sqlite3", timeout=20)) as base:
            return base.execute(statement).fetchall()

    @contextmanager
    def served(self) -> Iterator[Server]:
        """The site, served as it is in earnest; killed at the end if it still stands."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        process = subprocess.Popen(
            [sys.executable, "-c", "from jianyan.site.cli import entry; entry()",
             "serve", "--bind", f"127.0.0.1:{port}", "--workers", "2"],
            env=self.environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        server = Server(process, port)
        try:
            server.wait()
            yield server
        finally:
            server.kill()


@dataclass
class Server:
    """A served site."""

    process: subprocess.Popen[bytes]
    port: int

    def wait(self) -> None:
        """Until it answers."""
        pause = threading.Event()
        for _ in range(PATIENCE * 10):
            assert self.process.poll() is None, "the server ended by itself"
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                pause.wait(0.1)
        raise AssertionError("the server never answered")

    def kill(self) -> None:
        """Kill every process of it at once, as a power cut would."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.process.wait(PATIENCE)


@dataclass
class Answer:
    """An answer of the site."""

    status: int
    place: str
    text: str

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of its forms, as a browser would send them back."""
        return {name: unescape(value) for name, value in INPUT.findall(self.text)}


@dataclass
class Browser:
    """A connection with cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, sent: dict[str, str] | None = None) -> Answer:
        """One request. Raises OSError or HTTPException where no answer came back."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = urlencode(sent) if sent is not None else None
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(connection):
            connection.request(method, path, body, headers)
            found = connection.getresponse()
            text = found.read().decode()
            for line in found.headers.get_all("Set-Cookie") or ():
                self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
            return Answer(found.status, found.headers.get("Location", ""), text)

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def fill(self, path: str, **typed: str) -> Answer:
        """Open a form and send it."""
        return self.ask("POST", path, {**self.get(path).hidden, **typed})

    def beside(self) -> Browser:
        """Another connection of the same browser."""
        return Browser(self.port, dict(self.cookies))
