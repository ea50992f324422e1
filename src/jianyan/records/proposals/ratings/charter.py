"""评价的指标；重新办理的步骤写在提案和单位任务规程里。"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from jianyan.ground import rules
from jianyan.ground.models import Clock, Role
from jianyan.kernel.figure import Figure, Rows, Split, flow, register_figures
from jianyan.kernel.folds import Count, Ratio
from jianyan.kernel.rules import NOBODY, Actor, saying
from jianyan.records.proposals.cases.figures import ASSIGNED, OF_CASES, OF_FACTS, SESSION
from jianyan.records.proposals.cases.models import Merge, Proposal
from jianyan.records.proposals.cases.rating_time import CLOCK, STILL_ASKED
from jianyan.records.proposals.cases.who import authors, dispatchers
from jianyan.records.proposals.tasks.charter import seen_with_case

from . import queries
from .models import Level


@saying("提案者、联名人、并入本案的提案者")
def raters(actor: Actor) -> Q:
    """Who rates the handling of a case: who proposed it (a convener for a body), who signed it, and
    the same of a case merged into it."""
    if actor.person is None:
        return NOBODY
    signed = queries.signatures().filter(person=actor.person).values("record")
    own = authors(actor) | Q(pk__in=signed)
    merged = Merge.objects.standing().filter(
        record__in=Proposal.objects.filter(own).values("pk"), undone_on=None
    )
    return own | Q(pk__in=merged.values("main"))


@saying("还没有评价的提案者")
def waited_for(actor: Actor) -> Q:
    """Raters who have not rated the last handling yet."""
    said = queries.current().filter(_own(actor), record=OuterRef("pk"))
    return raters(actor) & ~Q(Exists(said)) if actor.person else NOBODY


@saying("还没有评价的提案者（办结后只问其后并入的）")
def asked_still(actor: Actor) -> Q:
    """Those of whom a rating is asked: by a case that is closed, of who was merged into it late."""
    clocks = Clock.objects.filter(STILL_ASKED, kind=CLOCK, met_on=None, ended_on=None)
    return waited_for(actor) & Q(Exists(clocks.filter(record=OuterRef("pk"))))


@saying("机关（还没有计入的评价）")
def office_without(actor: Actor) -> Q:
    """The office, while nobody whose rating counts has rated the last handling."""
    said = queries.current().filter(counted=True, record=OuterRef("pk"))
    return rules.office(actor) & ~Q(Exists(said))


@saying("机关、归口交办机构、评价人；其他人待评价完毕或评价期满")
def seen(actor: Actor) -> Q:
    """The office, leaders and auditors, the dispatcher and whoever rated see a rating at once;
    others who see the case when all have rated or the time for it is over."""
    cases = Proposal.objects.filter(dispatchers(actor)).values("pk")
    waiting = Clock.objects.filter(
        record=OuterRef("record"),
        kind="feedback",
        met_on__isnull=True,
        ended_on__isnull=True,
        due_on__gte=actor.day,
    )
    at_once = rules.readers(actor) | Q(record__in=cases) | _own(actor)
    return seen_with_case(actor) & (at_once | ~Q(Exists(waiting)))


def _own(actor: Actor) -> Q:
    """Ratings of one's own, and those of the bodies one acts for."""
    if actor.person is None:
        return NOBODY
    bodies = sorted(actor.bodies(Role.CONVENER))
    return Q(person=actor.person) | (Q(body__in=bodies) if bodies else NOBODY)


RESULT = Split("办理结果", "result__code", "rating_scale")
ATTITUDE = Split("办理态度", "attitude__code", "rating_scale")
WAY = Split("办理方式", "way__code", "rating_scale")
COUNTS = "；几人评价的按该案所依规程计入：第一提案人的（默认）、最后一次的、最低的或者多数的"
OVER = f"；分母为有计入评价的提案，规程以全部交办提案为分母的从其规定{COUNTS}"
RATE: dict[str, Any] = {"rows": queries.rated, "time": ASSIGNED, **OF_CASES}
APART = (("attitude", "态度", queries.rated_attitude), ("way", "方式", queries.rated_way))
SAID = (
    ("satisfied", Level.SATISFIED),
    ("basically_satisfied", Level.BASICALLY),
    ("unsatisfied", Level.UNSATISFIED),
)


def _apart(part: str, label: str, rows: Rows) -> tuple[Figure, ...]:
    """The rates of a part that a rulebook has rated beside the result."""
    over = f"；分母为对办理{label}有计入评价的提案，规程要求评价办理{label}、以全部交办提案为分母的从其规定{COUNTS}"
    return tuple(
        Figure(
            key=f"proposals.{part}_{key}_rate",
            name=f"提案.{label}{level.label}率",
            means=f"本期交办的提案中，提案者对办理{label}{level.label}的比例{over}",
            fold=Ratio(queries.is_so(part, level)),
            **{**RATE, "rows": rows},
        )
        for key, level in SAID
    )


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
    *(figure for each in APART for figure in _apart(*each)),
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
        by=(RESULT, ATTITUDE, WAY),
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
