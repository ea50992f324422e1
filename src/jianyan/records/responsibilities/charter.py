"""责任与联系规程：明确责任、结束、恢复履行。每项责任写明起止日期，计数看日期，不看状态。"""

from __future__ import annotations

from jianyan.ground import rules
from jianyan.kernel.charter import Charter, Move, register

from .figures import LIAISON, PLACES, POSTS
from .models import Duty, State

DUTIES = register(
    Charter(
        key="responsibilities",
        title="责任与联系",
        model=Duty,
        states=State,
        view=rules.registered,
        keeper=rules.office,
        numbered="responsibilities",
        born=(State.IN_FORCE,),
        procedure="分包联系制度",
        shapes={State.IN_FORCE: "half", State.ENDED: "done"},
        moves=(
            Move("end", "结束", (State.IN_FORCE,), State.ENDED, by=rules.office, asks=("on",)),
            Move(
                "resume",
                "恢复履行",
                (State.ENDED,),
                State.IN_FORCE,
                by=rules.office,
                asks=("on", "reason"),
            ),
        ),
        figures=(*PLACES, *POSTS, *LIAISON),
    )
)
