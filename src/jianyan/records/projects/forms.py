"""Forms of projects: page, 代录 and sheet alike."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.models import BodyKind, Visibility

from .models import Households, Sort

RESPONSIBLE = (
    BodyKind.SPECIAL_COMMITTEE,
    BodyKind.OFFICE,
    BodyKind.STREET,
    BodyKind.COMMUNITY,
    BodyKind.ENTERPRISE,
    BodyKind.STREET_GROUP,
    BodyKind.MEMBER_GROUP,
    BodyKind.SECTOR,
    BodyKind.SITE,
)
PARTNERS = (BodyKind.INSTITUTE, BodyKind.SCHOOL, BodyKind.ENTERPRISE, BodyKind.COUNTY)


class ProjectForm(KindForm):
    """A task of the year, a key project, a members' home or an agreement."""

    wide: ClassVar[tuple[str, ...]] = ("title", "note")

    key = forms.CharField(
        label="原编号",
        required=False,
        max_length=80,
        help_text="原台账中的编号，重复导入时据此识别",
    )
    sort = fields.Labelled(label="种类", choices=Sort.choices)
    title = forms.CharField(label="名称", max_length=200)
    body = fields.body(
        *RESPONSIBLE,
        label="承担单位",
        required=False,
        help_text="承担部门，或者所在街道、社区、企业",
    )
    leaders = fields.people(label="负责人", required=False, help_text="几人之间用、隔开")
    partner = fields.body(
        *PARTNERS, label="合作单位", required=False, help_text="协作协议的合作院校或者机构"
    )
    planned_on = fields.Day(label="列入日期")
    due_on = fields.Day(label="期限", required=False)
    started_on = fields.Day(
        label="启动日期", required=False, help_text="重点项目填分包日期，协议填签订日期"
    )
    done_on = fields.Day(label="完成日期", required=False, help_text="委员之家填建成日期")
    stopped_on = fields.Day(label="中止日期", required=False)
    campaign = fields.campaign(label="专项工作", required=False)
    visibility = fields.Labelled(
        label="可见范围", choices=Visibility.choices, required=False, help_text="空着即委员可见"
    )
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea)

    def clean_visibility(self) -> str:
        return self.cleaned_data["visibility"] or Visibility.MEMBERS

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("sort") == Sort.AGREEMENT and data.get("partner") is None:
            self.add_error("partner", "协作协议请填写合作单位。")
        if data.get("done_on") and data.get("stopped_on"):
            self.add_error("stopped_on", "已填完成日期的不能再填中止日期。")
        for name in ("due_on", "started_on", "done_on", "stopped_on"):
            self._in_order(data, "planned_on", name)
        for name in ("done_on", "stopped_on"):
            self._in_order(data, "started_on", name)
        return data

    def _in_order(self, data: dict[str, Any], early: str, late: str) -> None:
        first, second = data.get(early), data.get(late)
        if first and second and second < first and late not in self.errors:
            named = self.fields[early].label
            self.add_error(late, f"早于{named}{said_day(first)}，请改正。")


def _project() -> fields.RecordPick:
    return fields.RecordPick("projects", label="项目", help_text="编号、原编号或者名称")


class HouseholdsForm(KindForm):
    """Households planned, or signed up on a day: totals only."""

    record = _project()
    key = forms.CharField(label="原编号", required=False, max_length=80)
    what = fields.Labelled(label="事项", choices=Households.What.choices)
    number = forms.IntegerField(label="户数", min_value=1, max_value=1_000_000)
    on = fields.Day(label="日期")


class InvestmentForm(KindForm):
    """Money put in."""

    record = _project()
    key = forms.CharField(label="原编号", required=False, max_length=80)
    amount = forms.DecimalField(
        label="金额（元）", min_value=Decimal("0.01"), max_digits=14, decimal_places=2
    )
    on = fields.Day(label="日期")
    origin = forms.CharField(label="资金来源", required=False, max_length=100)

    def clean_amount(self) -> Decimal:
        amount: Decimal = self.cleaned_data["amount"]
        return amount.quantize(Decimal("0.01"))


class ProgressForm(KindForm):
    """What was achieved by a day."""

    wide: ClassVar[tuple[str, ...]] = ("text",)

    record = _project()
    key = forms.CharField(label="原编号", required=False, max_length=80)
    on = fields.Day(label="日期")
    text = forms.CharField(label="进展", widget=forms.Textarea)
