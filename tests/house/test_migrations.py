"""Migrations are in step with the models, and make the same tables on an empty database."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_migrations_are_in_step_and_run(tmp_path: Path) -> None:
    environment = {**os.environ, "JIANYAN_HOME": str(tmp_path)}
    environment["DJANGO_SETTINGS_MODULE"] = "jianyan.site.settings"
    for words in (["makemigrations", "--check", "--dry-run"], ["migrate", "-v0"], ["check"]):
        done = subprocess.run(
            [sys.executable, "-m", "django", *words], cwd=ROOT, env=environment, check=False,
            capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
