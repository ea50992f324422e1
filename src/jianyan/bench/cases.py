"""Proposals to measure with: through their whole life, or by the thousand with one task each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from jianyan.ground.models import BodyKind, Record, Response, Suggestion
from jianyan.records.proposals import models as tables
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Merge, Proposal, Review, Submission

from .place import Place

ROLES = (("sole",), ("sole",), ("sole",), ("lead", "co"), ("lead", "co", "co"), ("separate",) * 2)
VERDICTS = ("adopted", "partly", "not")
LEVELS = {
    "satisfied": tables.Level.SATISFIED,
    "basically": tables.Level.BASICALLY,
    "unsatisfied": tables.Level.UNSATISFIED,
}
LATER = {"filed": "filed_on", "assigned": "assigned_on", "closed": "closed_on"}


def propose(place: Place, year: int, count: int) -> int:
    """A year's proposals, with what became of each; gives how many."""
    return place.enter(CASES, _year(place, year, count))


def _year(place: Place, year: int, count: int) -> list[tuple[Record, Proposal]]:
    pairs: list[tuple[Record, Proposal]] = []
    for n in range(count):
        record, row = _case(place, year, n)
        pairs.append((record, row))
        place.keep(Submission(record=record, on=record.dated_on))
        _suggest(place, record, row)
        if row.assigned_on:
            _handle(place, record, row.assigned_on)
        if place.chance(0.05) and n:
            _merge(place, record, pairs[0][0], row.filed_on or record.dated_on)
    return pairs


def _case(place: Place, year: int, n: int) -> tuple[Record, Proposal]:
    day = date(year, 1, 8) + timedelta(days=n % 4 if n % 3 else place.draw.randrange(330))
    reached = place.draw.choices(
        ("submitted", "filed", "assigned", "replied", "closed"), (2, 3, 10, 15, 70)
    )[0]
    record = place.record(
        f"关于改进第{n}项工作的提案", reached, day, number=f"{year}{n:05d}",
        session=place.sessions[year],
    )  # fmt: skip
    row = Proposal(
        timing="between" if n % 3 == 0 else "plenary",
        proposer_kind=place.entry("proposer_kind"),
        proposer=place.person(),
        local=place.entry("proposal_category"),
        national=place.entry("proposal_national"),
        submitted_on=day,
        rates_over="all" if place.chance(0.05) else "rated",
        contact_counts="entered" if place.chance(0.1) else "confirmed",
    )
    if reached != "submitted":
        row.filed_on = place.later(day, 3, 10)
    if reached in ("assigned", "replied", "closed"):
        row.assigned_on = place.later(day, 12, 30)
    if place.chance(0.03):
        row.withdrawn_on = place.later(day, 5, 400)
    return record, row


def _merge(place: Place, record: Record, main: Record, on: date) -> None:
    undone = place.later(on, 1, 300) if place.chance(0.3) else None
    place.keep(Merge(record=record, main=main, on=on, undone_on=undone))


def _suggest(place: Place, record: Record, row: Proposal) -> None:
    place.keep(Review(record=record, on=record.dated_on, outcome="filed"))
    for order in (1, 2):
        made = place.keep(
            Suggestion(
                record=record, state="answered", order=order, text=f"建议之{order}",
                source="proposal", raised_on=record.dated_on,
            )
        )  # fmt: skip
        if row.assigned_on:
            on = place.later(row.assigned_on, 40, 120)
            verdict = place.draw.choice(VERDICTS)
            place.keep(Response(record=record, suggestion=made, on=on, verdict=verdict))


def _handle(place: Place, record: Record, assigned: date) -> None:
    for role in place.draw.choice(ROLES):
        _task(place, record, role, assigned)
        if place.chance(0.05):
            _task(place, record, role, place.later(assigned, 5, 60))
    _rate(place, record, assigned)


