"""The filters of a kind's list, and what each may be set to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Q

from jianyan.ground.kinds import Filter, Kind, Named
from jianyan.ground.models import Body, Person

Choices = Mapping[str, Sequence[tuple[str, str]]]


def filters_of(kind: Kind) -> tuple[Filter, ...]:
    """The filters of a kind; whatever has states can be narrowed to them, and whatever names
    people or bodies to theirs."""
    labels = {one.label for one in kind.filters}
    named = [
        Filter(f"named-{place}", one.label, _by_name(one), how="text")
        for place, one in enumerate(kind.named)
        if one.label not in labels
    ]
    charter = kind.charter
    if charter is None or any(one.key == "state" for one in kind.filters):
        return (*kind.filters, *named)
    path = "state" if charter.part else "record__state"
    states = [(str(code), str(label)) for code, label in charter.states.choices]
    own = Filter("state", "状态", lambda value: Q(**{path: value}), lambda committees: states)
    return (*kind.filters, *named, own)


def _by_name(one: Named) -> Callable[[str], Q]:
    def named(value: str) -> Q:
        found = Q(pk__in=())
        if one.people:
            found |= one.people(Person.objects.filter(name__icontains=value).values("pk"))
        if one.bodies:
            called = Q(name__icontains=value) | Q(short__icontains=value)
            found |= one.bodies(Body.objects.filter(called).values("pk"))
        return found

    return named


def choices_of(kind: Kind, committee: int) -> Choices:
    """What each filter of the kind may be set to."""
    return {one.key: list(one.choices((committee,))) for one in filters_of(kind) if one.choices}
