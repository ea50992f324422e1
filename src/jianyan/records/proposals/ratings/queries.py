"""Reads of ratings, used by pages and figures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from jianyan.ground.models import Category, Clock, Office, Record, Role, Rulebook
from jianyan.ground.models.committees import in_force
from jianyan.ground.register import today
from jianyan.ground.rulebook import preset, provision
from jianyan.kernel.scope import Scope
from jianyan.records.proposals.cases.models import Cosigner, Merge, Proposal
from jianyan.records.proposals.cases.queries import assigned, following, known

from .models import Level, Rating, RatingObjection, Rehandling

LEVELS = {
    Level.SATISFIED: "proposals.counts_satisfied",
    Level.BASICALLY: "proposals.counts_basically",
    Level.UNSATISFIED: "proposals.counts_unsatisfied",
}
"""What an entry of the scale counts as, and where the rulebook says so."""

Rows = QuerySet[Any]


def level_of(rulebook: Rulebook | None, code: str) -> Level:
    """What a rulebook takes an entry of the scale for."""
    said = (level for level, path in LEVELS.items() if code in provision(rulebook, path))
    return next(said, Level.NEITHER)


def levels_of(
    rulebook: Rulebook | None,
    result: Category,
    attitude: Category | None = None,
    way: Category | None = None,
) -> dict[str, Level | None]:
    """What a rulebook takes each part of a rating for, by the columns that keep it."""
    rated = {"level": result, "attitude_level": attitude, "way_level": way}
    return {name: level_of(rulebook, one.code) if one else None for name, one in rated.items()}


def scale(record: Record, part: str) -> list[Category]:
    """The entries of the scale on which a part (attitude, way, result) of a case is rated, in the
    rulebook's order; a version that was written in words is read by the entries' names."""
    said: Sequence[str] = provision(record.rulebook, f"proposals.scale_{part}")
    entries = Category.objects.filter(committee=record.committee_id, scheme="rating_scale")
    found = {name: one for one in entries for name in (one.label, one.code)}
    return [found[name] for name in said if name in found]


def listed() -> QuerySet[Any]:
    """Rows with what a list shows."""
    rows = Rating.objects.standing().prefetch_related("objections")
    return rows.select_related("record", "person", "body", "attitude", "way", "result")


def ratings(scope: Scope) -> QuerySet[Any]:
    return Rating.objects.standing()


def kept() -> Rows:
    """Ratings that nobody has objected to, of those who may rate the case still."""
    objected = RatingObjection.objects.standing().values("rating")
    return Rating.objects.standing().filter(left_on=None).exclude(pk__in=objected)


def current() -> Rows:
    """Ratings of the last handling that count as such."""
    again = Rehandling.objects.standing().filter(record=OuterRef("record")).order_by()
    times = again.values("record").annotate(times=Count("pk")).values("times")
    rows = kept().annotate(again=Coalesce(Subquery(times, output_field=IntegerField()), 0))
    return rows.filter(round__gt=F("again"))


def counted(scope: Scope) -> QuerySet[Any]:
    """Counted ratings by the cut-off that nobody had objected to by then, of those who might rate the
    case still."""
    objected = known(RatingObjection.objects.standing(), scope).values("rating")
    still = Q(left_on=None) | Q(left_on__gt=scope.known_until)
    found = following(ratings(scope), scope).filter(still, counted=True)
    return found.exclude(pk__in=objected)


LATER = Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk"))
SAME_RATER = Q(person=OuterRef("person")) | Q(person__isnull=True, body=OuterRef("body"))


def last_counted(rows: Rows) -> Rows:
    """Of ratings, the last one of each case."""
    return rows.filter(~Exists(rows.filter(LATER, record=OuterRef("record"))))


def last_of_each(rows: Rows) -> Rows:
    """Of ratings, the last one of each rater of each case."""
    return rows.filter(~Exists(rows.filter(LATER, SAME_RATER, record=OuterRef("record"))))


def judged(rows: Rows, level: Level, kept: str = "level") -> Q:
    """Cases that the ratings in `rows` make so satisfied, by the rule that each case keeps: the
    first proposer's or anybody's last one, the worst, or what most say (of as many, the worse).
    `kept` is the column of what they say."""
    last, each = last_counted(rows), last_of_each(rows)
    worse = each.filter(**{f"{kept}__gt": level}, record=OuterRef("record"))
    so = {kept: level}
    return (
        Q(rating_counts__in=("first", "all"), pk__in=last.filter(**so).values("record"))
        | Q(rating_counts="worst", pk__in=each.filter(~Exists(worse), **so).values("record"))
        | Q(rating_counts="majority", pk__in=_most(each, level, kept))
    )


def _most(each: Rows, level: Level, kept: str) -> Rows:
    """The cases in which more say so than anything worse, and no fewer than anything better."""
    said = {f"n{one}": Count("pk", filter=Q(**{kept: one})) for one in Level.values}
    rows = each.order_by().values("record").annotate(**said)
    for one in Level.values:
        if one != level:
            most = f"n{int(level)}__{'gt' if one > level else 'gte'}"
            rows = rows.filter(**{most: F(f"n{one}")})
    return rows.values("record")


def rated(scope: Scope) -> QuerySet[Any]:
    """Assigned cases with a counted rating, and all where the rulebook takes all for the base."""
    found = Q(pk__in=counted(scope).values("record")) | Q(rates_over="all")
    return assigned(scope).filter(found)


def is_satisfied(scope: Scope) -> Q:
    return judged(counted(scope), Level.SATISFIED)


def is_basically(scope: Scope) -> Q:
    return judged(counted(scope), Level.BASICALLY)


def is_unsatisfied(scope: Scope) -> Q:
    return judged(counted(scope), Level.UNSATISFIED)


def rated_attitude(scope: Scope) -> Rows:
    """Assigned cases whose attitude was rated, and all that ask for it where all are the base."""
    return _rated_part(scope, "attitude")


def rated_way(scope: Scope) -> Rows:
    """Assigned cases whose way was rated, and all that ask for it where all are the base."""
    return _rated_part(scope, "way")


def is_so(part: str, level: Level) -> Callable[[Scope], Q]:
    """The cases that the ratings of a part (attitude, way) make so satisfied."""
    return lambda scope: judged(_of_part(scope, part), level, f"{part}_level")


def _of_part(scope: Scope, part: str) -> Rows:
    """Counted ratings that rate a part."""
    return counted(scope).filter(**{f"{part}_level__isnull": False})


def _rated_part(scope: Scope, part: str) -> Rows:
    asked = "record__rulebook__data__proposals__rating_parts"
    says = Q(**{f"{asked}__icontains": f'"{part}"'})
    if part in preset("county")["proposals"]["rating_parts"]:
        says |= Q(record__rulebook=None) | Q(**{f"{asked}__isnull": True})
    found = Q(pk__in=_of_part(scope, part).values("record"))
    return assigned(scope).filter(found | Q(rates_over="all") & says)


def unsatisfied_now(record: int) -> bool:
    """Whether the ratings of the last handling, by the case's rule, make it 不满意."""
    rows = current().filter(counted=True, record=record)
    return Proposal.objects.filter(judged(rows, Level.UNSATISFIED), pk=record).exists()


