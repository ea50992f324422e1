"""The figures of opinion briefs (信息)."""

from __future__ import annotations

from django.db.models import Q

from jianyan.ground.models import BodyKind
from jianyan.kernel.figure import Credit, Figure, Split, Subject, cohort, flow
from jianyan.kernel.folds import Count, Distinct, Ratio
from jianyan.kernel.scope import Scope

from . import queries
from .models import SUBMITTERS, Level, Make, TakenUp

CATEGORY = Split("类别", "category__code", "brief_category", suffix="类")
MAKE = Split("体例", "make", choices=tuple((str(m), str(m.label)) for m in Make))
SUBMITTER = Split(
    "来稿单位", "body__kind", choices=tuple((str(k), str(BodyKind(k).label)) for k in SUBMITTERS)
)
LEVEL = Split("级别", "level", choices=tuple((str(v), str(v.label)) for v in Level))
WAY = Split("方式", "way", choices=tuple((str(v), str(v.label)) for v in TakenUp.Way))
BRIEF = Subject("record", "record", "record__title")
OWNER = "briefs"


def _taken_up(scope: Scope) -> Q:
    return Q(pk__in=queries.taken_up_by(scope))


WRITTEN = tuple(
    Figure(
        key=f"briefs.{key}",
        name=f"信息.{name}",
        unit=unit,
        means=means,
        rows=rows,
        time=flow(day),
        fold=Count(),
        by=(CATEGORY, MAKE, SUBMITTER),
        subject=BRIEF,
        credit=Credit(rows, person="authors", day=day) if credited else None,
        owner=OWNER,
    )
    for key, name, unit, means, rows, day, credited in (
        (
            "submitted",
            "提交",
            "条",
            "本期内提交的社情民意信息，按提交日期计，不含机关编写的综合",
            queries.submitted,
            "submitted_on",
            True,
        ),
        ("kept", "留存", "条", "本期内留存备查、未录用的信息", queries.kept, "kept_on", False),
        (
            "accepted",
            "录用",
            "条",
            "本期内录用的信息，含此后并入综合的，不含综合本身",
            queries.accepted,
            "accepted_on",
            True,
        ),
        (
            "issued",
            "编发",
            "期",
            "本期内编发的信息，单篇和综合各计一期",
            queries.issued,
            "issued_on",
            False,
        ),
        ("compiled", "综合", "篇", "本期内编发的综合信息", queries.compiled, "issued_on", False),
        (
            "reported",
            "报送",
            "条",
            "本期内首次向上级或者党政部门报送的信息，一条信息报送几处只计一条",
            queries.reported,
            "reported_on",
            False,
        ),
    )
)
SENT = (
    Figure(
        key="briefs.send_ups",
        name="信息.报送条次",
        unit="条次",
        means="本期内报送信息的条次，一条信息报送几处分别计",
        rows=queries.send_ups,
        time=flow("on"),
        fold=Count(),
        by=(LEVEL,),
        subject=BRIEF,
        label="addressee",
        owner=OWNER,
    ),
    Figure(
        key="briefs.taken_up",
        name="信息.采用",
        unit="条",
        means="本期内被采用的信息，一条信息被几级采用只计一条",
        rows=queries.taken_up,
        time=flow("on"),
        fold=Distinct("record", "record__title"),
        by=(LEVEL, WAY),
        subject=BRIEF,
        credit=Credit(
            queries.taken_up, person="record__brief__authors", level="level", result="way", day="on"
        ),
        label="taker",
        owner=OWNER,
    ),
    Figure(
        key="briefs.takings",
        name="信息.采用条次",
        unit="条次",
        means="本期内信息被各级采用的条次，一条信息被几级采用分别计",
        rows=queries.taken_up,
        time=flow("on"),
        fold=Count(),
        by=(LEVEL, WAY),
        subject=BRIEF,
        label="taker",
        owner=OWNER,
    ),
    Figure(
        key="briefs.taken_up_rate",
        name="信息.采用率",
        unit="%",
        means="本期内报送的信息中，截止日前已被采用的比例",
        rows=queries.reported,
        time=cohort("reported_on"),
        fold=Ratio(_taken_up),
        by=(CATEGORY, MAKE, SUBMITTER),
        subject=BRIEF,
        owner=OWNER,
    ),
    Figure(
        key="briefs.instructed",
        name="信息.批示",
        unit="条",
        means="本期内获领导批示的信息，一条信息获几次批示只计一条",
        rows=queries.instructions,
        time=flow("on"),
        fold=Distinct("record", "record__title"),
        subject=BRIEF,
        label="leader",
        owner=OWNER,
    ),
)
FIGURES = (*WRITTEN, *SENT)
