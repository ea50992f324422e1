"""评优: the candidates of a session with their listed criteria, each number a door to its rows."""

from __future__ import annotations

import tempfile
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse

from jianyan.ground.choices import sessions
from jianyan.ground.models import Rulebook, Session
from jianyan.ground.navigation import Entry, register_entry
from jianyan.ground.pages.drawing import REFUSALS, carried_out, show_form
from jianyan.ground.pages.kept import asks
from jianyan.ground.pages.places import url_of
from jianyan.ground.pages.sheets import sent
from jianyan.ground.pages.web import (
    MISSING,
    Request,
    by_of,
    committee_of,
    form_page,
    posted,
    sentences,
    ticked_in,
)
from jianyan.ground.pages.web import page as read_page
from jianyan.ground.periods import scope_of
from jianyan.ground.register import By, leave_trail, today
from jianyan.ground.rulebook import in_force
from jianyan.ground.rules import OFFICE
from jianyan.ground.sheet_writing import write
from jianyan.ground.sheets import Column
from jianyan.kernel.errors import Denied, Refused
from jianyan.kernel.rules import Actor

from . import actions, queries
from .criteria import CRITERIA, Candidate, candidates
from .forms import ChooseForm
from .models import Honour, HonourState, Sort

NAME = "proposal-honours"
WHOM = {Sort.UNIT: "承办单位", Sort.HANDLER: "经办人", Sort.PROPOSER: "第一提案人"}
ACTS = [{"name": "choose", "label": "评定"}, {"name": "propose", "label": "列为拟评"}]
STANDS = {True: "各项达到", False: "有的不到", None: "件数少，请说明"}


@form_page
@asks(ChooseForm)
def honours(request: Request, sort: str = Sort.UNIT) -> HttpResponse:
    """Who could be chosen in the session asked for (the last one); the ticked are proposed or chosen."""
    committee, session, found = _asked(request, sort)
    form = ChooseForm(posted(request), committee=committee)
    standing = _standing(sort, session)
    page = _page(request, sort, session, found, standing)
    chosen = ticked_in(request)
    for row in page["rows"]:
        row["selected"] = row["pk"] in chosen

    def each() -> str:
        act = request.POST.get("do", "")
        if not chosen or act not in {one["name"] for one in ACTS}:
            raise Refused("请先勾选，再点要办的步骤。")
        shown = [one for one in found if one.row.pk in chosen]
        said = {**form.cleaned_data, "act": act, "sort": sort, "session": session}
        return _each(request, shown, standing, said)

    if session is not None and (done := carried_out(request, form, each)):
        return done
    return show_form(request, form, page, "proposals/review.html")


def _asked(request: Request, sort: str) -> tuple[int, Session | None, list[Candidate]]:
    """The committee, the session asked for and its candidates. Raises Http404, Denied."""
    if sort not in Sort.values:
        raise Http404(MISSING)
    committee = committee_of(request)
    if committee not in request.actor.committees(*OFFICE):
        raise Denied("评优由机关登记，您没有权限。")
    rows = Session.objects.filter(term__committee=committee).select_related("term")
    asked = {row.code: row for row in rows.order_by("opens_on")}
    session = asked.get(request.GET.get("session", "")) or next(reversed(asked.values()), None)
    if session is None:
        return committee, None, []
    scope = scope_of((committee,), session.code)
    return committee, session, candidates(sort, scope, _rulebook(committee))


def _rulebook(committee: int) -> Rulebook | None:
    return in_force(committee, today())


def _standing(sort: str, session: Session | None) -> dict[int, Honour]:
    """The open honours of the session by whom they are for."""
    rows = queries.open_ones().filter(sort=sort, record__session=session)
    return {(one.body_id if sort == Sort.UNIT else one.person_id): one for one in rows}


def _page(
    request: Request,
    sort: str,
    session: Session | None,
    found: list[Candidate],
    standing: dict[int, Honour],
) -> dict[str, Any]:
    committee = committee_of(request)
    label = Sort(sort).label
    done = sum(one.record.state == HonourState.CHOSEN for one in standing.values())
    code = session.code if session else ""
    return {
        "title": f"{label}评选",
        "about": f"{_minimums(sort, _rulebook(committee))}按名册次序排列，不排名次。已评定 {done} 个。",
        "tools": _tools(request, sort, code),
        "columns": _columns(sort),
        "rows": [_row(one, standing.get(one.row.pk)) for one in found],
        "bulk": True,
        "ticked": WHOM[Sort(sort)],
        "acts": ACTS,
        "boxes": [
            {"name": "session", "label": "届次", "choices": sessions((committee,)), "value": code}
        ],
        "action": request.get_full_path(),
        "blank": {
            "what": f"这一届次还没有可评的{WHOM[Sort(sort)]}",
            "why": "提案交办、答复、评价以后，在这里按各项条件列出。",
            "icon": "award",
        },
    }


