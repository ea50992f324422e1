"""The doctor says ok of a sound installation and names each thing that is not."""

import json
import os
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from jianyan.ground.calendar import Calendar
from jianyan.site import doctor


@pytest.fixture
def home(tmp_path):
    tmp_path.chmod(0o700)
    (tmp_path / "secret.key").write_text("k" * 80)
    (tmp_path / "secret.key").chmod(0o600)
    return tmp_path


def keep(home, digest):
    path = home / "files" / digest[:2] / digest[2:4] / digest
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")


@pytest.mark.django_db(transaction=True)
def test_every_check_is_made_and_is_plain_data(home):
    findings = doctor.examine(home, home / "backups")
    assert [one.check for one in findings] == [
        "database",
        "migrations",
        "durability",
        "integrity",
        "files",
        "secret_key",
        "home",
        "disk",
        "backup",
        "time_zone",
        "calendar",
        "exposure",
        "fonts",
    ]
    assert json.loads(json.dumps(doctor.as_json(findings)))[0]["level"] == "ok"
    assert {one.check: one.level for one in findings}["migrations"] == "ok"
    assert {one.check: one.level for one in findings}["integrity"] == "ok"
    assert all(one.message.endswith("。") for one in findings)


@pytest.mark.django_db(transaction=True)
def test_sqlite_that_could_lose_data_is_bad():
    if connection.vendor != "sqlite":
        pytest.skip("只对 SQLite")
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA synchronous").fetchone()[0]
        cursor.execute("PRAGMA synchronous=FULL")
        full = doctor.check_durability().level
        cursor.execute("PRAGMA synchronous=OFF")
        off = doctor.check_durability().level
        cursor.execute(f"PRAGMA synchronous={before}")
    assert (full, off) == ("ok", "bad")


def test_files_missing_and_changed(home):
    here, lost = "ab" * 32, "cd" * 32
    keep(home, here)
    assert doctor.check_files(home / "files", [here, here]) == doctor.Finding(
        "files", "ok", "1个附件齐全。"
    )
    assert doctor.check_files(home / "files", [here, lost]).message == (
        "2个附件中1个缺失（如 cdcdcdcdcdcd…）。请从备份恢复附件。"
    )
    assert doctor.check_files(home / "files", [here], deep=True).level == "bad"


def test_keys_and_folders_open_to_others(home, settings):
    settings.SECRET_KEY = "k" * 80
    assert doctor.check_secret_key(home).level == "ok"
    assert doctor.check_home(home).level == "ok"
    (home / "secret.key").chmod(0o640)
    home.chmod(0o755)
    assert doctor.check_secret_key(home).level == "bad"
    assert doctor.check_home(home).level == "warn"
    (home / "secret.key").unlink()
    settings.SECRET_KEY = "short"
    assert doctor.check_secret_key(home).level == "bad"


@pytest.mark.parametrize(
    ("free", "level"), [(100 * doctor.GB, "ok"), (2 * doctor.GB, "warn"), (doctor.GB // 4, "bad")]
)
def test_disk(home, monkeypatch, free, level):
    usage = type("Usage", (), {"free": free})
    monkeypatch.setattr("jianyan.site.doctor.shutil.disk_usage", lambda _: usage)
    assert doctor.check_disk(home).level == level


def test_backups_by_age(home):
    folder, now = home / "backups", timezone.now()
    assert doctor.check_backups(folder, now).level == "warn"
    folder.mkdir()
    (folder / "before-restore-1.sqlite3").touch()
    assert doctor.check_backups(folder, now).level == "warn"
    (folder / "one.backup").touch()
    assert doctor.check_backups(folder, now).message == "最近的备份在今天。"
    old = (now - timedelta(days=9)).timestamp()
    os.utime(folder / "one.backup", (old, old))
    assert doctor.check_backups(folder, now).message.startswith("最近的备份在9天前")


def test_the_calendar_of_a_year_unknown():
    assert doctor.check_calendar(Calendar(), date(2020, 5, 1)).level == "ok"
    assert doctor.check_calendar(Calendar(), date(2090, 5, 1)).level == "warn"
    assert doctor.check_calendar(Calendar(), date(2089, 12, 1)).message.startswith("没有2090年")
    entered = Calendar({date(2090, 1, 1): False})
    assert doctor.check_calendar(entered, date(2090, 5, 1)).level == "ok"


def test_exposure_and_time_zone(settings):
    settings.DEBUG, settings.ALLOWED_HOSTS, settings.SESSION_COOKIE_SECURE = False, ["a.cn"], True
    assert doctor.check_exposure().level == "ok"
    settings.SESSION_COOKIE_SECURE = False
    assert doctor.check_exposure().level == "warn"
    settings.ALLOWED_HOSTS = ["*"]
    assert doctor.check_exposure().level == "bad"
    settings.DEBUG = True
    assert doctor.check_exposure().level == "bad"
    settings.TIME_ZONE = "UTC"
    assert doctor.check_time_zone().level == "warn"


def test_the_worst_decides():
    ok, warn, bad = (doctor.Finding("x", level, "。") for level in ("ok", "warn", "bad"))
    assert [doctor.worst(one) for one in ([], [ok], [ok, warn], [warn, bad, ok])] == [
        "ok",
        "ok",
        "warn",
        "bad",
    ]
