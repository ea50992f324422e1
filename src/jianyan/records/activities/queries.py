"""Reads of activities, used by pages and figures."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from jianyan.ground.models import BodyKind, Category
from jianyan.kernel.scope import Scope

from .models import Activity, AgendaItem, Attendance, Guest, ResearchTopic, Visit

SCHEME = "activity_kind"
OF = "record__activity__"
"""The path from a part to its activity."""

LEVELS = ("code", "parent__code", "parent__parent__code", "parent__parent__parent__code")


def below(scope: Scope, *codes: str, of: str = "") -> Q:
    """Rows whose kind is one of the codes or lies under it in the tree (four levels deep)."""
    under = Q()
    for path in LEVELS:
        under |= Q(**{f"{path}__in": codes})
    tree = Category.objects.filter(under, scheme=SCHEME, committee__in=scope.committees)
    return Q(**{f"{of}sort__in": tree.order_by().values("pk")})


# lists


def listed() -> QuerySet[Any]:
    """Activities with what a list shows."""
    return Activity.objects.select_related("record", "sort", "body").annotate(
        present=_present_at(OuterRef("pk"))
    )


def listed_topics() -> QuerySet[Any]:
    return ResearchTopic.objects.select_related("record", "body", "leader")


def attendances() -> QuerySet[Any]:
    return Attendance.objects.standing().select_related("record", "person")


def visits() -> QuerySet[Any]:
    return Visit.objects.standing().select_related("record", "place")


def guests() -> QuerySet[Any]:
    return Guest.objects.standing().select_related("record")


def agenda_items() -> QuerySet[Any]:
    return AgendaItem.objects.standing().select_related("record")


def _present_at(record: Any) -> Any:
    """How many named people were present at an activity."""
    rows = Attendance.objects.filter(
        record=record, presence=Attendance.Presence.PRESENT, struck_at__isnull=True
    )
    counted = rows.order_by().values("record").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


# activities held


def held(scope: Scope) -> QuerySet[Any]:
    """Activities that were held."""
    return Activity.objects.filter(held_on__isnull=False).exclude(record__state="void")


def meetings(scope: Scope) -> QuerySet[Any]:
    return held(scope).filter(below(scope, "meeting"))


def studies(scope: Scope) -> QuerySet[Any]:
    return held(scope).filter(below(scope, "study"))


def trainings(scope: Scope) -> QuerySet[Any]:
    return held(scope).filter(below(scope, "training"))


def expert_lectures(scope: Scope) -> QuerySet[Any]:
    return held(scope).filter(below(scope, "expert"))


def integrity_lectures(scope: Scope) -> QuerySet[Any]:
    return held(scope).filter(below(scope, "integrity_lecture"))


def inspections(scope: Scope) -> QuerySet[Any]:
    return held(scope).filter(below(scope, "inspection"))


def study_tours(scope: Scope) -> QuerySet[Any]:
    return held(scope).filter(below(scope, "study_tour"))


def research_trips(scope: Scope) -> QuerySet[Any]:
    return held(scope).filter(below(scope, "research"))


def events(scope: Scope) -> QuerySet[Any]:
    return held(scope).filter(below(scope, "event"))


def sessions_of_series(scope: Scope) -> QuerySet[Any]:
    """Activities held that are numbered in a series (第几期)."""
    return held(scope).filter(issue__isnull=False)


def with_person_times(scope: Scope) -> QuerySet[Any]:
    """Activities held, each with `person_times`: the named who were present and the others."""
    return held(scope).annotate(person_times=_present_at(OuterRef("pk")) + F("others"))


# who was there


def _attendances(scope: Scope) -> QuerySet[Any]:
    rows = Attendance.objects.standing()
    return rows.filter(record__committee__in=scope.committees, **{f"{OF}held_on__isnull": False})


def attended(scope: Scope) -> QuerySet[Any]:
    """Named people who were present."""
    return _attendances(scope).filter(presence=Attendance.Presence.PRESENT)


def expected(scope: Scope) -> QuerySet[Any]:
    """Members entered as due at a meeting, members on its day, but for those away on duty."""
    return _due(scope).exclude(presence=Attendance.Presence.DUTY)


def on_leave(scope: Scope) -> QuerySet[Any]:
    return _due(scope).filter(presence=Attendance.Presence.LEAVE)


def on_duty(scope: Scope) -> QuerySet[Any]:
    return _due(scope).filter(presence=Attendance.Presence.DUTY)


def _due(scope: Scope) -> QuerySet[Any]:
    day = F(f"{OF}held_on")
    then = Q(person__memberships__until__isnull=True) | Q(person__memberships__until__gte=day)
    members = Attendance.objects.filter(
        then,
        record__committee__in=scope.committees,
        person__memberships__body__kind=BodyKind.MEMBERS,
        person__memberships__struck_at__isnull=True,
        person__memberships__since__lte=day,
    )
    rows = _attendances(scope).filter(below(scope, "meeting", of=OF), pk__in=members.values("pk"))
    return rows.exclude(role=Attendance.Role.OBSERVED)


def present(scope: Scope) -> Q:
    return Q(presence=Attendance.Presence.PRESENT)


def party_lecturers(scope: Scope) -> QuerySet[Any]:
    """Who gave party lectures, those on integrity included."""
    rows = attended(scope).filter(role=Attendance.Role.LECTURED)
    return rows.filter(below(scope, "party_lecture", "integrity_lecture", of=OF))


# where it went


def places_visited(scope: Scope) -> QuerySet[Any]:
    """Places that visits, inspections, study tours and research trips went to."""
    rows = Visit.objects.standing().filter(**{f"{OF}held_on__isnull": False})
    return rows.filter(
        below(scope, "visit", "inspection", "study_tour", "research", of=OF),
        record__committee__in=scope.committees,
    )


def enterprises_visited(scope: Scope) -> QuerySet[Any]:
    return places_visited(scope).filter(place_kind=BodyKind.ENTERPRISE)


def communities_visited(scope: Scope) -> QuerySet[Any]:
    return places_visited(scope).filter(place_kind=BodyKind.COMMUNITY)


def person_times_by_place_kind(scope: Scope) -> QuerySet[Any]:
    """One row per activity and kind of place, with `person_times`.

    Who goes round three communities on one trip has gone once: the first place of a kind stands
    for the others.
    """
    held = {f"{OF}held_on__range": (scope.period.start, scope.last_day)}
    firsts = places_visited(scope).filter(**held).order_by().values("record", "place_kind")
    rows = Visit.objects.filter(pk__in=firsts.annotate(first=Min("pk")).values("first"))
    return rows.annotate(person_times=_present_at(OuterRef("record")) + F(f"{OF}others"))


def integrity_places(scope: Scope) -> QuerySet[Any]:
    rows = Visit.objects.standing().filter(**{f"{OF}held_on__isnull": False})
    return rows.filter(below(scope, "integrity_visit", of=OF))


# agenda and topics


def agenda(scope: Scope) -> QuerySet[Any]:
    """Items on the agenda of meetings held."""
    return AgendaItem.objects.standing().filter(**{f"{OF}held_on__isnull": False})


def agenda_done(scope: Scope) -> QuerySet[Any]:
    return agenda(scope).filter(done_on__lte=scope.known_until)


def topics(scope: Scope) -> QuerySet[Any]:
    """Research topics chosen and not dropped by the cut-off."""
    chosen = ResearchTopic.objects.filter(chosen_on__isnull=False).exclude(record__state="void")
    return chosen.exclude(dropped_on__lte=scope.known_until)


def topic_completed(scope: Scope) -> Q:
    return Q(completed_on__lte=scope.known_until)
