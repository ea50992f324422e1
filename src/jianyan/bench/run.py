"""The whole measuring, in a database that is empty at its beginning."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from jianyan.ground import search_tables
from jianyan.ground.models import Committee, Record
from jianyan.ground.ticking import take_stock
from jianyan.kernel.errors import Refused

from . import advice, case_pages, figures, last_minutes, making, pages, searches, sheets
from .place import Place
from .timing import Line


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made (the district, the first committee's proposals, some others like it and then
    all of them), and how often each thing is measured and each list served by the worker; how many members send in within
    how many seconds, and how many rows an old sheet has."""

    years: int = 10
    records: int = 25_000
    members: int = 230
    proposals: int = 10_000
    some: int = 9
    others: int = 99
    runs: int = 7
    laps: int = 3
    senders: int = 300
    seconds: float = 300.0
    rows: int = 5_000


SIZES = {
    "quick": Sizes(
        years=1,
        records=1,
        members=20,
        proposals=60,
        some=1,
        others=2,
        runs=1,
        laps=0,
        senders=6,
        seconds=1.0,
        rows=50,
    ),
    "usual": Sizes(),
    "district": Sizes(some=0, others=0),
}


def main(sizes: str) -> None:
    """Make the tables, measure, print JSON: what the process that own.py starts does."""
    _make_tables(hastily=sizes == "quick")
    lines = [line.as_json() for line in run(SIZES[sizes])]
    json.dump(lines, sys.stdout)


def _make_tables(hastily: bool) -> None:
    """By the migrations; hastily, straight from the models, which takes a tenth of the time."""
    if hastily:
        settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
        search_tables.make(connection)
    call_command("migrate", run_syncdb=hastily, verbosity=0, interactive=False)


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
    yield from _many(sizes)
    _say("测量导入")
    yield sheets.measure_import(place, making.size(), sizes.rows)


def _many(sizes: Sizes) -> Iterator[Line]:
    made = making.first_of_many(sizes.proposals)
    first = Committee.objects.get(code=making.FIRST_OF_MANY)
    take_stock()
    _say("测量列表页")
    lines, few = pages.measure_lists(first, making.size(), sizes.runs)
    yield from lines
    if sizes.others:
        making.many(made, range(1, sizes.some + 1))
        take_stock()
        _say("测量查重")
        yield advice.measure_alike(first, making.size(), sizes.runs)
        making.many(made, range(sizes.some + 1, sizes.others + 1))
        take_stock()
        n = making.size()
        _say(f"测量{n}条记录的安装")
        lines, many = pages.measure_lists(first, n, sizes.runs)
        yield from lines
        yield from pages.measure_growth(few, many, n)
        yield from pages.measure_daily(first, n, sizes.runs)
        _say("测量搜索")
        yield from searches.measure_searches(first, n, sizes.runs)
        _say("测量查重")
        yield advice.measure_alike(first, n, sizes.runs)
        yield figures.measure_everywhere(n, sizes.runs)
    yield pages.measure_worker(first, making.size(), sizes.laps)
    _say(f"测量{sizes.senders}名委员同时提交")
    yield last_minutes.measure_last_minutes(first, making.size(), sizes.senders, sizes.seconds)


def _year(place: Place, runs: int) -> Iterator[Line]:
    take_stock()
    n = making.size()
    _say("测量指标")
    yield from figures.measure_figures(place, n, runs)
    _say("测量报告")
    yield figures.measure_report(place, n, runs)
    _say("测量提案总览和提案页")
    yield from case_pages.measure_case_pages(place.committee, n, runs)


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)
