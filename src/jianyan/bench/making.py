"""Making what is measured: a district with ten years of records, a hundred committees of one kind."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from django.db import transaction

from jianyan.ground.models import Record

from . import cases, duties, works
from .copying import Spans, copy_made, highest, made_since
from .place import Place, found

LAST = 2020
YEARS = tuple(range(LAST - 9, LAST + 1))
FIRST_OF_MANY = "C000"
Make = Callable[[Place, int, int], int]
SHARES: tuple[tuple[Make, float], ...] = (
    (cases.propose, 0.30),
    (works.brief, 0.18),
    (works.act, 0.30),
    (duties.give, 0.06),
    (duties.aid, 0.03),
    (works.publish, 0.04),
    (duties.answer_for, 0.05),
    (duties.project, 0.02),
    (works.consult, 0.008),
    (works.research, 0.008),
    (duties.organise, 0.004),
)
"""What a year's work is made of."""


def district(
    years: int = 10, records: int = 25_000, *, code: str = "D", seed: int = 9, members: int = 230
) -> Place:
    """One committee with its years of work over all kinds; the last year is 2020.

    The same seed makes the same rows.
    """
    began = time.monotonic()
    span = YEARS[-years:] if years <= len(YEARS) else tuple(range(LAST - years + 1, LAST + 1))
    with transaction.atomic():
        place = found(code, seed, span, members)
    made = 0
    for year in span:
        with transaction.atomic():
            for make, share in SHARES:
                made += make(place, year, max(30, round(records / years * share)))
        _say(f"{code} {year}年", made, began)
    return place


def first_of_many(proposals: int) -> Spans:
    """Committee C000 with proposals of one task each over ten years; gives what was made."""
    began, before = time.monotonic(), highest()
    with transaction.atomic():
        place = found(FIRST_OF_MANY, 0, YEARS, members=40)
        made = cases.propose_plainly(place, proposals, YEARS)
    _say("1个委员会", made, began)
    return made_since(before)


def many(first: Spans, others: range) -> None:
    """As many committees again, each with all that the first one has: C001 and on, by number."""
    began, each = time.monotonic(), first[Record._meta.db_table]

    def say(number: int) -> None:
        if number % 10 == 0 or number == others[-1]:
            _say(f"另{number}个委员会", (each.until - each.after) * number, began)

    copy_made(first, FIRST_OF_MANY, others, say)


def size() -> int:
    """How many records there are."""
    return Record.objects.count()


def _say(what: str, made: int, began: float) -> None:
    rate = made / max(0.001, time.monotonic() - began)
    print(f"{what}：{made}条，每秒{rate:.0f}条", file=sys.stderr, flush=True)
