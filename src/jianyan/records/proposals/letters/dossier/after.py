"""What replies, ratings and what follows them put into a 案卷."""

from __future__ import annotations

from collections.abc import Iterator

from jianyan.ground.days import said_day
from jianyan.records.proposals.followup.models import (
    Achievement,
    KeyProposal,
    KeyStep,
    LookBack,
    LookBackCheck,
    Outstanding,
    OverdueConsultation,
    Supervision,
)
from jianyan.records.proposals.followup.views import CONSULTATIONS, KEYS, LOOK_BACKS, SUPERVISIONS
from jianyan.records.proposals.letters import queries
from jianyan.records.proposals.ratings.models import Rating, RatingObjection, Rehandling
from jianyan.records.proposals.ratings.views import RATINGS, REHANDLINGS
from jianyan.records.proposals.replies.models import Countersign, Reply, ReplyClass
from jianyan.records.proposals.replies.views import REGRADINGS, REPLIES

from .items import (
    Item,
    Shown,
    Source,
    choice,
    everybody,
    handlers,
    item,
    named,
    phrase,
    readers,
    yes,
)


def _reply(row: Reply) -> Iterator[Item]:
    grade, responses = queries.class_of(row), queries.responses_of(row)
    points = [
        (f"建议{one.order}", choice(said, "verdict", f"。{said.reason}"))
        for one in queries.suggestions_of(row.record_id)
        if (said := responses.get(one.pk))
    ]
    promised = [
        ("承诺事项", Shown(f"{one.due_on} {one.text}", f"{one.text}（{said_day(one.due_on)}前）"))
        for one in queries.promises_of(row)
    ]
    yield item(
        f"reply/{row.pk}",
        f"{row.task.unit.name}答复" + ("（重新办理）" if row.round > 1 else ""),
        row.on,
        ("文号", row.number),
        ("签发人", row.signer),
        ("办理类别", grade.grade if grade else ""),
        ("答复", row.text),
        *points,
        *promised,
        ("联系人", row.handler),
        ("联系电话", row.phone),
        ("是否公开", Shown(f"{row.public} {row.public_reason}", _openness(row))),
        of=(row.round,),
    )


def _openness(row: Reply) -> str:
    return "同意公开" if row.public else f"不公开：{row.public_reason}".rstrip("：")


def _countersign(row: Countersign) -> Iterator[Item]:
    """A signature under a draft that became a reply; drafts themselves are no documents."""
    if row.draft.reply_id:
        said = (("意见", yes(row.agreed, "同意", "提出修改意见")), ("说明", row.words))
        yield item(f"countersign/{row.pk}", f"{row.task.unit.name}会签", row.on, *said)


def _class(row: ReplyClass) -> Iterator[Item]:
    if row.reason:
        said = (("变更后类别", row.grade), ("理由", row.reason))
        title = f"{row.reply.task.unit.name}办理类别变更"
        yield item(f"class/{row.pk}", title, row.on, *said)


def _rating(row: Rating) -> Iterator[Item]:
    yield item(
        f"rating/{row.pk}",
        "提案者评价",
        row.on,
        ("评价人", row.person or named(row.body)),
        ("办理态度", row.attitude),
        ("办理方式", row.way),
        ("办理结果", row.result),
        ("意见", row.words),
        ("是否计入满意率", yes(row.counted)),
    )


def _objection(row: RatingObjection) -> Iterator[Item]:
    said = ("异议", Shown(row.words, row.words or "非本人评价"))
    yield item(f"objection/{row.pk}", "对代录评价的异议", row.on, said)


def _rehandling(row: Rehandling) -> Iterator[Item]:
    said = (("承办单位", named(row.task.unit)), ("期限", row.due_on), ("理由", row.reason))
    yield item(f"rehandling/{row.pk}", "要求重新办理", row.on, *said)


