"""会议活动规程：拟办、通知、举行、取消；调研课题：拟选、选定、完成、取消。"""

from __future__ import annotations

from jianyan.ground import rules
from jianyan.kernel.charter import Charter, Move, register

from .figures import EVENTS, MEETINGS, STUDIES, TOPICS, VISITS
from .models import Activity, ResearchTopic, State, TopicState

SHAPES = {"planned": "draft", "announced": "quarter", "held": "done", "cancelled": "barred"}

ACTIVITIES = register(
    Charter(
        key="activities",
        title="会议活动",
        model=Activity,
        states=State,
        view=rules.registered,
        keeper=rules.office,
        numbered="activities",
        born=(State.PLANNED,),
        procedure="政协会议和委员活动的组织办法",
        shapes=SHAPES,
        moves=(
            Move(
                "announce",
                "通知",
                (State.PLANNED,),
                State.ANNOUNCED,
                by=rules.office,
                asks=("on",),
                bulk=True,
            ),
            Move(
                "hold",
                "举行",
                (State.PLANNED, State.ANNOUNCED),
                State.HELD,
                by=rules.office,
                asks=("on",),
            ),
            Move(
                "cancel",
                "取消",
                (State.PLANNED, State.ANNOUNCED),
                State.CANCELLED,
                by=rules.office,
                asks=("on", "reason"),
            ),
        ),
        figures=(*MEETINGS, *STUDIES, *VISITS, *EVENTS),
    )
)

RESEARCH_TOPICS = register(
    Charter(
        key="research_topics",
        title="调研课题",
        model=ResearchTopic,
        states=TopicState,
        view=rules.registered,
        keeper=rules.office,
        numbered="research_topics",
        born=(TopicState.PLANNED,),
        procedure="年度调研工作安排",
        shapes=SHAPES,
        moves=(
            Move(
                "choose",
                "选定",
                (TopicState.PLANNED,),
                TopicState.ANNOUNCED,
                by=rules.office,
                asks=("on",),
                bulk=True,
            ),
            Move(
                "complete",
                "完成",
                (TopicState.ANNOUNCED,),
                TopicState.HELD,
                by=rules.office,
                asks=("on",),
            ),
            Move(
                "drop",
                "取消",
                (TopicState.PLANNED, TopicState.ANNOUNCED),
                TopicState.CANCELLED,
                by=rules.office,
                asks=("on", "reason"),
            ),
        ),
        figures=TOPICS,
    )
)
