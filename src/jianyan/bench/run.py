"""The whole measuring, in a database that is empty at its beginning."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.management import call_command
from django.db import connection

from jianyan.ground.models import Committee, Record
from jianyan.ground.ticking import take_stock
from jianyan.kernel.errors import Refused

from . import figures, making, pages
from .place import Place
from .timing import Line


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made: the district, the first committee's proposals, the others and theirs."""

    years: int = 10
    records: int = 25_000
    members: int = 230
    proposals: int = 10_000
    others: int = 99
    theirs: int = 100
    runs: int = 7


SIZES = {
    "quick": Sizes(years=2, records=300, members=40, proposals=120, others=2, theirs=20, runs=2),
    "usual": Sizes(),
    "million": Sizes(theirs=10_000),
}


def main(sizes: str) -> None:
    """Make the tables, measure, print JSON: what the process that own.py starts does."""
    call_command("migrate", verbosity=0, interactive=False)
    lines = [line.as_json() for line in run(SIZES[sizes])]
    json.dump(lines, sys.stdout)


def run(sizes: Sizes) -> Iterator[Line]:
    """Make and measure. Raises Refused in a database that holds records."""
    if Record.objects.exists():
        raise Refused("测速只在空的数据库中进行。")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # Making is not measured, and nothing here has to survive a power cut.
            cursor.execute("PRAGMA synchronous=OFF")
    place = making.district(sizes.years, sizes.records, members=sizes.members)
    yield from _year(place, sizes.runs)
    making.installation(1, sizes.proposals)
    first = Committee.objects.get(code="C000")
    take_stock()
    small, few = pages.measure_list(first, making.size(), sizes.runs)
    yield small
    making.installation(sizes.others, sizes.others * sizes.theirs, first=1)
    take_stock()
    n = making.size()
    _say("测量整个安装")
    large, many = pages.measure_list(first, n, sizes.runs)
    yield large
    yield pages.measure_growth(few, many, n)
    yield figures.measure_everywhere(n, sizes.runs)
    yield pages.measure_worker(first, n)


def _year(place: Place, runs: int) -> Iterator[Line]:
    take_stock()
    n = making.size()
    _say("测量指标")
    yield from figures.measure_figures(place, n, runs)
    _say("测量报告")
    yield figures.measure_report(place, n, runs)


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)
