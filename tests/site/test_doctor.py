"""The doctor says ok of a sound installation and names each thing that is not."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from jianyan.figures.models import Seal
from jianyan.figures.sealing import seal
from jianyan.ground.calendar import Calendar
from jianyan.ground.models import Record
from jianyan.site import doctor, doctor_data
from tests.cast import assemble


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
        "durability",
        "integrity",
        "migrations",
        "files",
        "register",
        "seals",
        "categories",
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
        full = doctor_data.check_durability().level
        cursor.execute("PRAGMA synchronous=OFF")
        off = doctor_data.check_durability().level
        cursor.execute(f"PRAGMA synchronous={before}")
    assert (full, off) == ("ok", "bad")


def test_files_missing_and_changed(home):
    here, lost = "ab" * 32, "cd" * 32
    keep(home, here)
    assert doctor_data.check_files(home / "files", [here, here]) == doctor.Finding(
        "files", "ok", "1个附件齐全。"
    )
    assert doctor_data.check_files(home / "files", [here, lost]).message == (
        "2个附件中1个缺失（如 cdcdcdcdcdcd…）。请从备份恢复附件。"
    )
    assert doctor_data.check_files(home / "files", [here], deep=True).level == "bad"


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


def test_a_record_without_its_content_is_bad(db):
    cast = assemble()
    assert doctor_data.check_register().level == "ok"
    bare = Record(
        committee=cast.committee,
        kind="publications",
        number="2020-01",
        state="issued",
        title="文",
        dated_on=date(2020, 3, 2),
    )
    [row] = Record.objects.bulk_create([bare])
    assert doctor_data.check_register() == doctor.Finding(
        "register",
        "bad",
        f"台账中有记录缺少内容（如内部编号 {row.pk}）。请停止服务，从最近的备份恢复。",
    )


def test_a_seal_whose_readings_were_written_over_is_bad(db):
    cast = assemble()
    assert doctor_data.check_seals().message == "0枚印记与封存的内容相符。"
    sealed = seal(cast.leader.by, cast.committee, "2020年度工作总结", "正文", [], "2020")
    assert doctor_data.check_seals().level == "ok"
    Seal.objects.filter(pk=sealed.pk).update(signer="他人")
    assert doctor_data.check_seals() == doctor.Finding(
        "seals",
        "bad",
        "1枚印记中1枚与封存的内容不符（如《2020年度工作总结》）。封存的数据被改动过，请与备份比对。",
    )


@pytest.mark.parametrize(
    ("damage", "status"),
    [
        ("no tables", ["ok", "ok", "ok", "bad"]),
        ("not a database", ["bad"]),
        ("pages overwritten", ["bad"]),
    ],
)
def test_the_command_says_what_is_damaged(tmp_path, damage, status):
    if connection.vendor != "sqlite":
        pytest.skip("只对 SQLite")
    tmp_path.chmod(0o700)
    base = tmp_path / "db.sqlite3"
    if damage == "not a database":
        base.write_bytes(b"garbage" * 1000)
    elif damage == "pages overwritten":
        with closing(sqlite3.connect(base)) as made, made:
            made.execute("CREATE TABLE django_migrations(app, name)")
        whole = base.read_bytes()
        base.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    said = run_apart(tmp_path, "doctor", "--json")
    assert (said.returncode, said.stderr) == (1, "")
    found = [each["level"] for each in json.loads(said.stdout)]
    assert found[: len(status)] == status


def run_apart(home, *words):
    """The command in its own process, as an administrator runs it, with data of its own."""
    alone = {name: value for name, value in os.environ.items() if not name.startswith("JIANYAN_")}
    alone.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-c", "from jianyan.site.cli import entry; entry()", *words],
        env={**alone, "JIANYAN_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
