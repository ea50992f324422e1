"""`jianyan report list`, `report write`, `report bind` and `report verify`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from jianyan.ground.register import By
from jianyan.ground.rules import READERS
from jianyan.kernel.errors import Denied, Refused
from jianyan.reports.binding.agreed import bound_for
from jianyan.reports.binding.bind import bind
from jianyan.reports.binding.dictionary import dictionary_of
from jianyan.reports.models import Report
from jianyan.reports.register_reader import SEEN_BY
from jianyan.reports.stock import stocked
from jianyan.reports.text import read_text
from jianyan.reports.verifying import verify
from jianyan.reports.writing import Written, write_report

from .asking import actor_for, committees_for, common, note, print_json, scope_for, working


def add(commands: Any) -> None:
    """Add the commands to the parser."""
    report = commands.add_parser("report", help="年度总结").add_subparsers(required=True)
    listed = report.add_parser("list", help="列出模板和报告")
    common(listed)
    listed.set_defaults(run=list_reports)
    written = report.add_parser("write", help="由模板写出 .docx、.html、.json")
    written.add_argument(
        "--template", required=True, metavar="NAME-OR-FILE", help="模板名称，或 .docx、.txt 文件"
    )
    common(written, period=True)
    written.add_argument(
        "--words", type=Path, metavar="FILE.json", help="随报告填写的文字（文本.x）"
    )
    written.add_argument("--audience", choices=tuple(SEEN_BY), default="内部", help="读者范围")
    written.add_argument("--out", required=True, type=Path, metavar="DIR", help="写到哪个文件夹")
    written.set_defaults(run=write)
    bound = report.add_parser("bind", help="旧稿转模板：找出空位和数，各指哪个指标")
    bound.add_argument("file", type=Path, metavar="FILE", help="上年的报告，.docx 或 .txt 文件")
    common(bound)
    bound.set_defaults(run=bind_file)
    checked = report.add_parser("verify", help="核对签发报告的印记")
    checked.add_argument(
        "file", type=Path, metavar="FILE", help="签发后导出的 .docx、.html 或 .json"
    )
    common(checked)
    checked.set_defaults(run=verify_file)


def bind_file(args: argparse.Namespace) -> int:
    """Say of each place of an old report what it may be; without a committee, by what is shipped."""
    actor = actor_for(args)
    text = read_text(args.file)
    if args.committee or actor.committees():
        committees = committees_for(args, actor)
        if len(committees) != 1:
            raise Refused("旧稿按一个委员会的类别和用语来读，请用 --committee 指明一个。")
        if committees[0] not in actor.committees(*READERS):
            raise Denied("旧稿转模板供机关使用。")
        found = bound_for(committees[0], text)
        note(actor, "旧稿转模板", committees)
    else:
        found = bind(text, dictionary_of())
    if args.json:
        print_json([each.as_json() for each in found])
        return 0
    for each in found:
        best = each.candidates[0] if each.candidates else None
        print(
            f"{each.slot}  {each.mark.text}  "
            + (f"{best.expression}  {best.why}" if best else "没有相合的指标")
        )
    sure = sum(bool(each.candidates) for each in found)
    print(f"共{len(found)}处，有候选的{sure}处。")
    return 0


def list_reports(args: argparse.Namespace) -> int:
    """Templates to take, and the reports of the committees."""
    actor = actor_for(args)
    committees = committees_for(args, actor)
    note(actor, "列出报告", committees)
    templates = {each.name: each for pk in committees for each in stocked(pk)}
    rows = Report.objects.filter(record__committee__in=committees).select_related("record", "seal")
    found = {
        "templates": [
            {"name": each.name, "key": each.key, "built_in": bool(each.key)}
            for each in templates.values()
        ],
        "reports": [
            {
                "record": row.pk,
                "number": row.record.number,
                "title": row.record.title,
                "period": row.period,
                "state": row.record.state,
                "seal": row.seal.digest if row.seal else None,
            }
            for row in rows.order_by("record__number")
        ],
    }
    if args.json:
        print_json(found)
        return 0
    for template in found["templates"]:
        print(f"模板  {template['name']}" + (f"（{template['key']}）" if template["key"] else ""))
    for report in found["reports"]:
        print(f"报告  {report['number']}  {report['title']}  {report['period']}")
    return 0


def write(args: argparse.Namespace) -> int:
    """Write the files; what is blank or does not hold is said, and is no failure of the writing."""
    actor = actor_for(args)
    scope, words = scope_for(args, actor), _words(args.words)
    with working("写报告"):
        written = write_report(args.template, scope, By(actor), words, args.audience, args.out)
    if args.json:
        print_json(written_json(written))
        return 0
    for path in written.files:
        print(f"已写出 {path}")
    print(said(written))
    for problem in written.problems:
        print(f"  {problem.message}")
    return 0


def written_json(written: Written) -> dict[str, Any]:
    """What `report write --json` prints."""
    filled: dict[str, Any] = written.filled.as_json()
    claims = [
        {key: each[key] for key in ("phrase", "holds", "detail")} for each in filled["claims"]
    ]
    return {"files": [str(path) for path in written.files], **filled, "claims": claims}


def said(written: Written) -> str:
    """The outcome in one line."""
    filled = written.filled
    broken = [claim.words for claim in filled.claims if not claim.printed]
    words = f"取数{len(filled.slots)}处，待填{filled.blank}处；声明{len(filled.claims)}处"
    if broken:
        return f"{words}，不成立而未写入：{'、'.join(broken)}。"
    return words + ("，都成立。" if filled.claims else "。")


def _words(path: Path | None) -> dict[str, str]:
    """The words kept with a report. Raises Refused for a file that is no object of texts."""
    if path is None:
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise Refused(f'{path} 不是 JSON 文件，请写成 {{"名称": "文字"}} 的样子。') from None
    if not isinstance(found, dict):
        raise Refused(f'{path} 应是一个对象，请写成 {{"名称": "文字"}} 的样子。')
    return {str(key).removeprefix("文本."): str(value) for key, value in found.items()}


def verify_file(args: argparse.Namespace) -> int:
    """Check the seal of an exported report; exits 1 when it does not hold or figures have changed."""
    actor = actor_for(args)
    with working("核对印记"):
        found = verify(args.file)
    note(actor, "核对印记", seal=found.seal)
    if args.json:
        print_json(found.as_json())
    else:
        print(
            f"印记 {found.seal}：{'有效' if found.valid else '无效，文件或台账中的封存已被改动'}。"
        )
        for change in found.changed:
            print(f"  {change['name']}：当时 {change['then']}，现在 {change['now']}")
    return 0 if found.valid and not found.changed else 1
