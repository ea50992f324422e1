"""The item catalogue with its units, and the days that the office has set off or to be worked."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.kinds import Column, Fact, Filter, Kind, register_kind
from jianyan.ground.models import Holiday, Item, ItemUnit
from jianyan.ground.recomputing import calendar_changed
from jianyan.ground.register import By
from jianyan.ground.rules import beyond_members

from . import forms as own
from .reach import OFFICE, read_by_all
from .writing import add_row, change_row

FACTOR = forms.DecimalField(max_digits=14, decimal_places=4)
LONGEST_UNIT = 10


class Units(forms.CharField):
    """Other units of an item: 箱=40、包=10; cleans to the same text in order."""

    def clean(self, value: Any) -> str:
        return "、".join(f"{name}={factor:f}" for name, factor in units_in(super().clean(value)))


def units_in(text: str) -> list[tuple[str, Decimal]]:
    """The units that a text states. Raises ValidationError."""
    found: dict[str, Decimal] = {}
    for part in filter(None, (one.strip() for one in text.replace("，", "、").split("、"))):
        name, _, number = part.replace("＝", "=").partition("=")
        try:
            factor = Decimal(FACTOR.clean(number)).normalize()
        except ValidationError:
            factor = Decimal(0)
        fits = 0 < len(name.strip()) <= LONGEST_UNIT
        if not fits or factor <= 0 or name.strip() in found:
            raise ValidationError(f"“{part[:30]}”应写作 箱=40（一箱合40个基本单位）。")
        found[name.strip()] = factor
    return sorted(found.items())


class ItemForm(KindForm):
    """One item of the catalogue."""

    code = own.code(help_text="不重复")
    label = own.text("名称", 60, required=True)
    unit = own.text("基本单位", 10, required=True, help_text="如 只、副、千克")
    units = Units(
        label="其他单位", required=False, help_text="如 箱=2000、包=50：一箱合2000个基本单位"
    )
    order = own.order()

    @classmethod
    def value_of(cls, name: str, row: Any) -> Any:
        if name != "units":
            return super().value_of(name, row)
        pairs = sorted((one.name, one.factor.normalize()) for one in row.units.all())
        return "、".join(f"{unit}={factor:f}" for unit, factor in pairs)


def items() -> QuerySet[Any]:
    return Item.objects.prefetch_related("units")


def find_item(committee: int, data: dict[str, Any]) -> Item | None:
    return items().filter(committee=committee, code=data["code"]).first()


def add_item(by: By, committee: int, data: dict[str, Any]) -> Item:
    """Enter an item with its units."""
    columns = {name: value for name, value in data.items() if name != "units"}
    with transaction.atomic():
        row: Item = add_row(by, Item(committee_id=committee, **columns), committee, "物品")
        _set_units(row, data["units"])
    return row


def change_item(by: By, row: Any, changes: dict[str, tuple[Any, Any]], reason: str) -> Any:
    """更正 an item. What was converted already keeps the quantity it had."""
    columns = {name: pair for name, pair in changes.items() if name != "units"}
    with transaction.atomic():
        changed = change_row(by, row, row.committee_id, "物品", changes, reason, columns=columns)
        if "units" in changes:
            _set_units(changed, changes["units"][1])
    return changed


def _set_units(item: Item, text: str) -> None:
    pairs = dict(units_in(text))
    ItemUnit.objects.filter(item=item).exclude(name__in=pairs).delete()
    for name, factor in pairs.items():
        ItemUnit.objects.update_or_create(item=item, name=name, defaults={"factor": factor})


ITEMS = register_kind(
    Kind(
        slug="items",
        title="物品",
        model=Item,
        form=ItemForm,
        key=("code",),
        find=find_item,
        add=add_item,
        change=change_item,
        rows=items,
        view=read_by_all("committee"),
        writers=OFFICE,
        committee="committee",
        group="管理",
        icon="archive",
        nav_for=beyond_members,
        about="捐赠、帮扶里所登物品的名称和单位；登记箱数、包数时，按这里的折算合成基本单位。",
        measure="种",
        order=("order", "code"),
        columns=(
            Column("label", "名称", "label", how="title", sort="label", phone=True),
            Column("unit", "基本单位", "unit", phone=True),
            Column("units", "其他单位", lambda row: ItemForm.value_of("units", row)),
            Column("code", "代码", "code", sort="code"),
        ),
    )
)


class HolidayForm(KindForm):
    """One day that the office has set."""

    day = fields.Day(label="日期")
    workday = fields.YesNo(label="上班", help_text="是：调休上班；否：放假")
    name = own.text("名称", 30, help_text="如 春节；一年的法定节日都登记了，该年即视为已公布")


def find_holiday(committee: int, data: dict[str, Any]) -> Holiday | None:
    return Holiday.objects.filter(committee=committee, day=data["day"]).first()


def add_holiday(by: By, committee: int, data: dict[str, Any]) -> Holiday:
    """Enter a day off or a make-up workday; open clocks that run over it are counted anew."""
    with transaction.atomic():
        row: Holiday = add_row(by, Holiday(committee_id=committee, **data), committee, "节假日")
        calendar_changed(committee, [row.day], by)
    return row


def change_holiday(by: By, row: Any, changes: dict[str, tuple[Any, Any]], reason: str) -> Any:
    """更正 a day; open clocks that run over it, or over the day that it was, are counted anew."""
    with transaction.atomic():
        changed = change_row(by, row, row.committee_id, "节假日", changes, reason)
        calendar_changed(row.committee_id, [row.day, changed.day], by)
    return changed


def holiday_facts(row: Holiday) -> list[Fact]:
    return [
        Fact("日期", said_day(row.day)),
        Fact("上班", "调休上班" if row.workday else "放假"),
        Fact("名称", row.name),
    ]


HOLIDAYS = register_kind(
    Kind(
        slug="holidays",
        title="节假日",
        model=Holiday,
        form=HolidayForm,
        key=("day",),
        find=find_holiday,
        add=add_holiday,
        change=change_holiday,
        rows=Holiday.objects.all,
        view=read_by_all("committee"),
        writers=OFFICE,
        facts=holiday_facts,
        committee="committee",
        group="管理",
        icon="calendar-event",
        nav_for=beyond_members,
        about="期限按工作日计算的依据。国务院公布的放假和调休已在程序中，这里只登记本地另定的，或程序还没有的年份。",
        nothing="国务院公布的放假和调休已在程序中，不必登记；本地另有安排的，再登记在这里。",
        measure="天",
        order=("-day",),
        columns=(
            Column("day", "日期", lambda row: said_day(row.day), how="title", sort="day"),
            Column("workday", "安排", lambda row: "上班" if row.workday else "放假", phone=True),
            Column("name", "名称", "name", phone=True),
        ),
        filters=(
            Filter("since", "不早于", lambda value: Q(day__gte=value), how="since"),
            Filter("until", "不晚于", lambda value: Q(day__lte=value), how="until"),
        ),
    )
)
