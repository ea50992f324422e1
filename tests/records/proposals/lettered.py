"""A case with a whole life in named hands, for letters and 案卷: everybody has a telephone that no
letter may print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jianyan.ground.models import (
    Body,
    BodyKind,
    Commitment,
    Membership,
    Oversight,
    Person,
    Suggestion,
)
from jianyan.ground.register import add_fact
from jianyan.records.proposals.followup import actions as followup
from jianyan.records.proposals.models import Opinion, Proposal, Reply, UnitTask
from jianyan.records.proposals.ratings import actions as ratings
from jianyan.records.proposals.replies import actions as replies
from jianyan.records.proposals.replies.actions import Point
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions import Sending
from tests import build

from . import made
from .made import Place

PHONES = ("13800001111", "13900002222")
TITLE = "关于在老旧小区补建电动自行车充电设施的提案"
SITUATION = (
    "全区2005年以前建成的小区有186个，电动自行车约4.2万辆，集中充电端口只有9600个。"
    "飞线充电、入户充电时有发生，2019年因此引起的火警37起。"
)
ANALYSIS = (
    "一是规划滞后，老旧小区没有预留用地和电力容量。二是责任不清，物业、业主、运营企业相互观望。"
    "三是收费不一，同一街道每度电相差一倍以上。"
)
SUGGESTIONS = (
    "由区城管局牵头，两年内在186个老旧小区补建充电端口1.2万个。",
    "由区住建局会同供电部门核定电力容量，列入老旧小区改造内容。",
    "规范充电收费，公布每度电的服务费上限。",
)


@dataclass(frozen=True)
class Life:
    """The case, its place, the tasks of lead and co-unit, the reply and the opinion."""

    at: Place
    case: Proposal
    lead: UnitTask
    co: UnitTask
    reply: Reply
    opinion: Opinion


def place() -> Place:
    """The district's committee with its proposal committee, a dispatcher and named members."""
    of = build.committee("lanting", name="政协澜汀区委员会", district="澜汀")
    at = made.place(of)
    for who, name, phone in zip(
        (at.member, at.cosigner), ("沈知远", "陆佳宁"), PHONES, strict=True
    ):
        Person.objects.filter(pk=who.pk).update(name=name, phone=phone)
        who.refresh_from_db()
    sector = build.body(of, BodyKind.SECTOR, "经济界")
    Membership.objects.create(person=at.member, body=sector, since=build.START)
    build.body(of, BodyKind.SPECIAL_COMMITTEE, "提案委员会")
    dispatching = build.body(of, BodyKind.DISPATCHER, "区政府督查室")
    names = ("澜汀区城市管理局", "澜汀区住房和城乡建设局")
    for unit, name in zip((at.lead, at.co), names, strict=True):
        Body.objects.filter(pk=unit.pk).update(name=name)
        unit.refresh_from_db()
        Oversight.objects.create(dispatcher=dispatching, unit=unit, since=build.START)
    return at


def assigned(at: Place) -> Proposal:
    """The case on the day it was sent out: a lead and a co-unit."""
    return made.assigned(
        at,
        sendings=[Sending(at.lead, "lead"), Sending(at.co, "co")],
        title=TITLE,
        situation=SITUATION,
        analysis=ANALYSIS,
        suggestions=list(SUGGESTIONS),
        wished_leads=[at.lead],
        cosigners=[at.cosigner],
        proposer_kind=at.category("proposer_kind", "joint"),
    )


def life() -> Life:
    """The whole of it: contact, opinion, reply with promises, rating, look-back."""
    at = place()
    case = assigned(at)
    lead, co = made.task(case, at.lead), made.task(case, at.co)
    _contact(at, case)
    opinion = _opinion(at, case, co)
    reply = _reply(at, case, lead)
    ratings.rate(
        at.by,
        case.pk,
        on=date(2020, 5, 20),
        person=at.member,
        result=at.category("rating_scale", "basically"),
        attitude=at.category("rating_scale", "satisfied"),
        words="端口建设希望再快一些。",
    )
    followup.look_back(
        at.by,
        reply,
        on=date(2021, 3, 10),
        unit_finding="已建端口7200个。",
        proposer_finding="本小区已建成使用。",
        unit_solved=True,
        proposer_solved=True,
        solved=True,
    )
    return Life(at, Proposal.objects.get(pk=case.pk), lead, co, reply, opinion)


def _contact(at: Place, case: Proposal) -> None:
    said = {
        "unit": at.lead,
        "on": date(2020, 3, 10),
        "way": at.category("contact_way", "face"),
        "stage": "before",
        "place": "区城管局三楼会议室",
        "who": "副局长韩立群",
        "words": "商定先摸清端口缺口，再分批建设。",
        "signed_form": False,
        "answered_on": date(2020, 3, 12),
        "verdict": "confirmed",
    }
    tasks.contact(at.by, case.pk, said)


def _opinion(at: Place, case: Proposal, co: UnitTask) -> Opinion:
    fact = Opinion(
        record=case.record,
        task=co,
        on=date(2020, 3, 27),
        words="电力容量由我局会同供电公司逐个小区核定，6月底前提供清单。\n充电设施纳入老旧小区改造菜单。",
        signer="方志诚",
    )
    made_now: Opinion = add_fact(at.by, fact, label="报送会办意见", on=fact.on)
    return made_now


def _reply(at: Place, case: Proposal, lead: UnitTask) -> Reply:
    first, second, _ = Suggestion.objects.filter(record=case.pk).order_by("order")
    reply = replies.reply(
        at.by,
        lead.pk,
        on=date(2020, 5, 6),
        grade=at.category("reply_class", "B"),
        text="您提出的问题符合我区实际。我局3月起会同住建、供电、消防部门逐个小区核查，现已完成。",
        number="澜城管字提〔2020〕12号",
        signer="韩立群",
        points=(
            Point(first, "adopted", "分两年建设，2020年先建6000个，2021年建6000个。"),
            Point(second, "partly", "电力容量已核定142个小区，其余44个须先行增容。"),
        ),
    )
    Reply.objects.filter(pk=reply.pk).update(handler="周明", phone="0551-6230 1188", public=True)
    Commitment.objects.create(
        record=case.record,
        suggestion=first,
        unit=at.lead,
        text="建成充电端口6000个",
        made_on=reply.on,
        due_on=date(2020, 12, 31),
    )
    return Reply.objects.get(pk=reply.pk)
