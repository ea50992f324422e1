"""Pages of giving. The kinds' declarations drive list, record, forms, import and export."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, Q

from jianyan.ground import choices
from jianyan.ground.kinds import Column, Fact, Filter, Kind, Named, register_kind, standing_on
from jianyan.kernel.charter import Charter

from . import actions, queries
from .charter import AID, GIFTS
from .forms import AidForm, AidLineForm, GiftForm, GiftLineForm, HandoverForm
from .models import Aid, AidLine, Donor, Gift, GiftLine, Handover


def by_key(model: type[Model]) -> Callable[[int, dict[str, Any]], Any]:
    """How a sheet's row finds what it entered before: by its former number."""

    def find(committee: int, data: dict[str, Any]) -> Any:
        if not data["key"]:
            return None
        path = "record__key" if model in (Gift, Aid) else "key"
        rows = model._default_manager.select_related("record")
        return rows.filter(**{"record__committee": committee, path: data["key"]}).first()

    return find


def summary(lines: Any) -> str:
    """Lines in words: 口罩1000个、资金500元."""
    standing = [line for line in lines.all() if line.struck_at is None]
    return "、".join(
        f"{line.item}{line.quantity.normalize():f}{line.item.unit}" for line in standing
    )


def who_gave(row: Gift) -> str:
    """The donors in words."""
    people = [person.name for person in actions.named(row)]
    rest = actions.unnamed(row)
    said = people[:5] + ([f"等{len(people)}人"] if len(people) > 5 else [])
    said += [f"未记名{rest}人次"] if rest else []
    return "、".join([*said, *([str(row.donor_body)] if row.donor_body else [])])


def gift_facts(row: Gift) -> list[Fact]:
    """What the record page says of a gift."""
    return [
        Fact("捐赠人", who_gave(row)),
        Fact("认捐", row.pledged_on),
        Fact("接收", row.received_on),
        Fact("发放完", row.handed_on_on),
        Fact("核销", row.reconciled_on),
        Fact("捐赠明细", summary(row.record.giftlines)),
        Fact("说明", row.note),
        Fact("待对清", "；".join(queries.unreconciled(row)) if row.received_on else ""),
    ]


def aid_facts(row: Aid) -> list[Fact]:
    """What the record page says of aid."""
    members = [member.person.name for member in row.record.aidmembers.all() if not member.struck_at]
    return [
        Fact("帮扶项目", row.programme),
        Fact("受援地", place(row)),
        Fact("议定", row.pledged_on),
        Fact("实施", row.given_on),
        Fact("参与委员", "、".join(members)),
        Fact("其他参加人次", row.others),
        Fact("资助标准（元/人）", row.standard),
        Fact("受益人数", row.beneficiaries),
        Fact("帮扶明细", summary(row.record.aidlines)),
        Fact("说明", row.note),
    ]


def place(row: Aid) -> str:
    """Where aid went."""
    return "".join(str(each) for each in (row.county, row.town, row.village, row.school) if each)


def _given_by(people: Iterable[Any]) -> Q:
    """Gifts that they are named as donors of."""
    named = Donor.objects.filter(person__in=people, struck_at__isnull=True)
    return Q(pk__in=named.values("record"))


def _filters(charter: Charter, day: str) -> tuple[Filter, ...]:
    return (
        Filter("state", "状态", lambda value: Q(record__state=value), choices.states(charter)),
        Filter(
            "campaign", "专项工作", lambda value: Q(record__campaign__code=value), choices.campaigns
        ),
        Filter("since", "不早于", lambda value: Q(**{f"{day}__gte": value}), how="since"),
        Filter("until", "不晚于", lambda value: Q(**{f"{day}__lte": value}), how="until"),
    )


GIFT_KIND = register_kind(
    Kind(
        slug="gifts",
        title="捐赠",
        charter=GIFTS,
        model=Gift,
        form=GiftForm,
        key=("key",),
        alike=("title", "pledged_on"),
        find=by_key(Gift),
        add=actions.add_gift,
        change=actions.change_gift,
        rows=queries.gifts,
        view=GIFTS.view,
        facts=gift_facts,
        group="服务",
        icon="heart-handshake",
        measure="笔",
        columns=(
            Column("number", "编号", "record__number", sort="record__number"),
            Column("title", "事由", "record__title", how="title", phone=True),
            Column("who", "捐赠人", who_gave, how="people"),
            Column("lines", "款物", lambda row: summary(row.record.giftlines)),
            Column("received_on", "接收", "received_on", how="date", sort="received_on"),
            Column("state", "状态", "record__state", how="state", phone=True),
        ),
        named=(Named("捐赠人", people=_given_by, bodies=standing_on("donor_body")),),
        filters=_filters(GIFTS, "received_on"),
        views=(
            ("全部", ""),
            ("待接收", "state=pledged"),
            ("待发放", "state=received"),
            ("待核销", "state=handed_on"),
        ),
    )
)
AID_KIND = register_kind(
    Kind(
        slug="aid",
        title="帮扶",
        charter=AID,
        model=Aid,
        form=AidForm,
        key=("key",),
        alike=("title", "programme", "pledged_on"),
        find=by_key(Aid),
        add=actions.add_aid,
        change=actions.change_aid,
        rows=queries.aids,
        view=AID.view,
        facts=aid_facts,
        group="服务",
        icon="heart-handshake",
        measure="次",
        columns=(
            Column("number", "编号", "record__number", sort="record__number"),
            Column("title", "事由", "record__title", how="title", phone=True),
            Column("programme", "项目", "programme", sort="programme__order"),
            Column("place", "受援地", place),
            Column("lines", "款物", lambda row: summary(row.record.aidlines)),
            Column("given_on", "实施", "given_on", how="date", sort="given_on"),
            Column("state", "状态", "record__state", how="state", phone=True),
        ),
        filters=(
            Filter(
                "programme",
                "项目",
                lambda value: Q(programme__code=value),
                choices.categories("aid_programme"),
            ),
            *_filters(AID, "given_on"),
        ),
        views=(("全部", ""), ("未实施", "state=pledged")),
    )
)


def _lines(
    slug: str, title: str, parent: Kind, model: type[Model], form: Any, add: Any, *more: Column
) -> Kind:
    return register_kind(
        Kind(
            slug=slug,
            title=title,
            model=model,
            form=form,
            key=("key",),
            alike=("record", "item"),
            find=by_key(model),
            add=add,
            change=None,
            rows=lambda: model._default_manager.select_related("record", "item").filter(
                struck_at__isnull=True
            ),
            view=parent.view,
            parent=parent.slug,
            group=parent.group,
            nav=False,
            measure="行",
            columns=(
                Column("record", "编号", "record__number"),
                *more,
                Column("item", "物品", "item", phone=True),
                Column("quantity", "数量", "quantity", how="number", phone=True),
                Column("unit", "单位", "item__unit"),
            ),
            order=("record_id", "pk"),
        )
    )


_lines("gift-lines", "捐赠明细", GIFT_KIND, GiftLine, GiftLineForm, actions.add_line)
_lines(
    "gift-handovers",
    "捐赠发放",
    GIFT_KIND,
    Handover,
    HandoverForm,
    actions.add_handover,
    Column("recipient", "受赠单位", "recipient", phone=True),
    Column("on", "发放", "on", how="date", sort="on"),
)
_lines("aid-lines", "帮扶明细", AID_KIND, AidLine, AidLineForm, actions.add_aid_line)
