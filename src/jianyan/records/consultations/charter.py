"""协商规程：征集、列题、提请、批准、通过、实施、举行、报送、完成；完成前可以撤销。"""

from __future__ import annotations

from jianyan.ground import rules
from jianyan.kernel.charter import Charter, Move, register
from jianyan.kernel.figure import Figure, Split, Subject, cohort, flow
from jianyan.kernel.folds import Count, Names, Ratio

from . import queries
from .models import State, Topic

FORM = Split("形式", "form__code", "consultation_form")
BODY = Split("承办", "body__code", "body:special_committee")
TOPIC = Subject("record", "record", "record__title")
IN_PLAN = cohort("planned_on")


def step(name: str, label: str, source: tuple[State, ...], target: State) -> Move:
    """A step that the office enters with its day, after the event."""
    return Move(name, label, source, target, by=rules.office, asks=("on",), bulk=True)


PLANNED = Figure(
    key="consultations.planned",
    name="协商.计划项数",
    unit="项",
    owner="consultations",
    means="列入年度协商计划（政协常委会通过）、截至数据截止日未撤销的议题；上年末通过的计划自当年1月1日计",
    rows=queries.planned,
    time=flow("planned_on"),
    fold=Count(),
    by=(FORM, BODY),
    subject=TOPIC,
)
COMPLETED = Figure(
    key="consultations.completed",
    name="协商.完成",
    unit="项",
    owner="consultations",
    means="列入本期协商计划的议题中，截至数据截止日已完成的",
    rows=queries.completed,
    time=IN_PLAN,
    fold=Count(),
    by=(FORM, BODY),
    subject=TOPIC,
)
COMPLETION_RATE = Figure(
    key="consultations.completion_rate",
    name="协商.完成率",
    unit="%",
    owner="consultations",
    means="列入本期协商计划的议题中，截至数据截止日已完成的比例",
    rows=queries.planned,
    time=IN_PLAN,
    fold=Ratio(queries.is_completed),
    by=(FORM, BODY),
)
COMPLETED_TITLES = Figure(
    key="consultations.completed_titles",
    name="协商.完成.名单",
    unit="项",
    owner="consultations",
    means="列入本期协商计划、截至数据截止日已完成的议题名称",
    rows=queries.completed,
    time=IN_PLAN,
    fold=Names("record__title", "held_on"),
    by=(FORM,),
)
INSTRUCTED = Figure(
    key="consultations.instructed",
    name="协商.获批示",
    unit="项",
    owner="consultations",
    means="列入本期协商计划并已完成的议题中，截至数据截止日得到领导批示的",
    rows=queries.instructed,
    time=IN_PLAN,
    fold=Count(),
    by=(FORM, BODY),
    subject=TOPIC,
)
HELD = Figure(
    key="consultations.held",
    name="协商.举行",
    unit="次",
    owner="consultations",
    means="本期内举行的协商，含计划外的，按举行日期计",
    rows=queries.held,
    time=flow("held_on"),
    fold=Count(),
    by=(FORM, BODY),
)
REPORTED = Figure(
    key="consultations.reported",
    name="协商.报送",
    unit="项",
    owner="consultations",
    means="本期内报送了协商成果的议题，按报送日期计",
    rows=queries.reported,
    time=flow("reported_on"),
    fold=Count(),
    by=(FORM, BODY),
)
LIVELIHOOD = Figure(
    key="consultations.livelihood",
    name="协商.惠民实事",
    unit="件",
    owner="consultations",
    means="本期内在协商和视察监督中视察推进的惠民实事项目，按视察日期计",
    rows=queries.inspected,
    time=flow("inspected_on"),
    fold=Count(),
    label="title",
)

PREPARING = (State.CALLED_FOR, State.LISTED, State.PUT_FORWARD, State.APPROVED, State.PASSED)
"""Before it is under way. A later step may be entered where an earlier one left no date."""

CONSULTATIONS = register(
    Charter(
        key="consultations",
        title="协商议题",
        model=Topic,
        states=State,
        view=rules.registered,
        keeper=rules.office,
        numbered="consultations",
        born=(State.CALLED_FOR,),
        procedure="年度协商计划制定暨协商成果办理反馈办法",
        shapes={
            State.CALLED_FOR: "draft",
            State.LISTED: "empty",
            State.PUT_FORWARD: "wait",
            State.APPROVED: "quarter",
            State.PASSED: "quarter",
            State.UNDER_WAY: "half",
            State.HELD: "three",
            State.REPORTED: "three",
            State.COMPLETED: "done",
            State.DROPPED: "barred",
        },
        moves=(
            step("list", "列题", (State.CALLED_FOR,), State.LISTED),
            step("put_forward", "提请", PREPARING[:2], State.PUT_FORWARD),
            step("approve", "区委常委会批准", PREPARING[:3], State.APPROVED),
            step("pass", "政协常委会通过", PREPARING[:4], State.PASSED),
            step("start", "启动", PREPARING, State.UNDER_WAY),
            step("hold", "举行", (*PREPARING, State.UNDER_WAY), State.HELD),
            step("report", "报送", (State.HELD,), State.REPORTED),
            step("complete", "完成", (State.HELD, State.REPORTED), State.COMPLETED),
            Move(
                "drop",
                "撤销",
                (*PREPARING, State.UNDER_WAY),
                State.DROPPED,
                by=rules.office,
                asks=("on", "reason"),
            ),
        ),
        figures=(
            PLANNED,
            COMPLETED,
            COMPLETION_RATE,
            COMPLETED_TITLES,
            INSTRUCTED,
            HELD,
            REPORTED,
            LIVELIHOOD,
        ),
    )
)
