"""社情民意信息规程：提交、退回、留存、录用、并入综合、编发。

报送、采用和批示是编发以后的事实，不改变状态：一篇信息可以报送几级，被几级采用。
"""

from __future__ import annotations

from django.db.models import Q

from jianyan.ground import rules
from jianyan.kernel.charter import Charter, Move, register
from jianyan.kernel.rules import NOBODY, Actor, either, saying

from .figures import FIGURES
from .models import Brief, State

ON = ("on",)


@saying("作者本人")
def author(actor: Actor) -> Q:
    """Who wrote a brief reads it, however few may see it."""
    if actor.person is None:
        return NOBODY
    return Q(pk__in=Brief.objects.filter(authors=actor.person).values("pk"))


BRIEFS = register(
    Charter(
        key="briefs",
        title="社情民意信息",
        model=Brief,
        states=State,
        view=either(rules.registered, author),
        keeper=rules.office,
        numbered="briefs",
        born=(State.DRAFT,),
        procedure="社情民意信息工作办法",
        shapes={
            State.DRAFT: "draft",
            State.SUBMITTED: "empty",
            State.SENT_BACK: "wait",
            State.KEPT: "barred",
            State.ACCEPTED: "half",
            State.COMBINED: "merged",
            State.ISSUED: "done",
        },
        moves=(
            Move(
                "submit",
                "提交",
                (State.DRAFT, State.SENT_BACK),
                State.SUBMITTED,
                by=rules.office,
                asks=ON,
            ),
            Move(
                "accept",
                "录用",
                (State.SUBMITTED, State.KEPT),
                State.ACCEPTED,
                by=rules.office,
                asks=ON,
                bulk=True,
            ),
            Move(
                "keep", "留存", (State.SUBMITTED,), State.KEPT, by=rules.office, asks=ON, bulk=True
            ),
            Move(
                "send_back",
                "退回修改",
                (State.SUBMITTED,),
                State.SENT_BACK,
                by=rules.office,
                asks=("on", "reason"),
            ),
            Move(
                "issue",
                "编发",
                (State.ACCEPTED,),
                State.ISSUED,
                by=rules.office,
                asks=("on", "issue"),
            ),
            Move(
                "combine", "并入综合", (State.ACCEPTED,), State.COMBINED, by=rules.office, asks=ON
            ),
        ),
        figures=FIGURES,
    )
)
