"""Who looks after units: the people of the dispatchers above them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from jianyan.ground.models import Body, BodyKind, Office, Oversight, Role
from jianyan.ground.models.committees import in_force
from jianyan.ground.telling import accounts


def watching(units: Collection[int], day: date) -> Mapping[int, frozenset[int]]:
    """The people with an account who act on a day for the dispatchers directly above units."""
    above: dict[int, set[int]] = defaultdict(set)
    overseen = Oversight.objects.filter(in_force(day), unit__in=units, struck_at__isnull=True)
    for unit, dispatcher in overseen.values_list("unit", "dispatcher"):
        above[dispatcher].add(unit)
    below = Body.objects.filter(pk__in=units, parent__kind=BodyKind.DISPATCHER)
    for unit, parent in below.values_list("pk", "parent"):
        above[parent or 0].add(unit)
    held = Office.objects.filter(
        in_force(day), role=Role.DISPATCHER, body__in=above, struck_at__isnull=True
    ).filter(person__in=accounts().values("person"))
    found: dict[int, set[int]] = {unit: set() for unit in units}
    for body, person in held.values_list("body", "person"):
        for unit in above[body or 0]:
            found[unit].add(person)
    return {unit: frozenset(people) for unit, people in found.items()}
