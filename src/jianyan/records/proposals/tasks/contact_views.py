"""面商 on both sides: what units entered, what the proposers say to it, and the page to say it on."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.kinds import kind_named
from jianyan.ground.models import Record
from jianyan.ground.pages.drawing import carried_out, show_form
from jianyan.ground.pages.kept import asks
from jianyan.ground.pages.places import record_url
from jianyan.ground.pages.web import MISSING, Request, by_of, form_page, load, page, posted
from jianyan.ground.register import today
from jianyan.kernel.errors import Denied, Refused
from jianyan.kernel.panel import Panel, register_panel
from jianyan.kernel.rules import Actor, either
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.cases.who import dispatchers, proposers, readers, units

from .actions import say
from .actions.contacts import PROPOSERS_SAY
from .models import Contact, ContactAnswer
from .queries import met

VERDICT = ContactAnswer.Verdict


class SayForm(KindForm):
    """What a proposer says to a contact."""

    wide: ClassVar[tuple[str, ...]] = ("words",)

    verdict = forms.ChoiceField(
        label="这次面商",
        choices=((VERDICT.CONFIRMED, "属实，确认"), (VERDICT.DENIED, "与事实不符，否认")),
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="说明",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="否认的请写明实际情况；承办单位、交办机构和提案委都能看到。",
    )


@page
def asked_of(request: Request, pk: int) -> HttpResponse:
    """From a unit's task whose contact waits to be confirmed to where the proposer says so."""
    asked = Contact.objects.standing().filter(clock__part_id=pk, clock__kind="confirm")
    own = Proposal.objects.filter(proposers(request.actor)).values("pk")
    asked = asked.filter(clock__met_on=None, clock__ended_on=None, record__in=own)
    said = ContactAnswer.objects.filter(person=request.actor.person, struck_at=None)
    row = asked.exclude(pk__in=said.values("contact")).order_by("clock__due_on", "pk").first()
    if row is None:
        raise Refused("没有等您确认的面商，可能已经答复，或确认期限已过。")
    return redirect("proposal-contact-answer", row.pk)


@form_page
@asks(SayForm)
def answer(request: Request, pk: int) -> HttpResponse:
    """Confirm or deny a contact that a unit entered."""
    found = Contact.objects.filter(pk=pk, struck_at=None).select_related("unit", "way", "clock")
    row = found.first()
    if row is None:
        raise Http404(MISSING)
    case = load(CASES, request, row.record_id, {"own": proposers})
    if not case.may["own"]:
        raise Denied(PROPOSERS_SAY)
    form = SayForm(posted(request), committee=case.record.committee_id)
    if done := carried_out(request, form, lambda: _said(request, row, form)):
        return done
    url = record_url(kind_named("proposals"), case.pk)
    shown: dict[str, Any] = {
        "title": "面商确认",
        "about": _in_words(row),
        "crumbs": [{"label": case.record.title, "url": url}, {"label": "面商确认", "url": ""}],
        "action": request.get_full_path(),
        "submit": "答复",
        "cancel_url": url,
    }
    return show_form(request, form, shown)


def _in_words(row: Contact) -> str:
    where = f"，地点：{row.place}" if row.place else ""
    who = f"，单位人员：{row.who}" if row.who else ""
    return f"{row.unit}登记：{said_day(row.on)}{row.get_stage_display()}{row.way.label}{where}{who}。{row.words}"


def _said(request: Request, row: Contact, form: SayForm) -> str:
    data = form.cleaned_data
    said = say(by_of(request), row, verdict=data["verdict"], words=data["words"])
    messages.success(request, f"您已{said.get_verdict_display()}这次面商。")
    return record_url(kind_named("proposals"), row.record_id)


def both_sides(record: Record, actor: Actor) -> str:
    """The contacts of a case with what was said to each, and how many count."""
    rows = Contact.objects.standing().filter(record=record)
    rows = rows.select_related("unit", "way", "file", "clock").prefetch_related("answers__person")
    shown = [_row(one, actor) for one in rows.order_by("on", "pk")]
    if not shown:
        return ""
    own = Proposal.objects.filter(proposers(actor), pk=record.pk).exists()
    case = Proposal.objects.get(pk=record.pk)
    faces = [one for one in shown if one["face"]]
    counts = {name: sum(one["as"] == name for one in faces) for name in ("confirmed", "denied", "")}
    context = {
        "rows": shown,
        "own": own,
        "entered": len(faces),
        "confirmed": counts["confirmed"],
        "denied": counts["denied"],
        "unanswered": counts[""],
        "counted": met(case),
        "required": case.contacts_required,
    }
    return render_to_string("proposals/contacts.html", context)


def _row(one: Contact, actor: Actor) -> dict[str, Any]:
    said = [each for each in one.answers.all() if each.struck_at is None]  # type: ignore[attr-defined]
    denied = any(each.verdict == VERDICT.DENIED for each in said)
    confirmed = one.signed_form or any(each.verdict == VERDICT.CONFIRMED for each in said)
    mine = any(each.person_id == actor.person for each in said if actor.person)
    return {
        "contact": one,
        "face": one.face,
        "as": "denied" if denied else "confirmed" if confirmed else "",
        "said": said,
        "over": bool(one.clock and one.clock.due_on < today()),
        "answer_url": ""
        if mine or (confirmed and not one.signed_form and not one.clock_id)
        else reverse("proposal-contact-answer", args=[one.pk]),
        "file_url": reverse("file", args=[one.file_id]) if one.file_id else "",
    }


def declare() -> None:
    """Enter the panel."""
    register_panel(
        Panel(
            key="proposal-contacts",
            title="面商",
            order=4,
            url_name="",
            render=both_sides,
            who=either(proposers, readers, units, dispatchers),
            kinds=frozenset({CASES.key}),
        )
    )


declare()
