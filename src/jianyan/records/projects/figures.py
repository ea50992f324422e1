"""The figures of projects (要点、项目、阵地、协作)."""

from __future__ import annotations

from django.db.models import Q

from jianyan.kernel.figure import Figure, Split, Subject, cohort, flow, stock
from jianyan.kernel.folds import Count, Names, Ratio, Sum
from jianyan.kernel.scope import Scope

from . import queries

DEPARTMENT = Split("承担部门", "body__code", "body:special_committee")
EACH = Subject("record", "record", "record__title")
OWNER = "projects"


def _done(scope: Scope) -> Q:
    return Q(done_on__lte=scope.known_until)


POINTS = (
    Figure(
        key="projects.work_points",
        name="要点.项数",
        unit="项",
        means="本期内列入年度工作要点的任务，按列入日期计",
        rows=queries.work_points,
        time=flow("planned_on"),
        fold=Count(),
        by=(DEPARTMENT,),
        subject=EACH,
        owner=OWNER,
    ),
    Figure(
        key="projects.work_points_done",
        name="要点.完成",
        unit="项",
        means="本期内列入年度工作要点的任务中，截止日前已完成的",
        rows=queries.work_points_done,
        time=cohort("planned_on"),
        fold=Count(),
        by=(DEPARTMENT,),
        subject=EACH,
        owner=OWNER,
    ),
    Figure(
        key="projects.work_points_done_rate",
        name="要点.完成率",
        unit="%",
        means="本期内列入年度工作要点的任务中，截止日前已完成的比例",
        rows=queries.work_points,
        time=cohort("planned_on"),
        fold=Ratio(_done),
        by=(DEPARTMENT,),
        subject=EACH,
        owner=OWNER,
    ),
)
LED = (
    Figure(
        key="projects.key_projects",
        name="项目.个数",
        unit="个",
        means="期间末日领导联系分包中的重点项目",
        rows=queries.key_projects,
        time=stock("started_on", "until"),
        fold=Count(),
        subject=EACH,
        owner=OWNER,
    ),
    Figure(
        key="projects.key_project_names",
        name="项目.名单",
        unit="个",
        means="期间末日领导联系分包中的重点项目名称，按分包日期排列",
        rows=queries.key_projects,
        time=stock("started_on", "until"),
        fold=Names("record__title", "started_on"),
        subject=EACH,
        owner=OWNER,
    ),
    Figure(
        key="projects.households_planned",
        name="项目.计划户数",
        unit="户",
        means="本期内下达的征迁签约计划户数",
        rows=queries.households_planned,
        time=flow("on"),
        fold=Sum("number"),
        subject=EACH,
        owner=OWNER,
    ),
    Figure(
        key="projects.households_signed",
        name="项目.签约户数",
        unit="户",
        means="本期内签约的征迁户数，按签约日期计",
        rows=queries.households_signed,
        time=flow("on"),
        fold=Sum("number"),
        subject=EACH,
        owner=OWNER,
    ),
)
PLACES = (
    Figure(
        key="projects.homes",
        name="阵地.委员之家",
        unit="个",
        means="本期内建成的委员之家，按建成日期计",
        rows=queries.homes,
        time=flow("done_on"),
        fold=Count(),
        subject=EACH,
        owner=OWNER,
    ),
    Figure(
        key="projects.home_names",
        name="阵地.名单",
        unit="个",
        means="本期内建成的委员之家名称，按建成日期排列",
        rows=queries.homes,
        time=flow("done_on"),
        fold=Names("record__title", "done_on"),
        subject=EACH,
        owner=OWNER,
    ),
    Figure(
        key="projects.money_for_homes",
        name="阵地.投入",
        unit="元",
        means="本期内投入委员之家建设的资金，按投入日期计",
        rows=queries.money_for_homes,
        time=flow("on"),
        fold=Sum("amount"),
        subject=EACH,
        label="origin",
        owner=OWNER,
    ),
)
TOGETHER = (
    Figure(
        key="projects.agreements",
        name="协作.协议",
        unit="份",
        means="本期内促成签订的协作协议，按签订日期计",
        rows=queries.agreements,
        time=flow("started_on"),
        fold=Count(),
        subject=EACH,
        owner=OWNER,
    ),
    Figure(
        key="projects.partners",
        name="协作.单位.名单",
        unit="个",
        means="本期内签订的协作协议的合作院校和机构，按签订日期排列",
        rows=queries.agreements,
        time=flow("started_on"),
        fold=Names("partner__name", "started_on"),
        subject=EACH,
        owner=OWNER,
    ),
)
FIGURES = (*POINTS, *LED, *PLACES, *TOGETHER)
