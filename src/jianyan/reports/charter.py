"""年度总结规程：起草、核对、送审、逐级审核、签发。"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground import rules
from jianyan.kernel.charter import Charter, Move, register
from jianyan.kernel.rules import Actor, both, either, saying

from . import queries
from .models import Report, State


@saying("已签发的")
def signed(actor: Actor) -> Q:
    """Only what was signed is read outside the office."""
    return Q(record__state=State.SIGNED)


def has_step_before_last(row: Any, actor: Actor) -> str | None:
    """Passing is for the steps before the last; the last one signs."""
    steps = queries.steps(row.record)
    if row.step < len(steps) - 1:
        return None
    return f"各步审核已过，只待{steps[-1] if steps else '签发'}。"


def all_but_last_passed(row: Any, actor: Actor) -> str | None:
    """Signing comes last."""
    steps = queries.steps(row.record)
    if row.step >= len(steps) - 1:
        return None
    return f"还要先经{'、'.join(steps[row.step : -1])}。"


APPROVERS = either(rules.office, rules.leaders)
SIGNERS = either(rules.leaders, rules.administrators)

REPORTS = register(
    Charter(
        key="reports",
        title="报告",
        model=Report,
        states=State,
        view=either(rules.readers, both(rules.members, signed)),
        keeper=rules.office,
        numbered="reports",
        born=(State.DRAFT,),
        procedure="机关公文处理规定",
        shapes={
            State.DRAFT: "draft",
            State.CHECKED: "quarter",
            State.IN_APPROVAL: "half",
            State.SIGNED: "done",
        },
        moves=(
            Move("save", "存稿", (State.DRAFT, State.CHECKED), State.DRAFT, by=rules.office),
            Move("check", "核对", (State.DRAFT,), State.CHECKED, by=rules.office, asks=("on",)),
            Move("send", "送审", (State.CHECKED,), State.IN_APPROVAL, by=rules.office),
            Move(
                "pass",
                "审核通过",
                (State.IN_APPROVAL,),
                None,
                by=APPROVERS,
                asks=("on",),
                needs=(has_step_before_last,),
            ),
            Move(
                "sign",
                "签发",
                (State.IN_APPROVAL,),
                State.SIGNED,
                by=SIGNERS,
                asks=("on",),
                needs=(all_but_last_passed,),
            ),
            Move(
                "return",
                "退回修改",
                (State.CHECKED, State.IN_APPROVAL),
                State.DRAFT,
                by=APPROVERS,
                asks=("on", "reason"),
            ),
        ),
    )
)
