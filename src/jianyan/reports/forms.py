"""Forms of reports: what a report begins with, and what a signing asks."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from jianyan.ground import fields
from jianyan.ground.forms import KindForm
from jianyan.ground.models import Visibility
from jianyan.ground.periods import period_of
from jianyan.ground.register import today

from .models import Audience
from .stock import stocked, template_text


class TemplateName(forms.CharField):
    """A template by its name; `committee` is set by the form."""

    committee: int = 0

    def options(self) -> list[str]:
        return [each.name for each in stocked(self.committee)]

    def clean(self, value: Any) -> Any:
        name = str(super().clean(value) or "")
        if name:
            template_text(name, self.committee)
        return name


class ReportForm(KindForm):
    """One report to begin."""

    wide: ClassVar[tuple[str, ...]] = ("title",)

    key = forms.CharField(
        label="原编号", required=False, max_length=80, help_text="重复导入时据此识别"
    )
    title = forms.CharField(label="标题", max_length=200, help_text="如 2020年度工作总结")
    template = TemplateName(label="模板", max_length=60, help_text="从模板取正文，之后可以改")
    period = forms.CharField(
        label="期间", max_length=40, help_text="如 2020、2020H1、2020-01-08..2020-12-25 或届次 9.3"
    )
    known_until = fields.Day(
        label="数据截止日", required=False, help_text="空着即期间末日，期间未完时即今天"
    )
    audience = fields.Labelled(
        label="读者", choices=Audience.choices, required=False, help_text="空着即内部"
    )
    dated_on = fields.Day(label="起草日期", required=False, help_text="空着即今天")
    visibility = fields.Labelled(
        label="可见范围", choices=Visibility.choices, required=False, help_text="空着即机关内部"
    )

    def clean_period(self) -> str:
        return period_of(self.cleaned_data["period"], (self.committee,)).label

    def clean_audience(self) -> str:
        return self.cleaned_data["audience"] or Audience.INTERNAL

    def clean_visibility(self) -> str:
        return self.cleaned_data["visibility"] or Visibility.OFFICE

    def clean_dated_on(self) -> Any:
        return self.cleaned_data["dated_on"] or today()
