"""What waits on whom in the life of a proposal, in the words of the home page's list."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from jianyan.ground.models import Role
from jianyan.ground.rules import OFFICE, office
from jianyan.ground.todo import Wait
from jianyan.kernel.rules import NOBODY, Actor, Rule, both, saying
from jianyan.records.proposals.assigning.queries import unheld
from jianyan.records.proposals.cases.models import Cosigner
from jianyan.records.proposals.cases.who import authors, proposers, routed
from jianyan.records.proposals.followup.charter import (
    consulted_on,
    consulting,
    promising,
    proposer_to_check,
    unit_to_check,
)
from jianyan.records.proposals.ratings.charter import asked_still, office_without, raters
from jianyan.records.proposals.replies.who import to_sign
from jianyan.records.proposals.tasks.who import (
    UNITS,
    in_reach,
    kept,
    longer_asked,
    own_unit,
    signers,
    to_write,
)

from .waits_office import CASES, of_office

MEMBERS = (Role.MEMBER, Role.CONVENER)
DISPATCHERS = (Role.DISPATCHER,)


@saying("受邀联名的委员")
def invited(actor: Actor) -> Q:
    """Drafts that the actor was asked to co-sign and has not answered, while the invitation lasts."""
    return Q(pk__in=_invitations(actor).values("record")) if actor.person else NOBODY


def _invitations(actor: Actor) -> QuerySet[Cosigner]:
    return Cosigner.objects.filter(
        Q(lapses_on__isnull=True) | Q(lapses_on__gte=actor.day),
        person=actor.person,
        struck_at=None,
        invited_on__isnull=False,
        signed_on=None,
        declined_on=None,
    )


def last_day(actor: Actor) -> Subquery:
    """Until when the actor may answer the invitation to a draft."""
    return Subquery(_invitations(actor).filter(record=OuterRef("pk")).values("lapses_on")[:1])


def _tasks(
    clock: str, asked: tuple[str, str, str], chased: str, verb: str, **rest: Any
) -> list[Wait]:
    """A clock of a unit's task: the unit is `asked` (why, verb, move), the office may enter what was
    done, the dispatcher looks after it."""
    shared: dict[str, Any] = {"charter": "proposal-tasks", "clock": clock}
    shared["states"] = rest.pop("states", ())
    whose = to_write if asked[2] == "keep" else own_unit
    return [
        Wait(
            who=both(office, kept),
            roles=OFFICE,
            why=chased,
            verb=verb,
            chased=True,
            **shared,
            **CASES,
            **rest,
        ),
        Wait(
            who=both(whose, kept), roles=UNITS, why=asked[0], verb=asked[1], move=asked[2], **shared
        ),
        Wait(
            who=both(in_reach, kept),
            roles=DISPATCHERS,
            why=chased,
            verb="查看",
            chased=True,
            **shared,
        ),
    ]


RUNNING = ("assigned",)
CONSULT = ("登记超期协商", "overdue-consultations")
"""What the office does with a reply that is overdue."""


def _of_task(
    state: str, who: Rule, roles: tuple[str, ...], why: str, verb: str, move: str, **rest: Any
) -> Wait:
    """Tasks in a state that wait on somebody for a move."""
    named: dict[str, Any] = {"why": why, "verb": verb, "move": move, "note": "unit__name"}
    return Wait(charter="proposal-tasks", who=who, roles=roles, states=(state,), **named, **rest)


PROPOSALS = (
    *_tasks("accept", ("请签收", "签收", "accept"), "还没有签收", "登记签收", move="accept"),
    *_tasks(
        "contact",
        ("请与提案者面商", "登记面商", "contact"),
        "还没有面商",
        "登记面商",
        adds="proposal-contacts",
        states=RUNNING,
    ),
    *_tasks(
        "opinion", ("请报送会办意见", "报送", "opine"), "还没有会办意见", "登记意见", move="opine"
    ),
    *_tasks(
        "reply",
        ("请答复", "拟写答复", "keep"),
        "还没有答复",
        "登记答复",
        move="reply",
        late=CONSULT,
    ),
    *_tasks(
        "rehandle",
        ("请重新答复", "拟写答复", "keep"),
        "重新办理还没有答复",
        "登记答复",
        move="reply",
        late=CONSULT,
    ),
    Wait(
        charter="proposals",
        who=proposers,
        roles=MEMBERS,
        clock="confirm",
        why="单位登记了与您的面商，请确认或否认",
        verb="确认或否认",
        page="proposal-contact-asked",
    ),
    _of_task("drafted", to_sign, UNITS, "请会签答复稿", "会签", "sign"),
    _of_task("countersigned", office, OFFICE, "答复稿待核定", "核稿", "check", **CASES),
    _of_task("countersigned", in_reach, DISPATCHERS, "答复稿待核定", "核稿", "check"),
    _of_task("checked", signers, UNITS, "答复稿待签发", "签发", "issue"),
    *(
        Wait(
            charter="proposal-tasks",
            who=both(who, longer_asked),
            roles=roles,
            states=("accepted", "drafted", "countersigned", "checked"),
            why="单位申请延期，待批复",
            verb="批复延期",
            move="grant_extension",
            note="unit__name",
            **desks,
        )
        for who, roles, desks in ((office, OFFICE, CASES), (in_reach, DISPATCHERS, {}))
    ),
    Wait(
        charter="proposals",
        who=office_without,
        roles=OFFICE,
        clock="feedback",
        states=("replied",),
        why="提案者还没有评价",
        chased=True,
        verb="登记评价",
        adds="proposal-ratings",
        **CASES,
    ),
    Wait(
        charter="proposals",
        who=asked_still,
        roles=MEMBERS,
        clock="feedback",
        why="请您评价办理结果",
        verb="评价",
        adds="proposal-ratings",
    ),
    Wait(
        charter="proposals",
        who=consulting,
        roles=OFFICE,
        states=("assigned",),
        due=consulted_on,
        why="已定超期提案协商，举行后请登记商定事项",
        verb="登记商定事项",
        page="proposal-consulted",
        **CASES,
    ),
    of_office(
        "proposals",
        "两方都同意公开，待公开",
        "公开",
        clock="publish",
        states=("replied", "closed"),
        move="publish",
        **CASES,
    ),
    Wait(
        charter="proposals",
        who=raters,
        roles=MEMBERS,
        clock="achieved",
        why="承办单位登记已落实，请您确认",
        verb="确认或提出异议",
        page="proposal-achieved",
    ),
    Wait(
        charter="proposals",
        who=promising,
        roles=UNITS,
        clock="promise",
        why="答复中的承诺，兑现后请登记",
        verb="登记兑现",
        page="proposal-promise",
    ),
    Wait(
        charter="proposal-tasks",
        who=office,
        roles=OFFICE,
        clock="look_back",
        why="回头看待核定",
        verb="核定",
        page="proposal-look-back",
        **CASES,
    ),
    Wait(
        charter="proposal-tasks",
        who=unit_to_check,
        roles=UNITS,
        clock="look_back",
        why="请对上年的答复回头看",
        verb="登记自查",
        page="proposal-look-back",
    ),
    Wait(
        charter="proposals",
        who=proposer_to_check,
        roles=MEMBERS,
        clock="look_back",
        why="请您对上年的答复回头看",
        verb="登记检查",
        page="proposal-look-back",
    ),
    Wait(
        charter="proposals",
        who=authors,
        roles=MEMBERS,
        states=("sent_back",),
        why="退回修改，请改好后再提交",
        verb="修改",
        move="save",
    ),
    Wait(
        charter="proposals",
        who=invited,
        roles=MEMBERS,
        states=("draft",),
        due=last_day,
        why="邀请您联名，请答复",
        verb="查看",
    ),
    of_office("proposals", "待审查", "审查", states=("submitted",), **CASES),
    of_office("proposals", "已立案，待交办", "交办", states=("filed",), move="assign", **CASES),
    Wait(
        charter="proposals",
        who=routed,
        roles=(Role.DISPATCHER,),
        states=("filed",),
        why="已转您处，待交办",
        verb="交办",
        move="assign",
    ),
    Wait(
        charter="proposals",
        who=unheld,
        roles=(*OFFICE, Role.DISPATCHER),
        states=("assigned",),
        why="退件后没有承办单位，待改交",
        verb="改交",
        move="send",
        **CASES,
    ),
    Wait(
        charter="proposal-tasks",
        who=office,
        roles=OFFICE,
        states=("return_asked",),
        why="单位申请退件，待审批",
        verb="审批退件",
        note="unit__name",
        **CASES,
    ),
    Wait(
        charter="proposal-tasks",
        who=in_reach,
        roles=DISPATCHERS,
        states=("return_asked",),
        why="单位申请退件，待审批",
        verb="审批退件",
        note="unit__name",
    ),
)
