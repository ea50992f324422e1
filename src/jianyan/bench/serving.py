"""The site served as it is in earnest, on a free port, over the bench's own database."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from jianyan.kernel.errors import Refused

HOST = "localhost"
PATIENCE = 60.0
CONFIG = "python:jianyan.site.serving"


@contextmanager
def served(workers: int) -> Iterator[tuple[int, int]]:
    """The site with so many workers; gives the port and the master's process. Raises Refused when
    it does not start."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "jianyan.site.wsgi:application"]
    command += ["--config", CONFIG, "--bind", f"127.0.0.1:{port}", "--workers", str(workers)]
    # What measures may have chosen settings of its own; the site is served with the product's.
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "jianyan.site.settings"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as server:  # noqa: S603  (our own words only)
        try:
            _await(port)
            yield port, server.pid
        finally:
            server.terminate()


def _await(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise Refused("测量用的服务没有启动，请检查 gunicorn。") from None
            time.sleep(0.1)
        else:
            return
