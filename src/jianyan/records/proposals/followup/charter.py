"""跟踪的指标：重点提案、督办、超期协商、回头看、落实。"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from jianyan.ground import rules
from jianyan.kernel.figure import Figure, Split, cohort, flow, flow_before, register_figures
from jianyan.kernel.folds import Count, Distinct, Names, Ratio
from jianyan.kernel.rules import NOBODY, Actor, either, saying
from jianyan.records.proposals.cases.figures import OF_FACTS, SESSION
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.ratings.charter import raters
from jianyan.records.proposals.replies.charter import OF_REPLIES
from jianyan.records.proposals.replies.queries import solved, tracked_before
from jianyan.records.proposals.tasks.models import UnitTask
from jianyan.records.proposals.tasks.who import UNITS, in_reach, own_unit

from . import queries
from .models import KeyLeader


@saying("承办单位")
def handling(actor: Actor) -> Q:
    """Cases that a unit one acts for has, or had and answered."""
    units = sorted(actor.bodies(*UNITS))
    tasks = UnitTask.objects.filter(unit__in=units, struck_at=None, ended_on=None)
    return Q(record__in=tasks.values("record")) if units else NOBODY


@saying("领衔领导")
def leads(actor: Actor) -> Q:
    """Cases, and facts of cases, that one leads as key proposals."""
    if actor.person is None:
        return NOBODY
    led = KeyLeader.objects.standing().filter(person=actor.person, ended_on=None)
    return Q(record__in=led.values("record"))


@saying("提案者")
def proposed(actor: Actor) -> Q:
    """Facts of cases that one proposed, signed, or that took in one's own."""
    cases = Proposal.objects.filter(raters(actor)).values("pk")
    return Q(record__in=cases) if actor.person else NOBODY


@saying("机关、领导、审计、承办单位、归口交办机构、提案者")
def looks_back(actor: Actor) -> Q:
    """Replies whose look-back one follows: the office's all, a unit's and a proposer's own."""
    tasks = UnitTask.objects.filter(either(own_unit, in_reach)(actor)).values("pk")
    return rules.readers(actor) | Q(task__in=tasks) | proposed(actor)


@saying("机关（定了超期协商、还没有结果的）")
def consulting(actor: Actor) -> Q:
    """Cases with a consultation that was fixed and whose result nobody has entered."""
    return rules.office(actor) & Q(record__in=queries.unconcluded().values("record"))


def consulted_on(actor: Actor) -> Subquery:
    """The day that it is fixed for."""
    rows = queries.unconcluded().filter(record=OuterRef("pk")).order_by("on", "pk")
    return Subquery(rows.values("on")[:1])


@saying("还没有自查的承办单位")
def unit_to_check(actor: Actor) -> Q:
    """Tasks of one's unit that it has not looked back at."""
    said = queries.open_checks().filter(party="unit", reply__task=OuterRef("pk"))
    return own_unit(actor) & ~Q(Exists(said))


@saying("还没有检查的提案者")
def proposer_to_check(actor: Actor) -> Q:
    """Cases that one proposed with a reply, of each unit its own, that one has not looked back at."""
    if actor.person is None:
        return NOBODY
    said = queries.open_checks().filter(party="proposer", person=actor.person)
    left = queries.come().filter(record=OuterRef("pk")).exclude(pk__in=said.values("reply"))
    return raters(actor) & Q(Exists(left))


@saying("作出承诺的承办单位")
def promising(actor: Actor) -> Q:
    """Cases in which a unit one acts for has promised what it has not kept yet."""
    units = sorted(actor.bodies(*UNITS))
    left = queries.promises().filter(unit__in=units, kept_on=None)
    return Q(record__in=left.values("record")) if units else NOBODY


achievers = either(rules.office, handling)
"""Who enters what was really achieved, and what was measured."""
supervisors = either(rules.office, leads)
"""Who enters a visit of supervision."""

CHOSEN = flow("on", SESSION)
LOCAL = Split("类别", "record__proposal__local__code", "proposal_category", suffix="类")
OF_KEYS: dict[str, Any] = {**OF_FACTS, "by": (LOCAL,), "time": CHOSEN}
EACH_ONCE = Distinct("record", "record__title")

FIGURES = (
    Figure(
        key="proposals.key",
        name="提案.重点",
        means="本期确定的重点提案，按确定日期计；截止日已取消的不计",
        rows=queries.keys,
        fold=Count(),
        **OF_KEYS,
    ),
    Figure(
        key="proposals.key_titles",
        name="提案.重点.名单",
        means="本期确定的重点提案的案由",
        rows=queries.keys,
        fold=Names("record__title", "on"),
        **OF_KEYS,
    ),
    Figure(
        key="proposals.key_led",
        name="提案.主席领衔",
        means="本期确定的重点提案中，由当时的主席会议成员领衔的",
        rows=queries.keys_led_by_council,
        fold=Count(),
        **OF_KEYS,
    ),
    Figure(
        key="proposals.outstanding",
        name="提案.优秀",
        means="本期评为优秀的提案，按评定日期计",
        rows=queries.outstanding,
        fold=Count(),
        **OF_KEYS,
    ),
    Figure(
        key="proposals.supervisions",
        name="提案.督办",
        means="本期对提案办理的督办活动，按督办日期计",
        rows=queries.supervisions,
        time=CHOSEN,
        fold=Count(),
        by=(Split("督办方式", "how__code", "supervision_way"),),
        **{**OF_FACTS, "unit": "次"},
    ),
    Figure(
        key="proposals.overdue_consulted",
        name="提案.超期协商",
        means="本期就超过答复期限的提案举行协商的提案，一件协商几次只计一件，按协商日期计",
        rows=queries.consultations,
        time=CHOSEN,
        fold=EACH_ONCE,
        **OF_FACTS,
    ),
    Figure(
        key="proposals.look_backs",
        name="提案.回头看",
        means="本期对以往答复作跟踪检查的提案，一件检查几次只计一件，按检查日期计",
        rows=queries.look_backs,
        time=CHOSEN,
        fold=EACH_ONCE,
        **OF_FACTS,
    ),
    Figure(
        key="proposals.real_rate",
        name="提案.落实率",
        means="本期发出、类别算作解决（一般为A类）的答复中，截止日经回头看确已落实的比例",
        rows=solved,
        time=cohort("reply__on", SESSION),
        fold=Ratio(queries.is_really_done),
        **OF_REPLIES,
    ),
    Figure(
        key="proposals.turned_rate",
        name="上年提案.乙类转化率",
        means="上一期末须跟踪（一般为B类）的答复中，到本期截止日经回头看已解决或已改为算作解决类别的比例",
        rows=tracked_before,
        time=flow_before("reply__on"),
        fold=Ratio(queries.is_turned),
        **OF_REPLIES,
    ),
)
register_figures(*FIGURES)
