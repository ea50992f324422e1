"""What every page shows around its content: who one is, where, the rail, what is new."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from jianyan.kernel.rules import Actor

from .models import Committee, Notice, Role, Session
from .navigation import rail
from .pages.access import may_add, seen_kinds
from .pages.places import add_url, noun, url_or_none
from .register import today
from .rules import OFFICE

HOME = ("首页", "home", "home")
NOTICES = ("消息", "notices", "bell")
MORE = ("更多", "more", "menu-2")
OWN = (
    (("登记", "enter", "plus"), OFFICE),
    (("我的", "mine", "user"), (Role.MEMBER, Role.CONVENER)),
    (("待办", "waiting", "list-check"), (Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.DISPATCHER)),
)
"""The phone's second tab by role, the first that fits; who has none of them searches there."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """`shell`, `nav` and `tabs` of base.html; of a visitor only what needs no sign-in."""
    found: dict[str, Any] = {
        "home_url": url_or_none("home") or "/",
        "type_url": url_or_none("type-size"),
        "type_large": request.COOKIES.get("type") == "large",
    }
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"shell": found}
    actor: Actor = request.actor  # type: ignore[attr-defined]
    held = sorted(actor.committees())
    chosen = request.session.get("committee")
    here = chosen if chosen in held else held[0] if held else None
    found |= _person(request, actor, here) | _place(here)
    found |= {
        "search_url": url_or_none("search"),
        "query": request.GET.get("q", "") if request.path == url_or_none("search") else "",
        "new": _new(actor, here),
        "notices_url": url_or_none("notices"),
        "notices_count": Notice.objects.filter(person=actor.person, seen_at__isnull=True).count()
        if actor.person
        else 0,
        "offices": _committees(held, here) if len(held) > 1 else [],
    }
    tabs = [
        {"label": label, "url": url, "icon": icon, "current": request.path == url}
        for label, name, icon in (HOME, _own_tab(actor), NOTICES, MORE)
        if (url := url_or_none(name))
    ]
    return {"shell": found, "nav": rail(actor, request.path), "tabs": tabs}


def _own_tab(actor: Actor) -> tuple[str, str, str]:
    for tab, roles in OWN:
        if actor.has(*roles):
            return tab
    return ("搜索", "search", "search")


def _person(request: HttpRequest, actor: Actor, committee: int | None) -> dict[str, Any]:
    labels = {
        f"{Role(one.role).label}{f'（{one.desk}）' if one.desk else ''}"
        for one in actor.held
        if one.committee == committee
    }
    return {
        "name": actor.name,
        "office": "、".join(sorted(labels)),
        "account_url": url_or_none("account"),
        "sign_out_url": url_or_none("sign-out"),
        "user_key": f"a{actor.account}",
    }


def _place(committee: int | None) -> dict[str, Any]:
    """The committee and its session now: one statement."""
    if committee is None:
        return {}
    session = (
        Session.objects.filter(term__committee=committee, opens_on__lte=today())
        .select_related("term__committee")
        .order_by("-opens_on")
        .first()
    )
    if session is None:
        return {"committee": Committee.objects.get(pk=committee).name, "year": today().year}
    return {"committee": session.term.committee.name, "session": str(session), "year": today().year}


def _new(actor: Actor, committee: int | None) -> list[dict[str, str]]:
    if committee is None:
        return []
    return [
        {"label": f"登记{noun(kind)}", "url": add_url(kind)}
        for kind in seen_kinds(actor)
        if kind.is_record and may_add(kind, actor, committee)
    ]


def _committees(held: list[int], here: int | None) -> list[dict[str, Any]]:
    rows = Committee.objects.filter(pk__in=held)
    return [
        {
            "label": one.name,
            "url": url_or_none("committee-choose", one.pk),
            "current": one.pk == here,
        }
        for one in rows
    ]
