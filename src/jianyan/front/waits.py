"""What waits on whom, module by module: the words of the home page's list.

The kinds are named by their charters' keys; who may act is asked by the charters' own rules.
"""

from __future__ import annotations

from typing import Any

from jianyan.ground.models import Role
from jianyan.ground.objecting import objected
from jianyan.ground.rules import OFFICE, leaders
from jianyan.ground.todo import Wait, register_wait
from jianyan.kernel.charter import CHARTERS, VOID
from jianyan.kernel.rules import Actor
from jianyan.records.briefs.charter import author
from jianyan.records.proposals.tasks.who import UNITS

from .waits_office import CASES, EVENTS, GIFTS, NEWS, OVERALL, PARTY, TALKS, of_office
from .waits_proposals import MEMBERS, PROPOSALS

LEADERS = (Role.LEADER,)


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


OTHERS = (
    of_office("briefs", "待编辑", "编审", states=("submitted",), **NEWS),
    of_office("briefs", "已录用，待编发", "编发", states=("accepted",), move="issue", **NEWS),
    Wait(
        charter="briefs",
        who=author,
        roles=MEMBERS,
        states=("sent_back",),
        why="退回修改，请改好后交办公室",
        verb="查看",
    ),
    of_office("suggestions", "还没有回应", "登记回应", states=("sent",), due="due_on", move="answer", note="text", **TALKS),
    of_office("suggestions", "对办结有异议", "处理", states=("disputed",), due="due_on", note="text", **TALKS),
    of_office("consultations", "已协商，成果还没有报送", "登记报送", states=("held",), move="report", **TALKS),
    of_office("activities", "日期已过，还没有登记举行情况", "登记举行", states=("announced",), dated=True, move="hold", **EVENTS),
    of_office("gifts", "已接收，还没有发放完", "登记发放", states=("received",), adds="gift-handovers", **GIFTS),
    of_office("gifts", "已发放，待核销", "核销", states=("handed_on",), move="reconcile", **GIFTS),
    of_office("projects", "还没有完成", "登记进展", states=("planned", "under_way"), due="due_on", adds="project-progress", **OVERALL),
    of_office("list_items", "还没有完成", "查看", states=("open",), due="due_on", note="text", **PARTY),
    of_office("reports", "已核对，待送审", "送审", states=("checked",), **OVERALL),
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
