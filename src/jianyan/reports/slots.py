"""Reading a template: prose with slots, by a hand-written parser whose messages name the place."""

from __future__ import annotations

import re
from difflib import get_close_matches
from fractions import Fraction

from .lexer import SlotError, Token, fold, tokens
from .syntax import (
    Bracket,
    Broken,
    Claim,
    Compare,
    Condition,
    Covers,
    EachPart,
    Every,
    Filter,
    Label,
    LastYear,
    Lower,
    Name,
    Number,
    OnTime,
    Piece,
    Printed,
    Prose,
    Slot,
    Sum,
    Value,
    Words,
)

FILTERS = {
    "万": "none", "余": "none", "汉字": "none", "低": "none", "高": "none", "至": "none", "各": "none",
    "分列": "maybe", "等": "count", "前": "count", "第": "count", "增减": "none", "分数": "none",
}  # fmt: skip
CADENCES = ("每日", "每周", *(f"每周{day}" for day in "一二三四五六日"), "每月")
_CADENCE_ALIASES = {"每天": "每日", "每周天": "每周日", "每星期": "每周"}
_SLOT = re.compile(r"[{｛]{2}(.*?)[}｝]{2}", re.S)
_OPEN = re.compile(r"[{｛]{2}|[}｝]{2}")


def scan(text: str) -> list[Piece]:
    """The pieces of a template in order; what cannot be read is a `Broken` with its message."""
    pieces: list[Piece] = []
    at = 0
    for match in _SLOT.finditer(text):
        pieces += _prose(text, at, match.start())
        pieces.append(_slot(text, match))
        at = match.end()
    return pieces + _prose(text, at, len(text))


def parse(source: str, offset: int = 0) -> Slot | Claim:
    """The tree of one slot's inside. Raises SlotError, `at` counting from the source's beginning."""
    parser = _Parser(source, offset)
    first, second = parser.tokens[0], parser.tokens[min(1, len(parser.tokens) - 1)]
    claim = first.kind == "name" and first.text == "声明" and second.kind == "("
    return parser.claim() if claim else parser.slot()


def _prose(text: str, start: int, end: int) -> list[Piece]:
    """Prose, with a slot's bracket that has no partner reported where it stands."""
    found: list[Piece] = []
    at = start
    for match in _OPEN.finditer(text, start, end):
        if match.start() > at:
            found.append(Prose(text[at : match.start()], (at, match.start())))
        message = "花括号没有成对：每个取数处写作 {{ … }}"
        found.append(Broken(match[0], message, (match.start(), match.end())))
        at = match.end()
    if end > at:
        found.append(Prose(text[at:end], (at, end)))
    return found


def _slot(text: str, match: re.Match[str]) -> Piece:
    source, offset = match[1], match.start(1)
    try:
        return parse(source, offset)
    except SlotError as error:
        place = position(text, offset + error.at)
        shown = source[: error.at].strip()
        after = f"“{shown}”之后：" if shown else ""
        return Broken(source.strip(), f"{place}，{after}{error.message}。", match.span())


def position(text: str, at: int) -> str:
    """第 n 行第 m 字, as the template's author sees it."""
    line = text.count("\n", 0, at) + 1
    return f"第{line}行第{at - (text.rfind(chr(10), 0, at) + 1) + 1}字"


