"""Forms of giving: page, 代录 and sheet alike."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.models import BodyKind, Visibility
from jianyan.ground.quantities import Money, Quantity, in_base_unit

from . import actions


class GivingForm(KindForm):
    """What gifts and aid have in common."""

    wide: ClassVar[tuple[str, ...]] = ("title", "note")

    key = forms.CharField(
        label="原编号",
        required=False,
        max_length=80,
        help_text="原台账中的编号，重复导入时据此识别",
    )
    title = forms.CharField(label="事由", max_length=200)
    campaign = fields.campaign(label="专项工作", required=False)
    visibility = fields.Labelled(
        label="可见范围", choices=Visibility.choices, required=False, help_text="空着即委员可见"
    )
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea)

    def clean_visibility(self) -> str:
        return self.cleaned_data["visibility"] or Visibility.MEMBERS

    def not_before(self, later: str, earlier: str) -> None:
        """Refuse a day that is before another."""
        first, last = self.cleaned_data.get(earlier), self.cleaned_data.get(later)
        if first and last and last < first:
            said = f"早于{self.fields[earlier].label}{said_day(first)}，请改正。"
            self.add_error(later, said)


class GiftForm(GivingForm):
    """One act of giving; its lines are entered apart."""

    donors = fields.people(label="捐赠人", required=False, help_text="记名的委员，几人之间用、隔开")
    unnamed = forms.IntegerField(
        label="未记名人次", required=False, min_value=0, help_text="未逐一记名的委员人次"
    )
    donor_body = fields.body(
        BodyKind.ENTERPRISE,
        BodyKind.ORGANISATION,
        BodyKind.SECTOR,
        BodyKind.MEMBER_GROUP,
        label="捐赠单位",
        required=False,
    )
    pledged_on = fields.Day(label="认捐日期")
    received_on = fields.Day(label="接收日期", required=False, help_text="接收后计入捐赠数字")

    def clean_unnamed(self) -> int:
        return self.cleaned_data["unnamed"] or 0

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not (data.get("donors") or data.get("unnamed") or data.get("donor_body")):
            self.add_error("donors", "请填写捐赠人、未记名人次或捐赠单位之一。")
        self.not_before("received_on", "pledged_on")
        return data

    @classmethod
    def value_of(cls, name: str, row: Any) -> Any:
        if name == "donors":
            return actions.named(row)
        if name == "unnamed":
            return actions.unnamed(row)
        return super().value_of(name, row)


class AidForm(GivingForm):
    """One piece of aid; its lines are entered apart."""

    programme = fields.category(
        "aid_programme", label="帮扶项目", help_text="产业、助学、消费、就业、文化、温暖之一"
    )
    county = fields.body(BodyKind.COUNTY, label="县", required=False)
    town = fields.body(BodyKind.TOWN, label="镇", required=False)
    village = fields.body(BodyKind.VILLAGE, label="村", required=False)
    school = fields.body(BodyKind.SCHOOL, label="学校", required=False)
    pledged_on = fields.Day(label="议定日期")
    given_on = fields.Day(label="实施日期", required=False, help_text="实施后计入帮扶数字")
    members = fields.people(label="参与委员", required=False, help_text="几人之间用、隔开")
    others = forms.IntegerField(label="其他参加人次", required=False, min_value=0)
    standard = Money(
        label="资助标准", required=False, max_digits=10, help_text="元/人，未定标准的留空"
    )
    beneficiaries = forms.IntegerField(
        label="受益人数", required=False, min_value=0, help_text="只填人数，不填姓名"
    )

    def clean_others(self) -> int:
        return self.cleaned_data["others"] or 0

    def clean_beneficiaries(self) -> int:
        return self.cleaned_data["beneficiaries"] or 0

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self.not_before("given_on", "pledged_on")
        return data

    @classmethod
    def value_of(cls, name: str, row: Any) -> Any:
        if name == "members":
            rows = row.record.aidmembers.all()
            return [member.person for member in rows if member.struck_at is None]
        return super().value_of(name, row)


class LineForm(KindForm):
    """A quantity of an item. The unit may be any of the item's; it is kept in the base unit."""

    key = forms.CharField(
        label="明细编号", required=False, max_length=80, help_text="重复导入时据此识别"
    )
    item = fields.item(label="物品", help_text="物品目录中的名称；款项写资金")
    quantity = Quantity(label="数量")
    unit = forms.CharField(label="单位", required=False, help_text="空着即物品的基本单位")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        item, unit = data.get("item"), data.get("unit")
        if item and data.get("quantity") is not None:
            try:
                data["quantity"] = in_base_unit(item, data["quantity"], unit or "")
            except ValidationError as error:
                self.add_error(None, error)
        if item:
            data["unit"] = item.unit
        return data

    @classmethod
    def value_of(cls, name: str, row: Any) -> Any:
        return row.item.unit if name == "unit" else super().value_of(name, row)


class GiftLineForm(LineForm):
    """What was given."""

    record = fields.RecordPick("gifts", label="捐赠编号")
    value = Money(label="价值", required=False, help_text="元，可不填")
    field_order = ("record", "key", "item", "quantity", "unit", "value")


class HandoverForm(LineForm):
    """What went where."""

    record = fields.RecordPick("gifts", label="捐赠编号")
    recipient = fields.body(label="受赠单位")
    recipient_kind = fields.category("recipient_kind", label="受赠单位种类")
    on = fields.Day(label="发放日期")
    field_order = ("record", "key", "recipient", "recipient_kind", "on", "item", "quantity", "unit")


class AidLineForm(LineForm):
    """What was given in aid."""

    record = fields.RecordPick("aid", label="帮扶编号")
    value = Money(label="价值", required=False, help_text="元，可不填")
    field_order = ("record", "key", "item", "quantity", "unit", "value")
