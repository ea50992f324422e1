"""Reads of unit tasks and contacts, used by pages and figures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from jianyan.ground.days import said_day
from jianyan.ground.models import Body, BodyKind, Clock, Office, Oversight, Person
from jianyan.ground.models.committees import in_force as in_force_on
from jianyan.ground.register import today
from jianyan.ground.rulebook import provision
from jianyan.ground.telling import ACTING
from jianyan.kernel.scope import Scope
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.cases.queries import following, known

from .models import ANSWERING, Contact, ContactAnswer, Extension, ReturnRequest, TaskRole, UnitTask


def listed() -> QuerySet[Any]:
    """Rows with what a list shows, the term as it stands today."""
    joined = ("record", "unit", "record__proposal", "handler")
    rows = UnitTask.objects.standing().select_related(*joined)
    return termed(rows, today())


def standing() -> QuerySet[Any]:
    """Tasks that are not void."""
    return UnitTask.objects.standing().exclude(state="void")


def sent(scope: Scope) -> QuerySet[Any]:
    """Every sending of a case to a unit, in whatever role."""
    return standing()


def returned(scope: Scope) -> QuerySet[Any]:
    return standing().filter(ended_as=UnitTask.Ending.RETURNED)


def in_force(scope: Scope) -> QuerySet[Any]:
    """Tasks of the scope's committees in force at the cut-off, of cases assigned in the period."""
    kept = Q(ended_on__isnull=True) | Q(ended_on__gt=scope.known_until)
    return following(standing(), scope, "sent_on").filter(kept)


def answering(scope: Scope) -> QuerySet[Any]:
    """Tasks in force at the cut-off that owe the proposer a reply."""
    return in_force(scope).filter(role__in=ANSWERING)


def people_of(unit: int) -> QuerySet[Person]:
    """The people who act for a unit today: those it may have handle its tasks."""
    held = Office.objects.filter(
        in_force_on(today()), body=unit, role__in=ACTING, struck_at__isnull=True
    )
    return Person.objects.filter(pk__in=held.values("person")).order_by("name", "pk")


def handler_name(task: UnitTask) -> str:
    """The handler's name, as a reply gives it; empty where nobody was named."""
    return task.handler.name if task.handler else ""


def handler_of(task: UnitTask) -> str:
    """Section and handler of a task as they stand together."""
    return " ".join(one for one in (task.section, handler_name(task)) if one)


def termed(tasks: QuerySet[Any], until: Any) -> QuerySet[Any]:
    """Tasks with `term`: the term in force on a day, granted extensions included."""
    longer = (
        granted(until)
        .filter(task=OuterRef("pk"))
        .order_by()
        .values("task")
        .annotate(last=Max("granted_until"))
        .values("last")
    )
    return tasks.annotate(term=Coalesce(Subquery(longer), F("due_on")))


def term_of(task: UnitTask) -> date | None:
    """The term of a task's reply as it stands today."""
    term: date | None = termed(UnitTask.objects.filter(pk=task.pk), today()).get().term
    return term


def granted(until: Any) -> QuerySet[Any]:
    """Longer terms that were granted by a day and not withdrawn by then."""
    kept = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=until)
    return Extension.objects.filter(
        kept, struck_at__isnull=True, answered_on__lte=until, granted_until__isnull=False
    )


def waiting(task: int) -> QuerySet[Any]:
    """Requests for a longer term that nobody has answered or withdrawn."""
    return Extension.objects.filter(
        task=task, struck_at__isnull=True, answered_on__isnull=True, withdrawn_on__isnull=True
    )


def returns_asked(record: int) -> int:
    """How often units have asked to return a case: its bounces."""
    return ReturnRequest.objects.filter(record=record, struck_at__isnull=True).count()


def returns_most(task: UnitTask) -> int:
    return int(provision(task.record.rulebook, "proposals.returns_most"))


def disputed(task: UnitTask) -> bool:
    """Whether the returns of a case are more than the rulebook lets units settle themselves."""
    return returns_asked(task.record_id) > returns_most(task)


def decided_for_good(task: UnitTask) -> str | None:
    """Why a unit cannot ask again: a dispute about the case was decided."""
    if not disputed(task):
        return None
    times = returns_asked(task.record_id)
    return f"这件提案已申请退件{times}次，由交办机构裁定，不能再申请退件，请先办理。"


def too_late_to_return(task: UnitTask, day: date) -> str | None:
    """Why a task can no longer be returned: the working days for it are over."""
    clock = Clock.objects.filter(record=task.record_id, part_id=task.pk, kind="accept").first()
    if clock is None or day <= clock.due_on:
        return None
    days = provision(task.record.rulebook, "proposals.return_workdays")
    return f"退件须在交办后{days}个工作日内申请，已于{said_day(clock.due_on)}期满，请办理；确须改交的，请与交办机构联系。"


def dispatchers_of(unit: int) -> frozenset[int]:
    """The dispatchers that answer for a unit directly, today."""
    day = today()
    rows = Oversight.objects.filter(in_force_on(day), unit=unit, struck_at__isnull=True)
    above = Body.objects.filter(kind=BodyKind.DISPATCHER, children=unit)
    return frozenset(
        {*rows.values_list("dispatcher", flat=True), *above.values_list("pk", flat=True)}
    )


def have_upper(dispatchers: frozenset[int]) -> bool:
    """Whether there is a dispatcher above one of them."""
    return any(dispatchers_of(one) for one in dispatchers)


