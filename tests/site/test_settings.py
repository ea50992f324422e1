"""The settings as a fresh process finds them, and what the server does with them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from jianyan.ground.security import HEADERS
from tests.settings import ENGINE

ASK = """
import json, django
django.setup()
from django.conf import settings
from django.db import connection
with connection.cursor() as cursor:
    asked = ["journal_mode", "synchronous", "foreign_keys"]
    pragmas = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
print(json.dumps({
    "pragmas": pragmas,
    "cookies": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE],
    "redirect": settings.SECURE_SSL_REDIRECT,
    "debug": settings.DEBUG,
    "atomic": settings.DATABASES["default"]["ATOMIC_REQUESTS"],
    "hasher": settings.PASSWORD_HASHERS[0].rsplit(".", 1)[1],
}))
"""


def fresh(home: Path, **variables: str) -> dict[str, object]:
    """What a process with nothing but these variables set says of its settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JIANYAN_")}
    kept |= {"DJANGO_SETTINGS_MODULE": "jianyan.site.settings", "JIANYAN_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env=kept | variables,
        capture_output=True,
        text=True,
        check=True,
    )
    said: dict[str, object] = json.loads(done.stdout)
    return said


def test_good_defaults_without_any_variable(tmp_path: Path) -> None:
    assert fresh(tmp_path / "var") == {
        "pragmas": ["wal", 2, 1],
        "cookies": [False, False],
        "redirect": False,
        "debug": False,
        "atomic": False,
        "hasher": "Argon2PasswordHasher",
    }


def test_behind_https(tmp_path: Path) -> None:
    said = fresh(tmp_path, JIANYAN_SECURE="1")
    assert (said["cookies"], said["redirect"]) == ([True, True], True)


@pytest.mark.django_db
def test_the_suite_runs_on_the_engine_asked_for() -> None:
    assert connection.vendor == ENGINE


def test_static_files_are_served_with_the_headers() -> None:
    answer = Client().get("/static/vendor/tabler.min.css")
    assert answer.status_code == 200
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert b"Tabler" in answer.getvalue()


def test_what_a_person_uploads_is_not_among_the_static_files() -> None:
    assert not any(
        Path(folder).is_relative_to(settings.HOME) for folder in settings.STATICFILES_DIRS
    )
