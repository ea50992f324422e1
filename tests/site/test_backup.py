"""Backups hold everything, survive nothing changed in them, and never go over newer data unasked."""

import io
import json
import os
import sqlite3
import tarfile
import threading
import time
from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianyan.site import dumps, sealed
from jianyan.site.backup import BackupError, make_backup, unpack, verify
from jianyan.site.restore import restore
from jianyan.site.sealed import Opener, Sealer, SealError
from tests import machine

PHRASE = "澜汀区政协-2020"
DIGEST = "ab" * 32


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(sealed, "COST", 14)


@pytest.fixture
def home(tmp_path):
    made = tmp_path / "home"
    (made / "files/ab/ab").mkdir(parents=True)
    (made / "files/ab/ab" / DIGEST).write_bytes(os.urandom(2_500_000))
    (made / "files/.incoming-x").write_bytes(b"half")
    fill(database(made), 500)
    return made


def database(home):
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(home / "db.sqlite3")}


def fill(described, count):
    with closing(sqlite3.connect(described["NAME"])) as base, base:
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("CREATE TABLE IF NOT EXISTS t(n INTEGER, body TEXT)")
        base.executemany("INSERT INTO t VALUES (?, ?)", ((n, "文" * 50) for n in range(count)))


def count(described):
    with closing(sqlite3.connect(described["NAME"])) as base:
        return base.execute("SELECT count(*) FROM t").fetchone()[0]


@pytest.mark.parametrize("phrase", [None, PHRASE])
def test_what_is_backed_up_comes_back(tmp_path, home, phrase):
    out = tmp_path / "out/one.backup"
    manifest = make_backup(home, database(home), out, phrase)
    assert verify(out, phrase) == manifest
    assert sorted(manifest.entries) == ["database.sqlite3", f"files/ab/ab/{DIGEST}"]
    assert out.stat().st_mode & 0o777 == 0o600
    assert (b"SQLite format 3" in out.read_bytes()) == (phrase is None)
    assert [one.name for one in out.parent.iterdir()] == ["one.backup"]
    assert not list(home.glob(".backup-*"))

    other = tmp_path / "other"
    assert restore(out, other, database(other), phrase) == manifest
    assert count(database(other)) == 500
    kept = other / "files/ab/ab" / DIGEST
    assert kept.read_bytes() == (home / "files/ab/ab" / DIGEST).read_bytes()
    assert (other / "db.sqlite3").stat().st_mode & 0o777 == 0o600
    restore(out, other, database(other), phrase)
    with pytest.raises(BackupError, match="已经存在"):
        make_backup(home, database(home), out, phrase)


def test_newer_data_is_not_replaced_unless_told(tmp_path, home):
    out = tmp_path / "one.backup"
    make_backup(home, database(home), out)
    time.sleep(0.05)
    fill(database(home), 7)
    with pytest.raises(BackupError, match="现有数据比备份新"):
        restore(out, home, database(home))
    assert count(database(home)) == 507
    restore(out, home, database(home), newer=True)
    assert count(database(home)) == 500
    kept = list((home / "backups").glob("before-restore-*.sqlite3"))
    assert [count({"NAME": one}) for one in kept] == [507]
    restore(out, home, database(home), last_change=datetime(2020, 1, 1, tzinfo=UTC))
    with pytest.raises(BackupError, match="现有数据比备份新"):
        restore(out, home, database(home), last_change=datetime(2099, 1, 1, tzinfo=UTC))


def test_a_backup_while_the_site_writes_is_consistent(tmp_path, home):
    described, stop, written = database(home), threading.Event(), []
    with closing(sqlite3.connect(described["NAME"])) as base, base:
        base.execute("CREATE TABLE pair(a INTEGER, b INTEGER)")

    def write():
        with closing(sqlite3.connect(described["NAME"], timeout=20)) as base:
            while not stop.is_set():
                with base:
                    base.execute("INSERT INTO pair(a) VALUES (1)")
                    base.execute("UPDATE pair SET b = 1 WHERE b IS NULL")
                written.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            make_backup(home, described, tmp_path / f"{number}.backup")
    finally:
        stop.set()
        writer.join()
    assert len(written) > 3
    for number in range(3):
        other = tmp_path / f"other{number}"
        restore(tmp_path / f"{number}.backup", other, database(other))
        with closing(sqlite3.connect(database(other)["NAME"])) as base:
            assert base.execute("SELECT count(*) FROM pair WHERE b IS NULL").fetchone() == (0,)


