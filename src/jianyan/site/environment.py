"""Reading settings from the environment: the table of what may be set, and how each is parsed.

`SETTINGS` is the whole list. The generated reference page prints it, and `settings.py` can
read only names that stand in it, so that no setting exists which is not documented.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, the value used when it is not given, what it means."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("JIANYAN_HOME", "./var", "数据目录：数据库文件、密钥、附件和备份都在其中"),
    Setting(
        "JIANYAN_DATABASE_URL",
        "",
        "数据库地址，如 postgresql://用户:口令@主机:5432/库名；不设则用数据目录中的 SQLite",
    ),
    Setting("JIANYAN_SECRET_KEY", "", "签名密钥；不设则首次启动时生成，存入数据目录的 secret.key"),
    Setting("JIANYAN_HOSTS", "localhost,127.0.0.1,[::1]", "允许访问的域名或地址，以逗号分隔"),
    Setting("JIANYAN_BIND", "127.0.0.1:8000", "jianyan serve 监听的地址和端口"),
    Setting("JIANYAN_WORKERS", "2", "jianyan serve 的工作进程数"),
    Setting("JIANYAN_SECURE", "0", "设为 1：只用 HTTPS（安全 Cookie、HSTS，信任反向代理的协议头）"),
    Setting("JIANYAN_DEMO", "0", "设为 1：允许演示账号登录，登录页列出它们；不可用于正式使用"),
    Setting("JIANYAN_DEBUG", "0", "设为 1：出错时显示调试页面，只可用于开发"),
    Setting("JIANYAN_SESSION_HOURS", "12", "登录后多少小时须重新登录"),
    Setting("JIANYAN_MAX_UPLOAD_MB", "32", "单个附件的上限，单位 MB"),
    Setting("JIANYAN_STATIC_ROOT", "", "静态文件收集目录；由 nginx 直接提供静态文件时才需要"),
    Setting("JIANYAN_LOG_LEVEL", "INFO", "日志级别：DEBUG、INFO、WARNING 或 ERROR"),
)

_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


class BadSetting(Exception):
    """A setting cannot be used as it stands; the message says what to write instead."""


def text(name: str) -> str:
    """The setting's value, or its default. Raises KeyError for a name not in the table."""
    return os.environ.get(name, "").strip() or _DEFAULTS[name]


def flag(name: str) -> bool:
    """True for 1, false for 0. Raises BadSetting for anything else."""
    value = text(name).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise BadSetting(f"{name} 应为 0 或 1，现在是“{value}”。")


def number(name: str) -> int:
    """A whole number above zero. Raises BadSetting otherwise."""
    value = text(name)
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise BadSetting(f"{name} 应为大于 0 的整数，现在是“{value}”。")
    return int(value)


def names(name: str) -> list[str]:
    """A list written with commas; empty parts are left out."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def log_level(name: str) -> str:
    """One of the four levels. Raises BadSetting otherwise."""
    value = text(name).upper()
    if value not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise BadSetting(f"{name} 应为 DEBUG、INFO、WARNING 或 ERROR，现在是“{value}”。")
    return value


PLANNED = "-c jit=off -c join_collapse_limit=11 -c from_collapse_limit=11 -c random_page_cost=1.1"
"""How PostgreSQL is to plan. A rule makes a long statement that is answered in milliseconds, while
compiling it takes a second; a list joins eight tables to what its words were found in, which with
the usual limit of eight comes last, after all rows were read; and a register lies in memory or on a
disk without heads, where a row by its key costs hardly more than the next one."""


def database(name: str, home: Path) -> dict[str, Any]:
    """Django's description of the database that the address names. Raises BadSetting."""
    url = text(name)
    if not url:
        return _sqlite(home / "db.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgresql", "postgres"}:
        # Only how it begins: the rest may hold a password, and this ends in a log.
        raise BadSetting(f"{name} 应以 postgresql:// 或 sqlite:/// 开头，现在是“{parts.scheme}”。")
    options = dict(parse_qsl(parts.query))
    options["options"] = f"{PLANNED} {options.get('options', '')}".strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket directory cannot stand where a host does in an address, hence ?host=.
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    if path.parent.is_dir() and not path.exists():
        # Made beforehand, so that nobody else can read it, nor the WAL, which takes its rights.
        path.touch(mode=0o600)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            # A write lock from the start: the deferred mode loses moves to "database is locked".
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            ),
        },
    }


def secret_key(name: str, home: Path) -> str:
    """The signing key: as set, else as kept in the home directory, else made there now.

    Several processes may start at once: whoever links first has made it, the others read it.
    """
    if given := text(name):
        return given
    path = home / "secret.key"
    if not path.exists():
        draft = home / f"secret.key.{os.getpid()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