def _key(row: KeyProposal) -> Iterator[Item]:
    leaders = row.leaders.filter(struck_at__isnull=True).select_related("person").order_by("pk")  # type: ignore[attr-defined]
    led = Shown(
        " ".join(f"{one.rank} {one.person_id}" for one in leaders),
        "、".join(f"{one.rank}{one.person}" for one in leaders),
    )
    yield item(f"key/{row.pk}", "确定为重点提案", row.on, ("确定方式", row.how), ("领衔领导", led))
    if row.ended_on:
        yield item(
            f"key/{row.pk}/ended", "取消重点提案", row.ended_on, ("", phrase("不再列为重点提案。"))
        )


def _key_step(row: KeyStep) -> Iterator[Item]:
    said = (("步骤", choice(row, "step")), ("说明", row.words))
    yield item(f"key-step/{row.pk}", "重点提案遴选", row.on, *said)


def _supervision(row: Supervision) -> Iterator[Item]:
    said = (("方式", row.how), ("带队领导", row.leader), ("情况", row.words))
    yield item(f"supervision/{row.pk}", "督办", row.on, *said)


def _consultation(row: OverdueConsultation) -> Iterator[Item]:
    yield item(f"consultation/{row.pk}", "超期提案协商", row.on, ("商定事项", row.words))


def _look_back(row: LookBack) -> Iterator[Item]:
    yield item(
        f"look-back/{row.pk}",
        "回头看",
        row.on,
        ("承办单位", named(row.reply.task.unit)),
        ("单位自查", row.unit_finding),
        ("单位认为", _solved(row.unit_solved)),
        ("提案者意见", row.proposer_finding),
        ("提案者认为", _solved(row.proposer_solved)),
        ("结论", _solved(row.solved)),
    )


def _check(row: LookBackCheck) -> Iterator[Item]:
    yield item(
        f"look-back-check/{row.pk}",
        f"{row.get_party_display()}回头看",
        row.on,
        ("承办单位", named(row.reply.task.unit)),
        ("结论", _solved(row.solved)),
        ("情况", row.finding),
        of=(row.party,),
    )


def _solved(said: bool | None) -> Shown:
    return phrase("") if said is None else yes(said, "已解决", "未解决")


def _outstanding(row: Outstanding) -> Iterator[Item]:
    criteria = list(row.criteria.order_by("pk"))
    met = Shown(" ".join(str(one.pk) for one in criteria), "、".join(str(one) for one in criteria))
    said = (("条件", met), ("说明", row.words))
    yield item(f"outstanding/{row.pk}", "评为优秀提案", row.on, *said)


def _achievement(row: Achievement) -> Iterator[Item]:
    said = (("承办单位", named(row.unit)), ("情况", row.words), ("地点", row.place))
    yield item(f"achievement/{row.pk}", "落实情况", row.on, *said)
    if row.confirmed_on:
        words = (("", phrase("提案者确认已经落实。")), ("说明", row.answer))
        yield item(f"achievement/{row.pk}/confirmed", "确认落实", row.confirmed_on, *words)
    if row.disputed_on:
        words = (("", phrase("提案者认为没有落实。")), ("说明", row.answer))
        yield item(f"achievement/{row.pk}/disputed", "对落实的异议", row.disputed_on, *words)


AFTER = (
    Source(Countersign, handlers, _countersign, ("draft", "task__unit")),
    Source(Reply, REPLIES.view, _reply, ("task__unit",)),
    Source(ReplyClass, REGRADINGS.view, _class, ("grade", "reply__task__unit")),
    Source(Rating, RATINGS.view, _rating, ("person", "body", "attitude", "way", "result")),
    Source(RatingObjection, readers, _objection),
    Source(Rehandling, REHANDLINGS.view, _rehandling, ("task__unit",)),
    Source(KeyProposal, KEYS.view, _key),
    Source(KeyStep, readers, _key_step),
    Source(Supervision, SUPERVISIONS.view, _supervision, ("how", "leader")),
    Source(OverdueConsultation, CONSULTATIONS.view, _consultation),
    Source(LookBackCheck, LOOK_BACKS.view, _check, ("reply__task__unit",)),
    Source(LookBack, LOOK_BACKS.view, _look_back, ("reply__task__unit",)),
    Source(Outstanding, everybody, _outstanding),
    Source(Achievement, everybody, _achievement, ("unit",)),
)
"""The tables of the rooms above the tasks."""
