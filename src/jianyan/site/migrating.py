"""Bringing the database up to date, with a line for every step: the first time takes a while."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import override

from jianyan.ground.ticking import take_stock


class Migrate(migrate.Command):
    """Django's command, saying in Chinese how far it is."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self.steps = steps
        self.done = 0

    def migration_progress_callback(
        self, action: str, migration: Any = None, fake: bool = False
    ) -> None:
        """Called by the executor before and after each migration."""
        if action != "apply_start":
            return
        self.done += 1
        with override(settings.LANGUAGE_CODE):
            room = str(apps.get_app_config(migration.app_label).verbose_name)
        self.stdout.write(f"  {self.done}/{self.steps}　{room}：{migration.name}")
        self.stdout.flush()


def bring_up_to_date() -> None:
    """Make or upgrade the tables; says nothing when there is nothing to do."""
    executor = MigrationExecutor(connection)
    steps = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if steps:
        made = "升级" if executor.loader.applied_migrations else "建立"
        print(f"正在{made}数据库，共{steps}步：", flush=True)
    call_command(Migrate(steps), verbosity=0, interactive=False)
    if steps:
        # SQLite forgets what it knew of a table that was made anew, and then plans badly.
        take_stock()
