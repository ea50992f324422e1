"""Reads of what follows: key proposals, supervision, consultations, look-backs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, When

from jianyan.ground.duedates import add_months
from jianyan.ground.models import BodyKind, Clock, Commitment
from jianyan.ground.rulebook import provision
from jianyan.kernel.scope import Scope
from jianyan.records.proposals.cases.models import CaseState
from jianyan.records.proposals.cases.queries import known, standing
from jianyan.records.proposals.replies.models import Reply, ReplyClass

from .models import (
    Achievement,
    KeyLeader,
    KeyProposal,
    KeyStep,
    LookBack,
    LookBackCheck,
    Outstanding,
    OverdueConsultation,
    Supervision,
)

YEARS_BACK = 3
"""A reply older than that has been looked back at, or never will be."""


def unconcluded() -> QuerySet[Any]:
    """Consultations on overdue cases that were fixed and whose result nobody has entered."""
    return OverdueConsultation.objects.standing().filter(words="")


def keys(scope: Scope) -> QuerySet[Any]:
    """Choices of key proposals not dropped by the cut-off."""
    kept = Q(ended_on__isnull=True) | Q(ended_on__gt=scope.known_until)
    return KeyProposal.objects.standing().filter(kept)


def keys_led_by_council(scope: Scope) -> QuerySet[Any]:
    """Key proposals led by somebody who on that day belonged to the chairperson's council."""
    membership = "person__memberships__"
    until = Q(**{f"{membership}until__isnull": True}) | Q(**{f"{membership}until__gte": F("on")})
    led = known(KeyLeader.objects.standing(), scope).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=scope.known_until),
        until,
        **{
            f"{membership}body__kind": BodyKind.COUNCIL,
            f"{membership}struck_at__isnull": True,
            f"{membership}since__lte": F("on"),
        },
    )
    return keys(scope).filter(pk__in=led.values("choice"))


def supervisions(scope: Scope) -> QuerySet[Any]:
    return Supervision.objects.standing()


def consultations(scope: Scope) -> QuerySet[Any]:
    return OverdueConsultation.objects.standing()


def look_backs(scope: Scope) -> QuerySet[Any]:
    return LookBack.objects.standing()


def is_really_done(scope: Scope) -> Q:
    """A reply (by its class) that a look-back by the cut-off found really carried out."""
    found = known(look_backs(scope), scope).filter(solved=True)
    return Q(reply__in=found.values("reply"))


def is_turned(scope: Scope) -> Q:
    """A tracked reply that by the cut-off was found solved or moved to a class that is."""
    moved = known(ReplyClass.objects.standing(), scope).filter(solved=True)
    return is_really_done(scope) | Q(reply__in=moved.values("reply"))


def keys_listed() -> QuerySet[Any]:
    """Key proposals with what a list shows."""
    rows = KeyProposal.objects.standing().select_related("record")
    return rows.prefetch_related("leaders__person")


def leaders_of(row: KeyProposal) -> str:
    """Who leads a key proposal now."""
    led = [one for one in row.leaders.all() if one.struck_at is None and one.ended_on is None]
    return "、".join(f"{one.rank}{one.person}" for one in led)


def supervisions_listed() -> QuerySet[Any]:
    return Supervision.objects.standing().select_related("record", "how", "leader")


def consultations_listed() -> QuerySet[Any]:
    return OverdueConsultation.objects.standing().select_related("record")


def look_backs_listed() -> QuerySet[Any]:
    return LookBack.objects.standing().select_related("record", "reply__task__unit")


def outstanding(scope: Scope) -> QuerySet[Any]:
    return Outstanding.objects.standing()


def outstanding_listed() -> QuerySet[Any]:
    """Outstanding proposals with what a list shows."""
    return Outstanding.objects.standing().select_related("record").prefetch_related("criteria")


def achievements_listed() -> QuerySet[Any]:
    """What was really achieved, with what a list shows."""
    return Achievement.objects.standing().select_related("record", "unit")


LAST_STEP = KeyStep.objects.filter(record=OuterRef("record"), struck_at__isnull=True).order_by(
    "-on", "-pk"
)


def step_now(record: int) -> str:
    """The last step in choosing a case as a key one; empty before the first."""
    rows = KeyStep.objects.standing().filter(record=record).order_by("-on", "-pk")
    return rows.values_list("step", flat=True).first() or ""


def candidates(committee: int) -> QuerySet[Any]:
    """Filed cases of a committee, with the last step of choosing them (`step_now`), when they were
    chosen as key and as outstanding ones."""
    key = KeyProposal.objects.standing().filter(record=OuterRef("record"), ended_on=None)
    award = Outstanding.objects.standing().filter(record=OuterRef("record"))
    rows = standing().filter(record__committee=committee, filed_on__isnull=False)
    return (
        rows.exclude(record__state__in=("merged", "withdrawn"))
        .select_related("record__session__term", "proposer", "body", "local")
        .annotate(
            step_now=Subquery(LAST_STEP.values("step")[:1]),
            key_on=Subquery(key.values("on")[:1]),
            award_on=Subquery(award.values("on")[:1]),
        )
        .order_by("record__number", "pk")
    )


