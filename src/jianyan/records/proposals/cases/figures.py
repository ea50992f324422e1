"""提案本身的指标：提交、立案、交办，和各项划分。"""

from __future__ import annotations

from typing import Any

from jianyan.kernel.figure import Credit, Figure, Split, Subject, cohort, flow
from jianyan.kernel.folds import Count, Ratio

from . import queries
from .models import Timing

LOCAL = Split("类别", "local__code", "proposal_category", suffix="类")
NATIONAL = Split("全国类别", "national__code", "proposal_national", suffix="类")
PROPOSER = Split("提案者", "proposer_kind__code", "proposer_kind", suffix="提案")
TIMING = Split("提出时间", "timing", choices=tuple(Timing.choices))
SPLITS = (LOCAL, NATIONAL, PROPOSER, TIMING)
SESSION = "record__session"
CASE = Subject("record", "record", "record__title")
OF_CASES: dict[str, Any] = {
    "unit": "件",
    "owner": "proposals",
    "subject": CASE,
    "by": SPLITS,
    "counted": ("local", "proposer_kind"),
}
OF_FACTS: dict[str, Any] = {"unit": "件", "owner": "proposals", "subject": CASE}
SUBMITTED = cohort("submitted_on", SESSION)
FILED = cohort("filed_on", SESSION)
ASSIGNED = cohort("assigned_on", SESSION)
MERGED = "已并入他案和已撤案的不计，主案计一件"

FIGURES = (
    Figure(
        key="proposals.submitted",
        name="提案.提交",
        means="本期收到的提案，按首次提交日期计；并案、不予立案、撤案的都计",
        rows=queries.submitted,
        time=flow("submitted_on", SESSION),
        fold=Count(),
        credit=Credit(queries.submitted, "proposer", day="submitted_on"),
        **OF_CASES,
    ),
    Figure(
        key="proposals.filed",
        name="提案.立案",
        means=f"本期立案的提案，按立案日期计；截止日{MERGED}",
        rows=queries.filed,
        time=flow("filed_on", SESSION),
        fold=Count(),
        credit=Credit(queries.filed, "proposer", day="filed_on"),
        **OF_CASES,
    ),
    Figure(
        key="proposals.filing_rate",
        name="提案.立案率",
        means=f"本期收到的提案中截止日已立案的比例；分子中{MERGED}，分母为全部收到的",
        rows=queries.submitted,
        time=SUBMITTED,
        fold=Ratio(queries.is_filed),
        **OF_CASES,
    ),
    Figure(
        key="proposals.merged",
        name="提案.并案",
        means="本期并入他案的提案，按并案日期计；截止日已撤销并案的不计",
        rows=queries.merges,
        time=flow("on", SESSION),
        fold=Count(),
        **OF_FACTS,
    ),
    Figure(
        key="proposals.not_filed",
        name="提案.不予立案",
        means="本期审查不予立案的提案，按审查日期计",
        rows=queries.not_filed,
        time=flow("on", SESSION),
        fold=Count(),
        by=(
            Split("理由", "reason__code", "not_filed_reason"),
            Split("转办", "onward__code", "not_filed_onward"),
        ),
        **OF_FACTS,
    ),
    Figure(
        key="proposals.withdrawn",
        name="提案.撤案",
        means="本期撤案的提案，按撤案日期计",
        rows=queries.withdrawn,
        time=flow("withdrawn_on", SESSION),
        fold=Count(),
        **OF_CASES,
    ),
    Figure(
        key="proposals.assigned",
        name="提案.交办",
        means=f"本期交办的提案，一件交几个单位只计一件，按首次交办日期计；截止日{MERGED}",
        rows=queries.assigned,
        time=flow("assigned_on", SESSION),
        fold=Count(),
        **OF_CASES,
    ),
    Figure(
        key="proposals.assigning_rate",
        name="提案.交办率",
        means=f"本期立案的提案中截止日已交办的比例；{MERGED}",
        rows=queries.filed,
        time=FILED,
        fold=Ratio(queries.is_assigned),
        **OF_CASES,
    ),
    Figure(
        key="proposals.cosigned",
        name="提案.联名",
        means="本期收到的提案上联名人的签名，第一提案人不计，按提案提交日期计",
        rows=queries.cosigned,
        time=flow("record__proposal__submitted_on", SESSION),
        fold=Count(),
        unit="人次",
        owner="proposals",
        subject=Subject("person", "person", "person__name"),
        label="person__name",
        credit=Credit(queries.cosigned, "person", role="联名", day="signed_on"),
    ),
    Figure(
        key="proposals.suggestions",
        name="提案.建议",
        means="本期交办的提案中逐条编号的建议",
        rows=queries.suggestions_assigned,
        time=cohort("record__proposal__assigned_on", SESSION),
        fold=Count(),
        **{**OF_FACTS, "unit": "条"},
    ),
    Figure(
        key="proposals.adoption_of_suggestions",
        name="提案.建议采纳率",
        means="本期交办的提案中，截止日被采纳的建议占所提建议的比例（逐条计，部分采纳不计）",
        rows=queries.suggestions_assigned,
        time=cohort("record__proposal__assigned_on", SESSION),
        fold=Ratio(queries.is_adopted),
        **{**OF_FACTS, "unit": "条"},
    ),
    Figure(
        key="proposals.adoption",
        name="提案.采纳率",
        means="本期立案的提案中，截止日有建议被采纳或部分采纳的比例（按件计）",
        rows=queries.filed,
        time=FILED,
        fold=Ratio(queries.has_adopted),
        **OF_CASES,
    ),
)
