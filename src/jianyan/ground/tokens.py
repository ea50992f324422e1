"""The one tokeniser of search: what goes into the index, what a query asks, what is marked.

Chinese runs become their first character, overlapping pairs, and their last character: pairs find
words of two characters and more exactly, the ends join a run to what stands beside it (第0123号).
Behind all of it stands each Chinese character of the text once, with a mark before it, which finds
a lone character. So nothing is ever looked for by its beginning, which is slow on either engine.
Latin words and numbers are kept whole. Both SQLite FTS5 `unicode61` and PostgreSQL `simple` see
nothing but letters, digits and blanks, and therefore cut alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import NamedTuple

LONGEST_QUERY = 200
MOST_WORDS = 16
LONGEST_MARKED = 20_000
MOST_TOKENS = 16_000
"""Of one text: PostgreSQL tells no places apart behind its 16,383rd."""
LONE = "c"
"""Stands before a character that is looked for by itself; no word of a text mixes the two scripts."""

# Characters newer than SQLite's Unicode tables, which would otherwise count as blanks there.
NEW_HAN = 0x2B820
HANS = (
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U000323af"
)
HAN = re.compile(f"[{HANS}]")
RUN = re.compile(rf"([{HANS}]+)|[^\W_{HANS}]+")
QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|「([^」]*)」|『([^』]*)』')
BREAKS = re.compile(r"[\s,;!?|、，。；！？“”\"「」『』]+")


class Query(NamedTuple):
    """One search for both engines, and the phrases it consists of. Empty texts when nothing is asked."""

    fts5: str
    tsquery: str
    phrases: tuple[str, ...] = ()


def _fold(char: str) -> str:
    """The letters and digits that a character stands for: half-width, lowered, else nothing."""
    folded = unicodedata.normalize("NFKC", char).lower()
    return "".join(part for part in folded if part.isalnum() or HAN.match(part))


class _Folding(dict[int, str]):
    """What `str.translate` asks: each character folded, a blank for what is no letter or digit."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _fold(chr(code)) or " "
        return found


FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class _Run:
    """Adjoining characters of one sort, folded."""

    text: str
    han: bool


def _runs(text: str) -> list[_Run]:
    return [_Run(run[0], run[1] is not None) for run in RUN.finditer(text.translate(FOLDING))]


def _spelt(char: str) -> str:
    return f"u{ord(char):x}" if ord(char) >= NEW_HAN else char


def _chars(run: _Run) -> Sequence[str]:
    if max(run.text) >= chr(NEW_HAN):
        return [_spelt(char) for char in run.text]
    return run.text


def _tokens(run: _Run, *, first: bool, last: bool) -> list[str]:
    """The pairs of a run, with its first and its last character where it does not end the query."""
    if not run.han:
        return [run.text]
    chars = _chars(run)
    if len(chars) == 1:
        return [chars[0]]
    tokens = [chars[0]] if first else []
    tokens += map(add, chars, chars[1:])
    return [*tokens, chars[-1]] if last else tokens


def words(text: str) -> list[str]:
    """The tokens of a text in order: Latin words, numbers, and of Chinese runs the pairs and ends."""
    return [token for run in _runs(text) for token in _tokens(run, first=True, last=True)]


def index_text(text: str) -> str:
    """The tokens of a text, parted by blanks, as both engines store them."""
    lone: dict[str, None] = {}
    for run in _runs(text):
        if run.han:
            lone.update(dict.fromkeys(_chars(run)))
    return " ".join([*words(text)[:MOST_TOKENS], *(LONE + char for char in lone)])


@lru_cache(maxsize=200)
def query(text: str) -> Query:
    """The query for what a person typed: words all of which must occur, quoted ones as they stand.

    Whatever is typed can only become letters and digits, so no operator of either engine gets in.
    """
    pieces: dict[str, list[_Run]] = {}
    for piece in _pieces(text[:LONGEST_QUERY]):
        if runs := _runs(piece):
            pieces.setdefault(piece, runs)
    chosen = dict(list(pieces.items())[:MOST_WORDS])
    phrases = [_phrase(runs) for runs in chosen.values()]
    fts5 = " AND ".join(f'"{" ".join(tokens)}"' for tokens in phrases)
    tsquery = " & ".join(
        "(" + " <-> ".join(f"'{token}'" for token in tokens) + ")" for tokens in phrases
    )
    return Query(fts5, tsquery, tuple(chosen))


