"""What follows the replies to a proposal: ratings, re-handling, key proposals, look-backs, results."""

from __future__ import annotations

from decimal import Decimal

from jianyan.ground.models import Outcome
from jianyan.records.proposals.followup.models import (
    KeyLeader,
    KeyProposal,
    LookBack,
    OverdueConsultation,
    Supervision,
)
from jianyan.records.proposals.ratings.models import Rating, Rehandling
from jianyan.records.proposals.ratings.queries import levels_of

from .case import Handling, replies_of

WAYS = ("visit", "talk", "inspection")


def follow(of: Handling) -> None:
    """Everything after the replies."""
    _rated(of)
    _marked(of)
    _followed(of)


def _rated(of: Handling) -> None:
    row, house = of.row, of.house
    for planned in row.ratings:
        collective = planned.person is None
        result, attitude = (
            house.category("rating_scale", said) for said in (planned.result, planned.attitude)
        )
        of.fact(
            Rating(
                person=house.person(planned.person),
                body=house.body(row.body) if collective else None,
                on=planned.day,
                round=planned.round,
                attitude=attitude,
                result=result,
                **levels_of(house.rulebook, result, attitude),
                words=planned.comment,
                counted=collective or planned.person == row.person,
            ),
            "登记评价",
        )
    if row.rehandling:
        again = next(reply for reply in row.replies if reply.round > 1)
        task = next(task for planned, task in of.tasks if again in replies_of(row, planned))
        of.fact(
            Rehandling(
                task=task,
                on=row.rehandling.day,
                due_on=row.rehandling.due,
                reason=row.rehandling.reason,
            )
        )


def _marked(of: Handling) -> None:
    """A key proposal, who leads it, and the supervision of its handling."""
    mark = of.row.key_mark
    if mark is None:
        return
    choice = of.fact(KeyProposal(on=mark.day, how="主席会议确定"), "确定为重点提案")
    leaders = of.house.named(mark.leaders)
    for key, person in zip(mark.leaders, leaders, strict=True):
        rank = of.house.title_of(key, mark.day)
        of.fact(KeyLeader(choice=choice, person=person, rank=rank, on=mark.day), f"由{person}领衔")
    for place, day in enumerate(mark.visits):
        how = of.house.category("supervision_way", WAYS[place % len(WAYS)])
        of.fact(
            Supervision(on=day, how=how, leader=leaders[0], words="听取办理进展，实地察看。"),
            "登记督办",
        )


def _followed(of: Handling) -> None:
    """Consultation on an overdue case, looking back a year later, measured results."""
    row = of.row
    if row.overdue_consulted:
        words = "商定答复时间和后续措施。"
        of.fact(OverdueConsultation(on=row.overdue_consulted, words=words), "登记超期协商")
    if row.look_back:
        back = row.look_back
        graded = [r for r in row.replies if r.unit == back.unit and r.reply_class == "B"]
        of.fact(
            LookBack(
                reply=of.replies[id(graded[-1])],
                on=back.day,
                unit_finding=back.finding,
                unit_solved=back.solved,
                proposer_solved=back.solved,
                solved=back.solved,
            ),
            "登记回头看",
        )
    for result in row.outcomes:
        of.fact(
            Outcome(
                item=of.house.items[result.item],
                quantity=Decimal(result.quantity),
                place=result.place,
                on=result.day,
            ),
            "登记成果",
        )
