"""What waits on whom, module by module: the words of the home page's list.

The kinds are named by their charters' keys; who may act is asked by the charters' own rules.
"""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from jianyan.ground.models import Role
from jianyan.ground.objecting import objected
from jianyan.ground.rules import OFFICE, leaders, office
from jianyan.ground.todo import Wait, register_wait
from jianyan.kernel.charter import CHARTERS, VOID
from jianyan.kernel.rules import NOBODY, Actor, Rule, both, saying
from jianyan.records.briefs.charter import author
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
from jianyan.records.proposals.ratings.charter import office_without, raters, waited_for
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

MEMBERS = (Role.MEMBER, Role.CONVENER)
LEADERS = (Role.LEADER,)
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


CASES: dict[str, Any] = {"desks": ("提案",)}
NEWS: dict[str, Any] = {"desks": ("信息",)}
OVERALL: dict[str, Any] = {"desks": ("综合",)}
TALKS: dict[str, Any] = {"desks": ("综合", "专委会")}
EVENTS: dict[str, Any] = {"desks": ("综合", "联络", "专委会")}
GIFTS: dict[str, Any] = {"desks": ("联络",)}
PARTY: dict[str, Any] = {"desks": ("党办", "党务")}
"""Whose work it is in an office with desks, by words of their names."""


def _office(charter: str, why: str, verb: str, **rest: Any) -> Wait:
    return Wait(charter=charter, who=office, roles=OFFICE, why=why, verb=verb, **rest)


def _objections(charter: str, **rest: Any) -> Wait:
    """What was entered on a member's behalf and objected to, in whatever state the record is by now."""
    states = tuple(state for state in CHARTERS[charter].states.values if state != VOID)
    return Wait(
        charter=charter,
        who=objected,
        roles=OFFICE,
        why="本人对代录提出异议，请核对后答复",
        verb="答复异议",
        states=states,
        apart=True,
        page="objection-answer",
        **rest,
    )


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
        who=waited_for,
        roles=MEMBERS,
        clock="feedback",
        states=("replied",),
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
    _office(
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
    _office("proposals", "待审查", "审查", states=("submitted",), **CASES),
    _office("proposals", "已立案，待交办", "交办", states=("filed",), move="assign", **CASES),
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

OTHERS = (
    _office("briefs", "待编辑", "编审", states=("submitted",), **NEWS),
    _office("briefs", "已录用，待编发", "编发", states=("accepted",), move="issue", **NEWS),
    Wait(
        charter="briefs",
        who=author,
        roles=MEMBERS,
        states=("sent_back",),
        why="退回修改，请改好后交办公室",
        verb="查看",
    ),
    _office("suggestions", "还没有回应", "登记回应", states=("sent",), due="due_on", move="answer", note="text", **TALKS),
    _office("suggestions", "对办结有异议", "处理", states=("disputed",), due="due_on", note="text", **TALKS),
    _office("consultations", "已协商，成果还没有报送", "登记报送", states=("held",), move="report", **TALKS),
    _office("activities", "日期已过，还没有登记举行情况", "登记举行", states=("announced",), dated=True, move="hold", **EVENTS),
    _office("gifts", "已接收，还没有发放完", "登记发放", states=("received",), adds="gift-handovers", **GIFTS),
    _office("gifts", "已发放，待核销", "核销", states=("handed_on",), move="reconcile", **GIFTS),
    _office("projects", "还没有完成", "登记进展", states=("planned", "under_way"), due="due_on", adds="project-progress", **OVERALL),
    _office("list_items", "还没有完成", "查看", states=("open",), due="due_on", note="text", **PARTY),
    _office("reports", "已核对，待送审", "送审", states=("checked",), **OVERALL),
    Wait(
        charter="reports",
        who=leaders,
        roles=LEADERS,
        states=("in_approval",),
        why="送审中，请您审签",
        verb="审签",
    ),
)  # fmt: skip


def declare() -> None:
    """Enter the waits of the modules (at start-up)."""
    objections = (_objections("proposals", **CASES), _objections("briefs", **NEWS))
    register_wait(*PROPOSALS, *OTHERS, *objections)


def anything(actor: Actor) -> bool:
    """Whether anything could ever wait on the actor."""
    return actor.has(*OFFICE, *UNITS, *MEMBERS, *LEADERS, Role.DISPATCHER)
