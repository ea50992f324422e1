"""A number as people say it, 第0123号: which records it may be, of every session or year.

Numbers carry their session or year as the rulebook's pattern has it (930123), people mostly do not.
A bare serial is therefore looked for under each pattern that the committee has had.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from django.utils import timezone

from jianyan.kernel.charter import CHARTERS

from .models import Record, Rulebook, Session
from .rulebook import preset

SAID = re.compile(r"^(?:第\s*)?(\d{1,5})\s*(?:号(?:提案)?)?$")
WHOLE = re.compile(r"^(?:第\s*)?(\S{1,20}\d)\s*号(?:提案)?$")
"""A whole number said like a serial: 第930123号."""
FOREIGN = ("receipts", "replies")
"""Patterns of numbers that are not a record's own."""


def serial_of(text: str) -> int | None:
    """The serial that a text is, and nothing else: 0123, 123号, 第0123号; None for any other."""
    found = SAID.match(text.strip())
    return int(found[1]) or None if found else None


def records_of(text: str, committees: Iterable[int]) -> list[int]:
    """The keys of the records of the committees that a bare serial may mean; none for another text.

    Noughts before it are meant: 0123 is no 2020-123. A kind named after it (第7号提案) is the only one.
    A whole number said as one is (第930123号) means the records that bear it.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    serial, said = serial_of(text), SAID.match(text)
    if serial is None or said is None:
        whole = WHOLE.match(text)
        return _bearing({whole[1]}, list(committees)) if whole else []
    ending = said[1] if said[1].startswith("0") else ""
    named = [key for key, one in CHARTERS.items() if text.endswith(one.title)]
    found: list[int] = []
    for committee in committees:
        numbers = {one for one in _numbers(committee, serial) if one.endswith(ending)}
        rows = Record.objects.filter(committee=committee, kind__in=named or list(CHARTERS))
        # Named, that a number is given lets SQLite use the index of numbers, which has no others.
        found += rows.filter(number__in=numbers).exclude(number="").values_list("pk", flat=True)
    return found


def numbered(text: str, committees: Iterable[int]) -> list[int]:
    """The keys of the records of the committees that have a text for their number, in full or as a
    bare serial; read off the index of numbers, so that a text that is none costs next to nothing."""
    if not any(char.isdigit() for char in text):
        return []
    within, said = list(committees), {text, text.upper(), text.lower()}
    return [*_bearing(said - {""}, within), *records_of(text, within)]


def _bearing(numbers: set[str], committees: list[int]) -> list[int]:
    """The keys of the records of the committees that bear any of the numbers."""
    rows = Record.objects.filter(
        committee__in=committees, kind__in=list(CHARTERS), number__in=numbers
    )
    return list(rows.exclude(number="").values_list("pk", flat=True))


def _numbers(committee: int, serial: int) -> Iterator[str]:
    sessions = list(Session.objects.filter(term__committee=committee).select_related("term"))
    this = timezone.localdate().year
    years = range(min((one.opens_on.year for one in sessions), default=this) - 1, this + 1)
    for pattern in _patterns(committee):
        if "{session" in pattern:
            for one in sessions:
                of = {"term": one.term.number, "session": one.number, "year": one.opens_on.year}
                yield pattern.format(seq=serial, **of)
        elif "{year" in pattern:
            yield from (pattern.format(seq=serial, year=year) for year in years)
        else:
            yield pattern.format(seq=serial)


def _patterns(committee: int) -> set[str]:
    """Every pattern of a record's number that a version of the rulebook has had."""
    rows = Rulebook.objects.filter(committee=committee).values_list("data", flat=True)
    return {
        pattern
        for data in (preset("county"), *rows)
        for name, pattern in data.get("numbers", {}).items()
        if name not in FOREIGN and "{unit" not in pattern
    }
