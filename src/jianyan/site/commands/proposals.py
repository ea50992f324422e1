"""`jianyan proposals dossier` and `proposals verify`: a case as one file, and whether it still holds."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from jianyan.ground.register import By
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.letters import queries
from jianyan.records.proposals.letters.dossier.bundling import read_any, write_bundle
from jianyan.records.proposals.letters.dossier.verifying import NOT_SEEN, case_of, verify
from jianyan.records.proposals.letters.dossier.writing import dossier

from .asking import actor_for, committees_for, common, note, print_json, working, write_file


def add(commands: Any) -> None:
    """Add the commands to the parser."""
    proposals = commands.add_parser("proposals", help="提案案卷").add_subparsers(required=True)
    written = proposals.add_parser("dossier", help="写出一件提案的案卷")
    written.add_argument("number", metavar="NUMBER", help="提案号，或收件号")
    written.add_argument(
        "-o",
        "--out",
        required=True,
        type=Path,
        metavar="FILE",
        help="写成哪个文件：.docx 是案卷，.zip 是案卷和全部附件",
    )
    common(written)
    written.set_defaults(run=write)
    checked = proposals.add_parser("verify", help="核对案卷与台账、附件是否一致")
    checked.add_argument("file", type=Path, metavar="FILE", help="案卷，.docx 或 .zip")
    common(checked)
    checked.set_defaults(run=verify_file)


def write(args: argparse.Namespace) -> int:
    """Write the 案卷 of a case. Raises Refused for a number that names none."""
    actor = actor_for(args)
    committees = committees_for(args, actor)
    rows = queries.cases().filter(CASES.view(actor), record__committee__in=committees)
    found = rows.filter(record__number=args.number).exclude(record__state="void")
    row = found.first() or rows.filter(receipt_number=args.number).first()
    if row is None:
        raise Refused(f"没有提案“{args.number}”，或该账号无权查看。请写提案号或收件号。")
    _writable(args.out)
    with working("写案卷"):
        total = _written(By(actor), row, args.out)
    if args.json:
        print_json({"file": str(args.out), "number": row.record.number, "digest": total})
    else:
        print(f"已写出 {args.out}，全卷校验 {total}。")
    return 0


def _written(by: By, row: Proposal, path: Path) -> str:
    """Write the file; the checksum of the 案卷 in it."""
    if path.suffix.lower() == ".zip":
        with path.open("wb") as out:
            return write_bundle(by, row, out)
    made = dossier(by, row)
    write_file(path, made.content)
    return made.total


def _writable(path: Path) -> None:
    if path.suffix.lower() not in (".docx", ".zip"):
        raise Refused(f"案卷是 .docx 或 .zip 文件，请把“{path.name}”改为以其中之一结尾。")
    if not path.parent.is_dir():
        raise Refused(f"没有目录“{path.parent}”，请先建好，或另选一个。")


def verify_file(args: argparse.Namespace) -> int:
    """Check a 案卷; exits 1 when anything in it no longer holds."""
    actor = actor_for(args)
    found = read_any(args.file)
    row = case_of(found.read)
    if not Proposal.objects.filter(CASES.view(actor), pk=row.pk).exists():
        raise Refused(NOT_SEEN)
    with working("核对案卷"):
        said = verify(found.read, row, actor, found.faults)
    note(actor, "核对案卷", (row.record.committee_id,), record=row.pk, valid=said.holds)
    if args.json:
        print_json(said.as_json())
        return 0 if said.holds else 1
    name = f"{row.record.number}《{row.record.title}》"
    print(f"{name}的案卷共{said.count}项：{'校验通过。' if said.holds else '校验不符。'}")
    for one in said.faults:
        print(f"  {one}")
    if said.since:
        print(f"  卷后新增{len(said.since)}件：{'；'.join(said.since)}")
    return 0 if said.holds else 1
