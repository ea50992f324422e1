"""`jianyan figures list` and `jianyan figures read`."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from jianyan.figures.evidence import evidence_of
from jianyan.figures.jsonable import dictionary_json, reading_json
from jianyan.figures.printing import printed
from jianyan.figures.read import read
from jianyan.ground.models import Person
from jianyan.kernel.errors import Refused
from jianyan.kernel.values import Rate
from jianyan.reports.usage import figures_used

from .asking import actor_for, common, note, print_json, scope_for, working


def add(commands: Any) -> None:
    """Add the commands to the parser."""
    figures = commands.add_parser("figures", help="指标词典与取数").add_subparsers(required=True)
    listed = figures.add_parser("list", help="列出指标词典")
    common(listed)
    listed.set_defaults(run=list_figures)
    asked = figures.add_parser("read", help="取数")
    asked.add_argument(
        "names", nargs="+", metavar="NAME", help="指标名，可带方括号，如 提案.交办[城市交通]"
    )
    common(asked, period=True)
    asked.add_argument("--by", metavar="committee|SPLIT", help="按委员会或某一维度分列")
    asked.add_argument("--person", type=int, metavar="ID", help="只取某人的")
    asked.add_argument("--evidence", action="store_true", help="附上出自哪些记录")
    asked.set_defaults(run=read_figures)


def list_figures(args: argparse.Namespace) -> int:
    """The dictionary."""
    note(actor_for(args), "列出指标词典")
    entries = dictionary_json(figures_used())
    if args.json:
        print_json(entries)
        return 0
    for entry in entries:
        print(f"{entry['name']}（{entry['unit'] or '—'}）  {entry['meaning']}")
    return 0


def person_asked(args: argparse.Namespace) -> int | None:
    """The person of --person. Raises Refused when there is none."""
    person: int | None = args.person
    if person is not None and not Person.objects.filter(pk=person).exists():
        raise Refused(f"没有 ID 为 {person} 的人，请用 jianyan export people 核对。")
    return person


def read_figures(args: argparse.Namespace) -> int:
    """Readings in the order asked."""
    actor = actor_for(args)
    scope = replace(scope_for(args, actor), person=person_asked(args))
    by = None if args.by is None else args.by
    with working("取数"):
        readings = [read(name, scope, by=by) for name in args.names]
        evidence = [evidence_of(reading) if args.evidence else None for reading in readings]
    note(actor, "取数", scope.committees, names=args.names, period=args.period)
    if args.json:
        print_json([reading_json(*each) for each in zip(readings, evidence, strict=True)])
        return 0
    for reading, rows in zip(readings, evidence, strict=True):
        # A percentage carries its own sign; its unit is what its fraction counts.
        unit = "" if isinstance(reading.value, Rate) else reading.figure.unit
        print(
            f"{reading.name}  {printed(reading.value)}{unit}  （{reading.rows}条记录，"
            f"截至{reading.known_until}）"
        )
        for label, value in reading.parts.items():
            print(f"  {label}  {printed(value)}")
        for row in rows or ():
            print(f"  {row.number}  {row.title}  {row.part}  {row.contribution}")
    return 0
