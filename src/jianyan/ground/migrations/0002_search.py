"""The search index: an FTS5 table on SQLite, a tsvector under GIN on PostgreSQL."""

from typing import Any

from django.db import migrations

from jianyan.ground import search_tables


def make(apps: Any, editor: Any) -> None:
    search_tables.make(editor.connection)


def drop(apps: Any, editor: Any) -> None:
    search_tables.drop(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ground", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
