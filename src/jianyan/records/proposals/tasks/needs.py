"""What a step on a unit's task needs, and the sentence that refuses it where that is lacking."""

from __future__ import annotations

from jianyan.ground import rules
from jianyan.ground.days import said_day
from jianyan.ground.register import today
from jianyan.kernel.rules import Actor

from . import queries
from .models import ANSWERING, TaskRole, UnitTask

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
