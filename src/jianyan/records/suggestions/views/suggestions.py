"""The kind of suggestions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground.choices import bodies, states
from jianyan.ground.kinds import Column, Fact, Filter, Kind, Section, kind_named, register_kind
from jianyan.ground.models import BodyKind, Suggestion, SuggestionState
from jianyan.ground.pages import cells, places
from jianyan.ground.pages.access import may_add
from jianyan.ground.register import today
from jianyan.kernel.charter import VOID
from jianyan.kernel.rules import Actor
from jianyan.records.suggestions import actions, queries
from jianyan.records.suggestions.charter import SUGGESTIONS
from jianyan.records.suggestions.figures import PLACE
from jianyan.records.suggestions.forms import AnswerForm, SendForm, SuggestionForm, written
from jianyan.records.suggestions.models import Source


def find(committee: int, data: dict[str, Any]) -> Suggestion | None:
    """The suggestion that a sheet's row names: by its former number, else by record and order."""
    rows = queries.listed().filter(record__committee=committee).exclude(state="void")
    if data["key"]:
        return rows.filter(key=data["key"]).first()
    return rows.filter(record=data["record"], order=data["order"]).first()


def facts(row: Suggestion) -> list[Fact]:
    """What the page says of one: where it comes from, and its days."""
    return [
        Fact("来源", Source(row.source).label),
        Fact("来源记录", row.record),
        Fact("性质", row.get_nature_display()),
        Fact("内容", row.text),
        Fact("地点", row.place),
        Fact("提出", row.raised_on),
        Fact("转送", row.sent_on),
        Fact("承办单位", row.unit),
        Fact("期限", row.due_on),
    ]


def clock(row: Any) -> dict[str, Any] | None:
    """The due day, and how it was kept; a dispute opens it again."""
    if row.due_on is None or row.state == VOID:
        return None
    done = row.state in (SuggestionState.SAID_DONE, SuggestionState.CONFIRMED)
    return {"due": row.due_on, "done": row.done_on if done else None, "word": "办结"}


def sections(row: Suggestion, actor: Actor) -> list[Section]:
    """What was said and done about it, each a table with the link that adds."""
    return [
        _section(slug, row, actor)
        for slug in ("responses", "settlements", "commitments", "outcomes")
    ]


def _section(slug: str, row: Suggestion, actor: Actor) -> Section:
    kind = kind_named(slug)
    rows = kind.rows().filter(kind.view(actor), suggestion=row.pk).order_by(*kind.order)
    page = {
        "caption": kind.title,
        "columns": cells.heads(kind),
        "rows": cells.table_rows(kind, rows),
    }
    context: dict[str, Any] = {"page": page, "key": f"part-{slug}"}
    if row.state != VOID and may_add(kind, actor, row.record.committee_id):
        asked = {"suggestion": f"{written(row.record)}/{row.order}"}
        if "record" in kind.form.base_fields:
            asked["record"] = str(row.record_id)
        url = places.add_url(kind, **asked)
        context["tool"] = {"label": f"登记{kind.title}", "url": url}
    return Section(kind.title, "parts/part_rows.html", context)


KIND = register_kind(
    Kind(
        slug="suggestions",
        title="意见建议",
        charter=SUGGESTIONS,
        model=Suggestion,
        form=SuggestionForm,
        key=("key", "record", "order"),
        find=find,
        add=actions.add,
        change=actions.change,
        rows=queries.listed,
        view=SUGGESTIONS.view,
        facts=facts,
        sections=sections,
        moves={"send": SendForm, "answer": AnswerForm},
        icon="bulb",
        measure="条",
        order=("-raised_on", "-record_id", "order"),
        columns=(
            Column("record", "来源记录", lambda row: written(row.record), sort="record__number"),
            Column("order", "序号", "order", how="number"),
            Column("text", "内容", "text", how="title", phone=True),
            Column("source", "来源", lambda row: Source(row.source).label, sort="source"),
            Column("place", "地点", "place"),
            Column("unit", "承办单位", "unit"),
            Column("raised_on", "提出", "raised_on", how="date", sort="raised_on"),
            Column("due_on", "期限", clock, how="due", sort="due_on", phone=True),
            Column("state", "状态", "state", how="state", phone=True),
        ),
        filters=(
            Filter("state", "状态", lambda value: Q(state=value), states(SUGGESTIONS)),
            Filter("source", "来源", lambda value: Q(source=value), lambda c: Source.choices),
            Filter(
                "nature", "性质", lambda value: Q(nature=value), lambda c: Suggestion.Nature.choices
            ),
            Filter("place", "地点种类", lambda value: Q(place_kind=value), lambda c: PLACE.choices),
            Filter("unit", "承办单位", lambda value: Q(unit__code=value), bodies(BodyKind.UNIT)),
            Filter(
                "late",
                "期限",
                lambda value: queries.overdue(today()),
                lambda c: (("yes", "逾期未办"),),
            ),
            Filter("since", "提出不早于", lambda value: Q(raised_on__gte=value), how="since"),
            Filter("until", "提出不晚于", lambda value: Q(raised_on__lte=value), how="until"),
        ),
        views=(
            ("全部", ""),
            ("未转送", "state=raised"),
            ("未回应", "state=sent"),
            ("逾期未办", "late=yes"),
            ("有异议", "state=disputed"),
        ),
    )
)
