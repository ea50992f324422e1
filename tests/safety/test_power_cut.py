"""The real server with the real settings: what was acknowledged is there after a power cut, and
in the backup that was made meanwhile."""

from __future__ import annotations

import http.client
import json
import shutil
import stat
import threading
from pathlib import Path

import pytest

from tests.safety.house import FOUNDING, PASSWORD, Browser, Home

# A file's own business: the run on PostgreSQL leaves it out.
pytestmark = pytest.mark.house
ADD = "/r/publications/add/"
CONNECTIONS, ENOUGH = 3, 12
TITLES = (
    "SELECT r.id, r.number, r.title FROM ground_record r "
    "JOIN publications_publication p ON p.record_id = r.id "
    "JOIN ground_trail t ON t.record_id = r.id AND t.move = 'enter' ORDER BY r.id"
)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """An installation with a committee and its first administrator, who has a password."""
    home = Home(tmp_path_factory.mktemp("founded") / "home")
    home.path.mkdir(mode=0o700)
    home.make_tables()
    done = home.run(*FOUNDING)
    assert (done.status, done.err) == (0, "")
    home.more["FIRST"] = done.out.split("一次性口令 ")[1].split("（")[0]
    return home


class Posting:
    """Several connections that enter records until they are told to stop or nobody answers."""

    def __init__(self, browser: Browser) -> None:
        self.acknowledged: list[str] = []
        self.stop, self.enough = threading.Event(), threading.Event()
        self.threads = [
            threading.Thread(target=self._post, args=(browser.beside(), place), daemon=True)
            for place in range(CONNECTIONS)
        ]
        for thread in self.threads:
            thread.start()

    def _post(self, browser: Browser, place: int) -> None:
        number = 0
        while not self.stop.is_set():
            title = f"调研报告{place}-{number}"
            number += 1
            try:
                answer = browser.fill(ADD, title=title, sort="调研报告", dated_on="2020-03-16")
            except (OSError, http.client.HTTPException):
                return
            assert answer.status == 302, answer.text
            self.acknowledged.append(title)
            if len(self.acknowledged) >= ENOUGH:
                self.enough.set()

    def end(self) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join(60)


def first_sign_in(port: int, first: str) -> Browser:
    browser = Browser(port)
    assert browser.fill("/sign-in/", username="admin", password=first).status == 302
    assert browser.fill("/password/", password=PASSWORD, again=PASSWORD).status == 302
    return browser


def test_what_was_acknowledged_survives(founded: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(founded.path, home.path)
    archive = tmp_path / "while-posting.tar"
    with home.served() as server:
        browser = first_sign_in(server.port, founded.more["FIRST"])
        posting = Posting(browser)
        assert posting.enough.wait(60)
        before = list(posting.acknowledged)
        made = home.run("backup", "--out", str(archive))
        server.kill()
        posting.end()
    assert (made.status, made.err) == (0, "")
    found = {str(row[2]) for row in home.rows(TITLES)}
    assert set(posting.acknowledged) - found == set()
    # At most the one under way on each connection was written and not acknowledged.
    assert len(found) - len(posting.acknowledged) <= CONNECTIONS
    with home.served() as server:
        page = browser.beside()
        page.port = server.port
        assert (
            page.fill(ADD, title="重启之后", sort="调研报告", dated_on="2020-03-16").status == 302
        )
    assert home.rows("PRAGMA integrity_check") == [("ok",)]
    numbers = [row[1] for row in home.rows(TITLES)]
    assert numbers == [f"2020-{place:03d}" for place in range(1, len(found) + 2)]

    other = Home(tmp_path / "other")
    assert other.run("restore", str(archive)).status == 0
    kept = other.rows(TITLES)
    assert kept == home.rows(TITLES)[: len(kept)]
    assert set(before) - {str(row[2]) for row in kept} == set()


def test_backup_and_restore_by_command(founded: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "home", {"JIANYAN_PASSPHRASE": "澜汀之口令2020"})
    shutil.copytree(founded.path, home.path)
    archive, sealed = tmp_path / "out/plain.tar", tmp_path / "out/sealed.tar"
    assert home.run("backup", "--out", str(archive)).status == 0
    assert home.run("backup", "--out", str(sealed), "--encrypt").status == 0
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (archive, sealed, archive.parent)]
    assert modes == [0o600, 0o600, 0o700]
    assert stat.S_IMODE((home.path / "db.sqlite3").stat().st_mode) == 0o600

    wrong = Home(tmp_path / "wrong", {"JIANYAN_PASSPHRASE": "另一个口令2020"})
    refused = wrong.run("restore", str(sealed), "--encrypted")
    assert (refused.status, refused.err) == (
        2, "备份文件打不开：口令不对，或文件不完整、被改动过。\n",
    )  # fmt: skip
    right = Home(tmp_path / "right", home.more)
    assert right.run("restore", str(sealed), "--encrypted").status == 0
    assert right.rows("SELECT username FROM ground_account") == [("admin",)]
    # What was looked at is no newer than the backup; what was changed is.
    assert home.run("restore", str(archive)).status == 0
    assert home.run("import", "campaigns", str(sheet_of_one(tmp_path))).status == 0
    newer = home.run("restore", str(archive))
    assert (newer.status, newer.err.startswith("现有数据比备份新")) == (2, True)
    assert home.run("restore", str(archive), "--newer").status == 0
    said = home.rows("SELECT label FROM ground_trail WHERE move = 'command' ORDER BY id")
    assert [row[0] for row in said] == ["备份", "恢复"]


def sheet_of_one(folder: Path) -> Path:
    path = folder / "one.csv"
    path.write_text("代码,名称,起\nflood,防汛抗洪,2020-07-01\n", encoding="utf-8")
    return path


def test_doctor_and_tick_by_command(founded: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(founded.path, home.path)
    checked = home.run("doctor", "--json")
    levels = {one["check"]: one["level"] for one in json.loads(checked.out)}
    assert (checked.status, checked.err) == (0, "")
    assert {levels[name] for name in ("database", "migrations", "durability", "home")} == {"ok"}
    ticked = home.run("tick", "--json")
    assert (ticked.status, ticked.err) == (0, "")
    assert "at" in json.loads(ticked.out)
    home.path.chmod(0o755)
    (home.path / "secret.key").chmod(0o644)
    assert home.run("doctor", "--json").status == 1
    wrong = home.run("doctor", "--nonsense")
    assert (wrong.status, wrong.out, len(wrong.err.splitlines())) == (2, "", 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("backup",), "还没有可以备份的数据。请先运行 jianyan init。\n"),
        (("restore", "nowhere.tar"), "没有备份文件 nowhere.tar，请核对路径。\n"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = Home(tmp_path / "home").run(*words)
    assert (done.status, done.out, done.err) == (2, "", said)
