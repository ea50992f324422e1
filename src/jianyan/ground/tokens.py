"""The one tokeniser of search: what goes into the index, what a query asks, what is marked.

Chinese runs become overlapping pairs followed by the run's last character, so that every character
begins some token: a pair finds two-character words exactly, a prefix finds one character. Latin
words and numbers are kept whole. Both SQLite FTS5 `unicode61` and PostgreSQL `simple` see nothing
but letters, digits and blanks, and therefore cut alike.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

LONGEST_QUERY = 200
MOST_WORDS = 16
LONGEST_MARKED = 20_000

# Characters newer than SQLite's Unicode tables, which would otherwise count as blanks there.
NEW_HAN = 0x2B820
HAN = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U000323af]"
)
QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|「([^」]*)」|『([^』]*)』')
BREAKS = re.compile(r"[\s,;!?|、，。；！？“”\"「」『』]+")


class Query(NamedTuple):
    """One search for both engines, and the phrases it consists of. Empty texts when nothing is asked."""

    fts5: str
    tsquery: str
    phrases: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def _fold(char: str) -> str:
    """The letters and digits that a character stands for: half-width, lowered, else nothing."""
    folded = unicodedata.normalize("NFKC", char).lower()
    return "".join(part for part in folded if part.isalnum() or HAN.match(part))


@dataclass(frozen=True, slots=True)
class _Run:
    """Adjoining characters of one sort, with the place in the text of each."""

    text: str
    places: tuple[int, ...]
    han: bool


def _runs(text: str) -> list[_Run]:
    found: list[_Run] = []
    chars: list[str] = []
    places: list[int] = []
    sort = False

    def close() -> None:
        if chars:
            found.append(_Run("".join(chars), tuple(places), sort))
            chars.clear()
            places.clear()

    for place, char in enumerate(text):
        folded = _fold(char)
        if not folded:
            close()
        for part in folded:
            han = HAN.match(part) is not None
            if chars and han != sort:
                close()
            sort = han
            chars.append(part)
            places.append(place)
    close()
    return found


def _spelt(char: str) -> str:
    return f"u{ord(char):x}" if ord(char) >= NEW_HAN else char


def _tokens(run: _Run, last: bool) -> Iterator[str]:
    if not run.han:
        yield run.text
        return
    chars = [_spelt(char) for char in run.text]
    for first, second in itertools.pairwise(chars):
        yield first + second
    if last or len(chars) == 1:
        yield chars[-1]


def index_text(text: str) -> str:
    """The tokens of a text, parted by blanks, as both engines store them."""
    return " ".join(token for run in _runs(text) for token in _tokens(run, last=True))


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
    fts5 = " AND ".join(
        f'"{" ".join(tokens)}"{" *" if prefix else ""}' for tokens, prefix in phrases
    )
    tsquery = " & ".join(
        "(" + " <-> ".join(f"'{token}'" for token in tokens) + (":*" if prefix else "") + ")"
        for tokens, prefix in phrases
    )
    return Query(fts5, tsquery, tuple(chosen))


def _pieces(text: str) -> Iterator[str]:
    at = 0
    for quoted in QUOTED.finditer(text):
        yield from BREAKS.split(text[at : quoted.start()])
        yield next(part for part in quoted.groups() if part is not None)
        at = quoted.end()
    yield from BREAKS.split(text[at:])


def _phrase(runs: list[_Run]) -> tuple[list[str], bool]:
    """The tokens in order, and whether the last is only the beginning of one (a lone character)."""
    tokens = [token for run in runs[:-1] for token in _tokens(run, last=True)]
    tokens += _tokens(runs[-1], last=False)
    return tokens, runs[-1].han and len(runs[-1].text) == 1


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


def _line(runs: list[_Run]) -> tuple[str, list[int]]:
    """The runs in one string, a zero byte where two of one sort are parted, and each place."""
    chars, places = "", []
    for number, run in enumerate(runs):
        if number and runs[number - 1].han == run.han:
            chars += "\0"
            places.append(run.places[0])
        chars += run.text
        places += run.places
    return chars, places


def _marks(text: str, phrases: tuple[str, ...]) -> list[tuple[int, int, int]]:
    """(from, to, number of the phrase) for every occurrence, in order of the text."""
    line, places = _line(_runs(text))
    found = []
    for number, phrase in enumerate(phrases):
        needle, _ = _line(_runs(phrase))
        at = line.find(needle)
        while at >= 0:
            end = at + len(needle)
            if not _within_word(line, at) and not _within_word(line, end):
                found.append((places[at], places[end - 1] + 1, number))
            at = line.find(needle, at + 1)
    return sorted(found)


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
