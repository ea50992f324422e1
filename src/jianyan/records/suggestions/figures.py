"""The figures of suggestions (意见、建议、成果、批示、承诺)."""

from __future__ import annotations

from django.db.models import F, Q

from jianyan.ground.models import BodyKind
from jianyan.kernel.figure import Figure, Split, Subject, cohort, flow, value_of
from jianyan.kernel.folds import Count, Ratio, Sum, ValueOf
from jianyan.kernel.scope import Scope

from . import queries
from .models import KINDS, PLACES, Source

PLACE = Split(
    "地点", "place_kind", choices=tuple((str(kind), str(BodyKind(kind).label)) for kind in PLACES)
)
SOURCE = Split("来源", "source", choices=tuple((str(s), str(s.label)) for s in Source))
NATURE = Split("性质", "nature", choices=(("suggestion", "建议"), ("problem", "问题")))
UNIT = Split("承办单位", "unit__code", "body:unit")
ITEM = Split("项目", "item__code", "item")
WRITTEN_ON = Split("来源", "record__kind", choices=tuple(KINDS.items()))
EACH = Subject("part:suggestions", "pk", "text")
OWNER = "suggestions"


def _settled(scope: Scope) -> Q:
    return Q(pk__in=queries.settled(scope))


def _adopted(scope: Scope) -> Q:
    return Q(pk__in=queries.with_verdict(scope, "adopted"))


def _kept_in_time(scope: Scope) -> Q:
    return Q(kept_on__lte=F("due_on")) & Q(kept_on__lte=scope.known_until)


OPINIONS = tuple(
    Figure(
        key=f"suggestions.{key}",
        name=f"意见.{name}",
        unit=unit,
        means=means,
        rows=rows,
        time=time,
        fold=Count(),
        by=(PLACE, SOURCE, NATURE, UNIT),
        subject=EACH,
        label="text",
        owner=OWNER,
    )
    for key, name, unit, means, rows, time in (
        (
            "collected",
            "收集",
            "条",
            "本期内在走访、会议和社情民意信息中收集的意见和问题，按提出日期计",
            queries.opinions,
            flow("raised_on"),
        ),
        (
            "settled",
            "解决",
            "件",
            "本期内收集的意见和问题中，截止日前已报告或确认办结且此后没有异议的",
            queries.opinions_settled,
            cohort("raised_on"),
        ),
        (
            "settled_in_time",
            "按期解决",
            "件",
            "本期内收集的意见和问题中，在期限内办结且此后没有异议的；没有期限的不计",
            queries.opinions_settled_in_time,
            cohort("raised_on"),
        ),
        (
            "disputed",
            "有异议",
            "件",
            "本期内收集的意见和问题中，截止日前最后一次结论为有异议的",
            queries.opinions_disputed,
            cohort("raised_on"),
        ),
    )
)
SUGGESTED = tuple(
    Figure(
        key=f"suggestions.{key}",
        name=f"建议.{name}",
        unit="条",
        means=means,
        rows=rows,
        time=time,
        fold=Count(),
        by=(SOURCE, UNIT),
        subject=EACH,
        label="text",
        owner=OWNER,
    )
    for key, name, means, rows, time in (
        (
            "raised",
            "提出",
            "本期内提出的建议，按提出日期计，不含走访中收集的问题",
            queries.suggested,
            flow("raised_on"),
        ),
        (
            "responded",
            "回应",
            "本期内提出的建议中，截止日前已有回应的",
            queries.responded,
            cohort("raised_on"),
        ),
        (
            "adopted",
            "采纳",
            "本期内提出的建议中，截止日前有单位回应为采纳的",
            queries.adopted,
            cohort("raised_on"),
        ),
        (
            "adopted_in_part",
            "部分采纳",
            "本期内提出的建议中，截止日前回应为部分采纳、没有单位全部采纳的",
            queries.adopted_in_part,
            cohort("raised_on"),
        ),
        (
            "not_adopted",
            "未采纳",
            "本期内提出的建议中，截止日前回应均为未采纳的",
            queries.not_adopted,
            cohort("raised_on"),
        ),
    )
)
RATES = (
    Figure(
        key="suggestions.settled_rate",
        name="意见.解决率",
        unit="%",
        means="本期内收集的意见和问题中截止日前已解决的比例",
        rows=queries.opinions,
        time=cohort("raised_on"),
        fold=Ratio(_settled),
        by=(PLACE, SOURCE, NATURE, UNIT),
        subject=EACH,
        label="text",
        owner=OWNER,
    ),
    Figure(
        key="suggestions.adopted_rate",
        name="建议.采纳率",
        unit="%",
        means="本期内提出的建议中截止日前已采纳的比例，不含部分采纳",
        rows=queries.suggested,
        time=cohort("raised_on"),
        fold=Ratio(_adopted),
        by=(SOURCE, UNIT),
        subject=EACH,
        label="text",
        owner=OWNER,
    ),
    Figure(
        key="suggestions.kept_in_time_rate",
        name="承诺.按期兑现率",
        unit="%",
        means="期限在本期内的承诺中，按期限兑现的比例",
        rows=queries.commitments,
        time=cohort("due_on"),
        fold=Ratio(_kept_in_time),
        by=(UNIT,),
        label="text",
        owner=OWNER,
    ),
)
FACTS = (
    Figure(
        key="suggestions.commitments",
        name="承诺.作出",
        unit="项",
        means="本期内承办单位作出的有期限的承诺，按作出日期计",
        rows=queries.commitments,
        time=flow("made_on"),
        fold=Count(),
        by=(UNIT,),
        label="text",
        owner=OWNER,
    ),
    Figure(
        key="suggestions.commitments_kept",
        name="承诺.兑现",
        unit="项",
        means="本期内作出的承诺中，截止日前已兑现的",
        rows=queries.commitments_kept,
        time=cohort("made_on"),
        fold=Count(),
        by=(UNIT,),
        label="text",
        owner=OWNER,
    ),
    Figure(
        key="suggestions.outcome_quantity",
        name="成果.数量",
        unit="",
        means="本期内办理成果按项目累计的数量，以各项目的基本单位计",
        rows=queries.outcomes,
        time=flow("on"),
        fold=Sum("quantity"),
        by=(ITEM,),
        label="place",
        owner=OWNER,
    ),
    Figure(
        key="suggestions.outcome_value",
        name="成果.数值",
        unit="",
        means="本期内办理成果中一个项目的测量值（如间距），不累计",
        rows=queries.outcomes_of_the_period,
        time=value_of("on"),
        fold=ValueOf("quantity"),
        by=(ITEM,),
        label="place",
        owner=OWNER,
    ),
    Figure(
        key="suggestions.outcomes",
        name="成果.项数",
        unit="项",
        means="本期内登记的有数量的办理成果",
        rows=queries.outcomes,
        time=flow("on"),
        fold=Count(),
        by=(ITEM,),
        label="item__label",
        owner=OWNER,
    ),
    Figure(
        key="suggestions.instructions",
        name="批示.件数",
        unit="件",
        means="本期内领导作出的批示，按批示日期计，同一记录上的几次批示分别计",
        rows=queries.instructions,
        time=flow("on"),
        fold=Count(),
        by=(WRITTEN_ON,),
        subject=Subject("record", "record", "record__title"),
        label="leader",
        owner=OWNER,
    ),
)
FIGURES = (*OPINIONS, *SUGGESTED, *RATES, *FACTS)
