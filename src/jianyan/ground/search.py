"""The search index over the register (filled by `index`, asked by `matching`)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q


def index(record_ids: Iterable[int]) -> None:
    """Bring the index in step with the named records."""


def matching(query: str) -> Q:
    """A condition on Record for the rows that a typed query matches."""
    found = Q()
    for word in query.split():
        found &= Q(title__icontains=word) | Q(number__icontains=word) | Q(text__icontains=word)
    return found