def _tools(request: Request, sort: str, code: str) -> list[dict[str, str]]:
    """The other two lists, the candidates as a sheet, and what was chosen."""
    found = [
        {
            "label": other.label,
            "url": f"{reverse(NAME, args=[other])}?session={code}",
            "icon": "award",
        }
        for other in Sort
        if other != sort
    ]
    sheet_url = f"{reverse('proposal-honours-sheet', args=[sort])}?{request.GET.urlencode()}"
    listed = reverse("kind-list", args=["proposal-honours"]) + f"?sort_of={sort}"
    return [
        *found,
        {"label": "导出候选表", "url": sheet_url, "icon": "download"},
        {"label": "评优清单", "url": listed, "icon": "table"},
    ]


def _minimums(sort: str, rulebook: Rulebook | None) -> str:
    """The rulebook's minimums in words."""
    said = []
    for one in CRITERIA[sort]:
        if least := one.least(rulebook):
            said.append(f"{one.label}{one.minimum(least)}")
    return f"规程的最低要求：{'、'.join(said)}。" if said else ""


def _columns(sort: str) -> list[dict[str, Any]]:
    return [
        {"key": "name", "label": WHOM[Sort(sort)], "main": True},
        *({"key": one.name, "label": one.label, "width": "m"} for one in CRITERIA[sort]),
        {"key": "met", "label": "最低要求", "width": "m"},
        {"key": "state", "label": "评选", "width": "m"},
    ]


def _row(one: Candidate, honour: Honour | None) -> dict[str, Any]:
    name = str(one.row)
    cells: list[Any] = [{"text": name, "more": str(one.of or "")}]
    for each in one.standings:
        shown = (
            {"fig": each.value or each.fraction, "url": each.url}
            if each.url
            else {"text": each.value}
        )
        more = each.fraction if each.value else ""
        cells.append({**shown, "more": more, "why": each.short_of})
    cells.append(STANDS[one.met])
    stands = HonourState(honour.record.state).label if honour else ""
    cells.append({"text": stands, "url": url_of(honour.record)} if honour else "")
    return {"pk": one.row.pk, "url": "", "name": name, "cells": cells}


def _each(
    request: Request, rows: list[Candidate], standing: dict[int, Honour], said: dict[str, Any]
) -> str:
    """Each by itself: one that is refused does not hold up the others."""
    by, done, refused = by_of(request), 0, []
    for one in rows:
        try:
            with transaction.atomic():
                _do(by, one, standing.get(one.row.pk), said)
            done += 1
        except REFUSALS as error:
            refused.append(f"{one.row}：{'；'.join(sentences(error))}")
    label = Sort(said["sort"]).label
    if done:
        messages.success(request, f"已登记{label} {done} 个。")
    if refused:
        messages.warning(request, f"{len(refused)} 个没有登记。{' '.join(refused[:10])}")
    return request.get_full_path()


def _do(by: By, one: Candidate, there: Honour | None, said: dict[str, Any]) -> None:
    act, words, on = said["act"], said["words"].strip(), said["on"]
    if act == "choose" and one.met is not True and not words:
        raise Refused("没有达到规程的各项最低要求，或件数太少，请在说明中写明理由。")
    if act == "choose" and there is not None and there.record.state == HonourState.PROPOSED:
        actions.choose(by, there.pk, on=on, reason=words)
        return
    unit = said["sort"] == Sort.UNIT
    whom = {"body": one.row} if unit else {"body": one.of, "person": one.row}
    given = {"sort": said["sort"], "on": on, "words": words, "basis": one.basis()}
    made = actions.propose(by, said["session"], **given, **whom)
    if act == "choose":
        actions.choose(by, made.pk, on=on)


@read_page
def sheet(request: Request, sort: str = Sort.UNIT) -> FileResponse:
    """The candidates with their numbers as a sheet; the export leaves a trail row."""
    committee, session, found = _asked(request, sort)
    standing = _standing(sort, session)
    heads = [WHOM[Sort(sort)], *([] if sort != Sort.HANDLER else ["承办单位"])]
    heads += [*(one.label for one in CRITERIA[sort]), "最低要求", "评选"]
    rows = []
    for one in found:
        honour = standing.get(one.row.pk)
        cells = [str(one.row), *([] if sort != Sort.HANDLER else [str(one.of or "")])]
        cells += [*(each.text for each in one.standings), STANDS[one.met]]
        cells.append(HonourState(honour.record.state).label if honour else "")
        rows.append(dict(zip(heads, cells, strict=True)))
    out: Any = tempfile.SpooledTemporaryFile()  # noqa: SIM115  (the answer closes it)
    title = f"{Sort(sort).label}候选表"
    write(out, [Column(head, head) for head in heads], rows, sheet=title)
    leave_trail(
        None,
        by_of(request),
        committee=committee,
        move="export",
        label=f"导出{title}",
        on=today(),
        reason=f"{session or ''} {len(rows)}个".strip(),
    )
    out.seek(0)
    return sent(out, f"{title}-{today():%Y%m%d}.xlsx")


def chooses(actor: Actor) -> bool:
    """Whether the actor enters what is chosen."""
    return actor.has(*OFFICE)


register_entry(Entry("单位和个人评优", NAME, "award", "履职", 197, chooses))
