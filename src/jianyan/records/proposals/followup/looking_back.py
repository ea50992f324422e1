"""回头看: the replies of the year before, what the unit and the proposers found of each, side by side."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from jianyan.ground import rules
from jianyan.ground.days import said_day
from jianyan.ground.models import Clock, Record
from jianyan.ground.navigation import Entry, register_entry
from jianyan.ground.pages.kept import asks
from jianyan.ground.pages.places import url_of
from jianyan.ground.pages.web import MISSING, Request, by_of, committee_of, form_page, page, posted
from jianyan.ground.register import today
from jianyan.kernel.errors import Denied
from jianyan.kernel.panel import Panel, register_panel
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.ratings.charter import raters
from jianyan.records.proposals.replies.models import Reply
from jianyan.records.proposals.tasks.models import UnitTask
from jianyan.records.proposals.tasks.who import own_unit

from . import actions, queries
from .after import allowed, asked
from .asking import CheckForm, SettleForm
from .charter import looks_back
from .models import LookBackCheck

MOST = 500
Party = LookBackCheck.Party


@page
def look_backs(request: Request) -> HttpResponse:
    """The replies of a year to look back at, as far as one follows them: by default of the latest year
    whose look-back has come. Where the two sides differ the row says so."""
    committee, actor = committee_of(request), request.actor
    years = queries.years_looked(Q(record__committee=committee) & looks_back(actor))
    asked_for = request.GET.get("year", "")
    year = asked_for if asked_for in years else _first(years, actor)
    rows = queries.looked(int(year)).filter(looks_back(actor), record__committee=committee)
    found = list(rows[:MOST])
    mine = _mine(actor, found)
    shown = [_row(one, mine) for one in found]
    choices = [(one, f"{one}年") for one in years]
    context = {
        "page": {
            "title": "回头看",
            "about": "须跟踪的答复和作出的承诺，到期由承办单位和提案者各自检查，机关核定。",
            "tools": [
                {
                    "label": "核定记录",
                    "url": reverse("kind-list", args=["proposal-lookbacks"]),
                    "icon": "table",
                }
            ],
        },
        "boxes": [{"name": "year", "label": "答复年份", "choices": choices, "value": year}],
        "rows": shown,
        "differing": sum(one["differs"] for one in shown),
        "settled": sum(bool(one["settled"]) for one in shown),
        "today": actor.day,
        "year": year,
        "years": years,
    }
    return render(request, "proposals/look_backs.html", context)


def _first(years: dict[str, bool], actor: Actor) -> str:
    """The latest year with a reply whose look-back has come; else the latest with any; else last year."""
    come = [year for year, has_come in years.items() if has_come]
    return next(iter([*come, *years]), str(actor.day.year - 1))


def _mine(actor: Actor, rows: list[Reply]) -> dict[str, set[int]]:
    """Which of the rows one has still to check for the unit, or as a proposer, and may settle, in three
    statements."""
    pks = [one.pk for one in rows]
    said = queries.open_checks()
    by_unit = said.filter(party=Party.UNIT).values("reply")
    by_me = said.filter(party=Party.PROPOSER, person=actor.person).values("reply")
    tasks = UnitTask.objects.filter(own_unit(actor)).values("pk")
    cases = Proposal.objects.filter(raters(actor)).values("pk")
    asks = {
        "unit": Q(task__in=tasks) & ~Q(pk__in=by_unit),
        "proposer": Q(record__in=cases) & ~Q(pk__in=by_me),
        "settle": rules.office(actor),
    }
    found = Reply.objects.filter(pk__in=pks)
    return {name: set(found.filter(q).values_list("pk", flat=True)) for name, q in asks.items()}


def _row(reply: Any, mine: dict[str, set[int]]) -> dict[str, Any]:
    settled = reply.settled[-1] if reply.settled else None
    since = settled.on if settled else None
    open_ones = [one for one in reply.checked if since is None or one.on > since]
    sides = {party: [one for one in reply.checked if one.party == party] for party in Party.values}
    said = {one.party: one.solved for one in open_ones}
    differs = len({one.solved for one in open_ones}) > 1
    if settled and not said:
        differs = None not in (settled.unit_solved, settled.proposer_solved) and (
            settled.unit_solved != settled.proposer_solved
        )
    check = reverse("proposal-look-back-check", args=[reply.pk])
    has_come = settled is None and reply.due_on is not None
    checks = has_come and reply.pk in mine["unit"] | mine["proposer"]
    return {
        "reply": reply,
        "url": url_of(reply.record),
        "grade": reply.graded[-1].grade if reply.graded else "",
        "moved": [one.grade for one in reply.graded[:-1]],
        "unit": sides[Party.UNIT],
        "proposer": sides[Party.PROPOSER],
        "settled": settled,
        "differs": differs,
        "promises": reply.record.promised,
        "due_on": None if settled else reply.due_on,
        "check_url": check if checks else "",
        "settle_url": reverse("proposal-look-back-settle", args=[reply.pk])
        if reply.pk in mine["settle"] and settled is None
        else "",
    }


def _reply(request: Request, pk: int) -> Reply:
    """A reply that is looked back at, whose case one sees."""
    rows = queries.to_look_back().select_related("task__unit", "record__rulebook")
    found: Reply | None = rows.filter(looks_back(request.actor), pk=pk).first()
    if found is None:
        raise Denied("这份答复不由您回头看，或不须跟踪。")
    return found


@page
def look_back(request: Request, pk: int) -> HttpResponse:
    """From a task's look-back that waits to where one says what one found, or settles it."""
    rows = queries.to_look_back().filter(looks_back(request.actor), task=pk)
    reply = rows.order_by("on", "pk").last()
    if reply is None:
        raise Http404(MISSING)
    office = Reply.objects.filter(rules.office(request.actor), pk=reply.pk).exists()
    return redirect(f"proposal-look-back-{'settle' if office else 'check'}", reply.pk)


