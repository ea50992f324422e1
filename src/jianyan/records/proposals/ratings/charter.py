"""评价的指标；重新办理的步骤写在提案和单位任务规程里。"""

from __future__ import annotations

from typing import Any

from jianyan.kernel.figure import Figure, Split, flow, register_figures
from jianyan.kernel.folds import Count, Ratio
from jianyan.records.proposals.cases.charter import ASSIGNED, OF_CASES, OF_FACTS, SESSION

from . import queries

RESULT = Split("办理结果", "result__code", "rating_scale")
ATTITUDE = Split("办理态度", "attitude__code", "rating_scale")
OVER = "；分母为有计入评价的提案，规程以全部交办提案为分母的从其规定，以截止日计入规则下的最后一次为准（默认第一提案人的评价）"
RATE: dict[str, Any] = {"rows": queries.rated, "time": ASSIGNED, **OF_CASES}

FIGURES = (
    Figure(
        key="proposals.satisfied_rate",
        name="提案.满意率",
        means=f"本期交办的提案中，提案者对办理结果满意的比例{OVER}",
        fold=Ratio(queries.is_satisfied),
        **RATE,
    ),
    Figure(
        key="proposals.basically_satisfied_rate",
        name="提案.基本满意率",
        means=f"本期交办的提案中，提案者对办理结果基本满意的比例{OVER}",
        fold=Ratio(queries.is_basically),
        **RATE,
    ),
    Figure(
        key="proposals.unsatisfied_rate",
        name="提案.不满意率",
        means=f"本期交办的提案中，提案者对办理结果不满意的比例{OVER}",
        fold=Ratio(queries.is_unsatisfied),
        **RATE,
    ),
    Figure(
        key="proposals.rated",
        name="提案.已评价",
        means="本期交办的提案中，截止日有计入评价的",
        rows=queries.has_rating,
        time=ASSIGNED,
        fold=Count(),
        **OF_CASES,
    ),
    Figure(
        key="proposals.ratings",
        name="提案.评价",
        means="本期收到的评价，联名人的也计，按评价日期计",
        rows=queries.ratings,
        time=flow("on", SESSION),
        fold=Count(),
        by=(RESULT, ATTITUDE),
        counted=("result",),
        **{**OF_FACTS, "unit": "份"},
    ),
    Figure(
        key="proposals.rehandled",
        name="提案.重新办理",
        means="本期要求重新办理的任务，按要求之日计",
        rows=queries.rehandled,
        time=flow("on", SESSION),
        fold=Count(),
        **{**OF_FACTS, "unit": "件次"},
    ),
)
register_figures(*FIGURES)
