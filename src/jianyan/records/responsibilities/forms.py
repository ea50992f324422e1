"""Forms of responsibilities: page, 代录 and sheet alike."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.models import BodyKind, Visibility

from . import queries
from .models import Level

OBJECTS = {
    "street": (BodyKind.STREET,),
    "community": (BodyKind.COMMUNITY,),
    "compound": (BodyKind.COMPOUND,),
    "enterprise": (BodyKind.ENTERPRISE,),
    "sector": (BodyKind.SECTOR,),
    "member_group": (BodyKind.MEMBER_GROUP,),
    "party_cell": (BodyKind.PARTY_CELL,),
}
"""What kind of body each sort is about; sorts not named here may be about any."""

PLACES = (
    *(kind for kinds in OBJECTS.values() for kind in kinds),
    *(BodyKind.COUNTY, BodyKind.TOWN, BodyKind.VILLAGE, BodyKind.SITE, BodyKind.SCHOOL),
    *(BodyKind.UNIT, BodyKind.INSTITUTE, BodyKind.STREET_GROUP),
)
WITH_PERSON = ("sector", "member_group", "non_party_member", "party_cell")


class DutyForm(KindForm):
    """One responsibility."""

    wide: ClassVar[tuple[str, ...]] = ("note",)

    key = forms.CharField(
        label="原编号",
        required=False,
        max_length=80,
        help_text="原台账中的编号，重复导入时据此识别",
    )
    sort = fields.category(
        "responsibility_sort", label="种类", help_text="分包街道、联系界别、结对户等"
    )
    level = fields.Labelled(
        label="责任层级",
        choices=Level.choices,
        required=False,
        help_text="牵头负责、分包负责或直接负责，可不填",
    )
    person = fields.person(
        label="责任人", required=False, help_text="联系党小组的，填编入联系的委员"
    )
    team = fields.body(BodyKind.TEAM, BodyKind.OFFICE, label="责任队伍", required=False)
    body = fields.body(
        *PLACES,
        label="对象单位",
        required=False,
        help_text="街道、社区、小区、企业、界别、委员组等",
    )
    counterpart = fields.person(
        label="联系对象", required=False, help_text="党员联系党外委员的，填党外委员"
    )
    code = forms.CharField(
        label="对象编号",
        required=False,
        max_length=40,
        help_text="项目名称，或办公室为结对户编的号；不填户主姓名",
    )
    post = forms.CharField(
        label="岗位", required=False, max_length=60, help_text="设岗值守的填岗位名称，据此登记班次"
    )
    since = fields.Day(label="起")
    until = fields.Day(label="止", required=False, help_text="最后一天；仍在履行的留空")
    campaign = fields.campaign(label="专项工作", required=False)
    visibility = fields.Labelled(
        label="可见范围",
        choices=Visibility.choices,
        required=False,
        help_text="空着即委员可见，结对户为机关内部",
    )
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        sort = getattr(data.get("sort"), "code", "")
        if not data.get("visibility"):
            inside = sort == "household"
            data["visibility"] = Visibility.OFFICE if inside else Visibility.MEMBERS
        self._who(data, sort)
        self._what(data, sort)
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", f"早于起始日期{said_day(since)}，请改正。")
        return data

    def _who(self, data: dict[str, Any], sort: str) -> None:
        if "person" in self.errors or "team" in self.errors:
            return
        if sort in WITH_PERSON and not data.get("person"):
            self.add_error("person", f"{data['sort']}须填写责任人。")
        elif not (data.get("person") or data.get("team")):
            self.add_error("person", "请填写责任人或责任队伍。")

    def _what(self, data: dict[str, Any], sort: str) -> None:
        body, kinds = data.get("body"), OBJECTS.get(sort, ())
        asked = {"non_party_member": "counterpart", "household": "code", "post": "post"}.get(sort)
        if kinds and "body" not in self.errors and (body is None or body.kind not in kinds):
            self.add_error("body", f"{data['sort']}须填写对象单位，且为{kinds[0].label}。")
        elif asked and asked not in self.errors and not data.get(asked):
            self.add_error(asked, f"{data['sort']}须填写{self.fields[asked].label}。")
        elif not ({"body", "counterpart"} & set(self.errors) or _any_object(data)):
            self.add_error("body", "请填写对象单位、联系对象、对象编号或岗位之一。")
        if data.get("person") and data.get("person") == data.get("counterpart"):
            self.add_error("counterpart", "联系对象不能是责任人本人。")


def _any_object(data: dict[str, Any]) -> bool:
    return any(data.get(name) for name in ("body", "counterpart", "code", "post"))


class PatrolForm(KindForm):
    """One shift at a post: totals only."""

    record = fields.RecordPick("responsibilities", label="责任编号")
    on = fields.Day(label="日期")
    shift = fields.category("patrol_shift", label="班次", help_text="全天、早班、中班、晚班、夜班")
    on_duty = forms.IntegerField(label="值守人数", required=False, min_value=0)
    entries = forms.IntegerField(
        label="登记人次", required=False, min_value=0, help_text="合计数，不填居民信息"
    )
    temperatures = forms.IntegerField(label="测温人次", required=False, min_value=0)
    note = forms.CharField(label="说明", required=False, max_length=200)

    def clean_on_duty(self) -> int:
        return self.cleaned_data["on_duty"] or 0

    def clean_entries(self) -> int:
        return self.cleaned_data["entries"] or 0

    def clean_temperatures(self) -> int:
        return self.cleaned_data["temperatures"] or 0

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        record, day = data.get("record"), data.get("on")
        if record and not record.duty.post:
            self.add_error("record", "这项责任没有设岗，请先在责任中填写岗位。")
        elif record and day and (why := queries.outside(record.duty, day)):
            self.add_error("on", why)
        return data


class DutyNoteForm(KindForm):
    """A dated note on a responsibility."""

    wide: ClassVar[tuple[str, ...]] = ("text",)

    record = fields.RecordPick("responsibilities", label="责任编号")
    key = forms.CharField(
        label="记录编号", required=False, max_length=80, help_text="重复导入时据此识别，可不填"
    )
    on = fields.Day(label="日期")
    text = forms.CharField(
        label="内容", widget=forms.Textarea, help_text="不写居民、户主的个人信息"
    )
