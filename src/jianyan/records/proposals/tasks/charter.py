"""单位任务规程：签收、退件、办理、会签、核稿、签发、办结、收回。"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from jianyan.ground import rules
from jianyan.ground.clocks_pausing import pausing
from jianyan.ground.models import Role
from jianyan.kernel.charter import Charter, Move, register
from jianyan.kernel.rules import Actor, Rule, either, saying
from jianyan.records.proposals.cases.charter import CASES, SEEN_WHOLE
from jianyan.records.proposals.cases.models import CaseState, Proposal

from .figures import FIGURES
from .models import TaskState as S
from .models import UnitTask
from .needs import (
    all_signed,
    answers,
    asked_longer,
    decides,
    first_time,
    gives_opinion,
    has_draft,
    has_longer,
    may_ask_longer,
    may_return,
    not_again,
    owes,
    second_time,
)
from .who import DISPATCHER_TOO, PARTIES, UNIT_TOO, co_units, in_reach, own_unit, signers

__all__ = ["in_reach", "own_unit"]


@saying("可以看到该提案的人")
def seen_with_case(actor: Actor) -> Q:
    """Whoever sees the case sees who handles it."""
    if actor.seen:
        return Q(record__in=sorted(actor.seen))
    return _of_cases(CASES.view, actor)


def _of_cases(rule: Rule, actor: Actor) -> Q:
    """What belongs to the cases that a rule means: asked of each case, as those of all committees
    would be gone through to list them."""
    return Q(Exists(Proposal.objects.filter(rule(actor), pk=OuterRef("record"))))


@saying("可以看到该提案的人；交办机构只看所归口单位的任务")
def seen(actor: Actor) -> Q:
    """Whoever sees the case sees who handles it, but a dispatcher its own units' tasks alone."""
    if not actor.has(Role.DISPATCHER):
        return seen_with_case(actor)
    return _of_cases(SEEN_WHOLE, actor) | seen_with_case(actor) & in_reach(actor)


def _move(name: str, label: str, source: tuple[str, ...], target: str | None, **rest: Any) -> Move:
    given = {"by": rules.office, "asks": ("on",), "during": (CaseState.ASSIGNED,), **rest}
    return Move(name, label, source, target, **given)


WORKING = (S.ACCEPTED, S.DRAFTED, S.COUNTERSIGNED, S.CHECKED, S.REHANDLING)
HANDLED = (CaseState.ASSIGNED, CaseState.REPLIED, CaseState.CLOSED)


