"""The boxes of the home page by role: what is one's own, what is coming, who is late, what is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from jianyan.figures.read import read
from jianyan.figures.views import newest_year
from jianyan.ground.kinds import KINDS, kind_of_record
from jianyan.ground.models import Notice, Record, Role, Trail
from jianyan.ground.pages.places import list_url, record_url
from jianyan.ground.pages.seeing import seen_records
from jianyan.ground.periods import scope_of
from jianyan.ground.templatetags.jianyan import cn_date
from jianyan.ground.todo import Group
from jianyan.ground.todo_rows import LATER
from jianyan.kernel.charter import CHARTERS, VOID
from jianyan.kernel.errors import Refused
from jianyan.kernel.rules import Actor
from jianyan.records.briefs.charter import author
from jianyan.records.briefs.models import Brief
from jianyan.records.proposals.cases.who import proposers
from jianyan.records.proposals.models import KeyProposal, Proposal, UnitTask
from jianyan.records.proposals.tasks.overdue import behind

TILES = (("提案.立案", "提案立案"), ("信息.采用", "信息采用"), ("活动.出席人次", "出席活动"))
LOOKED_BACK = 300
IN_HAND = ("return_asked", "accepted", "drafted", "countersigned", "checked", "rehandling")
UNIT_ROLES = (Role.UNIT_OFFICER, Role.UNIT_LEADER)


def own_records(actor: Actor, committee: int) -> Any:
    """The proposals and briefs of a member, also as co-signer or for a body: newest first."""
    proposals = Proposal.objects.filter(proposers(actor), pk=OuterRef("pk"))
    briefs = Brief.objects.filter(author(actor), pk=OuterRef("pk"))
    own = Q(kind="proposals") & Q(Exists(proposals)) | Q(kind="briefs") & Q(Exists(briefs))
    rows = Record.objects.filter(own, committee=committee).exclude(state=VOID)
    return rows.order_by("-dated_on", "-pk")


def listed(records: Iterable[Record]) -> list[dict[str, Any]]:
    """Records as rows of a box, with their states."""
    rows = []
    for record in records:
        charter, kind = CHARTERS[record.kind], kind_of_record(record.kind)
        state = {"label": charter.label(record.state), "shape": charter.shape(record.state)}
        rows.append(
            {
                "title": record.title,
                "url": record_url(kind, record.pk) if kind else "",
                "state": state,
                "more": f"{record.number}　{cn_date(record.dated_on)}".strip(),
            }
        )
    return rows


def mine(actor: Actor, committee: int) -> dict[str, Any]:
    """A member's own proposals and briefs."""
    return {
        "title": "我的提案和信息",
        "url": reverse("mine"),
        "rows": listed(own_records(actor, committee)[:5]),
        "empty": "还没有提交过提案或信息",
    }


def tiles(actor: Actor, committee: int) -> dict[str, Any]:
    """What a member did this year, by the figures that credit it."""
    year = newest_year(committee)
    scope = replace(scope_of((committee,), year), person=actor.person)
    rows = []
    for name, label in TILES:
        try:
            value = read(name, scope).value
        except Refused:
            continue
        rows.append({"label": label, "value": value, "url": reverse("mine")})
    return {"title": f"{year} 年履职", "url": reverse("mine"), "rows": rows}


def coming(actor: Actor, committee: int) -> dict[str, Any]:
    """Meetings and activities to come that the actor may see."""
    kind = KINDS["activities"]
    charter = CHARTERS["activities"]
    held = charter.model._default_manager.filter(charter.view(actor), pk=OuterRef("pk"))
    rows = Record.objects.filter(
        Exists(held),
        committee=committee,
        kind="activities",
        state="announced",
        dated_on__gte=actor.day,
    )
    return {
        "title": "将要举行的会议活动",
        "url": list_url(kind),
        "rows": listed(rows.order_by("dated_on", "pk")[:5]),
        "empty": "没有已通知、还未举行的会议活动",
    }


def unread(actor: Actor) -> dict[str, Any]:
    """Notices not yet read."""
    rows = Notice.objects.filter(person=actor.person, seen_at__isnull=True).order_by("-pk")[:4]
    return {
        "title": "未读消息",
        "url": reverse("notices"),
        "rows": [
            {"title": one.text, "url": reverse("notices"), "more": cn_date(one.at.date())}
            for one in rows
        ],
        "empty": "没有未读的消息",
    }


