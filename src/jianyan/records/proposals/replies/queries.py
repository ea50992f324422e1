"""Reads of replies, used by pages and figures."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from jianyan.kernel.scope import Scope
from jianyan.records.proposals.cases.queries import assigned, following, known
from jianyan.records.proposals.tasks.queries import answering, is_met, termed

from .models import Reply, ReplyClass


def listed() -> QuerySet[Any]:
    """Rows with what a list shows."""
    return (
        Reply.objects.standing()
        .select_related("record", "task__unit")
        .prefetch_related("classes__grade")
    )


def last_of_tasks() -> QuerySet[Any]:
    """The last reply of each task."""
    after = Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk"))
    later = Reply.objects.standing().filter(after, task=OuterRef("task"))
    return Reply.objects.standing().filter(~Exists(later))


def replies(scope: Scope) -> QuerySet[Any]:
    """Replies by the cut-off to cases of the period."""
    return following(Reply.objects.standing(), scope)


def is_answered(scope: Scope) -> Q:
    """A case whose answering tasks in force at the cut-off have each a reply, one that counts by
    the rule the case is judged by: any, or only those given properly."""
    owed = answering(scope)
    silent = owed.exclude(pk__in=replies(scope).values("task"))
    replied = Q(pk__in=owed.values("record")) & ~Q(pk__in=silent.values("record"))
    return replied & (Q(answer_counts="replied") | is_proper(scope))


def is_proper(scope: Scope) -> Q:
    """A case replied to within the term, after as many counted contacts as its rule asks for."""
    later = Reply.objects.filter(
        record=OuterRef("record"), struck_at__isnull=True, round=1, on__gte=OuterRef("on")
    )
    return is_met(scope, Exists(later.filter(on__lte=scope.known_until))) & ~is_late(scope)


def answered(scope: Scope) -> QuerySet[Any]:
    return assigned(scope).filter(is_answered(scope))


def due(scope: Scope) -> QuerySet[Any]:
    """Answering tasks whose term, extensions included, ran out before the cut-off."""
    return termed(answering(scope), scope.known_until).filter(term__lt=scope.known_until)


def late(scope: Scope) -> QuerySet[Any]:
    """Tasks without a reply by the last day of their term."""
    in_time = Reply.objects.filter(
        task=OuterRef("pk"), struck_at__isnull=True, on__lte=OuterRef("term")
    )
    return due(scope).filter(~Exists(in_time))


def is_due(scope: Scope) -> Q:
    return Q(pk__in=due(scope).values("record"))


def is_late(scope: Scope) -> Q:
    return Q(pk__in=late(scope).values("record"))


def due_cases(scope: Scope) -> QuerySet[Any]:
    """Assigned cases with an answering task whose term has run out."""
    return assigned(scope).filter(is_due(scope))


def overdue_cases(scope: Scope) -> QuerySet[Any]:
    return assigned(scope).filter(is_late(scope))


def is_in_time(scope: Scope) -> Q:
    return ~is_late(scope)


def classes(scope: Scope) -> QuerySet[Any]:
    """Classes in force at the cut-off, one for each unit's last reply."""
    kept = Q(ended_on__isnull=True) | Q(ended_on__gt=scope.known_until)
    return known(ReplyClass.objects.standing(), scope).filter(kept, reply__struck_at__isnull=True)


def solved(scope: Scope) -> QuerySet[Any]:
    """Replies of a class that counts as solved."""
    return classes(scope).filter(solved=True)


def tracked_before(scope: Scope) -> QuerySet[Any]:
    """Replies of the period before of a class that must be tracked, as known at its end."""
    return classes(scope.before()).filter(tracked=True)


def regradings() -> QuerySet[Any]:
    """Changes of class, with what a list shows: the classes that came with a reason."""
    rows = ReplyClass.objects.standing().exclude(reason="")
    return rows.select_related("record", "reply__task__unit", "grade")


def class_now(row: Reply) -> str:
    """The class of a reply as it stands."""
    return next(iter(_classes(row)[::-1]), "")


def classes_before(row: Reply) -> list[str]:
    """The classes that a reply had before, the first one first."""
    return _classes(row)[:-1]


def _classes(row: Reply) -> list[str]:
    held = [one for one in row.classes.all() if one.struck_at is None]
    return [str(one.grade) for one in sorted(held, key=lambda one: (one.on, one.pk))]
