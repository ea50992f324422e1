"""The search index: an FTS5 table on SQLite, a tsvector under GIN on PostgreSQL."""

from typing import Any

from django.db import migrations

SQLITE = ("CREATE VIRTUAL TABLE ground_search USING fts5(content, tokenize='unicode61')",)
POSTGRESQL = (
    "CREATE TABLE ground_search (record_id bigint PRIMARY KEY, content tsvector NOT NULL)",
    "CREATE INDEX ground_search_content ON ground_search USING gin (content)",
)


def make(apps: Any, editor: Any) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def drop(apps: Any, editor: Any) -> None:
    editor.execute("DROP TABLE ground_search")


class Migration(migrations.Migration):
    dependencies = [("ground", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