def test_an_open_connection_sees_what_was_restored(tmp_path, home):
    out = tmp_path / "one.backup"
    make_backup(home, database(home), out)
    with closing(sqlite3.connect(database(home)["NAME"])) as site:
        site.execute("DELETE FROM t")
        site.commit()
        restore(out, home, database(home), newer=True)
        assert site.execute("SELECT count(*) FROM t").fetchone() == (500,)
        assert site.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_broken_database_is_put_aside_and_replaced(tmp_path, home):
    out = tmp_path / "one.backup"
    make_backup(home, database(home), out)
    (home / "db.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(BackupError, match="已损坏"):
        make_backup(home, database(home), tmp_path / "two.backup")
    restore(out, home, database(home), newer=True)
    assert count(database(home)) == 500
    assert [one.stat().st_size for one in (home / "backups").glob("before-restore-*3")] == [11_000]


@pytest.mark.parametrize("phrase", [None, PHRASE])
def test_any_damage_is_found(tmp_path, home, phrase):
    out = tmp_path / "one.backup"
    make_backup(home, database(home), out, phrase)
    whole = out.read_bytes()
    for number, at in enumerate(range(600, len(whole) - 12_000, len(whole) // 7)):
        broken = tmp_path / "broken"
        broken.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        (tmp_path / f"s{number}").mkdir()
        with pytest.raises(BackupError):
            unpack(broken, tmp_path / f"s{number}", phrase)
    for number, cut in enumerate((0, 10, 300, 1024 * 1024 + 63, len(whole) // 2)):
        (tmp_path / "cut").write_bytes(whole[:cut])
        (tmp_path / f"c{number}").mkdir()
        with pytest.raises(BackupError):
            unpack(tmp_path / "cut", tmp_path / f"c{number}", phrase)


def test_passphrases(tmp_path, home):
    out = tmp_path / "one.backup"
    with pytest.raises(BackupError, match="口令至少8个字符"):
        make_backup(home, database(home), out, "short")
    assert not out.exists()
    make_backup(home, database(home), out, PHRASE)
    with pytest.raises(BackupError, match="口令不对"):
        restore(out, tmp_path / "x", database(tmp_path / "x"), "wrong phrase")
    with pytest.raises(BackupError, match="已加密"):
        restore(out, tmp_path / "x", database(tmp_path / "x"))
    assert not (tmp_path / "x/db.sqlite3").exists()


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/evil", "files/../../evil", "other", "files/.x", "files"]
)
def test_an_archive_cannot_write_elsewhere(tmp_path, name):
    evil = tmp_path / "evil.backup"
    with tarfile.open(evil, "w") as tar:
        info = tarfile.TarInfo(name)
        info.size = 1
        tar.addfile(info, io.BytesIO(b"x"))
    (tmp_path / "in").mkdir()
    with pytest.raises(BackupError, match="不该有"):
        unpack(evil, tmp_path / "in")
    assert list((tmp_path / "in").iterdir()) == []


def test_links_are_refused_and_other_files_too(tmp_path):
    evil = tmp_path / "evil.backup"
    with tarfile.open(evil, "w") as tar:
        info = tarfile.TarInfo("files/a")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(info)
    (tmp_path / "in").mkdir()
    with pytest.raises(BackupError, match="不该有"):
        unpack(evil, tmp_path / "in")
    evil.write_bytes(b"no archive at all" * 100)
    with pytest.raises(BackupError, match="损坏"):
        unpack(evil, tmp_path / "in")


def test_a_missing_database_and_another_engine(tmp_path, home):
    with pytest.raises(BackupError, match="数据库文件不存在"):
        make_backup(home, database(tmp_path), tmp_path / "x.backup")
    make_backup(home, database(home), tmp_path / "one.backup")
    with pytest.raises(BackupError, match="不能直接恢复"):
        restore(
            tmp_path / "one.backup", home, {"ENGINE": "django.db.backends.postgresql", "NAME": "x"}
        )


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 3000), max_size=8), st.integers(1, 4000))
def test_a_sealed_stream_opens_as_it_was(sizes, step):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealed, "CHUNK", 1000)
        patch.setattr(sealed, "COST", 14)
        out, parts = io.BytesIO(), [os.urandom(size) for size in sizes]
        sealer = Sealer(out, PHRASE)
        for part in parts:
            sealer.write(part)
        sealer.close()
        opener, read = Opener(io.BytesIO(out.getvalue()), PHRASE), b""
        while data := opener.read(step):
            read += data
        assert read == b"".join(parts)


def test_chunks_swapped_repeated_or_left_out_are_found(monkeypatch):
    monkeypatch.setattr(sealed, "CHUNK", 100)
    out = io.BytesIO()
    sealer = Sealer(out, PHRASE)
    sealer.write(b"a" * 350)
    sealer.close()
    whole = out.getvalue()
    head, body = whole[: sealed.HEADER.size], whole[sealed.HEADER.size :]
    a, b, c, d = body[:116], body[116:232], body[232:348], body[348:]
    for wrong in (b + a + c + d, a + c + d, a + a + b + c + d, a + b + c, a + b + c + d + d, b""):
        with pytest.raises(SealError):
            Opener(io.BytesIO(head + wrong), PHRASE).read()
    changed = bytearray(whole)
    changed[18] ^= 1
    with pytest.raises(SealError):
        Opener(io.BytesIO(bytes(changed)), PHRASE).read()


def test_the_manifest_is_plain_json(tmp_path, home):
    make_backup(home, database(home), tmp_path / "one.backup")
    with tarfile.open(tmp_path / "one.backup") as tar:
        listed = json.load(tar.extractfile("manifest.json"))
    assert (listed["format"], listed["product"], listed["engine"]) == (1, "jianyan", "sqlite")


@pytest.fixture
def cluster():
    if machine.postgresql_programs() is None:
        machine.missing("PostgreSQL 服务端程序")
    made = machine.Cluster()
    try:
        made.start()
        yield {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "postgres",
            "USER": "jianyan",
            "HOST": str(made.home),
        }
    finally:
        made.stop()


def test_postgresql_comes_back_too(tmp_path, home, cluster):
    def ask(sql):
        return dumps._run(cluster, "psql", "-X", "-At", "-c", sql).strip()

    ask("CREATE TABLE t AS SELECT n, repeat('文', 50) body FROM generate_series(1, 500) n")
    out = tmp_path / "pg.backup"
    make_backup(home, cluster, out, PHRASE)
    ask("DELETE FROM t WHERE n > 100")
    with pytest.raises(BackupError, match="现有数据比备份新"):
        restore(out, home, cluster, PHRASE)
    restore(out, home, cluster, PHRASE, newer=True)
    assert ask("SELECT count(*) FROM t") == "500"
    with pytest.raises(BackupError, match="pg_dump 未能完成"):
        make_backup(home, {**cluster, "NAME": "nowhere"}, tmp_path / "x.backup")
