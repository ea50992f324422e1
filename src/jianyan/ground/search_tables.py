"""The search index's table on either engine, made by a migration (and by tests that go without)."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

SQLITE = ("CREATE VIRTUAL TABLE ground_search USING fts5(content, tokenize='unicode61')",)
POSTGRESQL = (
    "CREATE TABLE ground_search (record_id bigint PRIMARY KEY, content tsvector NOT NULL)",
    "CREATE INDEX ground_search_content ON ground_search USING gin (content)",
)


def make(connection: BaseDatabaseWrapper) -> None:
    """Make the table."""
    with connection.cursor() as cursor:
        for statement in POSTGRESQL if connection.vendor == "postgresql" else SQLITE:
            cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Drop the table."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE ground_search")


MARKS = {
    "sqlite": (
        "UPDATE ground_search SET content = 'ofcommittee' || (SELECT committee_id "
        "FROM ground_record WHERE id = ground_search.rowid) || ' ' || content"
    ),
    "postgresql": (
        "UPDATE ground_search SET content = content || to_tsvector('simple', "
        "'ofcommittee' || (SELECT committee_id FROM ground_record WHERE id = record_id))"
    ),
}


def mark(connection: BaseDatabaseWrapper) -> None:
    """Put every entry under the word of its committee, which entries of before do not have."""
    with connection.cursor() as cursor:
        cursor.execute(MARKS[connection.vendor])
