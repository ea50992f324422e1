"""What the tables of a case put into its 案卷, table by table in the order of the life."""

from __future__ import annotations

from collections.abc import Iterator

from jianyan.ground.days import said_day
from jianyan.ground.duedates import Rule, due
from jianyan.ground.models import Clock, Instruction, Outcome
from jianyan.ground.workdays import calendar_of
from jianyan.records.proposals.cases.models import (
    Merge,
    PreReview,
    Proposal,
    Review,
    RevisionMark,
    Routing,
    Submission,
)
from jianyan.records.proposals.letters import queries
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import (
    Contact,
    ContactAnswer,
    Extension,
    Opinion,
    ReturnRequest,
    UnitTask,
)
from jianyan.records.proposals.tasks.views import CONTACTS, EXTENSIONS

from .after import AFTER
from .items import (
    Item,
    Shown,
    Source,
    authors,
    choice,
    everybody,
    handlers,
    item,
    named,
    phrase,
    readers,
    yes,
)


def head_of(row: Proposal) -> Item:
    """The proposal itself: who proposes what."""
    suggested = queries.suggestions_of(row.pk)
    return item(
        f"proposal/{row.pk}",
        "提案",
        row.submitted_on or row.record.dated_on,
        ("案由", row.record.title),
        ("提案者", "、".join(queries.names_of(row))),
        ("提案者类别", row.proposer_kind),
        ("提出时间", choice(row, "timing")),
        ("类别", row.local),
        ("是否公开", Shown(f"{row.public} {row.public_reason}", _openness(row))),
        ("情况", row.situation),
        ("分析", row.analysis),
        *((f"建议{one.order}", one.text) for one in suggested),
    )


def _openness(row: Proposal) -> str:
    return "同意公开" if row.public else f"不同意公开：{row.public_reason}"


def _submission(row: Submission) -> Iterator[Item]:
    yield item(f"submission/{row.pk}", "提交", row.on, ("", phrase(f"{said_day(row.on)}提交。")))


def _pre_review(row: PreReview) -> Iterator[Item]:
    yield item(
        f"pre-review/{row.pk}",
        f"{row.get_stage_display()}意见",
        row.on,
        ("审查意见", choice(row, "opinion")),
        ("理由", row.cause),
        ("建议并入", row.main),
        ("建议主办", named(row.lead)),
        ("建议会办", named(*row.cos.order_by("pk"))),
        ("审查人", row.reviewer),
        ("说明", row.words),
        of=(row.stage,),
    )


def _review(row: Review) -> Iterator[Item]:
    yield item(
        f"review/{row.pk}",
        "审查结果",
        row.on,
        ("审查结果", choice(row, "outcome")),
        ("理由", row.reason),
        ("转办途径", row.onward),
        ("说明", row.words),
    )


def _mark(row: RevisionMark) -> Iterator[Item]:
    yield item(
        f"mark/{row.pk}",
        "修改意见",
        row.on,
        ("位置", choice(row, "place", f"{row.order}" if row.order else "")),
        ("原文", row.quote),
        ("修改意见", row.words),
    )


def _merge(row: Merge) -> Iterator[Item]:
    words = (
        f"{queries.number_of(row.record) or row.record.title}并入{queries.number_of(row.main)}。"
    )
    both = Shown(f"{row.record_id} {row.main_id}", words)
    yield item(f"merge/{row.pk}", "并案", row.on, ("", both), ("说明", row.words))
    if row.undone_on:
        yield item(f"merge/{row.pk}/undone", "撤销并案", row.undone_on, ("", phrase("并案撤销。")))


def _routing(row: Routing) -> Iterator[Item]:
    said = (("归口交办机构", named(row.dispatcher)), ("说明", row.words))
    yield item(f"routing/{row.pk}", "转送归口交办机构", row.on, *said)


def _task(row: UnitTask) -> Iterator[Item]:
    dispatcher = queries.dispatcher_of(row)
    clocks = Clock.objects.filter(record=row.record_id, part_id=row.pk, starts_on=row.sent_on)
    clock = clocks.filter(kind__in=("reply", "opinion")).order_by("pk").first()
    yield item(
        f"task/{row.pk}",
        f"交办{row.unit.name}",
        row.sent_on,
        ("承办单位", named(row.unit)),
        ("办理方式", choice(row, "role")),
        ("交办机构", named(dispatcher)),
        ("期限", Shown(_counted(row, clock), _term(row, clock))),
    )
    if row.accepted_on:
        said = ("", phrase(f"{row.unit.name}签收。"))
        yield item(f"task/{row.pk}/accepted", "签收", row.accepted_on, said)
    if row.ended_on:
        words = f"{row.unit.name}的任务终止：{row.get_ended_as_display()}。"
        ended = ("", Shown(row.ended_as, words))
        yield item(f"task/{row.pk}/ended", "任务终止", row.ended_on, ended)