def key_proposals(committee: int) -> dict[str, Any]:
    """The key proposals in force, those led by a leader first by their day."""
    rows = (
        KeyProposal.objects.filter(
            record__committee=committee, struck_at__isnull=True, ended_on__isnull=True
        )
        .exclude(record__state__in=(VOID, "closed"))
        .select_related("record")
        .order_by("-on", "record__number")[:6]
    )
    return {
        "title": "办理中的重点提案",
        "url": list_url(KINDS["proposal-key"]),
        "rows": listed(row.record for row in rows),
        "empty": "没有办理中的重点提案",
    }


def overdue_units(actor: Actor, committee: int) -> dict[str, Any]:
    """The units with overdue tasks, the most of them first; a dispatcher's own units only."""
    late = behind().filter(record__committee=committee)
    tasks = UnitTask.objects.filter(pk__in=late.values("part_id"))
    if committee not in actor.committees(Role.LEADER):
        tasks = tasks.filter(unit__in=sorted(actor.reach))
    named = tasks.values("unit__name", "unit__code").annotate(n=Count("pk")).order_by("-n")[:8]
    kind = KINDS["proposal-tasks"]
    return {
        "title": "逾期任务，按单位",
        "url": list_url(kind, urlencode({"late": "any"})),
        "rows": [
            {
                "title": row["unit__name"],
                "url": list_url(kind, urlencode({"late": "any", "unit": row["unit__code"]})),
                "value": row["n"],
                "unit": "件",
            }
            for row in named
        ],
        "empty": "没有逾期的任务",
    }


def unit_tiles(actor: Actor, groups: Sequence[Group]) -> dict[str, Any]:
    """How many tasks one's units have to sign for and in hand, and what falls due."""
    units = sorted(actor.bodies(*UNIT_ROLES))
    rows = UnitTask.objects.filter(unit__in=units, struck_at__isnull=True, ended_on__isnull=True)
    found = rows.exclude(record__state=VOID).aggregate(
        sent=Count("pk", filter=Q(state="sent")), hand=Count("pk", filter=Q(state__in=IN_HAND))
    )
    urgent = sum(group.count for group in groups if group.place != LATER)
    kind = KINDS["proposal-tasks"]
    return {
        "title": "本单位任务",
        "url": list_url(kind),
        "url_label": "全部任务",
        "rows": [
            {"label": "待签收", "value": found["sent"], "url": list_url(kind, "state=sent")},
            {"label": "办理中", "value": found["hand"], "url": list_url(kind)},
            {"label": "七日内到期或逾期", "value": urgent, "url": reverse("waiting")},
        ],
    }


def recent(actor: Actor, committee: int, size: int = 6) -> list[dict[str, Any]]:
    """The newest steps on records that the actor may see, not who looked: three statements."""
    steps = Trail.objects.filter(committee=committee, record__isnull=False)
    steps = steps.exclude(move__in=("read", "export", "command")).order_by("-pk")
    newest = list(steps.values_list("pk", "record_id", "record__kind")[:LOOKED_BACK])
    may = seen_records(actor, {record: kind for _, record, kind in newest})
    shown = [pk for pk, record, _ in newest if record in may][:size]
    rows = steps.filter(pk__in=shown).select_related("record", "by__person", "on_behalf_of")
    found = [_step(row) for row in rows]
    for first in found[:1]:
        first["kind"] = "now"
    return found


def _step(row: Trail) -> dict[str, Any]:
    assert row.record is not None
    kind = kind_of_record(row.record.kind)
    who = str(row.by) if row.by else "系统"
    title = row.record.title
    cut = title if len(title) <= 24 else f"{title[:23]}…"
    # The part of an approval is named as its label is.
    part = f"，{row.part}" if row.part and row.part not in row.label else ""
    return {
        "who": f"{who}代{row.on_behalf_of}" if row.on_behalf_of else who,
        "what": f"{row.label}{part}：{cut}",
        "url": record_url(kind, row.record.pk) if kind else "",
        "when": row.at if row.on == row.at.date() else row.on,
        "kind": "key" if row.target and row.source != row.target else "",
    }
