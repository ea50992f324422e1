"""The kinds of promises, measured results and leaders' instructions."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q

from jianyan.ground.choices import bodies
from jianyan.ground.kinds import Column, Fact, Filter, Kind, register_kind
from jianyan.ground.models import BodyKind, Commitment, Instruction, Outcome
from jianyan.records.suggestions import actions, queries
from jianyan.records.suggestions.charter import SUGGESTIONS
from jianyan.records.suggestions.forms import CommitmentForm, InstructionForm, OutcomeForm, written
from jianyan.records.suggestions.models import KINDS

from .facts import numbered

STANDS = {
    "kept": Q(kept_on__isnull=False),
    "open": Q(kept_on__isnull=True),
    "late": Q(kept_on__gt=F("due_on")),
}


def find_commitment(committee: int, data: dict[str, Any]) -> Commitment | None:
    """By the former number, else by record, day and words."""
    return _found(queries.listed_commitments(), committee, data, "record", "made_on", "text")


def find_outcome(committee: int, data: dict[str, Any]) -> Outcome | None:
    """By the former number, else by record, day, item and place."""
    return _found(queries.listed_outcomes(), committee, data, "record", "on", "item", "place")


def find_instruction(committee: int, data: dict[str, Any]) -> Instruction | None:
    """By the former number, else by record, day and leader."""
    return _found(queries.listed_instructions(), committee, data, "record", "on", "leader")


def _found(rows: Any, committee: int, data: dict[str, Any], *names: str) -> Any:
    mine = rows.filter(record__committee=committee)
    if data["key"]:
        return mine.filter(key=data["key"]).first()
    return mine.filter(**{name: data[name] for name in names}).first()


def clock(row: Commitment) -> dict[str, Any]:
    """The due day of a promise, and how it was kept."""
    return {"due": row.due_on, "done": row.kept_on, "word": "兑现"}


COMMITMENTS = register_kind(
    Kind(
        slug="commitments",
        title="承诺",
        model=Commitment,
        form=CommitmentForm,
        key=("key", "record", "made_on", "text"),
        find=find_commitment,
        add=actions.commit,
        change=actions.change_commitment,
        rows=queries.listed_commitments,
        view=SUGGESTIONS.view,
        facts=lambda row: [
            Fact("来源", numbered(row)),
            Fact("承诺单位", row.unit),
            Fact("承诺内容", row.text),
            Fact("作出", row.made_on),
            Fact("期限", row.due_on),
            Fact("兑现", row.kept_on),
        ],
        icon="heart-handshake",
        measure="项",
        order=("-made_on", "-pk"),
        nav=False,
        columns=(
            Column("record", "来源", numbered),
            Column("text", "承诺内容", "text", how="title", phone=True),
            Column("unit", "承诺单位", "unit"),
            Column("made_on", "作出", "made_on", how="date", sort="made_on"),
            Column("due_on", "期限", clock, how="due", sort="due_on", phone=True),
            Column("kept_on", "兑现", "kept_on", how="date", sort="kept_on", phone=True),
        ),
        filters=(
            Filter(
                "kept",
                "兑现",
                lambda value: STANDS.get(value, Q()),
                lambda c: (("kept", "已兑现"), ("open", "未兑现"), ("late", "逾期兑现")),
            ),
            Filter("unit", "单位", lambda value: Q(unit__code=value), bodies(BodyKind.UNIT)),
            Filter("since", "期限不早于", lambda value: Q(due_on__gte=value), how="since"),
            Filter("until", "期限不晚于", lambda value: Q(due_on__lte=value), how="until"),
        ),
        views=(("全部", ""), ("未兑现", "kept=open")),
    )
)
OUTCOMES = register_kind(
    Kind(
        slug="outcomes",
        title="办理成果",
        model=Outcome,
        form=OutcomeForm,
        key=("key", "record", "on", "item", "place"),
        find=find_outcome,
        add=actions.measure,
        change=actions.change_fact,
        rows=queries.listed_outcomes,
        view=SUGGESTIONS.view,
        facts=lambda row: [
            Fact("来源", numbered(row)),
            Fact("项目", row.item),
            Fact("数量", f"{row.quantity.normalize():f}{row.item.unit}"),
            Fact("地点", row.place),
            Fact("日期", row.on),
            Fact("依据", row.note),
        ],
        icon="ruler-2",
        measure="项",
        order=("-on", "-pk"),
        nav=False,
        columns=(
            Column("record", "来源", numbered),
            Column("item", "项目", "item__label", how="title", sort="item__order", phone=True),
            Column("quantity", "数量", "quantity", how="number", sort="quantity", phone=True),
            Column("unit", "单位", "item__unit"),
            Column("place", "地点", "place"),
            Column("on", "日期", "on", how="date", sort="on"),
        ),
        filters=(
            Filter("place", "地点", lambda value: Q(place__contains=value), how="text"),
            Filter("since", "不早于", lambda value: Q(on__gte=value), how="since"),
            Filter("until", "不晚于", lambda value: Q(on__lte=value), how="until"),
        ),
    )
)
INSTRUCTIONS = register_kind(
    Kind(
        slug="instructions",
        title="领导批示",
        model=Instruction,
        form=InstructionForm,
        key=("key", "record", "on", "leader"),
        find=find_instruction,
        add=actions.instruct,
        change=actions.change_fact,
        rows=queries.listed_instructions,
        view=SUGGESTIONS.view,
        facts=lambda row: [
            Fact("所在记录", row.record),
            Fact("批示人", row.leader),
            Fact("日期", row.on),
            Fact("批示内容", row.text),
        ],
        icon="pencil",
        measure="件",
        order=("-on", "-pk"),
        nav=False,
        columns=(
            Column("record", "所在记录", lambda row: written(row.record)),
            Column("title", "标题", "record__title", how="title", phone=True),
            Column("leader", "批示人", "leader", sort="leader", phone=True),
            Column("on", "日期", "on", how="date", sort="on"),
            Column("text", "批示内容", "text"),
        ),
        filters=(
            Filter(
                "kind", "种类", lambda value: Q(record__kind=value), lambda c: tuple(KINDS.items())
            ),
            Filter("leader", "批示人", lambda value: Q(leader__contains=value), how="text"),
            Filter("since", "不早于", lambda value: Q(on__gte=value), how="since"),
            Filter("until", "不晚于", lambda value: Q(on__lte=value), how="until"),
        ),
    )
)
