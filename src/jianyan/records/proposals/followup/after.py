"""答复、办结、落实: three facts with three dates, shown together, and the pages that enter the third."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from jianyan.ground import rules
from jianyan.ground.days import said_day
from jianyan.ground.models import Body, Outcome, Record
from jianyan.ground.pages.asking import holding
from jianyan.ground.pages.drawing import carried_out, show_form, values
from jianyan.ground.pages.kept import asks
from jianyan.ground.pages.places import name_of, url_of
from jianyan.ground.pages.web import MISSING, Request, by_of, form_page, load, posted
from jianyan.ground.register import today
from jianyan.kernel.errors import Denied, Refused
from jianyan.kernel.panel import Panel, register_panel
from jianyan.kernel.rules import Actor, Rule, either
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.ratings.charter import raters
from jianyan.records.proposals.ratings.pages import choose_case
from jianyan.records.proposals.replies.answers import answers
from jianyan.records.proposals.tasks.who import UNITS

from . import actions, queries
from .asking import AchieveForm, AgreedForm, ConfirmForm, KeepForm, MeasureForm, SuperviseForm
from .charter import achievers, promising, supervisors
from .models import Achievement


def asked(
    request: Request, row: Any, form: forms.Form, title: str, do: Callable[[], str], **page: Any
) -> HttpResponse:
    """The page of a form on a case; `do` carries it out and gives the words for it."""
    url = url_of(row.record)

    def did() -> str:
        messages.success(request, do())
        return url

    if done := carried_out(request, form, did):
        return done
    found = {
        "title": title,
        "about": f"《{row.record.title}》",
        "crumbs": [{"label": name_of(row.record), "url": url}, {"label": title, "url": ""}],
        "action": request.get_full_path(),
        "submit": title,
        "cancel_url": url,
    }
    return show_form(request, form, found | page)


def allowed(request: Request, pk: int, rule: Rule, why: str) -> Proposal:
    """The case, seen and written to by a rule. Raises Http404, Denied."""
    row: Proposal = load(CASES, request, pk, {"write": rule})
    if not row.may["write"]:  # type: ignore[attr-defined]
        raise Denied(why)
    return row


@form_page
@asks(AchieveForm)
def achieve(request: Request, pk: int) -> HttpResponse:
    """The unit, or the office, enters that it is really there."""
    row = allowed(request, pk, achievers, "落实情况由承办单位和机关登记，您没有权限。")
    form = AchieveForm(posted(request), request.FILES or None, committee=row.record.committee_id)
    own = sorted(request.actor.bodies(*UNITS))
    mine = Body.objects.filter(pk__in=own, tasks__record=pk, tasks__struck_at=None).distinct()
    form.of(list(mine))

    def do() -> str:
        said = values(form)
        actions.achieve(by_of(request), pk, **said)
        return "已登记落实情况，并请提案者确认。"

    return asked(request, row, form, "登记落实", do)


@form_page
def choose(request: Request) -> HttpResponse:
    """Of which case something was achieved."""
    return choose_case(request, "登记落实", "proposal-achieve")


@form_page
@asks(MeasureForm)
def measure(request: Request, pk: int) -> HttpResponse:
    """The unit, or the office, enters a measured result."""
    row = allowed(request, pk, achievers, "办理成果由承办单位和机关登记，您没有权限。")
    form = MeasureForm(posted(request), request.FILES or None, committee=row.record.committee_id)

    def do() -> str:
        made = actions.measure(by_of(request), pk, values(form))
        return f"已登记成果：{made}。"

    return asked(request, row, form, "登记成果", do)


@form_page
@asks(SuperviseForm)
def supervise(request: Request, pk: int) -> HttpResponse:
    """The leader who leads a key proposal, or the office, enters a visit."""
    row = allowed(request, pk, supervisors, "督办情况由领衔领导和机关登记，您没有权限。")
    form = SuperviseForm(posted(request), committee=row.record.committee_id)

    def do() -> str:
        by = by_of(request)
        leads = row.record.keyleaders.filter(person=by.actor.person, ended_on=None, struck_at=None)  # type: ignore[attr-defined]
        leader = leads.select_related("person").first()
        actions.supervise(by, pk, leader=leader.person if leader else None, **values(form))
        return "已登记督办情况。"

    return asked(request, row, form, "登记督办", do)


@form_page
@asks(AgreedForm)
def consulted(request: Request, pk: int) -> HttpResponse:
    """The office enters what a consultation on an overdue case came to."""
    row = allowed(request, pk, rules.office, "超期提案协商由机关登记，您没有权限。")
    found = queries.unconcluded().filter(record=pk).order_by("on", "pk").first()
    if found is None:
        raise Refused("没有待登记结果的超期提案协商，可能已由他人登记。")
    form = AgreedForm(posted(request), committee=row.record.committee_id)

    def do() -> str:
        actions.conclude(by_of(request), found, form.cleaned_data["words"])
        return "已登记商定事项，并告知各方。"

    about = f"《{row.record.title}》，定于{said_day(found.on)}协商"
    return asked(request, found, form, "登记商定事项", do, about=about)


@form_page
@asks(KeepForm)
def keep(request: Request, pk: int) -> HttpResponse:
    """The unit that promised it, or the office, enters that a promise is kept."""
    found = queries.promises().filter(pk=pk, kept_on=None).select_related("unit").first()
    if found is None:
        raise Http404(MISSING)
    why = "承诺的兑现由作出承诺的单位和机关登记，您没有权限。"
    row = allowed(request, found.record_id, either(rules.office, promising), why)
    office = row.record.committee_id in request.actor.committees(*rules.OFFICE)
    if not office and found.unit_id not in request.actor.bodies(*UNITS):
        raise Denied(why)
    form = KeepForm(posted(request), request.FILES or None, committee=row.record.committee_id)

    def do() -> str:
        actions.keep_promise(by_of(request), found, **values(form))
        return "已登记兑现，并告知提案者。"

    about = (
        f"{found.unit or ''}{said_day(found.made_on)}承诺，{said_day(found.due_on)}前：{found.text}"
    )
    return asked(request, row, form, "登记兑现", do, about=about)


@form_page
@asks(ConfirmForm)
def answer(request: Request, pk: int) -> HttpResponse:
    """A proposer says whether what was entered as achieved is there."""
    found = Achievement.objects.standing().filter(pk=pk).first()
    if found is None:
        raise Http404(MISSING)
    row = allowed(request, found.record_id, raters, "落实情况由提案者本人确认。")
    form = ConfirmForm(posted(request), label_suffix="")

    def do() -> str:
        agreed = form.cleaned_data["answer"] == "yes"
        words = form.cleaned_data["words"]
        actions.answer_achievement(by_of(request), found, agreed=agreed, on=today(), words=words)
        return "已确认落实。" if agreed else "已提出异议，机关和承办单位核对后答复您。"

    said = f"{said_day(found.on)}落实：{found.words}"
    return asked(request, row, form, "确认落实", do, about=said, submit="提交意见")


def after(record: Record, actor: Actor) -> str:
    """The three facts with their dates, once there is one; links for who enters and confirms."""
    said = answers(record.pk)
    rows = Achievement.objects.standing().filter(record=record).select_related("unit")
    achieved = list(rows.order_by("on", "pk"))
    if not said and not achieved:
        return ""
    case = Proposal.objects.filter(pk=record.pk)
    asks = {"enters": achievers, "proposes": raters}
    may = holding(Proposal, record.pk, actor, asks)
    outcomes = Outcome.objects.filter(record=record, struck_at__isnull=True)
    context = {
        "answers": said,
        "closed_on": case.values_list("closed_on", flat=True).get(),
        "achieved": achieved,
        "promises": _promises(record, actor),
        "outcomes": outcomes.select_related("item").order_by("on", "pk"),
        "may_answer": may["proposes"],
        "tools": [
            {"label": label, "url": reverse(name, args=[record.pk])}
            for label, name in (("登记落实", "proposal-achieve"), ("登记成果", "proposal-measure"))
        ]
        if may["enters"]
        else [],
    }
    return render_to_string("proposals/after.html", context)


def _promises(record: Record, actor: Actor) -> list[dict[str, Any]]:
    """What was promised, and the way to say that it is kept, for whom it is."""
    units = actor.bodies(*UNITS)
    office = record.committee_id in actor.committees(*rules.OFFICE)
    rows = queries.promises().filter(record=record).select_related("unit").order_by("due_on", "pk")
    return [
        {
            "promise": one,
            "late": one.kept_on is None and one.due_on < actor.day,
            "url": reverse("proposal-promise", args=[one.pk])
            if one.kept_on is None and (office or one.unit_id in units)
            else "",
        }
        for one in rows
    ]


register_panel(
    Panel(
        key="proposal-after",
        title="答复、办结、落实",
        order=30,
        url_name="",
        render=after,
        kinds=frozenset({CASES.key}),
    )
)
