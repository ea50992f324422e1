"""Pages of organisations, of what their lists hold, and of the ledger."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone

from jianyan.ground import choices
from jianyan.ground.kinds import Column, Fact, Filter, Kind, register_kind
from jianyan.ground.rules import beyond_members
from jianyan.records.organisation import actions, queries
from jianyan.records.organisation.charter import ITEMS, ORGANISATION
from jianyan.records.organisation.forms import LedgerEntryForm, ListItemForm, OrganisationForm
from jianyan.records.organisation.models import LedgerEntry, ListItem, Organisation

from .finding import by_number, part

SHOWN = 30


def facts(row: Organisation) -> list[Fact]:
    """What the record page says of one; its members as of today, or of its last day."""
    names = [person.name for person in queries.belonging(row, row.until or timezone.localdate())]
    more = f"等{len(names)}人" if len(names) > SHOWN else ""
    return [
        Fact("种类", row.sort),
        Fact("上级组织", row.body.parent.name if row.body and row.body.parent else None),
        Fact("成立", row.since),
        Fact("撤销", row.until),
        Fact("人数", len(names)),
        Fact("成员", "、".join(names[:SHOWN]) + more),
        Fact("专项工作", row.record.campaign),
        Fact("职责", row.note),
    ]


def clock(row: ListItem) -> dict[str, Any] | None:
    """The due date with the day on which it was done, as a list's chip shows them."""
    return {"due": row.due_on, "done": row.done_on, "word": "完成"} if row.due_on else None


KIND = register_kind(
    Kind(
        slug="organisation",
        title="组织",
        charter=ORGANISATION,
        model=Organisation,
        form=OrganisationForm,
        key=("key",),
        alike=("title", "sort", "since"),
        find=by_number(queries.listed),
        add=actions.add_organisation,
        change=actions.change_organisation,
        rows=queries.listed,
        view=ORGANISATION.view,
        facts=facts,
        group="组织党建",
        icon="users-group",
        measure="个",
        columns=(
            Column("number", "编号", "record__number", sort="record__number"),
            Column("title", "名称", "record__title", how="title", phone=True),
            Column("sort", "种类", "sort__label", sort="sort__order"),
            Column("since", "成立", "since", how="date", sort="since"),
            Column("until", "撤销", "until", how="date", sort="until"),
            Column("state", "状态", "record__state", how="state", phone=True),
        ),
        filters=(
            Filter(
                "state", "状态", lambda value: Q(record__state=value), choices.states(ORGANISATION)
            ),
            Filter(
                "type",
                "种类",
                lambda value: Q(sort__code=value) | Q(sort__parent__code=value),
                choices.categories("organisation_sort"),
            ),
            Filter(
                "campaign",
                "专项工作",
                lambda value: Q(record__campaign__code=value),
                choices.campaigns,
            ),
        ),
        views=(
            ("全部", ""),
            ("存续", "state=in_being"),
            ("功能型支部", "type=functional_branch"),
            ("委员党小组", "type=party_cell"),
            ("领导小组", "type=leading_group"),
        ),
    )
)
ITEM_KIND = register_kind(
    Kind(
        slug="list-items",
        title="责任和整改事项",
        charter=ITEMS,
        model=ListItem,
        form=ListItemForm,
        key=("record", "key", "nature", "text", "found_on"),
        find=part(queries.items_alive, "nature", "text", "found_on"),
        add=actions.add_item,
        change=actions.change_item,
        rows=queries.items_listed,
        view=ITEMS.view,
        parent=KIND.slug,
        group=KIND.group,
        icon="list-check",
        nav_for=beyond_members,
        measure="项",
        columns=(
            Column("record", "组织", "record__title"),
            Column("nature", "性质", "get_nature_display"),
            Column("text", "事项", "text", how="title", phone=True),
            Column("person", "责任人", "person"),
            Column("found_on", "列入", "found_on", how="date", sort="found_on"),
            Column("due_on", "期限", clock, how="due", sort="due_on", phone=True),
            Column("done_on", "完成", "done_on", how="date", sort="done_on"),
            Column("state", "状态", "state", how="state", phone=True),
        ),
        filters=(
            Filter("state", "状态", lambda value: Q(state=value), choices.states(ITEMS)),
            Filter(
                "nature",
                "性质",
                lambda value: Q(nature=value),
                lambda committees: [(str(a), str(b)) for a, b in ListItem.Nature.choices],
            ),
            Filter("since", "列入不早于", lambda value: Q(found_on__gte=value), how="since"),
            Filter("until", "列入不晚于", lambda value: Q(found_on__lte=value), how="until"),
        ),
        views=(
            ("全部", ""),
            ("未完成", "state=open"),
            ("责任清单", "nature=responsibility"),
            ("整改事项", "nature=rectification"),
        ),
        order=("-found_on", "pk"),
    )
)
LEDGER = register_kind(
    Kind(
        slug="ledger",
        title="台账",
        model=LedgerEntry,
        form=LedgerEntryForm,
        key=("record", "key", "on", "text"),
        find=part(queries.entries_listed, "on", "text"),
        add=actions.add_entry,
        change=None,
        rows=queries.entries_listed,
        view=ORGANISATION.view,
        parent=KIND.slug,
        group=KIND.group,
        icon="notebook",
        measure="条",
        nav=False,
        columns=(
            Column("record", "组织", "record__title"),
            Column("on", "日期", "on", how="date", sort="on", phone=True),
            Column("text", "办理情况", "text", phone=True),
        ),
        filters=(
            Filter("since", "不早于", lambda value: Q(on__gte=value), how="since"),
            Filter("until", "不晚于", lambda value: Q(on__lte=value), how="until"),
        ),
        order=("-on", "-pk"),
    )
)
