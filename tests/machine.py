"""What the tests take from the machine: a PostgreSQL cluster of their own, a browser.

In CI what is missing fails; elsewhere its tests are skipped, saying so.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

IN_CI = os.environ.get("CI") == "true"
#: The shell without a screen draws the same pages with less than half of the work.
BROWSERS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
CHROMIUM = os.environ.get("JIANYAN_CHROMIUM") or next(
    (path for path in BROWSERS if os.access(path, os.X_OK)), BROWSERS[-1]
)
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No other machine has a name or an address here.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
#: Nothing in this cluster outlives the run, so nothing in it needs to reach a disk; compiling a
#: statement takes longer than answering it from tables as small as a test's.
FAST = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    " -c wal_level=minimal -c max_wal_senders=0 -c jit=off"
)


def missing(what: str) -> None:
    """Skip the test that asked, or fail it in CI."""
    if IN_CI:
        pytest.fail(f"CI 中必须具备：{what}")
    pytest.skip(f"本机没有{what}")


def postgresql_programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, newest version first; None when there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _version(initdb: Path) -> int:
    name = initdb.parent.parent.name
    return int(name) if name.isdigit() else 0


class Cluster:
    """A throw-away PostgreSQL that listens on a socket in its own temporary folder only."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="jianyan-pg-"))
        self.data = self.home / "data"

    @property
    def url(self) -> str:
        return f"postgresql://jianyan@/jianyan?host={self.home}"

    def start(self) -> None:
        """Make the cluster and wait until it answers. Raises RuntimeError with its words."""
        programs = postgresql_programs()
        if programs is None:
            raise RuntimeError("没有 PostgreSQL 服务端程序，请安装 postgresql")
        self.programs = programs
        if os.geteuid() == 0:
            # initdb refuses to run as root; Debian's package brings the account.
            postgres = pwd.getpwnam("postgres")
            os.chown(self.home, postgres.pw_uid, postgres.pw_gid)
        self._run("initdb", "-D", str(self.data), "-U", "jianyan", "-A", "trust",
                  "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        options = f"{FAST} -c listen_addresses= -c max_connections=60 -k {self.home}"
        self._run("pg_ctl", "-D", str(self.data), "-w", "-o", options,
                  "-l", str(self.home / "log"), "start")  # fmt: skip

    def stop(self) -> None:
        """Stop the server, if it runs, and remove the folder."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "stop")
        shutil.rmtree(self.home, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        # A file rather than a pipe: the server would inherit the pipe and never close it.
        with tempfile.TemporaryFile("w+") as said:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/", check=False
            )
            if done.returncode:
                said.seek(0)
                raise RuntimeError(f"{program}：{said.read()}")
