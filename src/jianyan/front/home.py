"""The home page, by role: what waits for me first, then what one's office looks after."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jianyan.ground.kinds import KINDS, Kind
from jianyan.ground.models import Role
from jianyan.ground.pages.access import may_add
from jianyan.ground.pages.places import add_url, noun
from jianyan.ground.pages.web import Request, page
from jianyan.ground.rules import OFFICE
from jianyan.ground.templatetags.jianyan import cn_full_date, cn_weekday
from jianyan.ground.todo import AT_DESKS, Group, waiting
from jianyan.kernel.rules import Actor

from . import home_boxes as boxes
from .beginning import first_steps
from .home_figures import readings_of
from .waiting import drawn, nothing

WRITTEN = ("proposals", "briefs")
FIRST = (("提案", "proposals"), ("信息", "briefs"), ("专委会", "consultations"), ("", "activities"))
"""What a desk of the office enters most, by a word of its name; whoever has no desk: proposals."""
MEMBERS = (Role.MEMBER, Role.CONVENER)
LOOKING = {
    Role.AUDITOR: (
        "审计职务只查阅，不办理",
        "从左边的模块（手机上在“更多”）进去查阅；每次查阅都留下轨迹。",
    ),
    Role.VISITOR: ("来访身份没有要办的事", "可以查看对您开放的内容，需要更多时请与管理员联系。"),
}


@page
def home(request: Request) -> HttpResponse:
    """What waits for the actor, and beside it what the roles held here call for."""
    actor = request.actor
    context: dict[str, Any] = {"page": _head(actor), "today": actor.day}
    committee = _committee(request)
    if committee is None:
        context["queue_blank"] = _no_office()
        return render(request, "page_home.html", context)
    groups = waiting(actor, committee)
    context |= {
        "queue": drawn(groups),
        "queue_total": sum(group.count for group in groups),
        "queue_blank": _nothing(actor, committee),
        "readings": readings_of(actor, committee),
        "recent": boxes.recent(actor, committee),
    }
    context |= _of_roles(actor, committee, groups)
    context["page"]["tools"] = _tools(actor, committee)
    return render(request, "page_home.html", context)


def _committee(request: Request) -> int | None:
    held = sorted(request.actor.committees())
    chosen = request.session.get("committee")
    return chosen if chosen in held else held[0] if held else None


def _head(actor: Actor) -> dict[str, Any]:
    return {"title": "今天要办的事", "about": f"{cn_full_date(actor.day)}　{cn_weekday(actor.day)}"}


def _of_roles(actor: Actor, committee: int, groups: list[Group]) -> dict[str, Any]:
    """The boxes of every role held here; one person may hold several."""
    begin = first_steps(actor, committee)
    found: dict[str, Any] = {"boxes": [begin] if begin else []}
    if committee in actor.committees(*MEMBERS):
        found["mine"] = boxes.mine(actor, committee)
        found["quick"] = _quick(actor, committee)
        # A leader's own year stands on the page 我的, so that the home page stays quick to make.
        if committee not in actor.committees(Role.LEADER):
            found["tiles"] = boxes.tiles(actor, committee)
            found["boxes"] += [boxes.unread(actor), boxes.coming(actor, committee)]
    if committee in actor.committees(Role.LEADER):
        found["boxes"].append(boxes.key_proposals(committee))
    if committee in actor.committees(Role.LEADER, Role.DISPATCHER):
        found["boxes"].append(boxes.overdue_units(actor, committee))
    if committee in actor.committees(*boxes.UNIT_ROLES):
        found["tiles"] = boxes.unit_tiles(actor, groups)
    return found


def _quick(actor: Actor, committee: int) -> list[dict[str, Any]]:
    """What a member may write on their own."""
    kinds = [KINDS[slug] for slug in WRITTEN if slug in KINDS]
    pages = [
        (kind, reverse(kind.writing) if kind.writing else add_url(kind))
        for kind in kinds
        if kind.writing or may_add(kind, actor, committee)
    ]
    return [
        {"label": f"写{noun(kind)}", "url": url, "icon": kind.icon, "primary": place == 0}
        for place, (kind, url) in enumerate(pages)
    ]


def _tools(actor: Actor, committee: int) -> list[dict[str, Any]]:
    if committee not in actor.committees(*OFFICE):
        return []
    tools: list[dict[str, Any]] = [{"label": "打印清单", "icon": "printer", "print": True}]
    for kind in _addable(actor, committee, _firsts(actor, committee))[:1]:
        add = {"label": f"登记{noun(kind)}", "url": add_url(kind), "icon": "plus", "primary": True}
        tools.append(add)
    return tools


def _firsts(actor: Actor, committee: int) -> tuple[str, ...]:
    """The kinds to offer, that of the desk held here before all others."""
    held = [one for one in actor.held if one.committee == committee and one.role in AT_DESKS]
    desk = next((one.desk + AT_DESKS[one.role] for one in held if one.desk), "提案")
    first = next(slug for word, slug in FIRST if word in desk)
    return (first, *(slug for _, slug in FIRST if slug != first))


def _addable(actor: Actor, committee: int, slugs: tuple[str, ...]) -> list[Kind]:
    kinds = [KINDS[slug] for slug in slugs if slug in KINDS]
    return [kind for kind in kinds if may_add(kind, actor, committee)]


def _nothing(actor: Actor, committee: int) -> dict[str, str]:
    held = {one.role for one in actor.held if one.committee == committee}
    for role, (what, why) in LOOKING.items():
        if held == {role}:
            return {"what": what, "why": why, "icon": "eye-check"}
    return nothing()


def _no_office() -> dict[str, str]:
    return {
        "what": "您现在没有任何职务",
        "why": "职务到期或还没有登记，请管理员为您登记后再来。",
        "url": reverse("account"),
        "verb": "我的账户",
        "icon": "id",
    }
