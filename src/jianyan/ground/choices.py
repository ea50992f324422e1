"""Choices for the filters of lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jianyan.kernel.charter import VOID, Charter

from .models import Body, Campaign, Category, Session

Choices = Callable[[tuple[int, ...]], Sequence[tuple[str, str]]]


def states(charter: Charter) -> Choices:
    """The states of a charter, 已作废 last."""
    pairs = [(str(value), str(label)) for value, label in charter.states.choices]
    ordered = sorted(pairs, key=lambda pair: pair[0] == VOID)
    return lambda committees: ordered


def categories(scheme: str) -> Choices:
    """The entries of a category list, by code."""

    def found(committees: tuple[int, ...]) -> Sequence[tuple[str, str]]:
        rows = Category.objects.filter(committee__in=committees, scheme=scheme).order_by(
            "order", "code"
        )
        return list(dict(rows.values_list("code", "label")).items())

    return found


def bodies(*kinds: str) -> Choices:
    """Bodies of the kinds named, by code."""

    def found(committees: tuple[int, ...]) -> Sequence[tuple[str, str]]:
        rows = Body.objects.filter(committee__in=committees, kind__in=kinds).order_by(
            "order", "code"
        )
        return list(dict(rows.values_list("code", "name")).items())

    return found


def sessions(committees: tuple[int, ...]) -> Sequence[tuple[str, str]]:
    """Sessions, newest first, by term and number."""
    rows = (
        Session.objects.filter(term__committee__in=committees)
        .select_related("term")
        .order_by("-opens_on")
    )
    return list({row.code: str(row) for row in rows}.items())


def campaigns(committees: tuple[int, ...]) -> Sequence[tuple[str, str]]:
    """Campaigns by code."""
    rows = Campaign.objects.filter(committee__in=committees)
    return list(dict(rows.values_list("code", "name")).items())