def led_by(person: int) -> QuerySet[Any]:
    """The key proposals that a leader leads now: those still open first, the latest before the others."""
    led = KeyLeader.objects.standing().filter(person=person, ended_on=None)
    closed = Case(When(record__state=CaseState.CLOSED, then=1), default=0)
    rows = keys_listed().filter(pk__in=led.values("choice"), ended_on=None)
    return rows.order_by(closed, "-on", "-pk")


def open_checks() -> QuerySet[Any]:
    """What the parties found that the office has not settled yet."""
    settled = LookBack.objects.standing().filter(reply=OuterRef("reply"), on__gte=OuterRef("on"))
    return LookBackCheck.objects.standing().filter(~Exists(settled))


def to_look_back() -> QuerySet[Any]:
    """Last replies of a class that has to be followed up, and those to cases with promises."""
    tracked = ReplyClass.objects.standing().filter(tracked=True).values("reply")
    promised = Commitment.objects.filter(struck_at__isnull=True).values("record")
    later = Reply.objects.standing().filter(
        Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk")),
        task=OuterRef("task"),
    )
    rows = Reply.objects.standing().filter(Q(pk__in=tracked) | Q(record__in=promised))
    return rows.filter(~Exists(later)).exclude(record__state="void")


def promises() -> QuerySet[Any]:
    """What replies to proposals promised by a day."""
    return Commitment.objects.standing().filter(record__kind="proposals")


def come() -> QuerySet[Any]:
    """Replies whose look-back has come and is not settled: its clock runs."""
    running = Clock.objects.filter(
        kind="look_back",
        part_id=OuterRef("task"),
        starts_on=OuterRef("on"),
        met_on__isnull=True,
        ended_on__isnull=True,
    )
    return Reply.objects.standing().filter(Exists(running))


def years_looked(of: Q) -> dict[str, bool]:
    """The years of replies to look back at, the latest first, and whether the look-back on any of a
    year's has come: its clock runs, a party has checked, or the office has settled it."""
    running = Clock.objects.filter(
        kind="look_back", part_id=OuterRef("task"), starts_on=OuterRef("on"), ended_on__isnull=True
    )
    checked = LookBackCheck.objects.standing().filter(reply=OuterRef("pk"))
    settled = LookBack.objects.standing().filter(reply=OuterRef("pk"))
    rows = to_look_back().filter(of)
    come = rows.filter(Exists(running) | Exists(checked) | Exists(settled))
    reached = {day.year for day in come.dates("on", "year")}
    return {str(day.year): day.year in reached for day in rows.dates("on", "year", order="DESC")}


def looked(year: int) -> QuerySet[Any]:
    """The replies of a year to look back at, with what the page shows."""
    checks = LookBackCheck.objects.standing().select_related("person").order_by("on", "pk")
    backs = LookBack.objects.standing().order_by("on", "pk")
    classes = ReplyClass.objects.standing().select_related("grade").order_by("on", "pk")
    promises = Commitment.objects.filter(struck_at__isnull=True).order_by("due_on", "pk")
    due = Clock.objects.filter(
        kind="look_back", part_id=OuterRef("task"), starts_on=OuterRef("on"), ended_on__isnull=True
    )
    return (
        to_look_back()
        .filter(on__year=year)
        .select_related("record__rulebook", "task__unit")
        .prefetch_related(
            Prefetch("checks", checks, "checked"),
            Prefetch("look_backs", backs, "settled"),
            Prefetch("classes", classes, "graded"),
            Prefetch("record__commitments", promises, "promised"),
        )
        .annotate(due_on=Subquery(due.values("due_on")[:1]))
        .order_by("record__number", "pk")
    )


def coming_back(day: date) -> list[tuple[Reply, int]]:
    """The replies without their clock that are to be looked back at within the days that the case's
    rulebook names, each with the months after which."""
    has = Clock.objects.filter(kind="look_back", part_id=OuterRef("task"), starts_on=OuterRef("on"))
    done = LookBack.objects.standing().filter(reply=OuterRef("pk"))
    rows = to_look_back().filter(
        ~Exists(has), ~Exists(done), on__gte=add_months(day, -12 * YEARS_BACK), on__lte=day
    )
    found = []
    for reply in rows.select_related("record__rulebook", "task__unit").order_by("pk"):
        rule = reply.record.rulebook
        months = int(provision(rule, "proposals.look_back_months"))
        ahead = timedelta(days=int(provision(rule, "proposals.look_back_ahead_days")))
        if add_months(reply.on, months) - ahead <= day:
            found.append((reply, months))
    return found
