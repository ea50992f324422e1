"""要点、项目与阵地规程：列入、启动、完成、中止。

工作要点、重点项目、委员之家和协作协议走同样的四步；启动日期是分包或签约的日期，完成日期是建成的日期。
"""

from __future__ import annotations

from jianyan.ground import rules
from jianyan.kernel.charter import Charter, Move, register

from .figures import FIGURES
from .models import Project, State

PROJECTS = register(
    Charter(
        key="projects",
        title="要点、项目与阵地",
        model=Project,
        states=State,
        view=rules.registered,
        keeper=rules.office,
        numbered="projects",
        born=(State.PLANNED,),
        procedure="年度工作要点和重点项目联系分包办法",
        shapes={
            State.PLANNED: "empty",
            State.UNDER_WAY: "half",
            State.DONE: "done",
            State.STOPPED: "barred",
        },
        moves=(
            Move("start", "启动", (State.PLANNED,), State.UNDER_WAY, by=rules.office, asks=("on",)),
            Move(
                "finish",
                "完成",
                (State.PLANNED, State.UNDER_WAY),
                State.DONE,
                by=rules.office,
                asks=("on",),
                bulk=True,
            ),
            Move(
                "stop",
                "中止",
                (State.PLANNED, State.UNDER_WAY),
                State.STOPPED,
                by=rules.office,
                asks=("on", "reason"),
            ),
        ),
        figures=FIGURES,
    )
)
