"""评优规程：拟评、评定、收回；评优所依各项条件的指标。"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground import rules
from jianyan.kernel.charter import Charter, Move, register
from jianyan.kernel.figure import Figure, Split, cohort, flow
from jianyan.kernel.folds import Count, Names, Ratio
from jianyan.kernel.rules import NOBODY, Actor, either, saying
from jianyan.records.proposals.cases.figures import ASSIGNED, FILED, LOCAL, OF_FACTS, SESSION
from jianyan.records.proposals.cases.figures import CASE as OF_CASE
from jianyan.records.proposals.tasks.figures import ROLE, UNIT

from . import queries
from .models import Honour, Sort
from .models import HonourState as S


@saying("委员（已评定的）")
def members(actor: Actor) -> Q:
    """Members see what was chosen, not what is being considered."""
    return rules.members(actor) & Q(record__state=S.CHOSEN)


@saying("评上的单位和个人")
def honoured(actor: Actor) -> Q:
    """The unit and the person that were chosen."""
    units = sorted(actor.bodies(*queries.ACTING))
    of_unit = Q(body__in=units, sort=Sort.UNIT) if units else NOBODY
    of_person = Q(person=actor.person) if actor.person else NOBODY
    return (of_unit | of_person) & Q(chosen_on__isnull=False)


HANDLER = Split("经办人", "handler_of", "person")
PERSON = Split("提案人", "proposer__code", "person")
SORT = Split("种类", "sort", choices=tuple(Sort.choices))
OF_TASKS: dict[str, Any] = {
    **OF_FACTS,
    "unit": "件次",
    "by": (ROLE, UNIT, HANDLER),
    "label": "unit__name",
    "time": cohort("record__proposal__assigned_on", SESSION),
}
OF_OWN: dict[str, Any] = {
    "unit": "件",
    "owner": "proposals",
    "subject": OF_CASE,
    "by": (LOCAL, PERSON),
}
OF_HONOURS: dict[str, Any] = {
    "unit": "项",
    "owner": "proposals",
    "rows": queries.chosen,
    "time": flow("chosen_on", SESSION),
    "by": (SORT,),
}
ALONE = "独办、主办、分办的任务各计一次，会办不计"

FIGURES = (
    Figure(
        key="proposals.unit_replied",
        name="提案.承办.答复",
        means=f"本期交办的提案中，截止日承办单位已答复的任务；{ALONE}",
        rows=queries.replied,
        fold=Count(),
        **OF_TASKS,
    ),
    Figure(
        key="proposals.unit_in_time_rate",
        name="提案.承办.按期答复率",
        means=f"本期交办的提案中，截止日期限（含批准的延期）已满的任务在期限内答复的比例；{ALONE}",
        rows=queries.due_tasks,
        fold=Ratio(queries.in_time),
        **OF_TASKS,
    ),
    Figure(
        key="proposals.unit_contact_rate",
        name="提案.承办.面商率",
        means=f"本期交办的提案中，截止日承办单位自己按规程已与提案者面商足数的任务的比例；{ALONE}",
        rows=queries.owed,
        fold=Ratio(queries.met),
        **OF_TASKS,
    ),
    Figure(
        key="proposals.unit_satisfied_rate",
        name="提案.承办.满意率",
        means=f"本期交办的提案中，提案者对办理结果满意的任务的比例，分母与提案.满意率同；{ALONE}",
        rows=queries.rated_tasks,
        fold=Ratio(queries.satisfied),
        **OF_TASKS,
    ),
    Figure(
        key="proposals.promises_kept_rate",
        name="提案.承办.承诺兑现率",
        means="承办单位在提案答复中作出、本期内到期的承诺，截止日已兑现的比例；按届次计的为该次会议提案的承诺",
        rows=queries.promises_due,
        fold=Ratio(queries.kept),
        time=cohort("due_on", SESSION),
        by=(UNIT,),
        label="text",
        **{**OF_FACTS, "unit": "项"},
    ),
    Figure(
        key="proposals.proposer_filed",
        name="提案.提案人.立案",
        means="本期立案的委员提案，记在第一提案人名下，联名人不计，集体提案不计",
        rows=queries.own_filed,
        time=FILED,
        fold=Count(),
        **OF_OWN,
    ),
    Figure(
        key="proposals.proposer_rated_rate",
        name="提案.提案人.评价率",
        means="本期交办、截止日已办复的委员提案中，第一提案人本人已评价（含代录）的比例",
        rows=queries.own_answered,
        time=ASSIGNED,
        fold=Ratio(queries.rated_by_proposer),
        **OF_OWN,
    ),
    Figure(
        key="proposals.proposer_effective",
        name="提案.提案人.见效",
        means="本期立案的委员提案中，截止日答复类别算作解决、落实经提案者确认或登记了成果的",
        rows=queries.own_effective,
        time=FILED,
        fold=Count(),
        **OF_OWN,
    ),
    Figure(
        key="proposals.honours",
        name="提案.评优",
        means="本期评定的优秀承办单位、优秀承办个人、先进提案者，按评定日期计；截止日已收回的不计",
        fold=Count(),
        **OF_HONOURS,
    ),
    Figure(
        key="proposals.honours_named",
        name="提案.评优.名单",
        means="本期评定的优秀承办单位、优秀承办个人、先进提案者的名单",
        fold=Names("record__title", "chosen_on"),
        **OF_HONOURS,
    ),
)

HONOURS = register(
    Charter(
        key="proposal_honours",
        title="提案评优",
        model=Honour,
        states=S,
        view=either(rules.readers, members, honoured),
        keeper=rules.office,
        born=(S.PROPOSED,),
        procedure="提案工作条例、优秀提案和先进承办单位评选办法",
        shapes={S.PROPOSED: "empty", S.CHOSEN: "done", S.TAKEN_BACK: "barred"},
        moves=(
            Move("choose", "评定", (S.PROPOSED,), S.CHOSEN, by=rules.office, asks=("on",)),
            Move(
                "take_back",
                "收回",
                (S.PROPOSED, S.CHOSEN),
                S.TAKEN_BACK,
                by=rules.office,
                asks=("on", "reason"),
            ),
        ),
        figures=FIGURES,
    )
)
