"""答复的指标；答复的步骤写在单位任务规程里。"""

from __future__ import annotations

from typing import Any

from jianyan.kernel.figure import Figure, Split, cohort, flow_before, register_figures
from jianyan.kernel.folds import Count, Ratio
from jianyan.records.proposals.cases.figures import ASSIGNED, OF_CASES, OF_FACTS, SESSION
from jianyan.records.proposals.cases.queries import assigned

from . import queries

GRADE = Split("办理类别", "grade__code", "reply_class")
UNIT = Split("单位", "reply__task__unit__code", "body:unit+street+office")
OF_REPLIES: dict[str, Any] = {
    **OF_FACTS,
    "by": (GRADE, UNIT),
    "label": "reply__task__unit__name",
    "counted": ("grade",),
}

PROPER = "，规程要求按期且面商足数的，逾期答复或答复前面商次数不足的不算"

FIGURES = (
    Figure(
        key="proposals.answered",
        name="提案.办复",
        means=(
            f"本期交办的提案中截止日已办复的：独办、主办、分办单位都已答复{PROPER}；"
            "已并入他案和已撤案的不计"
        ),
        rows=queries.answered,
        time=ASSIGNED,
        fold=Count(),
        **OF_CASES,
    ),
    Figure(
        key="proposals.answer_rate",
        name="提案.办复率",
        means=f"本期交办的提案中截止日已办复的比例{PROPER}；分母为全部交办的",
        rows=assigned,
        time=ASSIGNED,
        fold=Ratio(queries.is_answered),
        **OF_CASES,
    ),
    Figure(
        key="proposals.in_time_rate",
        name="提案.按期答复率",
        means="本期交办、截止日期限已满的提案中，各应答复单位都在期限（含批准的延期）内答复的比例",
        rows=queries.due_cases,
        time=ASSIGNED,
        fold=Ratio(queries.is_in_time),
        **OF_CASES,
    ),
    Figure(
        key="proposals.overdue",
        name="提案.超期",
        means="本期交办的提案中，截止日期限（含批准的延期）已满而未在期限内答复的，后来补答的也计",
        rows=queries.overdue_cases,
        time=ASSIGNED,
        fold=Count(),
        **OF_CASES,
    ),
    Figure(
        key="proposals.replies",
        name="提案.答复",
        means="本期发出的答复，一件由几个单位分别答复的分别计，按答复日期计；重新办理后以最后一次为准，类别以截止日为准",
        rows=queries.classes,
        time=cohort("reply__on", SESSION),
        fold=Count(),
        **{**OF_REPLIES, "unit": "件次"},
    ),
    Figure(
        key="proposals.tracked_before",
        name="上年提案.乙类答复",
        means="上一期发出、到上一期末仍属须跟踪类别（一般为B类）的答复",
        rows=queries.tracked_before,
        time=flow_before("reply__on"),
        fold=Count(),
        **OF_REPLIES,
    ),
)
register_figures(*FIGURES)
