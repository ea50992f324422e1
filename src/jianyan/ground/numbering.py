"""Numbers: a pattern per kind and committee; never reused; no doubles under load."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F

from .models import NumberSeries


def next_number(committee: int, series: str, scope: str, pattern: str, **names: object) -> str:
    """The next number of a series as `pattern` prints it, with `seq` and the given names.

    The series' row is locked by the UPDATE until the caller's transaction ends, so that no two
    records get one number and a rolled-back one leaves no gap.
    """
    with transaction.atomic():
        rows = NumberSeries.objects.filter(committee=committee, name=series, scope=scope)
        if not rows.update(last=F("last") + 1):
            try:
                with transaction.atomic():
                    NumberSeries.objects.create(
                        committee_id=committee, name=series, scope=scope, last=1
                    )
            except IntegrityError:
                rows.update(last=F("last") + 1)
        return pattern.format(seq=rows.values_list("last", flat=True).get(), **names)


def next_many(committee: int, series: str, scope: str, given: Sequence[int | None]) -> list[int]:
    """Numbers of a series for many rows in their order: the next one where none is given; the
    series goes on after a given one. The series' row stays locked as in `next_number`."""
    with transaction.atomic():
        rows = NumberSeries.objects.filter(committee=committee, name=series, scope=scope)
        if not rows.update(last=F("last")):
            skip_to(committee, series, scope, 0)
            rows.update(last=F("last"))
        last = rows.values_list("last", flat=True).get()
        found = []
        for number in given:
            found.append(last + 1 if number is None else number)
            last = max(last, found[-1])
        rows.update(last=last)
    return found


def skip_to(committee: int, series: str, scope: str, last: int) -> None:
    """Make a series go on after `last` (numbers that came with an old sheet)."""
    series_row, _ = NumberSeries.objects.get_or_create(
        committee_id=committee, name=series, scope=scope
    )
    NumberSeries.objects.filter(pk=series_row.pk, last__lt=last).update(last=last)
