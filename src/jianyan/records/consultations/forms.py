"""Forms of consultations: page, 代录 and sheet alike."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, ClassVar

from django import forms

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.models import BodyKind, Visibility
from jianyan.ground.register import today

from .actions import DAYS

UNITS = (
    BodyKind.UNIT,
    BodyKind.STREET,
    BodyKind.SECTOR,
    BodyKind.PARTY,
    BodyKind.ORGANISATION,
    BodyKind.ENTERPRISE,
    BodyKind.INSTITUTE,
)
STEPS = (
    "called_for_on",
    "listed_on",
    "put_forward_on",
    "approved_on",
    "passed_on",
    "started_on",
    "held_on",
    "reported_on",
    "completed_on",
)


class TopicForm(KindForm):
    """One topic of a year's plan."""

    wide: ClassVar[tuple[str, ...]] = ("title", "units", "note")

    key = forms.CharField(
        label="原编号",
        required=False,
        max_length=80,
        help_text="原台账中的编号，重复导入时据此识别",
    )
    title = forms.CharField(label="议题", max_length=200)
    form = fields.category("consultation_form", label="形式", help_text="如专题协商、调研协商")
    plan_year = forms.IntegerField(label="计划年度", min_value=1990, max_value=2100)
    body = fields.body(BodyKind.SPECIAL_COMMITTEE, label="承办专委会", required=False)
    units = fields.bodies(
        *UNITS, label="协商单位", required=False, help_text="几个单位之间用、隔开"
    )
    proposed_by = forms.CharField(
        label="议题来源", required=False, max_length=100, help_text="提出议题的单位或个人"
    )
    called_for_on = fields.Day(label="征集日期")
    listed_on = fields.Day(label="列题日期", required=False)
    put_forward_on = fields.Day(label="提请日期", required=False)
    approved_on = fields.Day(label="区委常委会批准日期", required=False)
    passed_on = fields.Day(
        label="政协常委会通过日期", required=False, help_text="填了才列入年度计划"
    )
    started_on = fields.Day(label="启动日期", required=False)
    held_on = fields.Day(label="举行日期", required=False)
    reported_on = fields.Day(label="报送日期", required=False)
    completed_on = fields.Day(label="完成日期", required=False)
    dropped_on = fields.Day(label="撤销日期", required=False)
    campaign = fields.campaign(label="专项工作", required=False)
    visibility = fields.Labelled(
        label="可见范围", choices=Visibility.choices, required=False, help_text="空着即委员可见"
    )
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea)

    def clean_visibility(self) -> str:
        return self.cleaned_data["visibility"] or Visibility.MEMBERS

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        known = {name: data[name] for name in STEPS if data.get(name)}
        for (one, day), (other, later) in pairwise(known.items()):
            if later < day:
                self.add_error(
                    other, f"{self._label(other)}早于{self._label(one)}{said_day(day)}，请改正。"
                )
        for name in (*known, "dropped_on"):
            if data.get(name) and data[name] > today():
                self.add_error(name, f"{self._label(name)}不能晚于今天；尚未发生的先不填。")
        for one, other in (("reported_on", "held_on"), ("completed_on", "held_on")):
            if one in known and other not in known:
                self.add_error(one, f"有{self._label(one)}的须先填{self._label(other)}。")
        if data.get("dropped_on") and "held_on" in known:
            self.add_error("dropped_on", "已举行的协商不能撤销，请删去撤销日期。")
        return data

    def changes(self, row: Any) -> dict[str, tuple[Any, Any]]:
        """A sheet without a day says nothing of it: a day once entered is not emptied."""
        found = super().changes(row)
        return {name: pair for name, pair in found.items() if name not in DAYS or pair[1]}

    def _label(self, name: str) -> str:
        return str(self.fields[name].label)


class LivelihoodProjectForm(KindForm):
    """One livelihood project under inspection."""

    wide: ClassVar[tuple[str, ...]] = ("title",)

    record = fields.RecordPick(
        "consultations", label="协商议题", help_text="议题的编号、原编号或标题"
    )
    title = forms.CharField(label="项目", max_length=100)
    unit = fields.body(BodyKind.UNIT, BodyKind.STREET, label="责任单位", required=False)
    inspected_on = fields.Day(label="视察日期")
    progress = forms.CharField(label="进度", required=False, max_length=200)
