"""What a committee agreed to, kept by wording, and an old report read with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from jianyan.figures.views import newest_year
from jianyan.ground.register import By, today
from jianyan.kernel.errors import Refused
from jianyan.kernel.figure import FIGURES
from jianyan.reports.codes import with_codes, with_labels
from jianyan.reports.models import Agreement
from jianyan.reports.readings import Readings
from jianyan.reports.register_reader import RegisterReader, reader_for

from .around import look_around
from .bind import Bound, bind
from .dictionary import Dictionary, dictionary_of
from .making import years
from .meaning import Meant, meanings
from .signatures import Agreed, Memory, signature

PLACE = ("政协.区名", "政协.市名")
FIRST_ENTRIES = 3
"""Of a list so many names are looked for: the eleventh of this year says nothing of the next."""


def bound_for(committee: int, text: str) -> list[Bound]:
    """The places of an old report as one committee's lists and what it agreed to before read them."""
    reader = reader_for(committee, newest_year(committee))
    dictionary = replace(dictionary_for(committee, reader), listed=_listed(committee, text))
    return bind(text, dictionary, memory_of(committee, reader))


def _listed(committee: int, text: str) -> dict[str, tuple[str, ...]]:
    """The names that the text's own year has in its lists, with the entries they are."""
    named = years(text)
    if not named:
        return {}
    reader = reader_for(committee, text[named[0][0] : named[0][1]])
    found: dict[str, list[str]] = {}
    for figure in FIGURES.values():
        if figure.fold.kind == "names" and not figure.retired:
            for place, name in enumerate(_names(reader, figure.name)[:FIRST_ENTRIES], 1):
                if name in text:
                    found.setdefault(name, []).append(f"{figure.name} | 第({place})")
    return {name: tuple(values) for name, values in found.items()}


def meant_for(committee: int, text: str, reader: RegisterReader) -> list[Meant]:
    """The figures that a text's numbers mean to one committee, to be read with `reader`."""
    return meanings(text, dictionary_for(committee, reader), memory_of(committee, reader))


def dictionary_for(committee: int, reader: RegisterReader | None = None) -> Dictionary:
    """The dictionary with a committee's lists and what its place is called."""
    reader = reader or reader_for(committee, newest_year(committee))
    return dictionary_of(
        (committee,), {name: said for name in PLACE if (said := _called(reader, name))}
    )


def memory_of(committee: int, reader: RegisterReader) -> Memory:
    """What a committee agreed to, its labels as they are called now."""
    readings = Readings(reader)
    rows = Agreement.objects.filter(committee=committee).order_by("pk")
    return Memory(
        Agreed(row.signature, with_labels(row.expression, readings), row.on.isoformat())
        for row in rows
    )


def agree(
    by: By, committee: int, reader: RegisterReader, text: str, chosen: Iterable[tuple[Bound, str]]
) -> None:
    """Keep which slot each place of a text was taken for, or that it was left as it stands.

    What was agreed so already is not kept twice.
    """
    readings, taken = Readings(reader), list(chosen)
    places = look_around(text, [bound.mark for bound, _ in taken])
    pairs = {
        signature(around): with_codes(expression, readings)
        for around, (_, expression) in zip(places, taken, strict=True)
    }
    known = Agreement.objects.filter(committee=committee, signature__in=pairs)
    latest = {row.signature: row.expression for row in known.order_by("on", "pk")}
    Agreement.objects.bulk_create(
        Agreement(
            committee_id=committee,
            signature=said,
            expression=slot,
            on=today(),
            by_id=by.actor.account,
        )
        for said, slot in pairs.items()
        if latest.get(said) != slot
    )


def _called(reader: RegisterReader, name: str) -> str:
    return next(iter(_names(reader, name)), "")


def _names(reader: RegisterReader, name: str) -> list[str]:
    """The names that a figure reads, one or many; none where it cannot be read."""
    try:
        value = reader.read(name).value
    except Refused:
        return []
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    return [str(value)] if value else []
