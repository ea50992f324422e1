"""docs/reference, written from the code: a test compares, so that the pages cannot fall out of step."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jianyan.ground.kinds import KINDS
from jianyan.ground.nouns.provisions import CLASSES, groups, values_of
from jianyan.ground.rulebook import PRESETS, preset
from jianyan.kernel.charter import CHARTERS, Charter
from jianyan.kernel.figure import FIGURES
from jianyan.kernel.rules import says

from .environment import SETTINGS

HEAD = "<!-- 由 make docs 从代码生成，请勿手改。 -->\n\n"
TIMES = {"flow": "发生数", "stock": "期末数", "cohort": "追踪数", "value": "取值"}
FOLDS = {
    "count": "计数",
    "distinct": "去重计数",
    "sum": "求和",
    "value": "取值",
    "ratio": "比率",
    "range": "最少至最多",
    "names": "名单",
}


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    return {
        "states.md": HEAD + "".join(_states()),
        "access.md": HEAD + "".join(_access()),
        "figures.md": HEAD + "".join(_figures()),
        "kinds.md": HEAD + "".join(_kinds()),
        "settings.md": HEAD + "".join(_settings()),
        "commands.md": HEAD + "".join(_commands()),
        "rulebooks.md": HEAD + "".join(_rulebooks()),
    }


def write(folder: Path) -> list[Path]:
    """Write the pages; gives those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, text in pages().items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            changed.append(path)
    return changed


def _states() -> Iterator[str]:
    yield "# 状态图\n\n每一种记录的状态和步骤，取自各模块的规程（charter）。更正、作废为各种记录所共有，图中略去。\n"
    for charter in CHARTERS.values():
        yield f"\n## {charter.title}（{charter.key}）\n\n```mermaid\nstateDiagram-v2\n"
        for value, label in charter.states.choices:
            yield f"    {value} : {label}\n"
        for state in charter.born:
            yield f"    [*] --> {state}\n"
        for move in charter.moves:
            for source in move.source:
                yield f"    {source} --> {move.target or source} : {move.label}\n"
        yield "```\n"


def _access() -> Iterator[str]:
    yield "# 权限表\n\n谁可以看、谁可以走哪一步。每一步另有逐角色、逐状态的比对表，见 tests 中的 access.txt。\n"
    for charter in CHARTERS.values():
        yield f"\n## {charter.title}（{charter.key}）\n\n可看：{says(charter.view)}。\n\n"
        yield "| 步骤 | 名称 | 从 | 到 | 何人 | 须填 |\n|---|---|---|---|---|---|\n"
        for move in charter.all_moves():
            yield _move_row(charter, move)


def _move_row(charter: Charter, move: Any) -> str:
    alive = len(charter.states.values) - 1
    sources = (
        "任一状态" if len(move.source) == alive > 1 else "、".join(map(charter.label, move.source))
    )
    target = charter.label(move.target) if move.target else "不变"
    asked = "、".join(move.asks) or "—"
    return f"| {move.name} | {move.label} | {sources} | {target} | {says(move.by)} | {asked} |\n"


def _figures() -> Iterator[str]:
    yield f"# 指标词典\n\n共{len(FIGURES)}个。名称即模板中所写；方括号中写分列。\n\n"
    yield "| 名称 | 键 | 单位 | 口径 | 时间 | 算法 | 分列 |\n|---|---|---|---|---|---|---|\n"
    for figure in FIGURES.values():
        splits = "、".join(split.name for split in figure.by) or "—"
        yield (
            f"| {figure.name} | `{figure.key}` | {figure.unit or '—'} | {figure.means} | "
            f"{TIMES[figure.time.kind]} | {FOLDS[figure.fold.kind]} | {splits} |\n"
        )


def _kinds() -> Iterator[str]:
    yield "# 种类与表格各列\n\n每一种类都可在页面登记，也可用表格导入、导出。\n"
    for kind in KINDS.values():
        yield f"\n## {kind.title}（{kind.slug}）\n\n| 列 | 必填 | 说明 |\n|---|---|---|\n"
        for field in kind.form.base_fields.values():
            required = "是" if field.required else ""
            yield f"| {field.label} | {required} | {field.help_text or ''} |\n"


def _settings() -> Iterator[str]:
    yield "# 设置\n\n全部取自环境变量；一个也不设也能运行。\n\n| 变量 | 默认 | 含义 |\n|---|---|---|\n"
    for setting in SETTINGS:
        yield f"| `{setting.name}` | {f'`{setting.default}`' if setting.default else '—'} | {setting.meaning} |\n"


def _commands() -> Iterator[str]:
    from .commands import parser

    yield "# 命令\n\n`jianyan 命令`。退出码：0 完成，1 查出问题，2 用法或输入不对。\n"
    for name, command in _walk(parser(), ""):
        yield f"\n## {name}\n\n{command.description or ''}\n\n| 参数 | 说明 |\n|---|---|\n"
        for argument in command._actions:
            if argument.dest != "help":
                yield f"| `{_usage(argument)}` | {argument.help} |\n"


def _usage(argument: argparse.Action) -> str:
    """An argument as it is typed: the option and what it takes, or the place it stands in."""
    takes = argument.metavar or (argument.choices and "|".join(map(str, argument.choices)))
    takes = str(takes or argument.dest.upper()) if argument.nargs != 0 else ""
    said = ", ".join(argument.option_strings)
    return f"{said} {takes}".strip().replace("|", "\\|")


def _walk(
    parser: argparse.ArgumentParser, name: str
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    below = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not below:
        yield name, parser
    for each in below:
        helps = {choice.dest: choice.help for choice in each._choices_actions}
        for word, command in each.choices.items():
            command.description = helps.get(word)
            yield from _walk(command, f"{name} {word}".strip())


def _rulebooks() -> Iterator[str]:
    yield (
        "# 规程样本\n\n三种样本的全部规定；各地可在规程页另立新版，旧案仍按当时的版次。"
        "名单（提案者类别、不予立案理由等）在类别页，可定启用、停用日期，三种样本相同。\n"
    )
    for name in PRESETS:
        data = preset(name)
        values = values_of(data)
        yield f"\n## {data['name']}（{name}）\n"
        for key, title, _, mine in groups():
            yield f"\n### {title}\n\n| 规定 | 名称 | 值 |\n|---|---|---|\n"
            for one in mine:
                if key != CLASSES or values[f"{CLASSES}.{one.path.split('.')[2]}.label"]:
                    yield f"| `{one.path}` | {one.label} | {one.show(values[one.path])} |\n"
