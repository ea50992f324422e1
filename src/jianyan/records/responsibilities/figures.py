"""Figures of responsibilities, as their charter offers them."""

from __future__ import annotations

from typing import Any

from jianyan.kernel.figure import Figure, Posts, Split, Subject, flow, stock
from jianyan.kernel.folds import Count, Distinct, Names, Range, Sum

from . import queries

SORT = Split("种类", "sort__code", "responsibility_sort")
SHIFT = Split("班次", "shift__code", "patrol_shift")
POSTED = flow("since")
IN_FORCE = stock("since", "until")
PATROLLED = flow("on")
PERSON = Subject("person", "person", "person__name")
COUNTERPART = Subject("person", "counterpart", "counterpart__name")
BODY = Subject("body", "body", "body__name")


def _figure(key: str, name: str, unit: str, means: str, **said: Any) -> Figure:
    return Figure(
        key=f"responsibilities.{key}",
        name=name,
        unit=unit,
        means=means,
        owner="responsibilities",
        **said,
    )


PLACES = (
    _figure(
        "streets",
        "责任.分包街道.名单",
        "个",
        "本期开始分包的街道，按开始日期先后",
        rows=queries.streets,
        time=POSTED,
        fold=Names("place", "since"),
        label="body__name",
        subject=BODY,
    ),
    _figure(
        "communities",
        "责任.分包社区.名单",
        "个",
        "本期开始分包的社区，按开始日期先后",
        rows=queries.communities,
        time=POSTED,
        fold=Names("place", "since"),
        label="body__name",
        subject=BODY,
    ),
    _figure(
        "compounds",
        "责任.分包小区",
        "个",
        "本期开始分包的居民小区，不重复计，按每次进驻的第一天计",
        rows=queries.compounds,
        time=POSTED,
        fold=Distinct("body", "body__name"),
        label="body__name",
        subject=BODY,
    ),
    _figure(
        "enterprises",
        "责任.分包企业",
        "家",
        "期间末日在分包的企业，不重复计",
        rows=queries.enterprises,
        time=IN_FORCE,
        fold=Distinct("body", "body__name"),
        label="body__name",
        subject=BODY,
    ),
    _figure(
        "people",
        "责任.责任人",
        "人",
        "期间末日承担分包、联系、结对任务的人员，不重复计",
        rows=queries.duties,
        time=IN_FORCE,
        fold=Distinct("person", "person__name"),
        by=(SORT,),
        label="person__name",
        subject=PERSON,
    ),
)

POSTS = (
    _figure(
        "posts",
        "责任.岗位",
        "个",
        "期间末日仍在值守的岗位",
        rows=queries.posts,
        time=IN_FORCE,
        fold=Count(),
        by=(SORT,),
        label="post",
        subject=Subject("record", "record", "post"),
    ),
    _figure(
        "patrols",
        "责任.巡查",
        "班次",
        "本期在各岗位值守巡查的班次",
        rows=queries.patrols,
        time=PATROLLED,
        fold=Count(),
        by=(SHIFT,),
        label="record__duty__post",
        posts=Posts("责任.岗位", "record"),
    ),
    _figure(
        "patrol_days",
        "责任.巡查天数",
        "天",
        "本期有值守巡查的天数，同一天只计一次",
        rows=queries.patrols,
        time=PATROLLED,
        fold=Distinct("on"),
        label="record__duty__post",
    ),
    _figure(
        "entries",
        "责任.登记人次",
        "人次",
        "本期各岗位登记的进出人次合计，不含居民信息",
        rows=queries.patrols,
        time=PATROLLED,
        fold=Sum("entries"),
        by=(SHIFT,),
        label="record__duty__post",
    ),
    _figure(
        "temperatures",
        "责任.测温人次",
        "人次",
        "本期各岗位测量体温的人次合计，不含居民信息",
        rows=queries.patrols,
        time=PATROLLED,
        fold=Sum("temperatures"),
        by=(SHIFT,),
        label="record__duty__post",
    ),
)

LIAISON = (
    _figure(
        "party_group",
        "联系.党组成员",
        "名",
        "期间末日联系界别或委员组的政协党组成员，不重复计",
        rows=queries.led,
        time=IN_FORCE,
        fold=Distinct("person", "person__name"),
        label="person__name",
        subject=PERSON,
    ),
    _figure(
        "sectors",
        "联系.界别",
        "个",
        "期间末日由党组成员联系的界别，不重复计",
        rows=queries.led_sectors,
        time=IN_FORCE,
        fold=Distinct("body", "body__name"),
        label="body__name",
        subject=BODY,
    ),
    _figure(
        "groups_each",
        "联系.每人委员组数",
        "个",
        "期间末日每名党组成员联系的委员组数，从最少到最多；没有联系委员组的不计",
        rows=queries.led_groups,
        time=IN_FORCE,
        fold=Range("person", "body"),
        label="person__name",
        subject=PERSON,
    ),
    _figure(
        "party_members",
        "联系.党员委员",
        "名",
        "期间末日联系党外委员的党员委员，不重复计",
        rows=queries.pairs,
        time=IN_FORCE,
        fold=Distinct("person", "person__name"),
        label="person__name",
        subject=PERSON,
    ),
    _figure(
        "non_party_members",
        "联系.党外委员",
        "名",
        "期间末日由党员委员联系的党外委员，不重复计",
        rows=queries.pairs,
        time=IN_FORCE,
        fold=Distinct("counterpart", "counterpart__name"),
        label="counterpart__name",
        subject=COUNTERPART,
    ),
    _figure(
        "non_party_members_each",
        "联系.每人党外委员数",
        "名",
        "期间末日每名党员委员联系的党外委员数，从最少到最多",
        rows=queries.pairs,
        time=IN_FORCE,
        fold=Range("person", "counterpart"),
        label="person__name",
        subject=PERSON,
    ),
    _figure(
        "party_cells",
        "联系.党小组",
        "人",
        "期间末日不编入委员党小组而联系到一个委员党小组的人员，不重复计",
        rows=queries.linked_to_cells,
        time=IN_FORCE,
        fold=Distinct("person", "person__name"),
        label="person__name",
        subject=PERSON,
    ),
    _figure(
        "households",
        "联系.结对户",
        "户",
        "期间末日结对联系的户数，只记编号，不重复计",
        rows=queries.households,
        time=IN_FORCE,
        fold=Distinct("household", "code"),
        label="code",
    ),
)
