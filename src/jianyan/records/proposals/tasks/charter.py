"""单位任务规程：签收、退件、办理、会签、核稿、签发、办结、收回。"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from jianyan.ground import rules
from jianyan.ground.clocks_pausing import pausing
from jianyan.ground.days import said_day
from jianyan.ground.models import Role
from jianyan.ground.register import today
from jianyan.kernel.charter import Charter, Move, register
from jianyan.kernel.rules import Actor, Rule, either, saying
from jianyan.records.proposals.cases.charter import CASES, SEEN_WHOLE
from jianyan.records.proposals.cases.models import CaseState, Proposal

from . import queries
from .figures import FIGURES
from .models import ANSWERING, TaskRole, UnitTask
from .models import TaskState as S
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
WAITING = "已有一份延期申请待批复，请先批复或撤回。"


def of_office(row: UnitTask, actor: Actor) -> bool:
    """Whether the actor works in the office of the row's committee, which enters after the event."""
    return row.record.committee_id in actor.committees(*rules.OFFICE)


def may_return(row: UnitTask, actor: Actor) -> str | None:
    """A unit asks within its working days, and no more once a dispute was decided."""
    if of_office(row, actor):
        return None
    return queries.too_late_to_return(row, actor.day) or queries.decided_for_good(row)


def decides(row: UnitTask, actor: Actor) -> str | None:
    """What was returned more often than the rulebook lets is for the office, or the dispatcher
    above the unit's own one where there is one."""
    if of_office(row, actor) or not queries.disputed(row):
        return None
    direct = queries.dispatchers_of(row.unit_id)
    if actor.reach & direct or not queries.have_upper(direct):
        return None
    return "这件提案的退件已超过规程规定的次数，由上级交办机构或提案委裁定。"


def may_ask_longer(row: UnitTask, actor: Actor) -> str | None:
    """Only who owes a reply asks, and for one longer term at a time."""
    if row.role not in ANSWERING:
        return "会办单位没有答复期限，不办延期。"
    if queries.again(row):
        return "重新办理的期限从要求之日起另计，不办延期。"
    if not of_office(row, actor) and (term := queries.term_of(row)) and actor.day > term:
        return f"答复期限{said_day(term)}已过，不能再申请延期，请尽快答复。"
    return WAITING if queries.waiting(row.pk).exists() else None


def all_signed(row: UnitTask, actor: Actor) -> str | None:
    """Every co-unit agrees to the draft; a reply without one here is the office's ledger's."""
    draft = queries.draft_of(row)
    waited = queries.unsigned(draft) if draft else []
    return f"{'、'.join(str(one.unit) for one in waited)}还没有会签。" if waited else None


def has_draft(row: UnitTask, actor: Actor) -> str | None:
    return None if queries.draft_of(row) else "还没有答复稿，请先拟写。"


def first_time(row: UnitTask, actor: Actor) -> str | None:
    return "重新办理的答复请退回重新办理。" if queries.again(row) else None


def second_time(row: UnitTask, actor: Actor) -> str | None:
    return None if queries.again(row) else "这件任务没有要求重新办理。"


def answers(row: UnitTask, actor: Actor) -> str | None:
    return None if row.role in ANSWERING else "会办单位不直接答复提案者，请登记会办意见。"


def gives_opinion(row: UnitTask, actor: Actor) -> str | None:
    if row.role == TaskRole.CO:
        return None
    return "只有会办单位报送会办意见；独办、主办、分办单位请登记答复。"


def not_again(row: UnitTask, actor: Actor) -> str | None:
    """Nobody wants it handled again since its last reply."""
    again = row.rehandlings.filter(struck_at__isnull=True).order_by("on", "pk").last()  # type: ignore[attr-defined]
    given = row.replies.filter(struck_at__isnull=True)  # type: ignore[attr-defined]
    if not given.exists():
        return "这件任务还没有答复。"
    settled = again is None or given.filter(on__gte=again.on, round__gt=1).exists()
    return None if settled else "重新办理的要求仍在，请先作废那条记录。"


def owes(row: UnitTask, actor: Actor) -> str | None:
    """The task owes a reply: none stands, or none since it was last handled again."""
    if row.role not in ANSWERING:
        return "会办单位不直接答复提案者。"
    again = row.rehandlings.filter(struck_at__isnull=True).order_by("on", "pk").last()  # type: ignore[attr-defined]
    given = row.replies.filter(struck_at__isnull=True)  # type: ignore[attr-defined]
    standing = given.filter(on__gte=again.on, round__gt=1) if again else given
    return "已有答复，不能恢复办理。" if standing.exists() else None


def asked_longer(row: UnitTask, actor: Actor) -> str | None:
    return None if queries.waiting(row.pk).exists() else "没有待批复的延期申请。"


def has_longer(row: UnitTask, actor: Actor) -> str | None:
    """A request is waiting, or a longer term is in force."""
    longer = queries.granted(today()).filter(task=row.pk)
    found = queries.waiting(row.pk).exists() or longer.exists()
    return None if found else "没有可以撤回的延期。"


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
