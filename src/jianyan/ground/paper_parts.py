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
    r"|(?<=[，,])(?P<ending>(?:特|现)?(?:提出)?(?:如下|以下)?建议(?:如下)?)[：:]\s*$"
    r"|(?<=[，,。；])(?P<several>(?:在此|现|特|为此)?(?:提出|提|有)?(?:如下|以下|几)[条点]?建议)[：:]"
)
LED = ("ending", "several")
"""Groups of it that are the end of a sentence rather than a heading."""
FORM = re.compile(r"(?P<part>调研情况|问题分析|具体建议|具体意见)[：:]")
"""The headings of the paper that most committees hand out; where they stand, no other one counts."""
OF_HEADING = (("情况", "situation"), ("现状", "situation"), ("背景", "situation"))
ASKING = ("建议", "办法", "措施", "意见", "对策")
LEAD = re.compile(
    r"^.{0,20}(?:建议|如下|意见|对策|措施|以下几?个?方面|做起)\s*[：:。，]?$", re.DOTALL
)
TITLE = re.compile(
    r"^\s*(?:案\s*由|事\s*由|题\s*目|标\s*题)\s*(?:[：:]\s*|\s(?=关于))(?P<title>.+)$"
)
NAME = 60
"""Characters of the longest title; a longer one tells of the matter, as some papers' 案由 does."""
THEREFORE = r"(?:(?:为此|因此|对此|鉴于此|有鉴于此|据此|基于此|综上所述|综上)[，,]?\s*)"
ASKS = r"(?:我们?|本人|笔者)?(?:特|现|谨|强烈)?(?:建议|提议|呼吁)"
ASKED = re.compile(rf"(?:^|(?<=[。；！？]))\s*(?:{THEREFORE}?{ASKS})", re.MULTILINE)
"""Where a text without headings begins to suggest: a sentence that says so."""
ASIDE = re.compile(rf"(?<=[，,]){ASKS}")
"""The same in the middle of a sentence, where no sentence begins so."""
HOPED = re.compile(
    r"(?:^|(?<=[。；！？，,]))\s*(?:我们?|本人|笔者)?(?:希望|恳[请求]|敬请|请允许|能否|可否)",
    re.MULTILINE,
)
"""What is said instead where nothing is called a suggestion."""
FIRSTLY = re.compile(r"(?:^|(?<=[。；！？]))\s*首先[，,](?=.*其次[，,])", re.MULTILINE | re.DOTALL)
COUNTING = re.compile(r"\s*(?:首先|第一|一是|一要|一方面)")
ENDING = "。；;：:，,！!？?、"
BEFORE = r"(?:^|(?<=[\s。；;：:，,！!？?”）)、.])|(?<=建议))"
"""Where a number may stand; a number inside a sentence counts nothing."""
GLUED = r"(?<=[\u4e00-\u9fff”）])(?<![一二三四五六七八九十百第周期初高大])"
"""Before the numbers that follow the first, where a text lost its line breaks and has no full stop."""
SPOKEN = ("首先", "其次", "再次|再者|第三", "最后|第四", "最后")
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
            name = found["title"].strip()
            if len(name) > NAME or name[-1] in ENDING or "。" in name:
                parts["situation"].append(name)
            else:
                title = name
        elif found := HEADING.match(line):
            here = _part_of("".join(found["part"].split()))
        elif not title and _like_title(line, place):
            title = line
        else:
            parts[here].append(line)
    if not parts["suggestions"]:
        _ask(parts)
    lead, suggestions = _one_by_one("\n".join(parts["suggestions"]))
    if lead and not LEAD.match(lead):
        parts["analysis"].append(lead)
    return {
        "title": title,
        "situation": "\n".join(parts["situation"]),
        "analysis": "\n".join(parts["analysis"]),
        "suggestions": "\n".join(suggestions),
    }


def parted(lines: Sequence[str]) -> bool:
    """Whether headings part what a text tells, so that a part that is not there was not written."""
    found = [HEADING.match(line) for line in _apart(lines)]
    return any(each and _part_of("".join(each["part"].split())) != "suggestions" for each in found)


def _ask(parts: dict[str, list[str]]) -> None:
    """Part what a text without a heading for them suggests from what it tells before."""
    last = "analysis" if parts["analysis"] else "situation"
    text = "\n".join(parts[last])
    asides = list(ASIDE.finditer(text))
    first = next(
        (one for one in asides if COUNTING.match(text, _sentence(text, one.start()))), None
    )
    found = [one for one in (ASKED.search(text), first) if one] or asides[:1]
    found = found or [one for way in (HOPED, FIRSTLY) if (one := way.search(text))]
    if not found:
        return
    start, after = min(one.span() for one in found)
    if COUNTING.match(text, begins := _sentence(text, start)):
        start = after = begins
    parts[last] = [text[:start].strip()] if text[:start].strip() else []
    parts["suggestions"] = [text[after:].lstrip("：:，, \n")]


def _sentence(text: str, at: int) -> int:
    """Where the sentence begins that a place is in."""
    return max(text.rfind(sign, 0, at) for sign in "。；！？\n") + 1


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
    name = found.lastgroup or "part"
    return f"\n{'建议' if name in LED else found[name]}：\n"


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
        rf"{BEFORE}(?:{SPOKEN[number - 1]})[，,]" if number <= len(SPOKEN) else r"(?!)",
        rf"(?:{BEFORE}{'' if number == 1 else f'|{GLUED}'}){said}、",
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
