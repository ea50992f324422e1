"""Advice kept for tables of many: looked up by the ticking, read in a handful of statements.

To look for what is like a text takes a tenth of a second; a table of three hundred cannot wait for it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Exists, OuterRef

from jianyan.ground.advised import ADVISED, SAYING, Advised, Like, Named, Said
from jianyan.ground.models import Record, Role
from jianyan.ground.register import today
from jianyan.ground.ticking import task
from jianyan.kernel.rules import Actor, Held

from .advice import decisions, topic_named, why_of
from .alike import Text, alike, visible
from .judging import Candidate, candidates
from .models import Kept

MOST = 500
"""How many records one ticking looks at."""


def undecided(advised: Advised) -> frozenset[str]:
    """The states in which something of a record that was sent is still to be decided."""
    return advised.reviewed.union(*(topic.states for topic in advised.topics)) - advised.writing


@task("assist-kept", piecemeal=True)
def keep() -> int:
    """Look at every undecided record that is new or changed, once a day at all of them, and again at
    those that a new one is like."""
    return sum(_keep(advised) for advised in ADVISED.values())


def _keep(advised: Advised) -> int:
    rows = Record.objects.filter(kind=advised.kind, state__in=undecided(advised))
    known = Kept.objects.filter(record=OuterRef("pk"), version=OuterRef("version"), day=today())
    new = list(rows.exclude(Exists(known)).order_by("pk")[:MOST])
    likes = {pk for row in new for pk in _look(advised, row)} - {row.pk for row in new}
    again = list(rows.filter(pk__in=likes)) if likes else []
    for row in again:
        _look(advised, row)
    return len(new) + len(again)


def _look(advised: Advised, record: Record) -> list[int]:
    """Keep what is said of a record; gives what it is like."""
    committee, kind = record.committee_id, record.kind
    office = Actor(today(), held=frozenset({Held(Role.STAFF, committee)}))
    found = alike(office, committee, kind, Text(record.title, record.text), record.pk)
    named = {
        topic.name: [
            (one.code, one.score, one.words, one.cases)
            for one in candidates(committee, kind, topic, record.title, record.text)
        ]
        for topic in advised.topics
        if record.state in topic.states
    }
    said = {"likes": [(one.record, one.score, one.why) for one in found], "named": named}
    as_of = {"version": record.version, "day": today()}
    Kept.objects.update_or_create(record=record, defaults=said | as_of)
    return [one.record for one in found]


def kept(
    actor: Actor, committee: int, kind: str, records: Collection[int], topics: Collection[str] = ()
) -> Mapping[int, Said]:
    """What was last said of records; likes as far as the actor may see them, as they are by now."""
    rows = list(Kept.objects.filter(record__in=records, record__committee=committee))
    asked = {pk for row in rows for pk, _, _ in row.likes}
    seen = _seen(actor, committee, kind, asked)
    likes = {
        row.pk: [
            Like(pk, kind, *seen[pk], score, why) for pk, score, why in row.likes if pk in seen
        ]
        for row in rows
    }
    named = {name: _of_topic(name, committee, rows, likes) for name in topics}
    return {
        row.pk: Said(tuple(likes[row.pk]), {name: named[name][row.pk] for name in topics})
        for row in rows
    }


def _seen(
    actor: Actor, committee: int, kind: str, records: set[int]
) -> dict[int, tuple[str, str, str, date]]:
    """Number, title, state and day of the records that the actor may see."""
    rows = visible(actor, committee, kind, records)
    named = rows.values_list("pk", "number", "title", "state", "dated_on") if records else ()
    return {pk: (number, title, state, day) for pk, number, title, state, day in named}


def _of_topic(
    name: str, committee: int, rows: list[Kept], likes: Mapping[int, list[Like]]
) -> dict[int, tuple[Named, ...]]:
    """The candidates of a topic, in the words of the panel, with like cases that were decided so."""
    if not rows:
        return {}
    topic = topic_named(name)
    options = topic.options(committee)
    past = decisions(topic, committee, [one for found in likes.values() for one in found])
    return {
        row.pk: tuple(
            Named(code, options[code], why_of(one, likes[row.pk], past))
            for code, score, words, cases in row.named.get(name, ())
            if code in options
            for one in [Candidate(code, options[code], score, tuple(words), cases)]
        )
        for row in rows
    }


SAYING.append(kept)