def draft_of(task: UnitTask) -> Any:
    """The draft of a task's reply that is being written or on its way; None where there is none."""
    rows = task.drafts.filter(struck_at__isnull=True, ended_on__isnull=True)  # type: ignore[attr-defined]
    rows = rows.select_related("task__unit", "grade", "grade_checked", "record__rulebook")
    return rows.first()


def co_tasks(task: UnitTask) -> QuerySet[UnitTask]:
    """The tasks of the co-units that countersign a task's reply: a lead's only."""
    rows = UnitTask.objects.filter(
        record=task.record_id, role=TaskRole.CO, struck_at__isnull=True, ended_on__isnull=True
    ).exclude(state="void")
    return (rows if task.role == TaskRole.LEAD else rows.none()).select_related("unit")


def signed(draft: Any) -> dict[int, Any]:
    """What each co-unit said last to a draft, by its task."""
    rows = draft.countersigns.filter(struck_at__isnull=True).select_related("task__unit")
    return {one.task_id: one for one in rows.order_by("pk")}


def unsigned(draft: Any) -> list[UnitTask]:
    """The co-units that do not agree to a draft, or not yet."""
    said = signed(draft)
    agreed = {task for task, one in said.items() if one.agreed}
    return [one for one in co_tasks(draft.task).order_by("pk") if one.pk not in agreed]


def again(task: UnitTask) -> bool:
    """Whether a task is being handled for a second time: no reply stands since that was asked for."""
    asked = task.rehandlings.filter(struck_at__isnull=True).order_by("on", "pk").last()  # type: ignore[attr-defined]
    if asked is None:
        return False
    given = task.replies.filter(struck_at__isnull=True, round__gt=1, on__gte=asked.on)  # type: ignore[attr-defined]
    return not given.exists()


def contacts(scope: Scope) -> QuerySet[Any]:
    return Contact.objects.standing()


def face(scope: Scope) -> QuerySet[Any]:
    """Contacts whose way counts as 面商."""
    return contacts(scope).filter(face=True)


def answers(scope: Scope, verdict: str) -> QuerySet[Any]:
    """What proposers said to contacts by the cut-off, by verdict."""
    return known(ContactAnswer.objects.standing(), scope).filter(verdict=verdict)


def confirmed(scope: Scope) -> QuerySet[Any]:
    said = answers(scope, ContactAnswer.Verdict.CONFIRMED).values("contact")
    return face(scope).filter(Q(pk__in=said) | Q(signed_form=True)).exclude(denial(scope))


def denied(scope: Scope) -> QuerySet[Any]:
    return face(scope).filter(denial(scope))


def unanswered(scope: Scope) -> QuerySet[Any]:
    """Contacts that the proposer had neither confirmed nor denied, without a signed form."""
    said = answers(scope, ContactAnswer.Verdict.CONFIRMED).values("contact")
    return face(scope).filter(signed_form=False).exclude(pk__in=said).exclude(denial(scope))


def denial(scope: Scope) -> Q:
    return Q(pk__in=answers(scope, ContactAnswer.Verdict.DENIED).values("contact"))


def counted(scope: Scope) -> QuerySet[Any]:
    """Contacts that count by the rule the case is judged by, up to the cut-off.

    The proposer's answers are looked up contact by contact: a year has few of each.
    """
    said = ContactAnswer.objects.filter(
        contact=OuterRef("pk"), struck_at__isnull=True, on__lte=scope.known_until
    )
    confirmed = Exists(said.filter(verdict=ContactAnswer.Verdict.CONFIRMED))
    denied = Exists(said.filter(verdict=ContactAnswer.Verdict.DENIED))
    enough = Q(record__proposal__contact_counts="entered") | Q(signed_form=True) | confirmed
    return known(face(scope), scope).filter(enough).exclude(denied)


def met(case: Proposal) -> int:
    """How many contacts of a case count today by its rule."""
    said = ContactAnswer.objects.filter(contact=OuterRef("pk"), struck_at__isnull=True)
    rows = Contact.objects.standing().filter(record=case.pk, face=True)
    if case.contact_counts != "entered":
        confirmed = Exists(said.filter(verdict=ContactAnswer.Verdict.CONFIRMED))
        rows = rows.filter(Q(signed_form=True) | confirmed)
    return int(rows.exclude(Exists(said.filter(verdict=ContactAnswer.Verdict.DENIED))).count())


def is_met(scope: Scope, among: Q | Exists = Q()) -> Q:  # noqa: B008  (a Q is never changed)
    """A case with as many counted contacts as its rule asks for, of those named."""
    found = counted(scope).filter(among)
    if not scope.period.session:
        span = (scope.period.start, scope.last_day)
        found = found.filter(record__proposal__assigned_on__range=span)
    met = (
        found.order_by()
        .values("record", "record__proposal__contacts_required")
        .annotate(times=Count("pk"))
        .filter(times__gte=F("record__proposal__contacts_required"))
    )
    return Q(pk__in=met.values("record"))


def contacts_listed() -> QuerySet[Any]:
    """Contacts with what a list shows."""
    rows = Contact.objects.standing().select_related("record", "unit", "way")
    return rows.prefetch_related("answers")


def extensions() -> QuerySet[Any]:
    """Requests for a longer term with what a list shows."""
    return Extension.objects.standing().select_related("record", "task__unit")


def answer_of(row: Contact) -> str:
    """What the proposer says to a contact."""
    said = [one for one in row.answers.all() if one.struck_at is None]
    if said:
        return f"{said_day(said[-1].on)}{said[-1].get_verdict_display()}"
    return "有签名面商表" if row.signed_form else "未答复"
