"""The three parts of a proposal, and its suggestions one by one, from the lines of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

PARTS = ("situation", "analysis", "suggestions")
COUNT = "一二三四五六七八九十"
ORDER = r"(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[)）]|[0-9]{1,2}[、.．])"
NAMED = (
    r"(?:调研|基本|主要)?情\s*况|现状|背景|(?:存在的?)?(?:主要)?问题(?:分析|及原因)?|(?:原因)?分析|原因"
    r"|(?:为此[，,]?)?(?:特|现)?(?:提出)?(?:具体|对策|意见|工作|有关|相关|如下|以下|几点)?(?:的|和|与|及)?(?:几点)?(?:建\s*议|办法|措施)(?:如下)?"
    r"|具体意见|对策"
)
HEADING = re.compile(rf"^\s*[【\[]?{ORDER}?\s*(?P<part>{NAMED})\s*[】\]]?\s*[：:]?\s*$")
INSIDE = re.compile(
    rf"(?:^|(?<=[。；]))\s*(?P<part>(?:{ORDER})?(?:{NAMED}))\s*[：:]"
    rf"|(?:^|(?<=[。；]))\s*【(?P<boxed>{NAMED})】|^\s*(?P<headed>{ORDER}(?:{NAMED}))。(?=.)"
)
FORM = re.compile(r"(?P<part>调研情况|问题分析|具体建议|具体意见)[：:]")
"""The headings of the paper that most committees hand out; where they stand, no other one counts."""
OF_HEADING = (("情况", "situation"), ("现状", "situation"), ("背景", "situation"))
ASKING = ("建议", "办法", "措施", "意见", "对策")
LEAD = re.compile(
    r"^.{0,20}(?:建议|如下|意见|对策|措施|以下几?个?方面|做起)\s*[：:。，]?$", re.DOTALL
)
TITLE = re.compile(r"^\s*(?:案\s*由|题\s*目|标\s*题)\s*[：:]\s*(?P<title>.+)$")
ENDING = "。；;：:，,！!？?、"
BEFORE = r"(?:^|(?<=[\s。；;：:，,！!？?”）)、.])|(?<=建议))"
"""Where a number may stand; a number inside a sentence counts nothing."""
RINGED = "①②③④⑤⑥⑦⑧⑨⑩"
MOST = 20
HEADED = 40
"""Characters of a line that may be the heading of a suggestion."""
WIDTH = ord("１") - ord("1")
"""Between a figure and its full-width form."""


def parse(lines: Sequence[str]) -> dict[str, Any]:
    """Title, situation, analysis and suggestions, one suggestion a line. What has no heading of ours
    goes to the situation, what leads up to the first suggestion to the analysis; nothing is lost
    but headings and the numbers of suggestions."""
    parts: dict[str, list[str]] = {name: [] for name in PARTS}
    title, here = "", "situation"
    for place, line in enumerate(_apart(lines)):
        if found := TITLE.match(line):
            title = found["title"].strip()
        elif found := HEADING.match(line):
            here = _part_of("".join(found["part"].split()))
        elif not title and _like_title(line, place):
            title = line
        else:
            parts[here].append(line)
    lead, suggestions = _one_by_one("\n".join(parts["suggestions"]))
    if lead and not LEAD.match(lead):
        parts["analysis"].append(lead)
    return {
        "title": title,
        "situation": "\n".join(parts["situation"]),
        "analysis": "\n".join(parts["analysis"]),
        "suggestions": "\n".join(suggestions),
    }


def _like_title(line: str, place: int) -> bool:
    """Whether a line near the beginning names the matter rather than telling of it."""
    if place > 2 or len(line) > 60:
        return False
    return "提案" in line or "建议" in line or (place == 0 and line[-1] not in ENDING)


def _apart(lines: Sequence[str]) -> list[str]:
    """The lines, with headings that run on in a line on lines of their own."""
    text = "\n".join(lines)
    heading = FORM if len({found["part"] for found in FORM.finditer(text)}) > 1 else INSIDE
    split = heading.sub(r"\n\g<part>：\n", text) if heading is FORM else _inside(lines)
    return [one.strip() for one in split.splitlines() if one.strip()]


def _inside(lines: Sequence[str]) -> str:
    return "\n".join(INSIDE.sub(_own_line, line) for line in lines)


def _own_line(found: re.Match[str]) -> str:
    return f"\n{found[found.lastgroup or 0]}：\n"


def _part_of(heading: str) -> str:
    if any(word in heading for word in ASKING):
        return "suggestions"
    return next((part for word, part in OF_HEADING if word in heading), "analysis")


def _chinese(number: int) -> str:
    """A number up to nineteen as texts count: 一, 十, 十二."""
    tens, ones = divmod(number, 10)
    return ("十" if tens else "") + (COUNT[ones - 1] if ones else "")


def _marks(number: int) -> tuple[re.Pattern[str], ...]:
    """How texts write the number of a suggestion, one pattern for each way of counting."""
    said = _chinese(number)
    wide = "".join(chr(ord(figure) + WIDTH) for figure in str(number))
    ringed = RINGED[number - 1] if number <= len(RINGED) else f"{number}\\)"
    ways = (
        rf"{BEFORE}(?:建议)?{said}\s*[、.．：:]",
        rf"[（(]\s*{said}\s*[)）][、.．]?",
        rf"(?<![0-9])(?<![0-9]\.)(?:{number}|{wide})\s*(?:[、，．]|\.(?![0-9]))",
        rf"[（(]\s*{number}\s*[)）][、.．]?",
        rf"(?<![0-9.（(]){number}\s*[)）][、.．]?",
        rf"{BEFORE}(?:首先[，,])?{said}是[：:，,]?",
        rf"{BEFORE}{said}要",
        rf"{BEFORE}{said}[ \u3000]",
        rf"{BEFORE}第{said}(?:[、，,：:.]|是)",
        ringed,
        rf"{BEFORE}建议{number}\s*[、，,.．：:]",
    )
    return tuple(re.compile(way, re.MULTILINE) for way in ways)


MARKS = tuple(_marks(number) for number in range(1, MOST))


def _one_by_one(text: str) -> tuple[str, list[str]]:
    """What leads up to the first suggestion, and the suggestions of the outermost way of counting;
    where nothing is counted, the lines."""
    found = [places for way in range(len(MARKS[0])) if len(places := _counted(text, way)) > 1]
    if not found:
        lead, *lines = text.splitlines() or [""]
        return (lead, lines) if lines and LEAD.match(lead) else ("", [lead, *lines] if lead else [])
    places = min(found, key=lambda each: each[0][0])
    ends = [begin for begin, _ in places[1:]] + [len(text)]
    items = [_line(text[after:end]) for (_, after), end in zip(places, ends, strict=True)]
    return _line(text[: places[0][0]]), [one for one in items if one]


def _counted(text: str, way: int) -> list[tuple[int, int]]:
    """Where one, two, three and on stand in their order, as far as they go."""
    places: list[tuple[int, int]] = []
    for patterns in MARKS:
        mark = patterns[way].search(text, places[-1][1] if places else 0)
        if mark is None:
            break
        places.append(mark.span())
    return places


def _line(text: str) -> str:
    """A suggestion in one line; its heading stays apart from what follows."""
    words = ""
    for line in (one.strip() for one in text.splitlines()):
        heading = words and len(words) <= HEADED and words[-1] not in ENDING
        words += f" {line}" if heading and line else line
    return words
