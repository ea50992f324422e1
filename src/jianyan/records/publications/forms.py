"""Forms of publications: page, 代录 and sheet alike."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.models import BodyKind, Visibility


class PublicationForm(KindForm):
    """One publication."""

    wide: ClassVar[tuple[str, ...]] = ("title", "note")

    key = forms.CharField(
        label="原编号",
        required=False,
        max_length=80,
        help_text="原台账中的编号，重复导入时据此识别",
    )
    title = forms.CharField(label="标题", max_length=200)
    sort = fields.category("publication_sort", label="种类", help_text="如调研报告、制度、荣誉")
    dated_on = fields.Day(label="登记日期")
    body = fields.body(
        BodyKind.SPECIAL_COMMITTEE, BodyKind.OFFICE, label="承担部门", required=False
    )
    authors = fields.people(label="执笔人", required=False, help_text="几人之间用、隔开")
    addressee = forms.CharField(label="主送或授予单位", required=False, max_length=100)
    document_number = forms.CharField(label="文号", required=False, max_length=60)
    issued_on = fields.Day(label="印发日期", required=False, help_text="未印发的留空")
    in_force_on = fields.Day(label="施行日期", required=False, help_text="制度填写")
    campaign = fields.campaign(label="专项工作", required=False)
    visibility = fields.Labelled(
        label="可见范围", choices=Visibility.choices, required=False, help_text="空着即委员可见"
    )
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea)

    def clean_visibility(self) -> str:
        return self.cleaned_data["visibility"] or Visibility.MEMBERS

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        issued, commenced = data.get("issued_on"), data.get("in_force_on")
        if commenced and not issued:
            self.add_error("in_force_on", "有施行日期的须先填印发日期。")
        if issued and commenced and commenced < issued:
            self.add_error("in_force_on", f"早于印发日期{said_day(issued)}，请改正。")
        return data
