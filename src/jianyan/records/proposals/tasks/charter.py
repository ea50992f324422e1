"""单位任务规程：签收、退件、办理、会签、核稿、签发、办结、收回。"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground import rules
from jianyan.ground.clocks_pausing import pausing
from jianyan.ground.register import today
from jianyan.kernel.charter import Charter, Move, register
from jianyan.kernel.figure import Figure, Split, cohort, flow
from jianyan.kernel.folds import Count, Ratio
from jianyan.kernel.rules import Actor, saying
from jianyan.records.proposals.cases.charter import ASSIGNED, CASES, OF_CASES, OF_FACTS, SESSION
from jianyan.records.proposals.cases.models import CaseState, Proposal
from jianyan.records.proposals.cases.queries import assigned

from . import queries
from .models import ANSWERING, ContactStage, TaskRole, UnitTask
from .models import TaskState as S


@saying("可以看到该提案的人")
def seen_with_case(actor: Actor) -> Q:
    """Whoever sees the case sees who handles it."""
    cases = Proposal.objects.filter(CASES.view(actor))
    return Q(record__in=cases.values("pk"))


def _move(name: str, label: str, source: tuple[str, ...], target: str | None, **rest: Any) -> Move:
    given = {"by": rules.office, "asks": ("on",), "during": (CaseState.ASSIGNED,), **rest}
    return Move(name, label, source, target, **given)


WORKING = (S.ACCEPTED, S.DRAFTED, S.COUNTERSIGNED, S.CHECKED, S.REHANDLING)
HANDLED = (CaseState.ASSIGNED, CaseState.REPLIED, CaseState.CLOSED)
UNIT = Split("单位", "unit__code", "body:unit")
ROLE = Split("办理方式", "role", choices=tuple(TaskRole.choices))
WAY = Split("方式", "way__code", "contact_way")
STAGE = Split("阶段", "stage", choices=tuple(ContactStage.choices))
OF_TASKS: dict[str, Any] = {**OF_FACTS, "unit": "件次", "by": (UNIT, ROLE), "label": "unit__name"}
OF_CONTACTS: dict[str, Any] = {**OF_FACTS, "unit": "次", "by": (STAGE, WAY), "label": "unit__name"}
HELD = flow("on", SESSION)


def may_ask_longer(row: UnitTask, actor: Actor) -> str | None:
    """Only who owes a reply asks, and for one longer term at a time."""
    if row.role not in ANSWERING:
        return "会办单位没有答复期限，不办延期。"
    return "已有一份延期申请待批复，请先批复或撤回。" if queries.waiting(row.pk).exists() else None


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


FIGURES = (
    Figure(
        key="proposals.tasks",
        name="提案.交办件次",
        means="本期向单位交办的任务，一件交几个单位计几次，会办也计，按交办日期计；退件后改交的另计",
        rows=queries.sent,
        time=flow("sent_on", SESSION),
        fold=Count(),
        **OF_TASKS,
    ),
    Figure(
        key="proposals.returned",
        name="提案.退件",
        means="本期同意退件的任务，按退件日期计",
        rows=queries.returned,
        time=flow("ended_on", SESSION),
        fold=Count(),
        **OF_TASKS,
    ),
    Figure(
        key="proposals.contact_rate",
        name="提案.面商率",
        means=(
            "本期交办的提案中，截止日按规程已与提案者面商的比例；默认须提案者确认或有签名的面商表，"
            "电话不计"
        ),
        rows=assigned,
        time=ASSIGNED,
        fold=Ratio(queries.is_met),
        **OF_CASES,
    ),
    Figure(
        key="proposals.contacts",
        name="提案.联系",
        means="本期承办单位与提案者的联系，各种方式都计，按联系日期计",
        rows=queries.contacts,
        time=HELD,
        fold=Count(),
        **OF_CONTACTS,
    ),
    Figure(
        key="proposals.contacts_face",
        name="提案.面商",
        means="本期按规程算作面商的联系，不论提案者是否确认，按面商日期计",
        rows=queries.face,
        time=HELD,
        fold=Count(),
        **OF_CONTACTS,
    ),
    Figure(
        key="proposals.contacts_confirmed",
        name="提案.面商.已确认",
        means="本期的面商中，截止日提案者已确认或有签名面商表的",
        rows=queries.confirmed,
        time=cohort("on", SESSION),
        fold=Count(),
        **OF_CONTACTS,
    ),
    Figure(
        key="proposals.contacts_denied",
        name="提案.面商.被否认",
        means="本期的面商中，截止日提案者否认的",
        rows=queries.denied,
        time=cohort("on", SESSION),
        fold=Count(),
        **OF_CONTACTS,
    ),
    Figure(
        key="proposals.contacts_unanswered",
        name="提案.面商.未确认",
        means="本期的面商中，截止日提案者未答复、也没有签名面商表的",
        rows=queries.unanswered,
        time=cohort("on", SESSION),
        fold=Count(),
        **OF_CONTACTS,
    ),
)

TASKS = register(
    Charter(
        key="proposal-tasks",
        title="单位任务",
        model=UnitTask,
        part=True,
        states=S,
        view=seen_with_case,
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
            _move("accept", "签收", (S.SENT,), S.ACCEPTED, bulk=True),
            _move(
                "ask_return",
                "申请退件",
                (S.SENT, S.ACCEPTED),
                S.RETURN_ASKED,
                asks=("on", "reason"),
            ),
            _move("grant_return", "同意退件", (S.RETURN_ASKED,), S.RETURNED),
            _move(
                "refuse_return", "不同意退件", (S.RETURN_ASKED,), S.ACCEPTED, asks=("on", "reason")
            ),
            _move("draft", "拟出答复", (S.ACCEPTED, S.REHANDLING), S.DRAFTED),
            _move("countersign", "会签完毕", (S.DRAFTED,), S.COUNTERSIGNED),
            _move("check", "核定答复", (S.COUNTERSIGNED,), S.CHECKED),
            _move(
                "redraft",
                "退回重拟",
                (S.DRAFTED, S.COUNTERSIGNED, S.CHECKED),
                S.ACCEPTED,
                asks=("on", "reason"),
            ),
            _move(
                "ask_extension",
                "申请延期",
                (S.ACCEPTED, S.DRAFTED, S.COUNTERSIGNED, S.CHECKED),
                None,
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
                needs=(gives_opinion,),
                button="able",
            ),
            _move(
                "unrehandle",
                "撤销重新办理",
                (S.REHANDLING,),
                S.REPLIED,
                needs=(not_again,),
                button="never",
            ),
            _move("rehandle", "重新办理", (S.REPLIED, S.DONE), S.REHANDLING, during=HANDLED),
            _move("finish", "办结", (S.REPLIED,), S.DONE, during=HANDLED),
            _move(
                "recall",
                "收回",
                (S.SENT, S.RETURN_ASKED, *WORKING),
                S.RECALLED,
                asks=("on", "reason"),
            ),
        ),
        figures=FIGURES,
    )
)