TASKS = register(
    Charter(
        key="proposal-tasks",
        title="单位任务",
        model=UnitTask,
        part=True,
        states=S,
        view=seen,
        keeper=rules.office,
        born=(S.SENT,),
        procedure="提案办理工作办法",
        shapes={
            S.SENT: "empty",
            S.RETURN_ASKED: "wait",
            S.RETURNED: "barred",
            S.ACCEPTED: "quarter",
            S.DRAFTED: "half",
            S.COUNTERSIGNED: "half",
            S.CHECKED: "half",
            S.REPLIED: "three",
            S.REHANDLING: "wait",
            S.DONE: "done",
            S.RECALLED: "barred",
        },
        moves=(
            _move("accept", "签收", (S.SENT,), S.ACCEPTED, by=UNIT_TOO, bulk=True),
            _move(
                "keep", "拟写答复", (S.ACCEPTED, S.REHANDLING), None, by=UNIT_TOO, needs=(answers,)
            ),
            _move(
                "ask_return",
                "申请退件",
                (S.SENT, S.ACCEPTED),
                S.RETURN_ASKED,
                by=UNIT_TOO,
                asks=("on", "reason", "rather"),
                needs=(may_return,),
            ),
            _move(
                "grant_return",
                "同意退件",
                (S.RETURN_ASKED,),
                S.RETURNED,
                by=DISPATCHER_TOO,
                needs=(decides,),
            ),
            _move(
                "refuse_return",
                "不同意退件",
                (S.RETURN_ASKED,),
                S.ACCEPTED,
                by=DISPATCHER_TOO,
                asks=("on", "reason"),
                needs=(decides,),
            ),
            _move(
                "contact",
                "登记面商",
                (S.SENT, *WORKING, S.REPLIED, S.DONE),
                None,
                by=own_unit,
                during=HANDLED,
                button="able",
            ),
            _move(
                "draft",
                "拟出答复",
                (S.ACCEPTED, S.REHANDLING),
                S.DRAFTED,
                by=UNIT_TOO,
                needs=(answers,),
                button="never",
            ),
            _move("sign", "会签", (S.DRAFTED,), None, by=either(rules.office, co_units)),
            _move(
                "countersign",
                "会签完毕",
                (S.DRAFTED,),
                S.COUNTERSIGNED,
                by=either(rules.office, own_unit, co_units),
                needs=(all_signed,),
                button="able",
            ),
            _move("check", "核定答复", (S.COUNTERSIGNED,), S.CHECKED, by=DISPATCHER_TOO),
            _move(
                "issue", "签发答复", (S.CHECKED,), S.REPLIED, by=signers, needs=(answers, has_draft)
            ),
            *(
                _move(
                    name,
                    "退回重拟",
                    (S.DRAFTED, S.COUNTERSIGNED, S.CHECKED),
                    target,
                    by=PARTIES,
                    asks=("on", "reason"),
                    needs=(need,),
                    button="able",
                )
                for name, target, need in (
                    ("redraft", S.ACCEPTED, first_time),
                    ("redraft_again", S.REHANDLING, second_time),
                )
            ),
            _move(
                "ask_extension",
                "申请延期",
                (S.ACCEPTED, S.DRAFTED, S.COUNTERSIGNED, S.CHECKED),
                None,
                by=UNIT_TOO,
                asks=("on", "asked_until", "reason"),
                needs=(may_ask_longer,),
                button="able",
            ),
            *(
                _move(
                    name,
                    label,
                    (S.SENT, *WORKING),
                    None,
                    by=DISPATCHER_TOO,
                    asks=("on", "reason") if name == "refuse_extension" else ("on",),
                    needs=(asked_longer,),
                    button="able",
                )
                for name, label in (
                    ("grant_extension", "批准延期"),
                    ("refuse_extension", "不批准延期"),
                )
            ),
            _move(
                "withdraw_extension",
                "撤回延期",
                (S.SENT, *WORKING),
                None,
                by=UNIT_TOO,
                asks=("on", "reason"),
                needs=(has_longer,),
                button="able",
            ),
            *pausing(rules.office, (S.SENT, *WORKING), during=(CaseState.ASSIGNED,)),
            _move(
                "reply",
                "答复",
                (S.SENT, *WORKING),
                S.REPLIED,
                asks=("on", "grade"),
                needs=(answers,),
                button="able",
            ),
            *(
                _move(
                    name,
                    "恢复办理",
                    (S.REPLIED, S.DONE),
                    target,
                    during=HANDLED,
                    needs=(owes,),
                    button="never",
                )
                for name, target in (("unreply", S.ACCEPTED), ("unreply_again", S.REHANDLING))
            ),
            _move(
                "opine",
                "报送会办意见",
                (S.SENT, S.ACCEPTED, S.REHANDLING),
                S.DONE,
                by=UNIT_TOO,
                needs=(gives_opinion,),
                button="able",
            ),
            _move(
                "unrehandle",
                "撤销重新办理",
                (S.REHANDLING, S.DRAFTED, S.COUNTERSIGNED, S.CHECKED),
                S.REPLIED,
                needs=(not_again,),
                button="never",
            ),
            _move(
                "rehandle",
                "重新办理",
                (S.REPLIED, S.DONE),
                S.REHANDLING,
                during=HANDLED,
                needs=(answers,),
            ),
            _move(
                "hand_on",
                "指定承办人",
                (S.SENT, *WORKING),
                None,
                by=own_unit,
                asks=("handler", "section"),
                button="able",
            ),
            _move("finish", "办结", (S.REPLIED,), S.DONE, during=HANDLED),
            _move(
                "change_role",
                "调整办理方式",
                (S.SENT, S.ACCEPTED),
                None,
                by=DISPATCHER_TOO,
                asks=("on", "role", "reason"),
                button="able",
            ),
            _move(
                "recall",
                "收回",
                (S.SENT, S.RETURN_ASKED, *WORKING),
                S.RECALLED,
                by=DISPATCHER_TOO,
                asks=("on", "reason"),
                button="able",
            ),
        ),
        figures=FIGURES,
    )
)
