"""Today's proposals: each brought, by sheets and moves, to where its days have led it."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from jianyan.demo.compose import SEED
from jianyan.demo.draw import chance, words
from jianyan.demo.proposal_texts import Text, topic, write
from jianyan.demo.replies import write_reply
from jianyan.ground.models import Body, BodyKind, Category
from jianyan.records.proposals.cases.queries import suggestions
from jianyan.records.proposals.drafting.actions import begin
from jianyan.records.proposals.followup.actions import check
from jianyan.records.proposals.followup.actions.looking import come_back
from jianyan.records.proposals.models import LookBackCheck, Proposal, Reply, UnitTask
from jianyan.records.proposals.replies.writing import Said, draft, keep

from .desk import Desk

TRIES = 200
Party = LookBackCheck.Party


def enter_proposals(desk: Desk) -> None:
    """Every proposal of the list, in turn: numbers are given in its order."""
    rng = chance(SEED, "today")
    taken = {row.title for row in desk.house.plan.proposals}
    for row in words("today")["proposals"]:
        text = _text(rng, row, desk, taken)
        taken.add(text.title)
        if "writer" in row:
            _drafted(desk, row, text)
            continue
        case = _entered(desk, row, text)
        if "sent_back" in row:
            on, why = row["sent_back"]
            desk.move("proposals", "send_back", case.pk, on, why, who="proposals")
        if "routed" in row:
            on, name = row["routed"]
            above = Body.objects.get(
                committee=desk.house.committee, kind=BodyKind.DISPATCHER, name=name
            )
            desk.move("proposals", "route", case.pk, on, who="proposals", dispatchers=[above])
        if "assigned" in row:
            _handled(desk, row, case)
            _written(rng, desk, row, case, text)
            _answered(rng, desk, row, case, text)
    come_back()


def _text(rng: Random, row: dict[str, Any], desk: Desk, taken: set[str]) -> Text:
    """A text on the topic whose title nobody has used."""
    for _ in range(TRIES):
        text = write(rng, topic(row["topic"]), desk.house.plan.bodies)
        if text.title not in taken:
            return text
    raise ValueError(f"“{row['topic']}”的题目已用完，请换一个。")


def _entered(desk: Desk, row: dict[str, Any], text: Text) -> Proposal:
    said: dict[str, Any] = {
        "案由": text.title,
        "类别": text.topic.local,
        "全国类别": text.topic.national,
        "情况": text.situation,
        "分析": text.analysis,
        "建议": "\n".join(text.suggestions),
        "联名人": row.get("cosigners", []),
    }
    said |= {"提案单位": row["sector"]} if "sector" in row else {"第一提案人": row["who"]}
    said["收到日期"] = row["received"]
    if "filed" in row:
        said |= {"审查结果": "立案", "审查日期": row["filed"]}
    if "not_filed" in row:
        on, why = row["not_filed"]
        said |= {"审查结果": "不予立案", "审查日期": on, "不予立案理由": why}
    if "assigned" in row:
        lead, *others = row["units"]
        said |= {"交办日期": row["assigned"], "主办单位": lead, "会办单位": others}
    if "due" in row:
        said["答复期限"] = row["due"]
    made: Proposal = desk.enter("proposals", said, name=row.get("name", ""))
    return made


def _drafted(desk: Desk, row: dict[str, Any], text: Text) -> None:
    """A draft that a member keeps, perhaps with colleagues asked to sign it."""
    said = {
        "title": text.title,
        "situation": text.situation,
        "analysis": text.analysis,
        "suggestions": list(text.suggestions),
        "public": True,
        "cosigners": desk.house.named(key[1:] for key in row.get("invited", ())),
    }
    begin(desk.by(row["writer"]), desk.house.committee.pk, said)


def _handled(desk: Desk, row: dict[str, Any], case: Proposal) -> None:
    """What the units have done so far."""
    number = Proposal.objects.select_related("record").get(pk=case.pk).record.number
    lead, *others = UnitTask.objects.filter(record=case.pk).order_by("pk")
    for task in (lead, *others) if "accepted" in row else ():
        desk.move("proposal-tasks", "accept", task.pk, row["accepted"], who="proposals")
    if "handed" in row:
        person, section = row["handed"]
        whom = {"handler": desk.house.people[person[1:]], "section": section}
        desk.move("proposal-tasks", "hand_on", lead.pk, row["accepted"], who="unit-leader", **whom)
    for task in others if "opined" in row else ():
        desk.move("proposal-tasks", "opine", task.pk, row["opined"], who="proposals")
    if "asks_return" in row:
        on, why, rather, words_ = row["asks_return"]
        other = Body.objects.get(committee=desk.house.committee, kind=BodyKind.UNIT, short=rather)
        asked = {"rather": other, "words": words_}
        desk.move("proposal-tasks", "ask_return", lead.pk, on, why, who="proposals", **asked)
    _noted(desk, row, number)


def _noted(desk: Desk, row: dict[str, Any], number: str) -> None:
    """What the office has noted of the handling since."""
    unit = {"提案号": number, "承办单位": row["units"][0]}
    if "contact" in row:
        on, place, words_ = row["contact"]
        said = {"联系日期": on, "阶段": "办中", "方式": "面商", "地点": place, "联系情况": words_}
        if "confirmed" in row:
            said["提案者确认日期"] = row["confirmed"]
        desk.enter("proposal-contacts", unit | said)
    if "extension" in row:
        on, until, why = row["extension"]
        said = {"申请日期": on, "申请延至": until, "延期理由": why}
        desk.enter("proposal-extensions", unit | said)
    if "key" in row:
        on, leader = row["key"]
        rank = desk.house.title_of(leader[1:], desk.day(on)).removeprefix("区政协")
        said = {"提案号": number, "确定日期": on, "确定方式": "主席会议研究确定"}
        desk.enter("proposal-key", said | {"领衔领导": [leader], "领衔身份": rank})
    if "visit" in row:
        on, words_ = row["visit"]
        said = {"提案号": number, "督办日期": on, "督办方式": "视察督办", "督办情况": words_}
        desk.enter("proposal-supervisions", said)


def _task(case: Proposal) -> UnitTask:
    """The task of who answers."""
    return UnitTask.objects.select_related("unit").filter(record=case.pk).order_by("pk")[0]


def _written(rng: Random, desk: Desk, row: dict[str, Any], case: Proposal, text: Text) -> None:
    """A reply that is drafted, point by point, and waits for its co-units."""
    if "drafted" not in row:
        return
    task = _task(case)
    days, (unit, *others) = row["drafted"], row["units"]
    letter = write_reply(rng, text, unit, desk.day(days), "B", others)
    said = {
        "text": letter.text.split("\n")[0],
        "grade": Category.objects.get(
            committee=desk.house.committee, scheme="reply_class", code="B", until=None
        ),
        "handler": desk.house.officer_of(task.unit),
        "phone": "0000-0000000",
        "public": True,
    }
    points = [
        Said(one, "adopted", words_.split("的建议：", 1)[1].rstrip("。"))
        for one, words_ in zip(
            suggestions().filter(record=case.pk).order_by("order", "pk"),
            letter.text.split("\n")[1:],
            strict=False,
        )
    ]
    by = desk.by("proposals")
    keep(by, task.pk, on=desk.day(days), columns=said, points=points)
    draft(by, task.pk, on=desk.day(days))


def _answered(rng: Random, desk: Desk, row: dict[str, Any], case: Proposal, text: Text) -> None:
    """The reply, the rating, and what followed."""
    if "reply" not in row:
        return
    number = Proposal.objects.select_related("record").get(pk=case.pk).record.number
    on, grade = row["reply"]
    lead, *others = row["units"]
    letter = write_reply(rng, text, lead, desk.day(on), grade, others)
    said = {"提案号": number, "承办单位": lead, "答复日期": on, "办理类别": f"{grade}类"}
    said |= {"经办人": desk.house.officer_of(_task(case).unit)}
    desk.enter("proposal-replies", said | {"答复内容": letter.text, "单位同意公开": "是"})
    if "rated" in row:
        on, result, words_ = row["rated"]
        attitude = "满意" if result != "不满意" else "基本满意"
        said = {"提案号": number, "评价日期": on, "对办理结果": result, "对办理态度": attitude}
        desk.enter("proposal-ratings", said | {"意见": words_})
    if "rehandled" in row:
        on, why = row["rehandled"]
        said = {"提案号": number, "承办单位": lead, "要求日期": on, "理由": why}
        desk.enter("proposal-rehandlings", said)
    if "closed" in row:
        desk.move("proposals", "close", case.pk, row["closed"], who="proposals")
        desk.move("proposals", "publish", case.pk, row["closed"], who="proposals")
    for on, who, solved, finding in row.get("looked", ()):
        _looked(desk, case, desk.day(on), who, solved, finding)


def _looked(desk: Desk, case: Proposal, on: date, who: str, solved: bool, finding: str) -> None:
    """What one side found when it looked back at the reply."""
    party = Party.UNIT if who == "unit" else Party.PROPOSER
    reply = Reply.objects.filter(record=case.pk).latest("on", "pk")
    check(desk.by(who), reply, party=party, on=on, solved=solved, finding=finding)