def _counted(row: UnitTask, clock: Clock | None) -> str:
    """How the term was set at sending: by the letter, or by a rule from a day on."""
    if row.due_set or clock is None or not (clock.unit and clock.count):
        return row.due_on.isoformat() if row.due_on else ""
    rule = (clock.starts_on.isoformat(), clock.count, clock.unit, clock.start_counts, clock.rolls)
    return " ".join(str(value) for value in rule)


def _term(row: UnitTask, clock: Clock | None) -> str:
    """The term as it was set at sending, without what pauses and extensions made of it since."""
    if row.due_set or clock is None or not (clock.unit and clock.count):
        return f"{said_day(row.due_on)}，由交办函指定" if row.due_set else said_day(row.due_on)
    rule = Rule(clock.unit, clock.count, start_counts=clock.start_counts, rolls=clock.rolls)  # type: ignore[arg-type]
    found = due(calendar_of(row.record.committee_id), clock.starts_on, rule, clock.event)
    return found.explanation.partition("；")[0]


def _returning(row: ReturnRequest) -> Iterator[Item]:
    yield item(
        f"return/{row.pk}",
        f"{row.task.unit.name}申请退件",
        row.on,
        ("理由", row.reason),
        ("建议改交", named(row.rather)),
    )
    if row.answered_on:
        said = ("", yes(bool(row.granted), "同意退件。", "不同意退件。"))
        yield item(f"return/{row.pk}/answered", "退件批复", row.answered_on, said)


def _extension(row: Extension) -> Iterator[Item]:
    asked = (("申请延至", row.asked_until), ("理由", row.reason))
    yield item(f"extension/{row.pk}", f"{row.task.unit.name}申请延期", row.on, *asked)
    if row.answered_on:
        until = f"批准延至{said_day(row.granted_until)}。" if row.granted_until else "不批准延期。"
        said = (("", Shown(str(row.granted_until), until)), ("批复意见", row.answer))
        yield item(f"extension/{row.pk}/answered", "延期批复", row.answered_on, *said)
    if row.withdrawn_on:
        gone = ("", phrase("延期撤回。"))
        yield item(f"extension/{row.pk}/withdrawn", "撤回延期", row.withdrawn_on, gone)


def _contact(row: Contact) -> Iterator[Item]:
    yield item(
        f"contact/{row.pk}",
        f"{row.unit.name}与提案者联系",
        row.on,
        ("方式", row.way),
        ("阶段", choice(row, "stage")),
        ("是否计为面商", yes(row.face)),
        ("地点", row.place),
        ("单位人员", row.who),
        ("内容", row.words),
        ("签名面商表", yes(row.signed_form, "有", "")),
        of=(row.unit,),
    )


def _answer(row: ContactAnswer) -> Iterator[Item]:
    said = (("意见", choice(row, "verdict")), ("说明", row.words))
    yield item(f"contact-answer/{row.pk}", "提案者对联系的意见", row.on, *said)


def _opinion(row: Opinion) -> Iterator[Item]:
    said = (("会办意见", row.words), ("签发人", row.signer))
    yield item(f"opinion/{row.pk}", f"{row.task.unit.name}会办意见", row.on, *said)


SOURCES = (
    Source(Submission, everybody, _submission),
    Source(PreReview, readers, _pre_review, ("cause", "main", "lead", "reviewer")),
    Source(RevisionMark, authors, _mark),
    Source(Review, everybody, _review, ("reason", "onward")),
    Source(Merge, everybody, _merge, ("record", "main")),
    Source(Merge, everybody, _merge, ("record", "main"), path="main"),
    Source(Routing, handlers, _routing, ("dispatcher",)),
    Source(UnitTask, TASKS.view, _task, ("record", "unit", "dispatcher")),
    Source(ReturnRequest, handlers, _returning, ("task__unit", "rather")),
    Source(Contact, CONTACTS.view, _contact, ("unit", "way")),
    Source(ContactAnswer, CONTACTS.view, _answer),
    Source(Extension, EXTENSIONS.view, _extension, ("task__unit",)),
    Source(Opinion, handlers, _opinion, ("task__unit",)),
    *AFTER,
    Source(
        Outcome,
        everybody,
        lambda row: [
            item(
                f"outcome/{row.pk}",
                "办理成果",
                row.on,
                ("", Shown(f"{row.item_id} {row.quantity:f}", str(row))),
                ("地点", row.place),
                ("依据", row.note),
            )
        ],
        ("item",),
    ),
    Source(
        Instruction,
        readers,
        lambda row: [
            item(
                f"instruction/{row.pk}",
                "领导批示",
                row.on,
                ("批示人", row.leader),
                ("批示", row.text),
            )
        ],
    ),
)
"""Every table whose rows are documents of a case."""
