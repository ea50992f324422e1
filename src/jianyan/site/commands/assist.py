"""`jianyan assist`: advice on a text, learning, and how good the advice is."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from jianyan.assist import advice, evaluating, labelled
from jianyan.assist.training import train
from jianyan.ground.models import Committee
from jianyan.kernel.errors import Refused
from jianyan.reports.text import plain_text, read_text

from .asking import actor_for, committees_for, common, note, print_json, working

ABOUT = {
    "category": "类别：三个候选，各带理由",
    "unit": "承办单位：三个候选，各带理由",
    "similar": "查重：历年相近的提案和它们的结果",
    "structure": "草稿：三部分的篇幅，和可疑之处",
}


def add(commands: Any) -> None:
    """Add the commands to the parser."""
    asked = commands.add_parser(
        "assist", help="智能辅助：类别、单位、查重、草稿体检"
    ).add_subparsers(required=True)
    for name, words in ABOUT.items():
        one = asked.add_parser(name, help=words)
        one.add_argument(
            "file", metavar="FILE|-", help=".docx 或 .txt 文件，- 为标准输入；第一行是案由"
        )
        common(one)
        one.set_defaults(run=advise, about=name)
    learning = asked.add_parser("train", help="从本委员会已定的类别和承办单位重新学习")
    common(learning)
    learning.set_defaults(run=train_all)
    measured = asked.add_parser("evaluate", help="用没有学过的记录检验各项辅助的准确程度")
    measured.add_argument(
        "--labelled", type=Path, metavar="FILE.jsonl",
        help="改用一个文件检验，每行一份 JSON：title、text，和 label、group，可有 year",
    )  # fmt: skip
    common(measured)
    measured.set_defaults(run=evaluate)


def advise(args: argparse.Namespace) -> int:
    """Print what is advised on a text; an empty list where nothing is sure."""
    asked = advice.read(_text(args.file))
    if args.about == "structure":
        return _printed(args, advice.of_structure(asked))
    actor = actor_for(args)
    committee = _committee(args, actor)
    if committee is None:
        return _printed(args, advice.without_committee(args.about, asked))
    found = advice.advised(actor, committee, args.about, asked)
    note(actor, "智能辅助", (committee,), about=args.about)
    return _printed(args, found)


def _committee(args: argparse.Namespace, actor: Any) -> int | None:
    """The one committee whose decisions are asked; none where there is none yet."""
    if not args.committee and not actor.committees():
        return None
    committees = committees_for(args, actor)
    if len(committees) != 1:
        raise Refused("辅助按一个委员会以往的决定来判断，请用 --committee 指明一个。")
    return committees[0]


def _printed(args: argparse.Namespace, found: list[dict[str, Any]]) -> int:
    if args.json:
        print_json(found)
        return 0
    for one in found:
        print(
            f"{one['score']:.2f}  {one.get('label') or one['number'] + ' ' + one['title']}  {one['why']}"
        )
    if not found:
        print("没有把握，不作提示。")
    return 0


def train_all(args: argparse.Namespace) -> int:
    """Learn each committee anew."""
    actor = actor_for(args)
    committees = committees_for(args, actor)
    with working("学习"):
        done = {pk: train(pk) for pk in committees}
    note(actor, "辅助重新学习", committees)
    codes = dict(Committee.objects.filter(pk__in=committees).values_list("pk", "code"))
    found = [
        {"committee": codes[pk], "kind": kind, "records": records}
        for pk, kinds in done.items()
        for kind, records in kinds.items()
    ]
    if args.json:
        print_json(found)
        return 0
    for one in found:
        print(f"{one['committee']}  {one['kind']}  学习{one['records']}件")
    return 0


def evaluate(args: argparse.Namespace) -> int:
    """Held-out figures: of the register's own decisions by year, or of a labelled file."""
    if args.labelled:
        found = evaluating.of_labelled(labelled.read(args.labelled))
    else:
        actor = actor_for(args)
        committees = committees_for(args, actor)
        with working("检验"):
            found = [one for pk in committees for one in evaluating.of_committee(pk)]
        note(actor, "检验辅助", committees)
    if args.json:
        print_json(found)
        return 0
    for one in found:
        print("  ".join(f"{key}={value}" for key, value in one.items()))
    return 0


def _text(name: str) -> str:
    """The text to advise on. Raises Refused for what cannot be read."""
    if name == "-":
        return plain_text(sys.stdin.buffer.read())
    path = Path(name)
    if not path.is_file():
        raise Refused(f"没有文件 {path}，请核对路径。")
    return read_text(path)