@form_page
@asks(CheckForm)
def check(request: Request, pk: int) -> HttpResponse:
    """One party's own check."""
    reply = _reply(request, pk)
    party = _party(request.actor, reply)
    form = CheckForm(posted(request), label_suffix="")

    def do() -> str:
        solved = form.cleaned_data["solved"] == "yes"
        finding = form.cleaned_data["finding"]
        actions.check(
            by_of(request), reply, party=party, on=today(), solved=solved, finding=finding
        )
        return "已登记回头看的意见，机关核定后告知您。"

    about = f"《{reply.record.title}》，{reply.task.unit}{said_day(reply.on)}答复"
    title = "登记自查" if party == Party.UNIT else "登记检查意见"
    return asked(request, reply, form, title, do, about=about)


def _party(actor: Actor, reply: Reply) -> str:
    if UnitTask.objects.filter(own_unit(actor), pk=reply.task_id).exists():
        return Party.UNIT
    if Proposal.objects.filter(raters(actor), pk=reply.record_id).exists():
        return Party.PROPOSER
    raise Denied("回头看由承办单位和提案者各自检查，您不是这件提案的一方。")


@form_page
@asks(SettleForm)
def settle(request: Request, pk: int) -> HttpResponse:
    """The office settles what both found."""
    reply = _reply(request, pk)
    allowed(request, reply.record_id, rules.office, "回头看由机关核定，您没有权限。")
    held = reply.classes.filter(struck_at=None, ended_on=None)  # type: ignore[attr-defined]
    now = held.select_related("grade").first()
    label = str(now.grade) if now else ""
    form = SettleForm(posted(request), record=reply.record, now=label)

    def do() -> str:
        said = form.cleaned_data
        made = actions.settle(
            by_of(request),
            reply,
            on=said["on"],
            solved=said["solved"] == "yes",
            grade=form.grades.get(said["grade"]),
            words=said["words"],
        )
        return f"回头看已核定为{'已解决' if made.solved else '未解决'}。"

    rows = queries.open_checks().filter(reply=reply).order_by("on", "pk")
    found = "；".join(f"{one}（{said_day(one.on)}）：{one.finding}" for one in rows)
    return asked(request, reply, form, "核定回头看", do, about=found or "两方都还没有检查意见。")


def follows(actor: Actor) -> bool:
    """Whether the actor has a part in looking back."""
    return bool(actor.held)


register_entry(Entry("回头看", "proposal-look-backs", "history", "履职", 195, follows))


def returned(record: Record, actor: Actor) -> str:
    """On the case itself: that a reply of it is being looked back at, and the way there."""
    clocks = Clock.objects.filter(record=record, kind="look_back", met_on=None, ended_on=None)
    rows = list(clocks.order_by("due_on")[:1])
    if not rows:
        return ""
    reply = queries.to_look_back().filter(task=rows[0].part_id, on=rows[0].starts_on).first()
    if reply is None:
        return ""
    url = f"{reverse('proposal-look-backs')}?year={reply.on.year}"
    context = {"clock": rows[0], "url": url, "today": actor.day}
    mine = _mine(actor, [reply])
    if reply.pk in mine["unit"] | mine["proposer"]:
        context["check_url"] = reverse("proposal-look-back-check", args=[reply.pk])
    return render_to_string("proposals/returned.html", context)


register_panel(
    Panel(
        key="proposal-look-back",
        title="回头看",
        order=31,
        url_name="",
        render=returned,
        kinds=frozenset({CASES.key}),
    )
)
