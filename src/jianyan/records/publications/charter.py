"""文稿规程：起草、印发、施行、修订、废止。"""

from __future__ import annotations

from jianyan.ground import rules
from jianyan.kernel.charter import Charter, Move, register
from jianyan.kernel.figure import Figure, Split, flow
from jianyan.kernel.folds import Count, Names

from . import queries
from .models import Publication, State

SORT = Split("种类", "sort__code", "publication_sort")
ISSUED = flow("issued_on")

PUBLICATIONS = register(
    Charter(
        key="publications",
        title="文稿",
        model=Publication,
        states=State,
        view=rules.registered,
        keeper=rules.office,
        numbered="publications",
        born=(State.DRAFT,),
        procedure="机关公文处理规定",
        shapes={
            State.DRAFT: "draft",
            State.ISSUED: "three",
            State.IN_FORCE: "done",
            State.REVISED: "merged",
            State.REPEALED: "barred",
        },
        moves=(
            Move("issue", "印发", (State.DRAFT,), State.ISSUED, by=rules.office, asks=("on",)),
            Move(
                "commence", "施行", (State.ISSUED,), State.IN_FORCE, by=rules.office, asks=("on",)
            ),
            Move(
                "revise",
                "转为已修订",
                (State.IN_FORCE,),
                State.REVISED,
                by=rules.office,
                asks=("on",),
            ),
            Move(
                "repeal",
                "废止",
                (State.ISSUED, State.IN_FORCE),
                State.REPEALED,
                by=rules.office,
                asks=("on",),
            ),
        ),
        figures=(
            Figure(
                key="publications.issued",
                name="文稿.印发",
                unit="篇",
                owner="publications",
                means="本期内印发的文稿、制度、荣誉等，按印发日期计",
                rows=queries.issued,
                time=ISSUED,
                fold=Count(),
                by=(SORT,),
            ),
            Figure(
                key="publications.research_reports",
                name="调研.报告",
                unit="篇",
                owner="publications",
                means="本期内完成并印发的调研报告",
                rows=queries.research_reports,
                time=ISSUED,
                fold=Count(),
            ),
            Figure(
                key="publications.papers",
                name="学习.论文",
                unit="篇",
                owner="publications",
                means="本期内精选并报送上级的理论文章",
                rows=queries.papers,
                time=ISSUED,
                fold=Count(),
            ),
            Figure(
                key="publications.regulations",
                name="制度.修订",
                unit="项",
                owner="publications",
                means="本期内制定或修订印发的制度",
                rows=queries.regulations,
                time=ISSUED,
                fold=Count(),
            ),
            Figure(
                key="publications.regulation_titles",
                name="制度.名单",
                unit="项",
                owner="publications",
                means="本期内制定或修订印发的制度名称",
                rows=queries.regulations,
                time=ISSUED,
                fold=Names("record__title", "issued_on"),
            ),
        ),
    )
)
