"""Settings come from the environment, are all documented, and refuse nonsense in a sentence."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from jianyan.site import environment as env
from tests.house.source import PACKAGE


def test_every_setting_read_is_in_the_table_and_every_one_in_the_table_is_read() -> None:
    source = (PACKAGE / "site" / "settings.py").read_text()
    read = set(re.findall(r"\"(JIANYAN_[A-Z_]+)\"", source))
    assert read == {setting.name for setting in env.SETTINGS}


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("true", True), ("ON", True), ("0", False), ("no", False)]
)
def test_a_flag(monkeypatch: pytest.MonkeyPatch, value: str, meant: bool) -> None:
    monkeypatch.setenv("JIANYAN_DEBUG", value)
    assert env.flag("JIANYAN_DEBUG") is meant


def test_nonsense_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIANYAN_DEBUG", "也许")
    with pytest.raises(env.BadSetting, match="JIANYAN_DEBUG 应为 0 或 1，现在是“也许”。"):
        env.flag("JIANYAN_DEBUG")
    for value in ("0", "-3", "两", "1.5", "３"):
        monkeypatch.setenv("JIANYAN_WORKERS", value)
        with pytest.raises(env.BadSetting, match="JIANYAN_WORKERS 应为大于 0 的整数"):
            env.number("JIANYAN_WORKERS")
    monkeypatch.setenv("JIANYAN_LOG_LEVEL", "loud")
    with pytest.raises(env.BadSetting, match="JIANYAN_LOG_LEVEL 应为 DEBUG"):
        env.log_level("JIANYAN_LOG_LEVEL")


def test_an_empty_variable_means_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIANYAN_WORKERS", " ")
    assert env.number("JIANYAN_WORKERS") == 2
    monkeypatch.setenv("JIANYAN_HOSTS", "zx.example.cn, ,10.0.0.5 ")
    assert env.names("JIANYAN_HOSTS") == ["zx.example.cn", "10.0.0.5"]


def test_the_database_is_sqlite_in_the_home_unless_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JIANYAN_DATABASE_URL", raising=False)
    found = env.database("JIANYAN_DATABASE_URL", Path("/srv/jianyan"))
    assert (found["ENGINE"], found["NAME"]) == (
        "django.db.backends.sqlite3",
        "/srv/jianyan/db.sqlite3",
    )
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in found["OPTIONS"]["init_command"]


def test_a_postgresql_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "JIANYAN_DATABASE_URL", "postgresql://jy:p%40ss@db.example:5433/zx?sslmode=require"
    )
    found = env.database("JIANYAN_DATABASE_URL", Path("/srv"))
    chosen = {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    assert chosen == {
        "NAME": "zx",
        "USER": "jy",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require", "options": env.PLANNED},
    }
    monkeypatch.setenv("JIANYAN_DATABASE_URL", "postgresql:///zx?host=/run/postgresql")
    assert env.database("JIANYAN_DATABASE_URL", Path("/srv"))["HOST"] == "/run/postgresql"
    monkeypatch.setenv("JIANYAN_DATABASE_URL", "mysql://x/y")
    with pytest.raises(env.BadSetting, match="应以 postgresql:// 或 sqlite:/// 开头"):
        env.database("JIANYAN_DATABASE_URL", Path("/srv"))


def test_a_bad_address_does_not_repeat_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIANYAN_DATABASE_URL", "mysql://jy:topsecret@db/zx")
    with pytest.raises(env.BadSetting) as refused:
        env.database("JIANYAN_DATABASE_URL", Path("/srv"))
    assert "topsecret" not in str(refused.value)


def test_the_secret_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from jianyan.site.environment import secret_key;"
        "print(secret_key('JIANYAN_SECRET_KEY', Path(sys.argv[1])))"
    )
    clean = {name: value for name, value in os.environ.items() if name != "JIANYAN_SECRET_KEY"}
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)],
            stdout=subprocess.PIPE,
            text=True,
            env=clean,
        )
        for _ in range(4)
    ]
    keys = {start.communicate()[0].strip() for start in starts}
    assert len(keys) == 1
    assert len(keys.pop()) > 60
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600
