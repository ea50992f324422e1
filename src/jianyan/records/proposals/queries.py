"""Reads of a case as a ledger shows it: with its units and what its facts say."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from jianyan.ground.models import Clock, Record
from jianyan.ground.register import today

from .cases import queries
from .cases.models import CaseState, Merge, Proposal, Review
from .tasks.models import ANSWERING, TaskRole, UnitTask
from .tasks.queries import termed


def listed() -> QuerySet[Any]:
    """Rows with what a list shows."""
    tasks = UnitTask.objects.filter(struck_at=None).select_related("unit", "handler")
    termed_tasks = termed(tasks.order_by("pk"), today())
    return queries.listed().prefetch_related(Prefetch("record__unittasks", termed_tasks))


def whole() -> QuerySet[Any]:
    """Rows with all that the form reads, a handful of statements for any number of them."""
    return listed().prefetch_related(
        "record__reviews__reason",
        "record__merges__main",
        "record__cosigners__person",
        "record__suggestions",
        "wished_leads",
        "wished_cos",
    )


OPEN = (
    CaseState.ASSIGNED,
    CaseState.FILED,
    CaseState.SUBMITTED,
    CaseState.SENT_BACK,
    CaseState.REPLIED,
    CaseState.DRAFT,
)


def is_open() -> Q:
    """Cases that still wait on somebody."""
    return Q(record__state__in=OPEN)


def first_due() -> Any:
    """The earliest term of a reply that is still owed, for ordering: those without one come last."""
    owed = Clock.objects.filter(
        record=OuterRef("record"), kind="reply", met_on__isnull=True, ended_on__isnull=True
    )
    return Subquery(owed.order_by("due_on").values("due_on")[:1])


def outcome_of(row: Proposal) -> tuple[str, date | None, Any, Any]:
    """The last outcome of the review as a ledger says it: outcome, day, reason, main case."""
    merged = [one for one in _standing(row.record.merges) if one.undone_on is None]
    if merged:
        return "merged", merged[0].on, None, merged[0].main
    said = sorted(_standing(row.record.reviews), key=lambda one: (one.on, one.pk))
    if not said or row.record.state == CaseState.SUBMITTED:
        return "", None, None, None
    day = row.filed_on if said[-1].outcome == Review.Outcome.FILED else said[-1].on
    return said[-1].outcome, day, said[-1].reason, None


def merged_into(row: Proposal) -> QuerySet[Any]:
    """The records merged into a case and still part of it."""
    merges = Merge.objects.filter(main=row.pk, struck_at=None, undone_on=None)
    return Record.objects.filter(pk__in=merges.values("record")).order_by("number")


def had_outcome(row: Proposal, outcome: str, on: date | None) -> bool:
    """Whether the case had an outcome on a day, and another one after it."""
    if not outcome or outcome == outcome_of(row)[0]:
        return False
    if outcome == "merged":
        return any(one.on == on for one in _standing(row.record.merges))
    return any(one.outcome == outcome and one.on == on for one in _standing(row.record.reviews))


def sent_first(row: Proposal) -> dict[str, Any]:
    """The units of the first assignment, by the columns of a ledger."""
    tasks = [one for one in _standing(row.record.unittasks) if one.sent_on == row.assigned_on]
    answering = [one for one in tasks if one.role in ANSWERING]
    leads = [one.unit for one in tasks if one.role in (TaskRole.SOLE, TaskRole.LEAD)]
    return {
        "lead": leads[0] if leads else None,
        "cos": [one.unit for one in tasks if one.role == TaskRole.CO],
        "separate": [one.unit for one in tasks if one.role == TaskRole.SEPARATE],
        "due_on": answering[0].due_on if answering else None,
    }


def texts_of(row: Proposal) -> list[str]:
    """The numbered suggestions of a case, in order."""
    rows = sorted(_standing(row.record.suggestions), key=lambda one: one.order)
    return [one.text for one in rows]


def units_now(row: Proposal) -> str:
    """The units that have the case, each with its role."""
    live = [one for one in _standing(row.record.unittasks) if one.ended_on is None]
    return "、".join(str(one) for one in live)


def _standing(rows: Any) -> list[Any]:
    return [one for one in rows.all() if one.struck_at is None]


def proposers(row: Proposal) -> str:
    """Who proposed it, as a list shows it."""
    return str(row.body or row.proposer or "")


def prose(row: Proposal) -> list[tuple[str, str]]:
    """The three parts of the text, suggestions numbered one by one."""
    asked = "\n".join(f"{place}. {text}" for place, text in enumerate(texts_of(row), start=1))
    return [("一、情况", row.situation), ("二、分析", row.analysis), ("三、建议", asked)]