class _Parser:
    """Recursive descent over the tokens of one slot."""

    def __init__(self, source: str, offset: int) -> None:
        self.source, self.offset = source, offset
        self.tokens, self.at = tokens(source), 0

    # tokens

    @property
    def now(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.now
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def is_call(self, name: str) -> bool:
        following = self.tokens[min(self.at + 1, len(self.tokens) - 1)]
        return self.now.kind == "name" and self.now.text == name and following.kind == "("

    def expect(self, kind: str, what: str) -> Token:
        if self.now.kind != kind:
            raise self.wrong(what)
        return self.take()

    def wrong(self, expected: str, token: Token | None = None) -> SlotError:
        token = token or self.now
        found = (
            "此处已结束"
            if token.kind == "end"
            else f"此处写的是“{self.source[token.start : token.end]}”"
        )
        return SlotError(f"应有{expected}，{found}", token.start)

    def place(self, start: int, end: int) -> tuple[int, int]:
        return start + self.offset, end + self.offset

    # slots

    def slot(self) -> Slot:
        if self.now.kind == "end":
            raise SlotError("取数处是空的，应写一个指标名称，如 提案.交办", 0)
        value = self.value()
        filters = []
        while self.now.kind == "|":
            self.take()
            filters.append(self.filter())
        if self.now.kind != "end":
            raise self.wrong("“|”加格式、“+”、“-”，或就此结束")
        return Slot(value, tuple(filters), self.source.strip(), self.place(0, len(self.source)))

    def filter(self) -> Filter:
        token = self.expect("name", "格式名称，如 余、万、分列")
        if token.text not in FILTERS:
            near = get_close_matches(token.text, FILTERS, n=2, cutoff=0.3) or list(FILTERS)
            raise SlotError(f"没有名为“{token.text}”的格式，可用的有{'、'.join(near)}", token.start)
        argument, wanted = None, FILTERS[token.text]
        if self.now.kind == "(":
            self.take()
            argument = self.take().text
            self.expect(")", "“)”")
        self._fits(token, argument, wanted)
        return Filter(token.text, argument, self.place(token.start, token.end))

    def _fits(self, token: Token, argument: str | None, wanted: str) -> None:
        if wanted == "count" and not (argument and argument.isdecimal() and int(argument) > 0):
            raise SlotError(f"“{token.text}”后面要写第几或几个，如 {token.text}(3)", token.start)
        if wanted == "maybe" and argument not in (None, "大"):
            raise SlotError("“分列”后面只可写(大)，表示由大到小", token.start)
        if wanted == "none" and argument is not None:
            raise SlotError(f"“{token.text}”后面不写括号", token.start)

    def value(self) -> Value:
        left = self.term()
        while self.now.kind in ("+", "-"):
            op = self.take().kind
            left = Sum("+" if op == "+" else "-", left, self.term())
        return left

    def term(self) -> Value:
        token = self.now
        if token.kind == "number":
            self.take()
            share = 100 if token.text.endswith("%") else 1
            return Number(Fraction(token.text.rstrip("%")) / share, token.text)
        if token.kind != "name":
            raise self.wrong("指标名称")
        if self.is_call("上年"):
            return LastYear(self._inside(1)[0], self.place(token.start, token.end))
        if self.is_call("低者"):
            left, right = self._inside(2)
            return Lower(left, right, self.place(token.start, token.end))
        if token.text == "p":
            self.take()
            return Printed(self.place(token.start, token.end))
        return self.name()

    def _inside(self, count: int) -> list[Value]:
        self.take()
        self.expect("(", "“(”")
        values = [self.value()]
        while len(values) < count:
            self.expect(",", "“,”和另一个指标")
            values.append(self.value())
        self.expect(")", "“)”")
        return values

    def name(self) -> Name | Words:
        token = self.expect("name", "指标名称")
        if token.text.endswith(".") or ".." in token.text:
            raise SlotError(f"“{token.text}”不成名称，点的后面应有字", token.start)
        place = self.place(token.start, token.end)
        if token.text.startswith("文本."):
            return Words(token.text.removeprefix("文本."), place)
        brackets = []
        while self.now.kind == "raw":
            brackets.append(self.bracket(self.take()))
        if self.now.kind == "(":
            raise SlotError(
                f"“{token.text}”不能带圆括号，分项请写方括号，如 提案.交办[城市交通]",
                self.now.start,
            )
        return Name(token.text, tuple(brackets), place)

    def bracket(self, token: Token) -> Bracket:
        folded, start = fold(token.text), token.start + 1
        dimension, labels = None, token.text
        if "=" in folded:
            cut = folded.index("=")
            dimension, labels, start = (
                token.text[:cut].strip(),
                token.text[cut + 1 :],
                start + cut + 1,
            )
        found = []
        for piece in re.split(r"[|｜∣│]", labels):
            if not piece.strip():
                raise SlotError("方括号里缺少分项的名称", token.start)
            lead = len(piece) - len(piece.lstrip())
            place = self.place(start + lead, start + lead + len(piece.strip()))
            found.append(Label(piece.strip(), place))
            start += len(piece) + 1
        return Bracket(dimension, tuple(found))

    # claims

    def claim(self) -> Claim:
        self.take()
        self.expect("(", "“(”")
        condition = self.conditions()
        self.expect(",", "“,”和要写出的词")
        phrase = self.expect("text", '加引号的词，如 "全部"').text
        self.expect(")", "“)”")
        if self.now.kind != "end":
            raise self.wrong("就此结束")
        return Claim(condition, phrase, self.source.strip(), self.place(0, len(self.source)))

    def conditions(self) -> Condition:
        found = [self.condition()]
        while self.now.kind == "name" and self.now.text == "且":
            self.take()
            found.append(self.condition())
        return found[0] if len(found) == 1 else Every(tuple(found))

    def condition(self) -> Condition:
        if self.is_call("逐项"):
            self._enter()
            compare = self.compare()
            self.expect(")", "“)”")
            return EachPart(compare)
        if self.is_call("覆盖"):
            return self.covers()
        if self.is_call("按期"):
            return self.on_time()
        return self.compare()

    def _enter(self) -> None:
        self.take()
        self.expect("(", "“(”")

    def compare(self) -> Compare:
        left = self.value()
        if self.now.kind not in ("=", ">=", "<="):
            raise self.wrong("“=”、“>=”或“<=”")
        op = self.take().kind
        return Compare(left, "=" if op == "=" else ">=" if op == ">=" else "<=", self.value())

    def covers(self) -> Covers:
        self._enter()
        whole = self.subject()
        self.expect(",", "“,”和用来覆盖的指标")
        by = [self.subject()]
        while self.now.kind == "name" and self.now.text == "或":
            self.take()
            by.append(self.subject())
        self.expect(")", "“或”加指标，或“)”")
        return Covers(whole, tuple(by))

    def subject(self) -> Name | LastYear:
        start = self.now
        value = self.term()
        if isinstance(value, LastYear) and isinstance(value.of, Name):
            return value
        if not isinstance(value, Name):
            raise self.wrong("一个指标名称", start)
        return value

    def on_time(self) -> OnTime:
        self._enter()
        start = self.now
        name = self.name()
        if not isinstance(name, Name):
            raise self.wrong("一个指标名称", start)
        self.expect(",", "“,”和周期，如 每月")
        token = self.expect("name", "周期，如 每日、每周五、每月")
        cadence = _CADENCE_ALIASES.get(token.text, token.text)
        if cadence not in CADENCES:
            raise SlotError(f"不认识周期“{token.text}”，可写{'、'.join(CADENCES)}", token.start)
        self.expect(")", "“)”")
        return OnTime(name, cadence, self.place(token.start, token.end))
