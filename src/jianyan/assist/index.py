"""Asking the search index for what has rare pairs in common with a text, best first (BM25)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

SQLITE = (
    "SELECT rowid FROM ground_search WHERE ground_search MATCH %s"
    " ORDER BY bm25(ground_search) LIMIT %s"
)
POSTGRESQL = (
    "SELECT record_id FROM ground_search, to_tsquery('simple', %s) AS asked"
    " WHERE content @@ asked ORDER BY ts_rank(content, asked, 1) DESC LIMIT %s"
)


def holding(committee: int, pairs: Sequence[str], most: int) -> list[int]:
    """The records of a committee that have any of the pairs (letters and digits only), best first."""
    if not pairs:
        return []
    mark = f"ofcommittee{committee}"
    if connection.vendor == "postgresql":
        quoted = " | ".join(f"'{pair}'" for pair in pairs)
        sql, asked = POSTGRESQL, f"{mark} & ({quoted})"
    else:
        quoted = " OR ".join(f'"{pair}"' for pair in pairs)
        sql, asked = SQLITE, f"{mark} AND ({quoted})"
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked, most])
        return [row[0] for row in cursor.fetchall()]
