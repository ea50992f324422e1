"""Proposals: the case through its review, and what handling made of it."""

from __future__ import annotations

from jianyan.demo import facts
from jianyan.ground.models import Outcome, Record, Response, Suggestion, TieWhy, Visibility
from jianyan.records.proposals import models as tables
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Cosigner, Merge, Proposal, Review, Submission

from .case import Handling, published_on
from .clocks import start_clocks
from .followup import follow
from .handling import handle
from .house import Entry, House
from .story import Story

SENT_BACK = "建议部分不够具体，请补充后重新提交。"
REASONS = {
    "内容空泛，没有具体建议": ("empty", ""),
    "反映个人及亲属问题，已转信访部门": ("personal", "letter"),
    "不属本区事权，已转作社情民意信息": ("outside", "brief"),
    "涉及正在诉讼的案件": ("litigation", ""),
    "宣传特定产品": ("promotion", ""),
    "所提问题已在会议期间解决": ("solved", ""),
    "属学术探讨": ("academic", ""),
}
PARTS = (
    Cosigner,
    Submission,
    Review,
    Merge,
    Suggestion,
    tables.UnitTask,
    tables.ReturnRequest,
    tables.Extension,
    tables.Contact,
    tables.ContactAnswer,
    tables.Reply,
    tables.ReplyClass,
    Response,
    tables.Rating,
    tables.Rehandling,
    tables.KeyProposal,
    tables.KeyLeader,
    tables.Supervision,
    tables.OverdueConsultation,
    tables.LookBack,
    Outcome,
)


def load_proposals(house: House) -> None:
    """Every year's proposals."""
    made: dict[str, Entry] = {}
    handlings: list[Handling] = []
    for row in house.plan.proposals:
        handling = Handling(house, row, Story(CASES, CASES.born[0]))
        main = made[row.merged_into].record if row.merged_into else None
        _review(handling, main.number if main else "")
        if row.assigned:
            handle(handling)
            follow(handling)
            handlings.append(handling)
        handling.story.steps.sort(key=lambda step: step.on)
        made[row.key] = _entry(handling)
        if main is not None:
            on = row.reviewed or row.received
            made[row.key].facts.append(Merge(record=made[row.key].record, main=main, on=on))
    by = house.by["proposals"]
    house.enter(CASES, by, list(made.values()), PARTS)
    start_clocks(house, handlings)
    for row in house.plan.proposals:
        if row.merged_into:
            target = house.records[row.merged_into]
            house.tie(house.records[row.key], target, TieWhy.MERGED_INTO, by)


def _review(handling: Handling, main: str) -> None:
    """From draft to what the review made of it."""
    row, story = handling.row, handling.story
    reviewed = row.reviewed or row.received
    story.move("submit", row.received)
    if row.sent_back:
        story.move("send_back", row.sent_back, SENT_BACK)
        story.move("submit", row.sent_back)
    match row.fate:
        case "filed":
            story.move("file", reviewed)
        case "merged":
            story.move("merge", reviewed, f"并入{main}")
        case "not_filed":
            story.move("not_file", reviewed, row.reason)
        case "withdrawn":
            story.move("withdraw", reviewed, row.reason)


def _entry(handling: Handling) -> Entry:
    house, row, story = handling.house, handling.row, handling.story
    record = _record(handling)
    detail = Proposal(
        receipt_number=_number(house, row, "receipts", row.serial),
        timing="plenary" if row.timing == "大会提案" else "between",
        proposer_kind=house.category("proposer_kind", row.proposer_kind),
        proposer=house.person(row.person),
        body=house.body(row.body),
        local=house.category("proposal_category", row.local),
        national=house.category("proposal_national", row.national),
        situation=row.situation,
        analysis=row.analysis,
        public=row.public,
        public_reason="" if row.public else "提案人不同意公开",
        submitted_on=row.received,
        filed_on=row.filed,
        assigned_on=row.assigned,
        not_filed_on=row.reviewed if row.fate == "not_filed" else None,
        withdrawn_on=row.withdrawn,
        closed_on=row.closed,
        published_on=published_on(row),
    )
    early = [
        *_signed(house, row),
        *_reviews(house, row),
        *(part.row for part in handling.suggestions),
    ]
    for fact in (*early, *handling.made):
        fact.record = record
    return Entry(row.key, record, detail, story, [*early, *handling.made])


def _record(handling: Handling) -> Record:
    house, row = handling.house, handling.row
    if row.number:
        number = _number(house, row, "proposals", row.number)
    else:
        number = _number(house, row, "receipts", row.serial)
    open_ = row.public and row.fate == "filed"
    return house.record(
        handling.story,
        row.title,
        row.received,
        number=number,
        session=house.sessions[row.session],
        visibility=Visibility.PUBLIC if open_ else Visibility.MEMBERS,
        text="\n".join((row.situation, row.analysis, *row.suggestions)),
    )


def _number(house: House, row: facts.Proposal, series: str, seq: int) -> str:
    session = house.sessions[row.session]
    key = series, session.code
    house.last[key] = max(house.last[key], seq)
    return house.numbered(series, seq=seq, term=session.term.number, session=session.number)


def _signed(house: House, row: facts.Proposal) -> list[Cosigner]:
    return [
        Cosigner(person=person, order=order, invited_on=row.received, signed_on=row.received)
        for order, person in enumerate(house.named(row.cosigners), start=1)
    ]


def _reviews(house: House, row: facts.Proposal) -> list[Submission | Review]:
    found: list[Submission | Review] = [Submission(on=row.received)]
    if row.sent_back:
        found.append(Review(on=row.sent_back, outcome="sent_back", words=SENT_BACK))
        found.append(Submission(on=row.sent_back))
    reviewed = row.reviewed or row.received
    if row.fate == "not_filed":
        reason, onward = REASONS[row.reason]
        found.append(
            Review(
                on=reviewed,
                outcome="not_filed",
                reason=house.category("not_filed_reason", reason),
                onward=house.category("not_filed_onward", onward) if onward else None,
                words=row.reason,
            )
        )
    elif row.fate != "merged":
        found.append(Review(on=reviewed, outcome=row.fate, words=row.reason))
    return found
