"""Figures of organisation, as its charters offer them."""

from __future__ import annotations

from typing import Any

from jianyan.kernel.figure import Figure, Posts, Split, Subject, cohort, flow, stock
from jianyan.kernel.folds import Count, Distinct, Ratio

from . import queries

SORT = Split("种类", "sort__code", "organisation_sort")
CHANNEL = Split("种类", "sort__code", "channel_sort")
OF_CHANNEL = Split("种类", "record__channel__sort__code", "channel_sort")
IN_BEING = stock("since", "until")
RECORD = Subject("record", "record", "record__title")


def _figure(key: str, name: str, unit: str, means: str, **said: Any) -> Figure:
    return Figure(
        key=f"organisation.{key}", name=name, unit=unit, means=means, owner="organisation", **said
    )


def _people(key: str, name: str, means: str, rows: Any) -> Figure:
    """People by their memberships; each is named by the organisation's record."""
    return _figure(
        key,
        name,
        "名",
        means,
        rows=rows,
        time=IN_BEING,
        fold=Distinct("person", "person__name"),
        subject=Subject("person", "person", "person__name"),
        record="body__organisation__record",
        committee="body__committee",
        label="person__name",
    )


ORGANISATIONS = (
    _figure(
        "organisations",
        "组织.个数",
        "个",
        "期间末日存续的党组织、党小组、领导小组、工作队伍和智囊组",
        rows=queries.organisations,
        time=IN_BEING,
        fold=Count(),
        by=(SORT,),
        subject=RECORD,
    ),
    _figure(
        "functional_branches",
        "党建.功能型支部",
        "个",
        "期间末日存续的委员功能型支部",
        rows=queries.functional_branches,
        time=IN_BEING,
        fold=Count(),
        subject=RECORD,
    ),
    _figure(
        "party_cells",
        "党建.委员党小组",
        "个",
        "期间末日存续的委员党小组",
        rows=queries.party_cells,
        time=IN_BEING,
        fold=Count(),
        subject=RECORD,
    ),
    _people(
        "branch_members",
        "党建.功能型支部成员",
        "期间末日编入存续的功能型支部的人员，不重复计",
        queries.in_branches,
    ),
    _people(
        "cell_members",
        "党建.党小组成员",
        "期间末日编入存续的委员党小组的人员，不重复计",
        queries.in_cells,
    ),
    _people(
        "advisers", "组织.智囊成员", "期间末日在存续的智囊组中的成员，不重复计", queries.advisers
    ),
)

LISTS = (
    _figure(
        "responsibilities",
        "党建.责任事项",
        "项",
        "本期列入责任清单的事项",
        rows=queries.responsibilities,
        time=flow("found_on"),
        fold=Count(),
        label="text",
    ),
    _figure(
        "responsibilities_done_rate",
        "党建.责任事项完成率",
        "%",
        "本期列入责任清单的事项中，截止日前已完成的比例",
        rows=queries.responsibilities,
        time=cohort("found_on"),
        fold=Ratio(queries.done),
        label="text",
    ),
    _figure(
        "rectifications",
        "党建.整改事项",
        "项",
        "本期列入整改的事项",
        rows=queries.rectifications,
        time=flow("found_on"),
        fold=Count(),
        label="text",
    ),
    _figure(
        "rectifications_done_rate",
        "党建.整改完成率",
        "%",
        "本期列入整改的事项中，截止日前已整改完成的比例",
        rows=queries.rectifications,
        time=cohort("found_on"),
        fold=Ratio(queries.done),
        label="text",
    ),
    _figure(
        "ledger",
        "党建.台账记录",
        "条",
        "本期责任清单和整改事项的台账记录",
        rows=queries.ledger,
        time=flow("on"),
        fold=Count(),
    ),
)

CHANNELS = (
    _figure(
        "channels",
        "阵地.公众号和群",
        "个",
        "期间末日在用的自办公众号、工作群和网站",
        rows=queries.channels,
        time=IN_BEING,
        fold=Count(),
        by=(CHANNEL,),
        subject=RECORD,
    ),
    _figure(
        "channel_checks",
        "阵地.公众号检查",
        "次",
        "本期对自办公众号、工作群和网站的检查",
        rows=queries.checks,
        time=flow("on"),
        fold=Count(),
        by=(OF_CHANNEL,),
        posts=Posts("阵地.公众号和群", "record"),
    ),
    _figure(
        "channel_incidents",
        "阵地.公众号问题",
        "起",
        "本期自办公众号、工作群和网站发生的问题",
        rows=queries.incidents,
        time=flow("on"),
        fold=Count(),
        by=(OF_CHANNEL,),
    ),
)
