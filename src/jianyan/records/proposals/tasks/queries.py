"""Reads of unit tasks and contacts, used by pages and figures."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from jianyan.ground.register import today
from jianyan.kernel.scope import Scope
from jianyan.records.proposals.cases.queries import following, known

from .models import ANSWERING, Contact, ContactAnswer, Extension, UnitTask


def listed() -> QuerySet[Any]:
    """Rows with what a list shows, the term as it stands today."""
    rows = UnitTask.objects.standing().select_related("record", "unit", "record__proposal")
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
        return f"{said[-1].on}{said[-1].get_verdict_display()}"
    return "有签名面商表" if row.signed_form else "未答复"
