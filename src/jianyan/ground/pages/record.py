"""The page of one row: facts, parts, panels, ties, files, story, and what may be done now."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from jianyan.ground.kinds import KINDS, Fact, Kind
from jianyan.ground.models import File, Record, Visibility
from jianyan.ground.register import state_of
from jianyan.kernel.charter import AMEND, VOID
from jianyan.kernel.panel import Panel, panels_for
from jianyan.kernel.rules import Actor, Rule

from . import cells, places
from .access import ATTACH, attachers, keepers, may_add
from .acts import moves_of
from .asking import holding
from .files import file_rows
from .filled import filled
from .next_step import next_of
from .story import story_of
from .ties import record_kinds, ties_of
from .web import Request, load, named, page

LONG = 24
FORE = 10
"""Panels of a lower order stand before the tables: what the record is about now."""


@page
def show_record(request: Request, slug: str, pk: int) -> HttpResponse:
    """The page of one row by its kind's slug."""
    return record_page(request, named(slug), pk)


def record_page(
    request: Request,
    kind: Kind,
    pk: int,
    *,
    template: str = "page_record.html",
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page of one row; `extra` is further context of a module's own template."""
    panels = _panels(kind)
    steps = kind.charter.moves if kind.charter else ()
    asks: dict[str, Rule] = {f"move-{step.name}": step.by for step in steps}
    asks |= {f"keep-{name}": rule for name, rule in keepers(kind).items()}
    asks |= {f"panel-{one.key}": one.who for one in panels if one.who} | attachers(kind)
    row = load(kind, request, pk)
    row.may = holding(kind.model, pk, request.actor, asks)
    actor = request.actor.having_seen(row.pk) if kind.is_record else request.actor
    record: Record | None = getattr(row, "record", None)
    context: dict[str, Any] = {
        "kind": kind,
        "row": row,
        "page": {
            "crumbs": places.crumbs(kind, row),
            "tools": _tools(kind, row, actor),
            "notices": _notices(kind, row),
        },
        "record": _head(kind, row),
        "stands": kind.stands(row, actor),
        "facts": _facts(kind, row),
        "prose": [{"title": title, "text": text} for title, text in kind.prose(row) if text],
        "sections": [*_own_sections(kind, row, actor), *_parts(kind, row, actor)],
        "moves": moves_of(kind, row, actor),
        "actor_line": f"{actor.name}，每一步记入办理经过",
        "story": story_of(kind, row, actor),
    }
    if kind.charter:
        state = state_of(kind.charter, row)
        context["state"] = {"label": kind.charter.label(state), "shape": kind.charter.shape(state)}
    if record is not None and kind.is_record:
        context |= _record_only(kind, row, record, actor, panels)
    return render(request, template, context | (extra or {}))


def _panels(kind: Kind) -> list[Panel]:
    return panels_for(kind.charter.key) if kind.is_record and kind.charter else []


def _head(kind: Kind, row: Any) -> dict[str, str]:
    if kind.is_record:
        return {"number": row.record.number, "title": row.record.title}
    owner = places.owner_of(kind, row)
    if owner is None:
        return {"number": "", "title": str(row)}
    url = places.record_url(owner, row.record_id)
    return {"number": row.record.number, "title": str(row), "of": row.record.title, "url": url}


def _record_only(
    kind: Kind, row: Any, record: Record, actor: Actor, panels: list[Panel]
) -> dict[str, Any]:
    adds = may_add(kind, actor, record.committee_id) and record.state != VOID
    tie_tool = {"label": "添加关联", "url": places.act_url(kind, "tie", row.pk)}
    file_tool = {"label": "上传附件", "url": places.act_url(kind, "file", row.pk)}
    own = row.may.get(ATTACH, False) and record.state != VOID
    kept = File.objects.filter(record=record, struck_at__isnull=True).select_related("by__person")
    return {
        "labels": _labels(record),
        "next": next_of(record, actor),
        "panels": _drawn_panels(panels, row, record, actor),
        "ties": ties_of(actor, record),
        "tie_tool": tie_tool if adds else None,
        "files": file_rows(kept, drops=own or row.may.get(f"keep-{VOID}", False)),
        "file_tool": file_tool if adds or own else None,
    }


def _labels(record: Record) -> list[dict[str, Any]]:
    labels: list[dict[str, Any]] = []
    if record.visibility == Visibility.RESTRICTED:
        labels.append({"text": "限定范围", "icon": "lock", "strong": True})
    elif record.visibility != Visibility.MEMBERS:
        labels.append({"text": Visibility(record.visibility).label})
    if record.on_behalf:
        labels.append({"text": "代录", "icon": "user-check"})
    return labels


def _drawn_panels(
    panels: list[Panel], row: Any, record: Record, actor: Actor
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for one in panels:
        if one.who and not row.may[f"panel-{one.key}"]:
            continue
        if html := one.render(record, actor):
            found.append(
                {
                    "key": f"panel-{one.key}",
                    "title": one.title,
                    "html": mark_safe(html),  # noqa: S308  (a panel renders a template of its own)
                    "tool": _panel_tool(one, record, actor),
                    "fore": one.order < FORE,
                }
            )
    return found


def _panel_tool(one: Panel, record: Record, actor: Actor) -> dict[str, str] | None:
    """What adds a row of the kind that the panel draws (one with a page of its own for that is
    offered by the panel), else the panel's own page."""
    drawn = [kind for kind in KINDS.values() if kind.drawn_by == one.key and not kind.adding]
    for child in drawn:
        if may_add(child, actor, record.committee_id) and record.state != VOID:
            url = places.add_url(child, record=record.pk)
            return {"label": f"登记{places.noun(child)}", "url": url}
    tool = places.url_or_none(one.url_name, record.pk) if one.url_name else None
    return {"label": "单独打开", "url": tool} if tool else None


def _facts(kind: Kind, row: Any) -> list[dict[str, Any]]:
    """The kind's own facts, or what its form says of the row."""
    facts = kind.facts(row)
    if not facts:
        shown = kind.form.shown(row)
        facts = [
            Fact(str(field.label), _plain(shown[name]))
            for name, field in kind.form.base_fields.items()
            if shown[name] not in (None, "", [])
        ]
    return [
        {
            "label": fact.label,
            "value": fact.value,
            "url": fact.url,
            "wide": len(str(fact.value or "")) > LONG,
        }
        for fact in facts
        if fact.value not in (None, "", [])
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(str(one) for one in value) if isinstance(value, list) else value


def _own_sections(kind: Kind, row: Any, actor: Actor) -> list[dict[str, Any]]:
    return [
        {**one.context, "title": one.title, "template": one.template}
        for one in kind.sections(row, actor)
    ]


def _parts(kind: Kind, row: Any, actor: Actor) -> list[dict[str, Any]]:
    """The kinds whose rows belong to this record, each as a sheet with its rows; those without any
    together as links."""
    found: list[dict[str, Any]] = []
    absent: list[dict[str, str]] = []
    if not kind.is_record:
        return found
    children = sorted(
        (one for one in KINDS.values() if one.parent == kind.slug),
        key=lambda one: one.charter is None,
    )
    there = filled(row.pk, children)
    for child in children:
        if child in there and child.drawn_by and row.may.get(f"panel-{child.drawn_by}", True):
            continue
        shown = _shown(child, row, actor) if child in there else []
        adds = may_add(child, actor, row.record.committee_id) and row.record.state != VOID
        url, own = places.add_url(child, record=row.pk), cells.within(child)
        if not shown:
            absent += [{"label": places.noun(child), "url": url}] if adds else []
            continue
        found.append(
            {
                "key": f"part-{child.slug}",
                "title": child.title,
                "note": _counted(child, shown),
                "tool": {"label": f"登记{places.noun(child)}", "url": url} if adds else None,
                "template": "parts/part_rows.html",
                "page": {
                    "caption": child.title,
                    "columns": cells.heads(child, own),
                    "rows": cells.table_rows(child, shown, own),
                },
            }
        )
    if absent:
        links = {"title": "还可登记", "template": "parts/absent.html", "links": absent}
        found.append({"key": "parts-absent", **links})
    return found


def _counted(child: Kind, shown: list[Any]) -> str:
    """How many there are; those that came to nothing (returned, recalled) are counted apart."""
    charter = child.charter
    gone = [row for row in shown if charter and charter.shape(state_of(charter, row)) == "barred"]
    note = f"{len(shown) - len(gone)} {child.measure}"
    return f"{note}，另有 {len(gone)} {child.measure}已退回或收回" if gone else note


def _shown(child: Kind, row: Any, actor: Actor) -> list[Any]:
    rows = child.rows().filter(child.view(actor), record=row.pk)
    if hasattr(child.model, "struck_at"):
        rows = rows.filter(struck_at__isnull=True)
    return list(rows.order_by(*child.order))


def _tools(kind: Kind, row: Any, actor: Actor) -> list[dict[str, Any]]:
    dead = _is_void(kind, row)
    tools: list[dict[str, Any]] = []
    if row.may.get(f"keep-{AMEND}") and not dead:
        tools.append(
            {"label": "更正", "icon": "pencil", "url": places.act_url(kind, "amend", row.pk)}
        )
    if kind.is_record and not dead:
        committee = row.record.committee_id
        if any(may_add(one, actor, committee) for one in record_kinds() if one != kind):
            url = places.act_url(kind, "turn", row.pk)
            tools.append({"label": "转为", "icon": "arrow-right", "url": url})
    if row.may.get(f"keep-{VOID}") and not dead:
        tools.append(
            {"label": "作废", "icon": "trash", "url": places.act_url(kind, "void", row.pk)}
        )
    return [*tools, {"label": "打印", "print": True}]


def _is_void(kind: Kind, row: Any) -> bool:
    if kind.charter and state_of(kind.charter, row) == VOID:
        return True
    return getattr(row, "struck_at", None) is not None


def _notices(kind: Kind, row: Any) -> list[dict[str, str]]:
    if not _is_void(kind, row):
        return []
    return [{"lead": "已作废", "text": "编号保留，不再计入任何指标，也不能再改。"}]
