"""Pages of a reply before it is given: written by the unit, signed, checked and issued with the draft
in view."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from jianyan.ground.kinds import Section, kind_named
from jianyan.ground.pages.drawing import carried_out, show_form
from jianyan.ground.pages.kept import asks
from jianyan.ground.pages.moves import move_page
from jianyan.ground.pages.places import back_url, crumbs, record_url
from jianyan.ground.pages.web import Request, by_of, form_page, load, posted
from jianyan.ground.register import today
from jianyan.kernel.errors import Denied, Refused, Stale
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.cases.queries import suggestions
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import ANSWERING, TaskState, UnitTask
from jianyan.records.proposals.tasks.queries import (
    again,
    co_tasks,
    draft_of,
    handler_name,
    met,
    signed,
)
from jianyan.records.proposals.tasks.who import DRAFT_READERS

from . import writing
from .draft_forms import DraftForm, initial_of, points_named, whose
from .models import ReplyDraft

TASK = "proposal-tasks"
KEEP = [{"label": "存稿", "name": "then", "value": "keep"}]


def last_draft(task: UnitTask) -> ReplyDraft | None:
    """The draft being written, else the one that was returned last and not issued."""
    rows = ReplyDraft.objects.filter(task=task, struck_at=None, reply=None).order_by("pk")
    return draft_of(task) or rows.last()


def issued_draft(task: UnitTask) -> ReplyDraft | None:
    """The draft of the last reply that was issued."""
    rows = ReplyDraft.objects.filter(task=task, struck_at=None, reply__isnull=False)
    return rows.order_by("pk").last()


@form_page
@asks(DraftForm, points_named)
def write(request: Request, pk: int) -> HttpResponse:
    """Write the reply: kept as a draft, or kept and sent on."""
    row = load(kind_named(TASK), request, pk, {"write": TASKS.move("keep").by})
    if not row.may["write"]:
        raise Denied("您没有拟写这份答复的权限，承办单位的经办人可以拟写。")
    if row.state not in TASKS.move("keep").source:
        words = f"{row}现为“{TASKS.label(row.state)}”，{_why_not(row)}。"
        if request.method == "POST":
            raise Stale(words)
        messages.info(request, words)
        return redirect(record_url(kind_named(TASK), pk))
    for need in TASKS.move("keep").needs:
        if why := need(row, request.actor):
            raise Refused(why)
    asked = suggestions().filter(record=row.record_id).order_by("order", "pk")
    begun = initial_of(last_draft(row)) or whose(issued_draft(row))
    form = DraftForm(
        posted(request),
        committee=row.record.committee_id,
        asked=list(asked),
        initial={**begun, "handler": begun.get("handler") or handler_name(row)},
    )
    if done := carried_out(request, form, lambda: _kept_or_sent(request, row, form)):
        return done
    return show_form(request, form, _page(request, row, form))


def _why_not(row: Any) -> str:
    state = row.state
    if row.role not in ANSWERING:
        return "会办单位不拟写答复，请报送会办意见"
    if state == TaskState.SENT:
        return "请先签收，再拟写答复"
    passing = (TaskState.DRAFTED, TaskState.COUNTERSIGNED, TaskState.CHECKED)
    return "要改答复稿的请先退回重拟" if state in passing else "不能拟写答复"


def _page(request: Request, row: Any, form: DraftForm) -> dict[str, Any]:
    kind = kind_named(TASK)
    return {
        "title": "拟写答复",
        "about": f"{row.record.number}《{row.record.title}》　{row}。逐条答复后送出；没写完的可以先存稿。",
        "crumbs": crumbs(kind, row, here="拟写答复"),
        "notices": _notices(row),
        "groups": form.groups(),
        "action": request.get_full_path(),
        "submit": "送会签" if co_tasks(row).exists() else "送核稿",
        "secondary": KEEP,
        "cancel_url": record_url(kind, row.pk),
    }


def _notices(row: Any) -> list[dict[str, str]]:
    """What the unit has to know before it writes: why it came back, the contacts, what is missing."""
    found = []
    if (returned := _returned(row)) is not None:
        words = [
            f"{one.task.unit}：{one.words}" for one in signed(returned).values() if not one.agreed
        ]
        text = "；".join(words) or "退回的理由见办理经过。"
        found.append({"kind": "warn", "lead": "上一稿已退回重拟", "text": text})
    if again(row):
        asked = row.rehandlings.filter(struck_at__isnull=True).order_by("on", "pk").last()
        text = f"{asked.reason.rstrip('。')}。提案者的评价和上一次的答复，见提案页。"
        found.append({"kind": "warn", "lead": "重新办理", "text": text})
    if note := contact_note(row.record_id):
        found.append({"kind": "warn", "lead": "面商", "text": note})
    draft = draft_of(row)
    if draft and (lacks := writing.missing(draft)):
        found.append({"lead": "送出前还要补", "text": f"{'；'.join(lacks)}。"})
    return found


def _returned(row: Any) -> ReplyDraft | None:
    """The draft that was returned, while no new one was begun."""
    if draft_of(row):
        return None
    rows = ReplyDraft.objects.filter(task=row, struck_at=None, reply=None, ended_on__isnull=False)
    return rows.order_by("pk").last()


def contact_note(record: int) -> str:
    """That the case has fewer counted contacts than its rule asks for, and what follows; else empty."""
    case = Proposal.objects.get(pk=record)
    count = met(case)
    if count >= case.contacts_required:
        return ""
    said = f"按规程须面商{case.contacts_required}次，已计{count}次。"
    if case.answer_counts == "proper":
        return f"{said}次数不足时答复，不计为办复。"
    return f"{said}请先与提案者面商。"


def _kept_or_sent(request: Request, row: Any, form: DraftForm) -> str:
    by = by_of(request)
    writing.keep(by, row.pk, on=today(), columns=form.columns(), points=form.points())
    kind = kind_named(TASK)
    if request.POST.get("then") == "keep":
        messages.success(request, "已存稿。")
        return request.get_full_path()
    # Said while nothing of it stands, so that what was typed is kept by the form.
    sent = writing.draft(by, row.pk, on=today())
    messages.success(request, f"已送出，现为“{TASKS.label(sent.state)}”。")
    return back_url(kind, row)


@form_page
def pass_on(request: Request, pk: int, name: str) -> HttpResponse:
    """会签, 核定, 退回重拟 or 签发, with the draft above the form."""
    kind = kind_named(TASK)
    row = load(kind, request, pk, {"read": DRAFT_READERS})
    found = draft_of(row) if row.may["read"] else None
    shown = shown_draft(found) if found else None
    return move_page(request, kind, pk, name, template="proposals/draft_act.html", draft=shown)


def shown_draft(draft: ReplyDraft) -> dict[str, Any]:
    """A draft as pages show it: text, classes, each suggestion with its answer, who signed."""
    points = {
        one.suggestion_id: one
        for one in draft.points.filter(struck_at__isnull=True)  # type: ignore[attr-defined]
    }
    asked = suggestions().filter(record=draft.record_id).order_by("order", "pk")
    verdicts = dict(DraftForm.verdicts())
    said = signed(draft)
    return {
        "row": draft,
        "points": [
            {
                "suggestion": one,
                "point": points.get(one.pk),
                "verdict": verdicts.get(points[one.pk].verdict, "") if one.pk in points else "",
            }
            for one in asked
        ],
        "signs": [
            {"unit": one.unit, "said": said.get(one.pk)}
            for one in co_tasks(draft.task).order_by("pk")
        ],
        "lacks": writing.missing(draft),
        "note": contact_note(draft.record_id),
    }


def draft_sections(row: UnitTask, actor: Actor) -> list[Section]:
    """The draft on the page of its task, for those who read it before it is given."""
    rows = UnitTask.objects.filter(DRAFT_READERS(actor), pk=row.pk)
    draft = draft_of(row)
    if draft is None or not rows.exists():
        return []
    return [
        Section("答复稿", "proposals/draft.html", {"key": "draft", "draft": shown_draft(draft)})
    ]
