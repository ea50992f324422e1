"""One report as a page reads it: its text now or as signed, and the pieces its panels open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from jianyan.figures.read import Reading
from jianyan.kernel.errors import Refused
from jianyan.reports.actions import composed, reader_of
from jianyan.reports.check import Finding, blocking, check_filled
from jianyan.reports.claims import Verdict
from jianyan.reports.fill import Filled, FilledClaim, judged, read_slot, tidy_text
from jianyan.reports.filters import BLANK, Shown
from jianyan.reports.keeping import restored
from jianyan.reports.models import Draft, State
from jianyan.reports.readings import Amount, Located, Readings
from jianyan.reports.register_reader import RegisterReader
from jianyan.reports.slots import parse, scan
from jianyan.reports.sources import names_of
from jianyan.reports.syntax import Broken, Claim, Piece, Slot, Words
from jianyan.reports.writing import labelled


@dataclass
class Page:
    """A report being looked at; `row.may` says what the actor may do to it."""

    row: Any

    @property
    def signed(self) -> bool:
        return self.row.seal_id is not None

    @cached_property
    def reader(self) -> RegisterReader:
        return reader_of(self.row)

    @cached_property
    def readings(self) -> Readings:
        return Readings(self.reader)

    @cached_property
    def last_draft(self) -> Draft:
        return self.row.drafts.select_related("by__person").order_by("-number")[0]

    @cached_property
    def filled(self) -> Filled:
        """As sealed once it is signed, else as the register stands now."""
        if self.signed:
            return restored(self.last_draft.filled)
        return composed(self.row, self.reader).filled

    @cached_property
    def findings(self) -> list[Finding]:
        return [] if self.signed else check_filled(self.filled, self.reader)

    @cached_property
    def pieces(self) -> list[Piece]:
        """The prose in pieces, with codes: labels are looked up for the one that is opened."""
        return scan(tidy_text(self.row.text))

    def slot(self, number: int) -> Slot | None:
        """The slot of a number, counting from 1; None when there is none or it cannot be read."""
        slots = [piece for piece in self.pieces if isinstance(piece, Slot | Broken)]
        found = slots[number - 1] if 0 < number <= len(slots) else None
        if not isinstance(found, Slot) or isinstance(found.value, Words):
            return None
        return self._with_labels(found)

    def claim(self, place: int) -> Claim | None:
        """The claim of a place, counting from 0."""
        at = self._place_of(place)
        found = None if at is None else self.pieces[at]
        return self._with_labels(found) if isinstance(found, Claim) else None

    def verdict(self, place: int) -> Verdict | FilledClaim:
        """How the claim of a place stands: as signed, or judged now, by itself. Raises Refused."""
        if self.signed:
            return self.filled.claims[place]
        at = self._place_of(place)
        if at is None:
            raise Refused("报告里没有这一处声明，正文可能已经改过。")
        after = next((one for one in self.pieces[at + 1 :] if isinstance(one, Slot)), None)
        pieces: list[Piece] = [self._with_labels(self.pieces[at])]
        return judged(pieces + ([self._with_labels(after)] if after else []), 0, self.readings)

    def _place_of(self, claim: int) -> int | None:
        places = [at for at, piece in enumerate(self.pieces) if isinstance(piece, Claim)]
        return places[claim] if 0 <= claim < len(places) else None

    def _with_labels(self, piece: Any) -> Any:
        """A slot or claim as it is read on the page."""
        return parse(labelled(piece.source, self.readings))

    def shown(self, slot: Slot, number: int) -> tuple[Amount, Shown]:
        """What a slot prints: as sealed, or read now."""
        try:
            amount, shown = read_slot(slot, self.readings)
        except Refused as refused:
            return Amount(None, 0), Shown(BLANK, str(refused))
        if self.signed:
            kept = next((one for one in self.filled.slots if one.slot == number), None)
            if kept:
                amount = replace(amount, value=kept.value, rows=kept.rows)
                shown = Shown(kept.text, kept.flag)
        return amount, shown

    def readings_of(self, piece: Slot | Claim) -> list[tuple[Located, Reading]]:
        """The readings that a slot or claim names, each once."""
        found: list[tuple[Located, Reading]] = []
        for name in names_of(piece):
            try:
                located = self.readings.locate(name)
                reading = self.reader.reading_of(located)
            except Refused:
                continue
            if all(located != other for other, _ in found):
                found.append((located, reading))
        return found

    @property
    def blocked(self) -> int:
        """How many places must be seen to before the report goes on."""
        return len(blocking(self.filled))

    @property
    def open(self) -> bool:
        """Whether its prose may still be changed."""
        return self.row.record.state in (State.DRAFT, State.CHECKED)
