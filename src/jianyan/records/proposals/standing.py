"""Where a case stands, in sentences: what happened last, who has it now, until when and why that day."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from jianyan.ground.days import said_day
from jianyan.ground.kinds import Stand
from jianyan.ground.models import Clock, Role, Trail
from jianyan.ground.recomputing import running
from jianyan.kernel.rules import Actor

from .cases.models import CaseState, Proposal, Review, Routing
from .cases.queries import said_elsewhere
from .cases.rating_time import MERGED
from .queries import outcome_of
from .tasks.charter import TASKS
from .tasks.models import TaskState, UnitTask
from .tasks.queries import handler_of

Stands = list[Stand]
OURS = "提案委"


def of_case(row: Proposal, actor: Actor) -> Stands:
    """What the head of the page of a case says of it, as far as the actor sees its tasks."""
    return SAID[row.record.state](row, actor)


def of_task(row: UnitTask, actor: Actor) -> Stands:
    """The same of one unit's task."""
    return [_task(row, _clocks(row.record_id))] if row.ended_on is None else []


def hidden_clocks(row: Proposal, actor: Actor) -> Q | None:
    """The clocks of units whose tasks the actor does not see: those of other dispatchers."""
    if not actor.has(Role.DISPATCHER):
        return None
    seen = UnitTask.objects.filter(TASKS.view(actor), record=row.pk)
    return Q(kind__in=TERMS, part_id__isnull=False) & ~Q(part_id__in=seen.values("pk"))


def _draft(row: Proposal, actor: Actor) -> Stands:
    return [Stand(f"正在起草，还没有提交。由{row.proposer or row.body}写好后提交。")]


def _submitted(row: Proposal, actor: Actor) -> Stands:
    return [Stand(f"{said_day(row.submitted_on)}提交，收件号{row.receipt_number}。由{OURS}审查。")]


def _stepped(words: str, *moves: str) -> Callable[[Proposal, Actor], Stands]:
    """A state that a step led to: its day, the words, and the reason given."""

    def said(row: Proposal, actor: Actor) -> Stands:
        steps = Trail.objects.filter(record=row.pk, move__in=moves).order_by("-id")
        step = steps.first()
        return [Stand(f"{said_day(step.on) if step else ''}{words}", step.reason if step else "")]

    return said


def _not_filed(row: Proposal, actor: Actor) -> Stands:
    _, day, reason, _ = outcome_of(row)
    rows = Review.objects.standing().filter(record=row.pk, outcome=Review.Outcome.NOT_FILED)
    last = rows.select_related("onward").order_by("-on", "-pk").first()
    why = f"理由：{reason}。" if reason else ""
    if last and last.onward:
        why += f"按规程{last.onward}。"
    return [Stand(f"{said_day(day)}审查，不予立案。", why)]


def _merged(row: Proposal, actor: Actor) -> Stands:
    _, day, _, main = outcome_of(row)
    if main is None:
        return [Stand("已并案。")]
    whose = said_elsewhere(main)
    return [Stand(f"{said_day(day)}并入{whose}，一并办理，答复同样送原提案者。")]


def _filed(row: Proposal, actor: Actor) -> Stands:
    passed = Routing.objects.standing().filter(record=row.pk, ended_on=None)
    whose = "、".join(str(one.dispatcher) for one in passed.select_related("dispatcher"))
    return [Stand(f"{said_day(row.filed_on)}立案。由{whose or OURS}交办。")]


def _assigned(row: Proposal, actor: Actor) -> Stands:
    whole = row.record.unittasks.all()  # type: ignore[attr-defined]
    tasks = [one for one in whole if one.struck_at is None and one.ended_on is None]
    tasks = [one for one in tasks if one.state != TaskState.VOID]
    if not tasks:
        return [Stand("现在没有承办单位，由交办机构或提案委改交。")]
    if actor.has(Role.DISPATCHER):
        seen = set(
            UnitTask.objects.filter(TASKS.view(actor), record=row.pk).values_list("pk", flat=True)
        )
        tasks = [one for one in tasks if one.pk in seen]
    clocks = _clocks(row.pk)
    return [_task(one, clocks) for one in sorted(tasks, key=lambda one: one.pk)]


def _replied(row: Proposal, actor: Actor) -> Stands:
    for clock in _clocks(row.pk):
        if clock.kind == "feedback":
            why = f"评价期限{said_day(clock.due_on)}：{clock.explanation}。"
            return [Stand("各单位都已答复。由提案者评价。", why, clock)]
    return [Stand(f"各单位都已答复。由{OURS}办结。")]


def _closed(row: Proposal, actor: Actor) -> Stands:
    said = [Stand(f"{said_day(row.closed_on)}办结。")]
    for clock in _clocks(row.pk):
        if clock.kind == "feedback" and clock.event == MERGED:
            why = f"评价期限{said_day(clock.due_on)}：{clock.explanation}。"
            said.append(Stand("由并入本案的提案者评价。", why, clock))
        if clock.kind == "look_back":
            why = f"期限{said_day(clock.due_on)}：{clock.explanation}。"
            said.append(Stand("须跟踪的答复，由承办单位和提案者回头看。", why, clock))
    return said


def _clocks(record: int) -> list[Clock]:
    """The clocks that run, the first due first."""
    return list(running(Clock.objects.filter(record=record)).order_by("due_on", "pk"))


ELSEWHERE = {
    TaskState.RETURN_ASKED: "由交办机构或提案委审批",
    TaskState.DRAFTED: "答复稿由会办单位会签",
    TaskState.COUNTERSIGNED: "答复稿由交办机构或提案委核定",
    TaskState.CHECKED: "答复稿由单位负责人签发",
}
"""Who has a task to hand where that is not simply its unit."""
HELD = (TaskState.SENT, TaskState.ACCEPTED, TaskState.REHANDLING, *ELSEWHERE)


def _task(task: UnitTask, clocks: list[Clock]) -> Stand:
    state = TaskState(task.state)
    handler = f"承办人{handler_of(task)}" if task.handler_id else ""
    words = [f"{said_day(task.sent_on)}交办", TASKS.label(state), handler, ELSEWHERE.get(state, "")]
    said = f"{task}：{'，'.join(word for word in words if word)}。"
    own = [one for one in clocks if one.part_id == task.pk and one.kind in TERMS]
    if not own or state not in HELD or state == TaskState.RETURN_ASKED:
        return Stand(said)
    first = own[0]
    return Stand(said, f"{TERMS[first.kind]}{said_day(first.due_on)}：{first.explanation}。", first)


TERMS = {
    "accept": "签收期限",
    "contact": "首次联系期限",
    "opinion": "会办意见期限",
    "reply": "答复期限",
    "rehandle": "重新答复期限",
}
SAID: dict[str, Callable[[Proposal, Actor], Stands]] = {
    CaseState.DRAFT: _draft,
    CaseState.SUBMITTED: _submitted,
    CaseState.SENT_BACK: _stepped("退回修改。由提案者改好后再提交。", "send_back"),
    CaseState.FILED: _filed,
    CaseState.MERGED: _merged,
    CaseState.NOT_FILED: _not_filed,
    CaseState.WITHDRAWN: _stepped("撤回，不再办理。", "withdraw"),
    CaseState.ASSIGNED: _assigned,
    CaseState.REPLIED: _replied,
    CaseState.CLOSED: _closed,
    CaseState.VOID: _stepped("作废，编号保留。", "void", "discard"),
}
