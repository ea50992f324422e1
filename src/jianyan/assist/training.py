"""Learning from the register: per committee and kind, from what every member of it may read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from jianyan.ground.advised import ADVISED, Advised
from jianyan.ground.models import Committee, Cursor, Record, Role
from jianyan.ground.register import today
from jianyan.ground.ticking import task
from jianyan.kernel.charter import CHARTERS
from jianyan.kernel.rules import Actor, Held

from .learning import Case, Learnt, learn
from .models import Training, Word
from .wording import pairs

MOST = 20_000
"""The latest records that are learnt from."""
PAIR = 60
SIZE = 500


def common(committee: int, kind: str) -> QuerySet[Record]:
    """The records of a kind that any member of the committee may read, by the kind's own rule."""
    member = Actor(today(), held=frozenset({Held(Role.MEMBER, committee)}))
    charter = CHARTERS[kind]
    rows = charter.model._default_manager.filter(
        charter.view(member), record__committee=committee
    ).exclude(record__state="void")
    return Record.objects.filter(kind=kind, pk__in=rows.values("pk"))


@transaction.atomic
def train(committee: int) -> dict[str, int]:
    """Learn a committee's texts and decisions anew; gives how many records of each kind were read.

    Who asks while it is being learnt waits, and then learns once more: what is kept is of one learning.
    """
    Committee.objects.select_for_update().get(pk=committee)
    return {kind: _train(committee, advised) for kind, advised in ADVISED.items()}


def _train(committee: int, advised: Advised) -> int:
    rows = common(committee, advised.kind).order_by("-dated_on", "-pk")[:MOST]
    texts = {pk: (title, text) for pk, title, text in rows.values_list("pk", "title", "text")}
    seen: Counter[str] = Counter()
    for title, text in texts.values():
        seen.update(frozenset(pairs(f"{title}\n{text}")))
    learnt = {
        topic.name: learn(
            [Case(*texts[pk], code) for pk, code in topic.decided(committee, None) if pk in texts]
        )
        for topic in advised.topics
    }
    Training.objects.filter(committee=committee, kind=advised.kind).delete()
    kept = Training.objects.create(
        committee_id=committee,
        kind=advised.kind,
        at=timezone.now(),
        records=len(texts),
        labels={name: dict(one.labels) for name, one in learnt.items()},
    )
    Word.objects.bulk_create(_words(kept, seen, learnt), batch_size=SIZE)
    return len(texts)


def _words(kept: Training, seen: Counter[str], learnt: dict[str, Learnt]) -> Iterator[Word]:
    for pair, records in seen.items():
        if len(pair) <= PAIR:
            says = {name: one.says[pair] for name, one in learnt.items() if pair in one.says}
            yield Word(training=kept, pair=pair, records=records, says=says)


def training_of(committee: int, kind: str) -> Training | None:
    """What a committee last learnt of a kind."""
    return Training.objects.filter(committee=committee, kind=kind).first()


def words_of(training: Training, asked: Iterable[str]) -> dict[str, Word]:
    """What was learnt of the named pairs."""
    names = list(dict.fromkeys(asked))
    found: dict[str, Word] = {}
    for start in range(0, len(names), SIZE):
        rows = Word.objects.filter(training=training, pair__in=names[start : start + SIZE])
        found.update((word.pair, word) for word in rows)
    return found


def occurring(training: Training, asked: Iterable[str]) -> dict[str, int]:
    """In how many of the records learnt from each of the named pairs occurs, where in any."""
    names = list(dict.fromkeys(asked))
    found: dict[str, int] = {}
    for start in range(0, len(names), SIZE):
        rows = Word.objects.filter(training=training, pair__in=names[start : start + SIZE])
        found.update(rows.values_list("pair", "records"))
    return found


def learnt_of(training: Training, topic: str, words: dict[str, Word]) -> Learnt:
    """What was learnt of a topic, as far as the given words go."""
    return Learnt(
        cases=training.records,
        seen={pair: word.records for pair, word in words.items()},
        says={pair: word.says[topic] for pair, word in words.items() if topic in word.says},
        labels=training.labels.get(topic, {}),
    )


@task("assist")
def daily() -> int:
    """Learn once a day."""
    day = str(timezone.localdate())
    cursor, _ = Cursor.objects.get_or_create(name="assist")
    if cursor.value == day:
        return 0
    done = sum(sum(train(pk).values()) for pk in Committee.objects.values_list("pk", flat=True))
    Cursor.objects.filter(pk=cursor.pk).update(value=day)
    return done
