"""`kinds`, `template`, `import`, `export`: the year's work by sheet."""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jianyan.ground import imports, sheet_writing
from jianyan.ground.imports_undo import undo
from jianyan.ground.kinds import KINDS, kind_named
from jianyan.ground.models import Batch
from jianyan.ground.register import By
from jianyan.ground.rules import OFFICE
from jianyan.ground.sheet_columns import export_columns, export_rows, template_columns
from jianyan.ground.sheet_safety import SheetError
from jianyan.kernel.errors import Refused

from .asking import EVERY, actor_for, committees_for, common, note, print_json, working, write_file


def add(commands: Any) -> None:
    """Add the commands to the parser."""
    kinds = commands.add_parser("kinds", help="列出可登记的种类和各列")
    common(kinds)
    kinds.set_defaults(run=list_kinds)
    template = commands.add_parser("template", help="下载某一种类的空表")
    template.add_argument("kind", metavar="KIND", help="种类，见 jianyan kinds")
    template.add_argument(
        "--out", required=True, type=Path, metavar="FILE.xlsx", help="写成哪个文件"
    )
    common(template, as_json=False)
    template.set_defaults(run=write_template)
    brought = commands.add_parser("import", help="导入表格，或撤销一批导入")
    brought.add_argument("kind", nargs="?", metavar="KIND", help="种类，见 jianyan kinds")
    brought.add_argument("file", nargs="?", type=Path, metavar="FILE.xlsx", help="要导入的表格")
    brought.add_argument("--dry-run", action="store_true", help="只核对，不写入")
    brought.add_argument("--good-rows", action="store_true", help="有错时只写入无误的行")
    brought.add_argument("--undo", type=int, metavar="BATCH", help="撤销这一批")
    common(brought)
    brought.set_defaults(run=bring_in)
    taken = commands.add_parser("export", help="导出某一种类")
    taken.add_argument("kind", metavar="KIND", help="种类，见 jianyan kinds")
    taken.add_argument("--out", required=True, type=Path, metavar="FILE.xlsx", help="写成哪个文件")
    common(taken, as_json=False)
    taken.set_defaults(run=take_out)


def list_kinds(args: argparse.Namespace) -> int:
    """Every kind with its columns."""
    note(actor_for(args), "列出种类")
    found: list[dict[str, Any]] = [
        {
            "kind": kind.slug,
            "label": kind.title,
            "columns": [
                {
                    "name": str(field.label),
                    "required": field.required,
                    "meaning": str(field.help_text),
                }
                for field in kind.form.base_fields.values()
            ],
        }
        for kind in KINDS.values()
    ]
    if args.json:
        print_json(found)
        return 0
    for kind in found:
        print(
            f"{kind['kind']}  {kind['label']}：{'、'.join(column['name'] for column in kind['columns'])}"
        )
    return 0


def write_template(args: argparse.Namespace) -> int:
    """An empty workbook for a kind."""
    actor, committee, kind = actor_for(args), _one(args), kind_named(args.kind)
    out = io.BytesIO()
    sheet_writing.write_template(out, template_columns(kind, committee), sheet=kind.title)
    write_file(args.out, out.getvalue())
    note(actor, "下载空表", (committee,), kind=args.kind)
    print(f"已写出 {args.out}。")
    return 0


def bring_in(args: argparse.Namespace) -> int:
    """Import a sheet, or undo a batch."""
    by = By(actor_for(args))
    if args.undo:
        return undo_batch(args, by)
    if not args.kind or not args.file:
        raise Refused(
            "请写明种类和文件，如 jianyan import proposals 提案.xlsx；撤销写 --undo 批号。"
        )
    try:
        result = imports.run(
            kind_named(args.kind),
            args.file,
            by,
            _one(args),
            name=args.file.name,
            dry_run=args.dry_run,
            good_rows=args.good_rows,
            progress=_progress(),
        )
    except SheetError as fault:
        raise Refused(str(fault)) from fault
    if result.batch is None:
        done = "核对" if args.dry_run else "未写入的导入"
        note(by.actor, done, (_one(args),), kind=args.kind, errors=len(result.errors))
    if args.json:
        print_json(result.as_json())
    else:
        say(result, args.dry_run)
    return 1 if result.errors else 0


def _progress() -> Callable[[int, int], None]:
    """Says on standard error how far a long import is, every two seconds."""
    last = time.monotonic()

    def tell(done: int, of: int) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            said = f"已处理{done}行，共{of}行……" if done else f"正在核对，共{of}行……"
            print(said, file=sys.stderr, flush=True)

    return tell


def say(result: imports.ImportResult, dry_run: bool) -> None:
    """What an import did, in words."""
    done = "核对" if dry_run else "导入"
    print(
        f"{done}{result.rows}行：新增{result.created}，更新{result.updated}，未变{result.unchanged}，"
        f"有误{len(result.errors)}处。"
    )
    for notice in result.notices:
        print(f"  第{notice.row}行：{notice.message}")
    for error in result.errors:
        print(f"  第{error.row}行 {error.column}：{error.message}")
    if result.batch:
        print(f"批号{result.batch}，可用 jianyan import --undo {result.batch} 撤销。")


def undo_batch(args: argparse.Namespace, by: By) -> int:
    """Take a whole import back."""
    batch = Batch.objects.filter(pk=args.undo, committee__in=by.actor.committees()).first()
    if batch is None:
        raise Refused(f"没有批号为{args.undo}的导入。")
    with working("撤销"):
        rows = undo(batch, by)
    if args.json:
        print_json({"batch": batch.pk, "rows": rows})
    else:
        print(f"已撤销第{batch.pk}批导入，共{rows}行。")
    return 0


def take_out(args: argparse.Namespace) -> int:
    """Export what the account may see of a kind."""
    actor, committee, kind = actor_for(args), _one(args), kind_named(args.kind)
    rows = kind.rows().filter(kind.view(actor), **{kind.committee: committee})
    whole = committee in actor.committees(*OFFICE)
    cells = export_rows(kind, rows.order_by(*kind.order), whole=whole)
    with working("导出"):
        out = io.BytesIO()
        count = sheet_writing.write(out, export_columns(kind), cells, sheet=kind.title)
        write_file(args.out, out.getvalue())
    note(actor, f"导出{kind.title}", (committee,), rows=count)
    print(f"已导出{count}{kind.measure}到 {args.out}。")
    return 0


def _one(args: argparse.Namespace) -> int:
    found = committees_for(args, actor_for(args))
    if len(found) != 1:
        raise Refused("一次只能处理一个委员会，请用 --committee 指明。")
    return found[0]