def _task(place: Place, record: Record, role: str, sent: date) -> None:
    ended = place.later(sent, 5, 300) if place.chance(0.06) else None
    task = place.keep(
        tables.UnitTask(
            record=record, state="recalled" if ended else "done", role=role, sent_on=sent,
            unit=place.body(BodyKind.UNIT), due_on=sent + timedelta(days=90), ended_on=ended,
            ended_as="recalled" if ended else "",
        )
    )  # fmt: skip
    if role != "co" and place.chance(0.97):
        reply = place.keep(
            tables.Reply(record=record, task=task, on=place.later(sent, 30, 200), number="函")
        )
        grade = place.entry("reply_class")
        place.keep(tables.ReplyClass(record=record, reply=reply, grade=grade, on=reply.on))
    _contact(place, record, task, sent)


def _contact(place: Place, record: Record, task: Any, sent: date) -> None:
    made = place.keep(
        tables.Contact(
            record=record, unit=task.unit, on=place.later(sent, 10, 90), stage="during",
            way=place.entry("contact_way"), face=place.chance(0.9),
            signed_form=place.chance(0.3),
        )
    )  # fmt: skip
    for verdict, share in (("confirmed", 0.9), ("denied", 0.03)):
        if place.chance(share):
            on = place.later(made.on, 1, 60)
            place.keep(tables.ContactAnswer(record=record, contact=made, on=on, verdict=verdict))


def _rate(place: Place, record: Record, assigned: date) -> None:
    for round_, share in ((1, 0.95), (2, 0.15)):
        if not place.chance(share):
            continue
        person, on = place.person(), place.later(assigned, 60, 300)
        result = place.entry("rating_scale", *LEVELS)
        made = place.keep(
            tables.Rating(
                record=record, person=person, on=on, round=round_, result=result,
                counted=place.chance(0.9), level=LEVELS[result.code],
                attitude=result, attitude_level=LEVELS[result.code],
            )
        )  # fmt: skip
        if place.chance(0.03):
            on = place.later(made.on, 1, 90)
            place.keep(tables.RatingObjection(record=record, rating=made, on=on))


STATES = (*("closed",) * 6, "replied", "assigned", "filed", "submitted")
VOCABULARY = 4_000
"""Made-up words of two characters; the first is in nearly every text, the last in one of thousands."""
WORDS = 30
FIRST_CHARACTER = 0x4E00
CHARACTERS = 3_000


def propose_plainly(place: Place, count: int, years: tuple[int, ...]) -> int:
    """Many proposals, one task each, spread over years; gives how many."""
    return place.enter(CASES, _plain(place, count, years))


def _plain(place: Place, count: int, years: tuple[int, ...]) -> Iterator[tuple[Record, Proposal]]:
    units = place.bodies[BodyKind.UNIT]
    kinds, local = place.schemes["proposer_kind"], place.schemes["proposal_category"]
    texts = _texts(place.draw)
    for n in range(count):
        year = years[n % len(years)]
        day = date(year, 1, 8) + timedelta(days=n % 300)
        # Of earlier years everything is done.
        state = STATES[n // len(years) % len(STATES)] if year == years[-1] else "closed"
        assigned = day + timedelta(days=20) if state not in ("submitted", "filed") else None
        record = Record(
            committee=place.committee, title=f"关于改进第{n}项工作的提案", state=state, dated_on=day,
            number=f"{year}{n:06d}", session=place.sessions[year], text=next(texts),
        )  # fmt: skip
        row = Proposal(
            timing="plenary", proposer_kind=kinds[n % len(kinds)], local=local[n % len(local)],
            proposer=place.people[n % len(place.people)], submitted_on=day,
            filed_on=day + timedelta(days=5) if state != "submitted" else None,
            assigned_on=assigned,
        )  # fmt: skip
        task = tables.UnitTask(
            record=record, state="done", role="sole", unit=units[n % len(units)],
            sent_on=assigned or day, due_on=day + timedelta(days=110),
        )  # fmt: skip
        place.keep(task, struck=0)
        yield record, row


def _texts(draw: Random) -> Iterator[str]:
    """Texts without end, whose words are as unequally common as those of a language (Zipf)."""
    words = [
        "".join(chr(FIRST_CHARACTER + draw.randrange(CHARACTERS)) for _ in range(2))
        for _ in range(VOCABULARY)
    ]
    weights = [1 / place for place in range(1, VOCABULARY + 1)]
    while True:
        yield "，".join(draw.choices(words, weights, k=WORDS))
