"""统计用的指标：按界别、街道、进度、用时看提案。"""

from __future__ import annotations

from typing import Any

from jianyan.kernel.figure import Figure, Split, cohort, flow, register_figures
from jianyan.kernel.folds import Count
from jianyan.records.proposals.cases.figures import ASSIGNED, CASE, MERGED, SESSION

from . import measures

SECTOR = Split("界别", "sector_of", "body:sector")
STREET = Split("街道", "street_of", "body:street_group")
STAGE = Split("进度", "stage_of", choices=measures.STAGES)
TAKEN = Split("用时", "band_of", choices=measures.TIMES)
OF_CASES: dict[str, Any] = {"unit": "件", "owner": "proposals", "subject": CASE, "fold": Count()}

FIGURES = (
    Figure(
        key="proposals.origins",
        name="提案.来源",
        means=(
            "本期立案的提案，按第一提案人提交当日所属的界别、街道小组分列，集体提案按提案单位；"
            f"截止日{MERGED}"
        ),
        rows=measures.by_origin,
        time=flow("filed_on", SESSION),
        by=(SECTOR, STREET),
        **OF_CASES,
    ),
    Figure(
        key="proposals.progress",
        name="提案.进度",
        means=f"本期立案的提案，按截止日办到哪一步分列，答复后重新办理、还没有再次答复的单列；{MERGED}",
        rows=measures.by_stage,
        time=cohort("filed_on", SESSION),
        by=(STAGE,),
        **OF_CASES,
    ),
    Figure(
        key="proposals.time_taken",
        name="提案.办理用时",
        means="本期交办、截止日已办复的提案，按交办到最后一个单位首次答复的天数分列；重新办理的用时不计",
        rows=measures.by_time,
        time=ASSIGNED,
        by=(TAKEN,),
        **OF_CASES,
    ),
)
register_figures(*FIGURES)
