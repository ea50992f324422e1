"""交办单 to a unit, and 催办单 for what it owes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jianyan.ground.days import said_day
from jianyan.ground.models import Clock, Record
from jianyan.ground.official.sheet import Pairs, Sheet
from jianyan.ground.rulebook import provision
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.tasks.models import ANSWERING, TaskRole, TaskState, UnitTask

from . import queries

OWED = {"co": "会办意见", "again": "重新办理的答复", "": "答复"}


def sending_slips(tasks: Sequence[UnitTask]) -> bytes:
    """交办单, one a task, each on a page of its own. Raises Refused when there is none."""
    if not tasks:
        raise Refused("所选提案没有正在承办的单位，没有可以写的交办单。")
    sheet = Sheet("提案交办单")
    rows = {row.pk: row for row in queries.cases().filter(pk__in={one.record_id for one in tasks})}
    for place, task in enumerate(tasks):
        if place:
            sheet.page_break()
        _slip(sheet, rows[task.record_id], task)
    return sheet.content()


def _slip(sheet: Sheet, row: Proposal, task: UnitTask) -> None:
    record, clocks = row.record, queries.first_clocks(task)
    sheet.title("提案交办单")
    sheet.to(task.unit.name)
    sheet.text(
        f"现将{record.committee.name}{queries.session_of(record)}{queries.number_of(record)}提案"
        f"交你单位{task.get_role_display()}，请按要求办理。"
    )
    sheet.gap()
    sheet.form(_facts(row, task, clocks))
    sheet.gap()
    sheet.note("办理要求：\n" + "\n".join(rules_of(record, task)))
    dispatcher = queries.dispatcher_of(task)
    office = queries.office_on(record.committee, task.sent_on)
    sheet.signed(dispatcher.name if dispatcher else office, task.sent_on)


def _facts(row: Proposal, task: UnitTask, clocks: dict[str, Clock]) -> list[Pairs]:
    others = [one for one in queries.tasks_of(row.pk, task.sent_on) if one.pk != task.pk]
    together = "、".join(f"{one.unit.name}（{one.get_role_display()}）" for one in others)
    wished = "；".join(
        f"希望{label}：{'、'.join(names)}"
        for label, names in (
            ("主办", [one.name for one in row.wished_leads.all()]),
            ("会办", [one.name for one in row.wished_cos.all()]),
        )
        if names
    )
    due = clocks.get("opinion" if task.role == TaskRole.CO else "reply")
    until = due.due_on if due else task.due_on
    label = "意见期限" if task.role == TaskRole.CO else "答复期限"
    return [
        (("提案号", row.record.number), ("办理方式", task.get_role_display())),
        (("案由", row.record.title),),
        (("提案者", "、".join(queries.names_of(row))),),
        (("交办日期", said_day(task.sent_on)), (label, said_day(until))),
        (("期限依据", due.explanation if due else "由交办函指定"),),
        *([(("共同承办", together),)] if together else []),
        *([(("提案者意见", wished),)] if wished else []),
        *_contacting(task, clocks),
    ]


def _contacting(task: UnitTask, clocks: dict[str, Clock]) -> list[Pairs]:
    if task.role not in ANSWERING:
        return []
    first = clocks.get("contact")
    by = f"首次联系不迟于{said_day(first.due_on)}。" if first else ""
    return [(("联系提案者", f"{by}联系方式请向提案委员会查取，不得外传。"),)]


def rules_of(record: Record, task: UnitTask) -> list[str]:
    """What the unit has to keep, as the rulebook of the case says."""

    def of(name: str) -> int:
        return int(provision(record.rulebook, f"proposals.{name}"))

    first = (
        f"对承办有异议的，收到后{of('return_workdays')}个工作日内书面申请退件，"
        "写明理由和建议改交的单位；不得自行转交，逾期不再受理。"
    )
    rules = [first]
    if task.role == TaskRole.CO:
        rules.append(
            f"会办意见自交办之日起{of('co_opinion_months')}个月内送主办单位，不直接答复提案者。"
        )
    else:
        rules += _of_answering(record, task, of("contact_workdays"), of("reply_months_most"))
    return [f"{place}．{said}" for place, said in enumerate(rules, 1)]


def _of_answering(record: Record, task: UnitTask, first: int, most: int) -> list[str]:
    times = record.proposal.contacts_required  # type: ignore[attr-defined]
    telephone = provision(record.rulebook, "proposals.telephone_counts")
    counted = "电话联系计入面商" if telephone else "电话联系不计为面商"
    rules = [
        f"交办之日起{first}个工作日内首次联系提案者；答复前面商不少于{times}次，{counted}。",
        f"确需延期的，期满前书面申请，经批准后至多延至交办之日起{most}个月。",
    ]
    if task.role == TaskRole.LEAD:
        rules.append("主办单位汇总会办意见，答复稿经会办单位会签后报核。")
    rules.append("答复对照所提建议逐条说明，注明办理类别，由单位负责人签发，以公函送提案者。")
    rules.append("答复附征询意见表，由提案者本人填写，不得代填。")
    return rules


def reminding_slips(tasks: Sequence[UnitTask], day: date) -> bytes:
    """催办单 for what is overdue on a day, one page a unit. Raises Refused when nothing is."""
    late = queries.overdue(tasks, day)
    if not late:
        raise Refused("所选任务都没有逾期，不用催办。")
    sheet = Sheet("提案催办单")
    units = list({one.unit_id: one.unit for one in late}.values())
    for place, unit in enumerate(units):
        if place:
            sheet.page_break()
        _remind(sheet, [one for one in late if one.unit_id == unit.pk], day)
    return sheet.content()


def _remind(sheet: Sheet, late: list[UnitTask], day: date) -> None:
    first = late[0]
    rows = {row.pk: row for row in queries.cases().filter(pk__in={one.record_id for one in late})}
    committee = first.record.committee
    sheet.title("提案催办单")
    sheet.to(first.unit.name)
    sheet.text(
        f"你单位承办的{committee.name}下列{len(late)}件提案，截至{said_day(day)}已超过办理期限。"
    )
    sheet.gap()
    sheet.table(
        (("提案号", 20), ("案由", 36), ("应报送", 20), ("交办", 33), ("期限", 33), ("逾期", 14)),
        [_late(one, rows[one.record_id], day) for one in late],
    )
    sheet.gap()
    for one in late:
        clock = queries.clock_of(one)
        if clock:
            sheet.note(f"{queries.number_of(one.record)}提案：{clock.explanation}。")
    sheet.text(
        "请尽快办理并按程序报送；暂不能报送的，收到本单后书面说明原因、目前进展和预计日期。"
        "仍未报送的，由提案委员会会同交办机构组织超期协商。"
    )
    sheet.signed(queries.office_on(committee, day), day)


def _late(task: UnitTask, row: Proposal, day: date) -> tuple[str, ...]:
    due = queries.owed(task) or day
    again = task.state == TaskState.REHANDLING
    what = OWED["again" if again else "co" if task.role == TaskRole.CO else ""]
    days = (day - due).days
    return (
        row.record.number, row.record.title, what, said_day(task.sent_on), said_day(due), f"{days}天",
    )  # fmt: skip
