"""What of proposals may be advised on: category and unit, learnt from what the committee decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from jianyan.ground.advised import Advised, Decided, Topic, register_advised
from jianyan.ground.models import Body, Category
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import CaseState as S
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.replies.models import Reply
from jianyan.records.proposals.tasks.models import HANDLERS, TaskRole, UnitTask

WRITTEN = frozenset({S.DRAFT.value, S.SENT_BACK.value})
REVIEWED = frozenset({S.SUBMITTED.value})
OPEN = WRITTEN | REVIEWED


def categories(committee: int) -> Mapping[str, str]:
    """The committee's own categories in force, by code."""
    rows = Category.objects.filter(committee=committee, scheme="proposal_category", until=None)
    return dict(rows.values_list("code", "label"))


def categorised(committee: int, records: Collection[int] | None = None) -> Iterable[Decided]:
    """The category of each proposal that has one."""
    rows = Proposal.objects.filter(record__committee=committee, local__isnull=False)
    if records is not None:
        rows = rows.filter(pk__in=records)
    return rows.values_list("pk", "local__code").iterator()


def units(committee: int) -> Mapping[str, str]:
    """The units that may be given a proposal, by their keys."""
    rows = Body.objects.filter(committee=committee, kind__in=HANDLERS, until=None)
    return {str(pk): name for pk, name in rows.values_list("pk", "name")}


def assigned(committee: int, records: Collection[int] | None = None) -> Iterable[Decided]:
    """The unit that leads in each proposal (alone, or with others), as it stands."""
    rows = UnitTask.objects.filter(
        record__committee=committee, struck_at__isnull=True, ended_on__isnull=True
    )
    rows = rows.exclude(role=TaskRole.CO).exclude(state="void")
    if records is not None:
        rows = rows.filter(record__in=records)
    return ((pk, str(unit)) for pk, unit in rows.values_list("record_id", "unit_id").iterator())


def wished(record: int) -> list[str]:
    """The units that the proposer would have it led by."""
    rows = Proposal.wished_leads.through.objects.filter(proposal=record)
    return [str(unit) for unit in rows.values_list("body_id", flat=True)]


def parts(record: int) -> tuple[str, str]:
    """Situation and analysis."""
    row = Proposal.objects.only("situation", "analysis").get(pk=record)
    return row.situation, row.analysis


def replies(record: int) -> list[tuple[str, str]]:
    """Each unit's standing replies."""
    rows = Reply.objects.filter(record=record, struck_at__isnull=True).order_by("on", "pk")
    return [(str(one.task.unit), one.text) for one in rows.select_related("task__unit")]


register_advised(
    Advised(
        kind=CASES.key,
        writing=WRITTEN,
        reviewed=REVIEWED,
        deciding=frozenset({"prereview", "file", "assign"}),
        joining=frozenset({"merge"}),
        parts=parts,
        replies=replies,
        topics=(
            Topic(
                name="category", title="类别", options=categories, decided=categorised, states=OPEN
            ),
            Topic(
                name="unit",
                title="承办单位",
                options=units,
                decided=assigned,
                states=OPEN | {S.FILED.value},
                wished=wished,
            ),
        ),
    )
)