def rehandled(scope: Scope) -> QuerySet[Any]:
    return Rehandling.objects.standing()


def has_rating(scope: Scope) -> QuerySet[Any]:
    """Assigned cases with a counted rating, whatever the rulebook takes for the base."""
    return assigned(scope).filter(pk__in=counted(scope).values("record"))


def rehandlings() -> QuerySet[Any]:
    """Second handlings with what a list shows."""
    return Rehandling.objects.standing().select_related("record", "task__unit")


def signatures() -> QuerySet[Any]:
    """Signatures of people under proposals."""
    return Cosigner.objects.standing().filter(signed_on__isnull=False, person__isnull=False)


@dataclass(frozen=True, slots=True)
class Rater:
    """Who may rate a case: a person, or the body in whose name it was proposed."""

    person: int | None
    body: int | None = None


def raters(case: Proposal) -> list[Rater]:
    """Who may rate a case, the first proposer first: the proposing body or the first proposer, who
    signed it, and the same of the cases merged into it."""
    every = _with_merged(case)
    found = [Rater(None, one.body_id) if one.body_id else Rater(one.proposer_id) for one in every]
    signed = signatures().filter(record__in=[one.pk for one in every]).order_by("pk")
    found += [Rater(person) for person in signed.values_list("person", flat=True)]
    return list(dict.fromkeys(found))


def waited_for(case: Proposal) -> list[Rater]:
    """Who has not rated the last handling of a case yet."""
    rows = current().filter(record=case.pk).values_list("person", "body")
    said = {Rater(person, None if person else body) for person, body in rows}
    # Who handed it in for a body may have rated in their own name.
    said |= {
        Rater(None, one.body_id) for one in _with_merged(case) if Rater(one.proposer_id) in said
    }
    return [one for one in raters(case) if one not in said]


def people_of(found: Collection[Rater]) -> list[int]:
    """The people who rate: raters themselves, and who convenes the bodies today."""
    bodies = [one.body for one in found if one.body]
    held = Office.objects.filter(
        in_force(today()), role=Role.CONVENER, body__in=bodies, struck_at__isnull=True
    )
    conveners = held.values_list("person", flat=True) if bodies else ()
    return sorted({*(one.person for one in found if one.person), *conveners})


def proposers_of(found: Collection[Clock]) -> dict[int, list[int]]:
    """The people who proposed the case of each clock, by the clock."""
    cases = Proposal.objects.filter(pk__in={clock.record_id for clock in found})
    people = {case.pk: people_of(raters(case)) for case in cases}
    return {clock.pk: people[clock.record_id] for clock in found if clock.record_id in people}


def _with_merged(case: Proposal) -> list[Proposal]:
    merged = Merge.objects.standing().filter(main=case.pk, undone_on=None).values("record")
    return [case, *Proposal.objects.filter(pk__in=merged).order_by("pk")]
