"""A filled report as one .html file that stands alone: styles inside, nothing loaded from elsewhere."""

from __future__ import annotations

from html import escape
from pathlib import Path

from .fill import Filled
from .outline import Line, outline
from .sources import Appendix

_CSS = Path(__file__).with_name("page.css")
_TAGS = {"title": "h1", "heading": "p", "body": "p", "signature": "p", "date": "p"}


def write_html(path: Path, filled: Filled, sources: Appendix | None = None) -> None:
    """Write the report with its figures linked to the lines of the appendix."""
    path.write_text(as_html(filled, sources), encoding="utf-8")


def as_html(filled: Filled, sources: Appendix | None = None) -> str:
    """The whole file."""
    lines = outline(filled.text)
    title = next(
        (filled.text[each.start : each.end] for each in lines if each.kind == "title"), "年度总结"
    )
    targets = (
        {slot: at for at, source in enumerate(sources.sources, 1) for slot in source.slots}
        if sources
        else {}
    )
    body = "\n".join(_line(filled, line, targets) for line in lines if line.end > line.start)
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_CSS.read_text(encoding='utf-8')}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n{_appendix(sources) if sources else ''}</body>\n</html>\n"
    )


def _line(filled: Filled, line: Line, targets: dict[int, int]) -> str:
    tag, cut = _TAGS[line.kind], line.head if line.kind == "heading" else line.start
    head = _marked(filled, line.start, cut, targets)
    rest = _marked(filled, cut, line.end, targets)
    kind = f"level-{line.level}" if line.kind == "heading" else line.kind
    if line.kind == "heading" and not rest:
        tag = f"h{line.level + 1}"
    inside = f'<span class="head">{head}</span>{rest}' if head else rest
    return f'<{tag} class="{kind}">{inside}</{tag}>'


def _marked(filled: Filled, start: int, end: int, targets: dict[int, int]) -> str:
    """Text between two offsets, its figures as links."""
    shown, at, text = "", start, filled.text
    for slot in filled.slots:
        if not (start <= slot.start < end) or not slot.text:
            continue
        shown += escape(text[at : slot.start])
        at = min(slot.end, end)
        inside = escape(text[slot.start : at])
        target = targets.get(slot.slot)
        shown += f'<a href="#source-{target}">{inside}</a>' if target else inside
    return shown + escape(text[at:end])


def _appendix(found: Appendix) -> str:
    heads = "".join(
        f'<th scope="col">{name}</th>'
        for name in ("序号", "指标", "文中", "准确值", "含义", "期间", "记录数")
    )
    rows = []
    for number, source in enumerate(found.sources, 1):
        exact = source.exact + (f"（{source.fraction}）" if source.fraction else "")
        cells = (
            source.expression,
            "；".join(source.printed),
            exact,
            source.meaning,
            source.period,
            str(source.rows),
        )
        said = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        listing = f'<tr class="listing"><td></td><td colspan="6">{escape(source.listing)}</td></tr>'
        rows.append(
            f'<tr id="source-{number}"><td>{number}</td>{said}</tr>'
            + (listing if source.listing else "")
        )
    return (
        f'<section class="sources">\n<h2>数据出处</h2>\n<p>{escape(found.intro())}</p>\n<div class="scroll"><table>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n"
        + "\n".join(rows)
        + "\n</tbody></table></div>\n</section>\n"
    )
