"""What the pages of this room ask: an achievement, a measured result, a check, a choice."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.models import Body, Category, Record
from jianyan.ground.plain import PlainForm
from jianyan.ground.register import today
from jianyan.ground.rulebook import provision
from jianyan.records.proposals.tasks.models import HANDLERS

from .forms import criteria
from .models import KeyStep

TEXT = forms.Textarea(attrs={"rows": 4})
YES_NO = (("yes", "已解决"), ("no", "未解决"))
CONFIRM = (("yes", "确认落实"), ("no", "有异议"))


class Today(fields.Day):
    """A day that is asked for, today unless another is written; none to come."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(initial=today, **kwargs)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found and found > today():
            raise forms.ValidationError(f"这一天还没有到，请改为{said_day(today())}或以前。")
        return found


class AchieveForm(KindForm):
    """落实: what is there, where, since when, and the proof."""

    wide: ClassVar[tuple[str, ...]] = ("words",)

    on = Today(label="落实日期", help_text="真正办成的那一天，不是答复的日期。")
    unit = fields.body(*HANDLERS, label="承办单位", required=False)
    words = forms.CharField(label="落实情况", max_length=500, widget=TEXT)
    place = forms.CharField(label="地点", required=False, max_length=100)
    evidence = forms.FileField(label="凭据", required=False, help_text="照片、验收单等，可以不传。")

    def of(self, units: list[Body]) -> None:
        """The unit that is meant where one acts for one."""
        if units:
            self.fields["unit"].initial = units[0]
            self.fields["unit"].disabled = len(units) == 1


class AgreedForm(KindForm):
    """What a consultation on an overdue case came to."""

    words = forms.CharField(
        label="商定事项",
        max_length=500,
        widget=TEXT,
        help_text="商定的办法，由谁、在什么时候再次答复。日期改了的，请先更正那次协商。",
    )


class MeasureForm(KindForm):
    """A measured result: 路灯 68 盏."""

    item = fields.item(label="项目", help_text="如路灯、间距；没有的请机关先在物项表登记。")
    quantity = forms.DecimalField(label="数量", min_value=0, max_digits=14, decimal_places=2)
    place = forms.CharField(label="地点", required=False, max_length=100)
    on = Today(label="日期")
    note = forms.CharField(label="依据", required=False, max_length=200)
    evidence = forms.FileField(label="凭据", required=False, help_text="照片、验收单等，可以不传。")


class KeepForm(KindForm):
    """That a promise is kept, since when, and the proof."""

    on = Today(label="兑现日期")
    evidence = forms.FileField(label="凭据", required=False, help_text="照片、验收单等，可以不传。")


class ConfirmForm(PlainForm):
    """What a proposer says to an achievement."""

    answer = forms.ChoiceField(label="您的意见", choices=CONFIRM, widget=forms.RadioSelect)
    words = forms.CharField(
        label="说明", required=False, max_length=300, widget=TEXT, help_text="有异议的请写明。"
    )


class CheckForm(PlainForm):
    """What one party finds when it looks back."""

    solved = forms.ChoiceField(label="现在", choices=YES_NO, widget=forms.RadioSelect)
    finding = forms.CharField(label="检查情况", max_length=1000, widget=TEXT)


class SettleForm(KindForm):
    """What the office settles, and the class where it moves."""

    wide: ClassVar[tuple[str, ...]] = ("words",)

    on = Today(label="核定日期")
    solved = forms.ChoiceField(label="核定为", choices=YES_NO, widget=forms.RadioSelect)
    grade = forms.ChoiceField(label="办理类别改为", required=False)
    words = forms.CharField(label="说明", required=False, max_length=200, widget=TEXT)

    def __init__(self, *args: Any, record: Record, now: str, **kwargs: Any) -> None:
        super().__init__(*args, committee=record.committee_id, **kwargs)
        codes = provision(record.rulebook, "proposals.classes")
        rows = Category.objects.filter(
            committee=record.committee_id, scheme="reply_class", code__in=list(codes)
        )
        self.grades = {one.code: one for one in rows if one.label != now}
        choices = [
            ("", f"不改（现为{now}）"),
            *((one.code, one.label) for one in self.grades.values()),
        ]
        self.fields["grade"].choices = choices  # type: ignore[attr-defined]


class SuperviseForm(KindForm):
    """A visit of supervision."""

    wide: ClassVar[tuple[str, ...]] = ("words",)

    on = fields.Day(
        label="督办日期", initial=today, help_text="还没有到的，作为安排告知提案者和承办单位"
    )
    how = fields.category("supervision_way", label="督办方式")
    words = forms.CharField(label="督办情况", widget=TEXT)


class StepForm(KindForm):
    """One step on the cases that are ticked."""

    on = Today(label="日期")
    words = forms.CharField(
        label="说明", required=False, max_length=500, help_text="如主席会议第九次会议研究确定"
    )
    leaders = fields.people(
        label="领衔领导", required=False, help_text="审定时填写，几人之间用、隔开"
    )
    rank = forms.CharField(
        label="领衔身份", required=False, max_length=60, help_text="如主席、副主席、副区长"
    )


STEPS = [(str(one.value), f"登记{one.label}") for one in KeyStep.Step]


class AwardForm(KindForm):
    """The choice of the outstanding among the cases that are ticked."""

    on = Today(label="评定日期")
    criteria = criteria()
    words = forms.CharField(label="说明", required=False, max_length=300)