def _pieces(text: str) -> Iterator[str]:
    at = 0
    for quoted in QUOTED.finditer(text):
        yield from BREAKS.split(text[at : quoted.start()])
        yield next(part for part in quoted.groups() if part is not None)
        at = quoted.end()
    yield from BREAKS.split(text[at:])


def _phrase(runs: list[_Run]) -> list[str]:
    """The tokens in order; a lone character is looked for by itself."""
    if len(runs) == 1 and runs[0].han and len(runs[0].text) == 1:
        return [LONE + _chars(runs[0])[0]]
    final = len(runs) - 1
    return [
        token
        for place, run in enumerate(runs)
        for token in _tokens(run, first=place > 0, last=place < final)
    ]


def snippet(text: str, asked: str, width: int = 80) -> list[tuple[str, bool]]:
    """The stretch of the text that shows most of what was asked, as (text, marked) pairs.

    Cut ends carry an ellipsis. Without any hit it is the text's beginning, unmarked.
    """
    text = text[:LONGEST_MARKED]
    marks = _marks(text, query(asked).phrases)
    start = _best_start(marks, width, len(text))
    end = min(len(text), start + width)
    parts: list[tuple[str, bool]] = [("…", False)] if start > 0 else []
    at = start
    for first, last in _joined(marks):
        first, last = max(first, at), min(last, end)
        if first < last:
            if at < first:
                parts.append((text[at:first], False))
            parts.append((text[first:last], True))
            at = last
    if at < end:
        parts.append((text[at:end], False))
    if end < len(text):
        parts.append(("…", False))
    return [(re.sub(r"\s+", " ", part), marked) for part, marked in parts]


def _line(text: str) -> tuple[str, list[int]]:
    """The runs in one string, a zero byte where two of one sort are parted, and each one's place."""
    folded = text.translate(FOLDING)
    places: Sequence[int] = range(len(text))
    if len(folded) != len(text):  # a character that stands for several, as ㎡ does
        places = [place for place, char in enumerate(text) for _ in FOLDING[ord(char)]]
    line, before = [], None
    kept: list[int] = []
    for run in RUN.finditer(folded):
        han = run[1] is not None
        if han == before:
            line.append("\0")
            kept.append(places[run.start()])
        line.append(run[0])
        kept += places[run.start() : run.end()]
        before = han
    return "".join(line), kept


def _marks(text: str, phrases: tuple[str, ...]) -> list[tuple[int, int, int]]:
    """(from, to, number of the phrase) for every occurrence, in order of the text."""
    line, places = _line(text)
    found = []
    for number, phrase in enumerate(phrases):
        needle = _needle(phrase)
        at = line.find(needle)
        while at >= 0:
            end = at + len(needle)
            if not _within_word(line, at) and not _within_word(line, end):
                found.append((places[at], places[end - 1] + 1, number))
            at = line.find(needle, at + 1)
    return sorted(found)


@lru_cache(maxsize=200)
def _needle(phrase: str) -> str:
    return _line(phrase)[0]


def _within_word(line: str, at: int) -> bool:
    """Whether a cut here would part a Latin word or number."""
    return 0 < at < len(line) and all(
        char != "\0" and not HAN.match(char) for char in line[at - 1 : at + 1]
    )


def _best_start(marks: list[tuple[int, int, int]], width: int, length: int) -> int:
    best, start = 0, 0
    for first, _, _ in marks[:200]:
        tried = max(0, min(first - width // 4, length - width))
        shown = {number for a, b, number in marks if tried <= a and b <= tried + width}
        if len(shown) > best:
            best, start = len(shown), tried
    return start


def _joined(marks: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last, _ in marks:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined
