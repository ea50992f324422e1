"""Lists of categories that a committee keeps, in trees. Codes are what is kept; labels may change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.urls import reverse

from jianyan.ground import fields, shipped
from jianyan.ground.kinds import Column, Filter, Kind, register_kind
from jianyan.ground.models import Category
from jianyan.ground.register import By
from jianyan.ground.rules import beyond_members
from jianyan.kernel.figure import FIGURES
from jianyan.kernel.rules import Actor

from . import forms as own
from .reach import ADMINISTRATION, OFFICE, read_by_all
from .writing import add_row, change_row


class CategoryForm(own.DatedForm):
    """One entry of a list of categories."""

    scheme = own.code(label="列表", max_length=30, help_text="列表的代码，如 publication_sort")
    code = own.code(help_text="同一列表中不重复；改名不影响以前的统计")
    label = own.text("名称", 60, required=True)
    parent = own.text("上级代码", 40, help_text="同一列表中的代码；没有上级的留空")
    order = own.order()
    since = fields.Day(label="启用", required=False)
    until = fields.Day(label="停用", required=False)

    sources: ClassVar[dict[str, str]] = {"parent": "parent__code"}

    @classmethod
    def value_of(cls, name: str, row: Any) -> Any:
        found = super().value_of(name, row)
        return "" if name == "parent" and found is None else found

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("parent") and data.get("scheme"):
            above = parent_in(self.committee, data)
            if above is None:
                words = f"列表中没有代码“{data['parent']}”，请先登记上级。"
                self.add_error("parent", words)
            elif data.get("code") in _line(above):
                self.add_error("parent", "上级不能是它自己或它的下级。")
        return data


def parent_in(committee: int, data: dict[str, Any]) -> Category | None:
    """The entry above, by its code."""
    rows = Category.objects.filter(committee=committee, scheme=data["scheme"])
    return rows.filter(code=data["parent"]).first()


def _line(entry: Category | None) -> set[str]:
    found: set[str] = set()
    while entry is not None and entry.code not in found:
        found.add(entry.code)
        entry = entry.parent
    return found


def categories() -> QuerySet[Any]:
    return Category.objects.select_related("parent")


def find_category(committee: int, data: dict[str, Any]) -> Category | None:
    rows = categories().filter(committee=committee, scheme=data["scheme"])
    return rows.filter(code=data["code"]).first()


def add_category(by: By, committee: int, data: dict[str, Any]) -> Category:
    """Enter an entry of a list."""
    above = parent_in(committee, data) if data["parent"] else None
    entry = Category(committee_id=committee, **{**data, "parent": above})
    row: Category = add_row(by, entry, committee, "类别")
    return row


def change_category(by: By, row: Any, changes: dict[str, tuple[Any, Any]], reason: str) -> Any:
    """更正 an entry; its code stays what records keep."""
    columns = dict(changes)
    if "parent" in changes:
        scheme = changes["scheme"][1] if "scheme" in changes else row.scheme
        asked = {"scheme": scheme, "parent": changes["parent"][1]}
        above = parent_in(row.committee_id, asked) if asked["parent"] else None
        columns["parent"] = (row.parent, above)
    return change_row(by, row, row.committee_id, "类别", changes, reason, columns=columns)


def schemes(committees: tuple[int, ...]) -> Sequence[tuple[str, str]]:
    """The lists in use, by the name under which figures split by them."""
    used = Category.objects.filter(committee__in=committees).order_by("scheme")
    return [(code, scheme_name(code)) for code in used.values_list("scheme", flat=True).distinct()]


def scheme_name(scheme: str) -> str:
    """A list in words: what owns it, and what figures call the split."""
    for figure in FIGURES.values():
        for split in figure.by:
            if split.scheme.partition("/")[0] == scheme:
                return f"{figure.name.partition('.')[0]}·{split.name}"
    return scheme


def offered(actor: Actor, committee: int) -> list[dict[str, Any]]:
    """The way to the page from the list of categories, while something is lacking."""
    if committee not in actor.committees(*ADMINISTRATION):
        return []
    count = len(shipped.lacking(committee))
    label = f"随程序的类别（{count}项未加入）"
    url = reverse("categories-shipped")
    return [{"label": label, "url": url, "icon": "list-check"}] if count else []


CATEGORIES = register_kind(
    Kind(
        slug="categories",
        title="类别",
        model=Category,
        form=CategoryForm,
        key=("scheme", "code"),
        find=find_category,
        add=add_category,
        change=change_category,
        rows=categories,
        view=read_by_all("committee"),
        writers=OFFICE,
        committee="committee",
        group="管理",
        icon="list-check",
        nav_for=beyond_members,
        about="表格里可选的各种类别。已用过的类别停用后不再可选，原有记录不变。",
        measure="项",
        order=("scheme", "order", "code"),
        columns=(
            Column("scheme", "列表", lambda row: scheme_name(row.scheme), sort="scheme"),
            Column("label", "名称", "label", how="title", sort="label", phone=True),
            Column("parent", "上级", "parent", phone=True),
            Column("order", "排序", "order", how="number", sort="order"),
            Column("until", "停用", "until", how="date"),
            Column("code", "代码", "code", sort="code"),
        ),
        tools=offered,
        filters=(Filter("scheme", "列表", lambda value: Q(scheme=value), schemes),),
    )
)
