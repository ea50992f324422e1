"""Reads of assignment: what is to be assigned, what was wished, and where the decision differs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import CaseState, Proposal, Routing
from jianyan.records.proposals.cases.queries import opinion_of, prereviews
from jianyan.records.proposals.tasks.models import TaskRole, UnitTask


def awaiting(actor: Actor, committee: int) -> QuerySet[Any]:
    """Filed cases that the actor may assign, in the order of their numbers."""
    rows = Proposal.objects.filter(
        CASES.move("assign").by(actor), record__committee=committee, record__state=CaseState.FILED
    )
    rows = rows.select_related("record", "proposer", "body", "local")
    wished = rows.prefetch_related("wished_leads", "wished_cos")
    return wished.order_by("record__number", "pk")


@dataclass(frozen=True, slots=True)
class Proposed:
    """The units proposed for a case: by its pre-review where one names them, else by its proposers."""

    lead: Any
    cos: list[Any]
    source: str


def proposed(rows: Collection[Any]) -> dict[int, Proposed]:
    """The proposed units of cases by pk."""
    said = prereviews([row.pk for row in rows])
    found = {}
    for row in rows:
        leads = list(row.wished_leads.all())
        one = opinion_of(said[row.pk])
        if one is not None and one.lead:
            found[row.pk] = Proposed(one.lead, list(one.cos.all()), "审查意见")
        else:
            cos = [*leads[1:], *row.wished_cos.all()]
            found[row.pk] = Proposed(leads[0] if leads else None, cos, "提案者希望")
    return found


def routed_to(pks: Collection[int]) -> dict[int, list[str]]:
    """The dispatchers that have cases now, by case."""
    rows = Routing.objects.standing().filter(record__in=pks, ended_on=None)
    found: dict[int, list[str]] = {pk: [] for pk in pks}
    for one in rows.select_related("dispatcher").order_by("pk"):
        found[one.record_id].append(one.dispatcher.short or one.dispatcher.name)
    return found


def differs(row: Proposal) -> tuple[str, str] | None:
    """The wished and the decided units in words where the two differ; None where they do not, or
    nothing was wished or decided."""
    wished = {*row.wished_leads.all(), *row.wished_cos.all()}
    tasks = UnitTask.objects.standing().filter(record=row.pk, ended_on=None)
    tasks = tasks.exclude(state="void").select_related("unit").order_by("pk")
    decided = list(tasks)
    if not wished or not decided:
        return None
    leads = {one.unit for one in decided if one.role != TaskRole.CO}
    if wished == {one.unit for one in decided} and (
        not row.wished_leads.all() or leads == set(row.wished_leads.all())
    ):
        return None
    said = [_named(row.wished_leads.all(), "主办"), _named(row.wished_cos.all(), "会办")]
    return "，".join(one for one in said if one), "、".join(str(one) for one in decided)


def _named(bodies: Iterable[Any], role: str) -> str:
    names = "、".join(str(one) for one in bodies)
    return f"{names}{role}" if names else ""


def unheld(actor: Actor) -> Q:
    """Cases being handled in which no unit owes a reply any more, after a return."""
    live = UnitTask.objects.filter(struck_at=None, ended_on=None).exclude(state="void")
    held = live.exclude(role=TaskRole.CO).filter(record=OuterRef("pk"))
    open_ones = Q(record__state=CaseState.ASSIGNED) & ~Q(Exists(held))
    return CASES.move("send").by(actor) & open_ones
