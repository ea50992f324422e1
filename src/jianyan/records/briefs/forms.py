"""Forms of opinion briefs: page, 代录 and sheet alike."""

from __future__ import annotations

import itertools
from typing import Any, ClassVar

from django import forms

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.models import Visibility

from .models import SUBMITTERS, Level, Make, TakenUp

ORDER = ("submitted_on", "sent_back_on", "accepted_on", "issued_on")


class BriefForm(KindForm):
    """One brief."""

    wide: ClassVar[tuple[str, ...]] = ("title", "situation", "analysis", "suggestion")

    key = forms.CharField(
        label="原编号",
        required=False,
        max_length=80,
        help_text="原台账中的编号，重复导入时据此识别",
    )
    title = forms.CharField(label="标题", max_length=200)
    category = fields.category("brief_category", label="类别")
    make = fields.Labelled(
        label="体例", choices=Make.choices, required=False, help_text="单篇或综合，空着即单篇"
    )
    dated_on = fields.Day(label="来稿日期")
    authors = fields.people(label="作者", required=False, help_text="几人之间用、隔开")
    body = fields.body(*SUBMITTERS, label="来稿单位", required=False)
    situation = forms.CharField(label="情况", widget=forms.Textarea)
    analysis = forms.CharField(label="分析", required=False, widget=forms.Textarea)
    suggestion = forms.CharField(label="建议", required=False, widget=forms.Textarea)
    open_consent = fields.YesNo(label="同意公开")
    submitted_on = fields.Day(label="提交日期", required=False, help_text="未提交的留空")
    sent_back_on = fields.Day(label="退回日期", required=False)
    kept_on = fields.Day(label="留存日期", required=False)
    accepted_on = fields.Day(label="录用日期", required=False)
    issued_on = fields.Day(label="编发日期", required=False)
    issue = forms.IntegerField(label="期号", required=False, min_value=1)
    campaign = fields.campaign(label="专项工作", required=False)
    visibility = fields.Labelled(
        label="可见范围", choices=Visibility.choices, required=False, help_text="空着即机关内部"
    )

    def clean_make(self) -> str:
        return self.cleaned_data["make"] or Make.SINGLE

    def clean_visibility(self) -> str:
        return self.cleaned_data["visibility"] or Visibility.OFFICE

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("make") == Make.SINGLE and not data.get("authors") and not data.get("body"):
            self.add_error("authors", "请填写作者或者来稿单位。")
        self._steps(data)
        days = [(name, data[name]) for name in ORDER if data.get(name)]
        for (first, early), (second, late) in itertools.pairwise(days):
            if late < early:
                named = self.fields[first].label
                self.add_error(second, f"早于{named}{said_day(early)}，请改正。")
        return data

    def _steps(self, data: dict[str, Any]) -> None:
        """A later step needs the one before it."""
        for name in ("sent_back_on", "kept_on", "accepted_on"):
            if data.get(name) and not data.get("submitted_on"):
                self.add_error(name, "请先填提交日期。")
        if data.get("issued_on") and not data.get("accepted_on"):
            self.add_error("issued_on", "有编发日期的须先填录用日期。")
        if data.get("issue") and not data.get("issued_on"):
            self.add_error("issue", "有期号的须填编发日期。")
        if data.get("sent_back_on") and (data.get("kept_on") or data.get("accepted_on")):
            # Sent back and handed in again is two steps; a row of a sheet has room for one.
            self.add_error("sent_back_on", "退回后又录用或留存的，请留空退回日期。")


def _brief(label: str) -> fields.RecordPick:
    return fields.RecordPick("briefs", label=label, help_text="编号、原编号或者标题")


class CombinationForm(KindForm):
    """An original that went into a compiled brief."""

    sources: ClassVar[dict[str, str]] = {"original": "original__record"}

    record = _brief("综合")
    original = _brief("原稿")
    key = forms.CharField(label="原编号", required=False, max_length=80)
    on = fields.Day(label="综合日期")


class SendUpForm(KindForm):
    """A sending up."""

    record = _brief("信息")
    key = forms.CharField(label="原编号", required=False, max_length=80)
    level = fields.Labelled(label="级别", choices=Level.choices)
    addressee = forms.CharField(label="主送", required=False, max_length=100)
    on = fields.Day(label="报送日期")


class TakenUpForm(KindForm):
    """A taking up."""

    record = _brief("信息")
    key = forms.CharField(label="原编号", required=False, max_length=80)
    level = fields.Labelled(label="级别", choices=Level.choices)
    way = fields.Labelled(
        label="方式", choices=TakenUp.Way.choices, required=False, help_text="空着即单篇"
    )
    taker = forms.CharField(label="采用单位", required=False, max_length=100)
    on = fields.Day(label="采用日期")

    def clean_way(self) -> str:
        return self.cleaned_data["way"] or TakenUp.Way.SINGLE


class CombineForm(KindForm):
    """What going into a compiled brief asks."""

    on = fields.Day(label="综合日期")
    into = _brief("综合")
    reason = forms.CharField(label="说明", required=False, max_length=300, widget=forms.Textarea)


class IssueForm(KindForm):
    """What issuing asks."""

    on = fields.Day(label="编发日期")
    issue = forms.IntegerField(label="期号", required=False, min_value=1)
    reason = forms.CharField(label="说明", required=False, max_length=300, widget=forms.Textarea)
