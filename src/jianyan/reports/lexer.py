"""Punctuation as Word and WPS leave it, folded to its plain form, and the tokens of a slot."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_PLAIN = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **{ord(each): '"' for each in "“”„‟〝〞「」『』"},
    **{ord(each): "'" for each in "‘’‚‛"},
    **{ord(each): "-" for each in "‐‑‒–—−"},
    **{ord(each): "[" for each in "【〔〖"},
    **{ord(each): "]" for each in "】〕〗"},
    **{ord(each): " " for each in "\u3000\u00a0\u2002\u2003\u2009\u200b\ufeff\t\n\r"},
    ord("、"): ",", ord("∣"): "|", ord("│"): "|", ord("·"): ".", ord("。"): ".", ord("﹣"): "-",
}  # fmt: skip


def fold(text: str) -> str:
    """The text with plain punctuation, character for character, so that offsets stay."""
    return text.translate(_PLAIN)


def fold_label(text: str) -> str:
    """A label for comparison: plain punctuation, compatibility forms, no blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", fold(text)))


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is name, number, text, raw (what stands in a bracket), end, or the sign itself."""

    kind: str
    text: str
    start: int
    end: int


class SlotError(ValueError):
    """What is wrong with a slot, in a Chinese sentence; `at` counts from the slot's beginning."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message, self.at = message, at


_SIGN = re.compile(r">=|<=|=>|=<|[≥≤=><+\-|,()]")
_SAME = {"≥": ">=", "≤": "<=", "=>": ">=", "=<": "<="}
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?(?![\w.])")
_NAME = re.compile(r"[^\W\d][\w.]*")


def tokens(source: str) -> list[Token]:
    """The tokens of a slot's inside. Raises SlotError."""
    folded, found, at = fold(source), [], 0
    while at < len(folded):
        if folded[at] == " ":
            at += 1
            continue
        token = _one(source, folded, at)
        found.append(token)
        at = token.end
    return [*_split_and(found), Token("end", "", len(folded), len(folded))]


def _one(source: str, folded: str, at: int) -> Token:
    char = folded[at]
    if char == "[":
        return _until(source, folded, at, "]", "raw", "方括号没有关上，应有“]”")
    if char in "\"'":
        return _until(source, folded, at, char, "text", "引号没有关上，应有另一个引号")
    for kind, pattern in (("number", _NUMBER), ("name", _NAME), ("sign", _SIGN)):
        if match := pattern.match(folded, at):
            text = _SAME.get(match[0], match[0])
            return Token(text if kind == "sign" else kind, text, at, match.end())
    raise SlotError(f"不认识“{source[at]}”，此处应为指标名称、数字或运算符号", at)


def _until(source: str, folded: str, at: int, close: str, kind: str, missing: str) -> Token:
    end = folded.find(close, at + 1)
    if end < 0:
        raise SlotError(missing, at)
    return Token(kind, source[at + 1 : end], at, end + 1)


def _split_and(found: list[Token]) -> list[Token]:
    """且 joins conditions even where nobody left a blank beside it; no figure's name holds it."""
    split: list[Token] = []
    for token in found:
        if token.kind != "name" or "且" not in token.text:
            split.append(token)
            continue
        at = token.start
        for piece in re.split("(且)", token.text):
            if piece:
                split.append(Token("name", piece, at, at + len(piece)))
            at += len(piece)
    return split
