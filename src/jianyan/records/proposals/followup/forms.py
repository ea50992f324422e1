"""Forms of key proposals, supervision, consultations and look-backs: page, 代录 and sheet alike."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from jianyan.ground import fields
from jianyan.ground.models import Category
from jianyan.records.proposals.cases.forms import CaseFactForm
from jianyan.records.proposals.tasks.forms import TaskFactForm
from jianyan.records.proposals.tasks.models import ANSWERING, HANDLERS


def criteria() -> fields.Picks:
    """The criteria that an outstanding proposal meets."""
    return fields.Picks(
        lambda c: Category.objects.filter(committee=c, scheme="outstanding_criteria"),
        named="label",
        also=("code",),
        label="所依条件",
        help_text="几条之间用、隔开",
    )


FOUND = (("yes", "已解决"), ("no", "未解决"))


class KeyForm(CaseFactForm):
    """The choice of a key proposal, with who leads it."""

    on = fields.Day(label="确定日期")
    how = forms.CharField(
        label="确定方式", required=False, max_length=100, help_text="如主席会议研究确定"
    )
    leaders = fields.people(label="领衔领导", required=False, help_text="几人之间用、隔开")
    rank = forms.CharField(
        label="领衔身份", required=False, max_length=60, help_text="如主席、副主席、副区长"
    )
    ended_on = fields.Day(
        label="取消日期", required=False, help_text="不再作为重点提案的，填写取消的日期"
    )

    @classmethod
    def value_of(cls, name: str, row: Any) -> Any:
        if name not in ("leaders", "rank"):
            return super().value_of(name, row)
        led = [one for one in row.leaders.all() if one.struck_at is None]
        if name == "leaders":
            return [one.person for one in led]
        return led[0].rank if led else ""


class SupervisionForm(CaseFactForm):
    """One act of supervising."""

    wide: ClassVar[tuple[str, ...]] = ("words",)

    on = fields.Day(label="督办日期")
    how = fields.category("supervision_way", label="督办方式")
    leader = fields.person(label="带队领导", required=False)
    words = forms.CharField(label="督办情况", required=False, widget=forms.Textarea)


class ConsultationForm(CaseFactForm):
    """One consultation on an overdue case."""

    wide: ClassVar[tuple[str, ...]] = ("words",)

    on = fields.Day(
        label="协商日期", help_text="可以先定日期，登记后即告知提案者、承办单位和交办机构"
    )
    words = forms.CharField(
        label="商定事项",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="还没有举行的空着；举行后写商定的办法和再次答复的时间，同样告知各方",
    )


class LookBackForm(TaskFactForm):
    """One look-back on a unit's last reply."""

    roles: ClassVar[tuple[str, ...]] = tuple(ANSWERING)
    sources: ClassVar[dict[str, str]] = {"unit": "reply__task__unit"}
    wide: ClassVar[tuple[str, ...]] = ("unit_finding", "proposer_finding")

    on = fields.Day(label="检查日期")
    solved = fields.Labelled(label="检查结论", choices=FOUND, help_text="已解决或未解决")
    unit_finding = forms.CharField(label="单位自查", required=False, widget=forms.Textarea)
    unit_solved = fields.Labelled(label="单位认为", choices=FOUND, required=False)
    proposer_finding = forms.CharField(label="提案者意见", required=False, widget=forms.Textarea)
    proposer_solved = fields.Labelled(label="提案者认为", choices=FOUND, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.task is not None:
            said = self.task.replies.filter(struck_at=None).order_by("on", "pk")
            if data.get("on"):
                said = said.filter(on__lte=data["on"])
            data["reply"] = said.last()
            if data["reply"] is None:
                self.add_error("unit", "到检查日期该单位还没有答复，请核对。")
        return data

    @classmethod
    def value_of(cls, name: str, row: Any) -> Any:
        found = super().value_of(name, row)
        if name in ("solved", "unit_solved", "proposer_solved"):
            return {True: "yes", False: "no", None: ""}[found]
        return found

    def changes(self, row: Any) -> dict[str, tuple[Any, Any]]:
        reply = self.cleaned_data.pop("reply", None)
        found = super().changes(row)
        self.cleaned_data["reply"] = reply
        return found


class AchievementForm(CaseFactForm):
    """What was really achieved."""

    wide: ClassVar[tuple[str, ...]] = ("words",)

    on = fields.Day(label="落实日期", help_text="真正办成的那一天")
    unit = fields.body(*HANDLERS, label="承办单位", required=False)
    words = forms.CharField(label="落实情况", max_length=500, widget=forms.Textarea)
    place = forms.CharField(label="地点", required=False, max_length=100)


class OutstandingForm(CaseFactForm):
    """The choice of an outstanding proposal."""

    on = fields.Day(label="评定日期")
    criteria = criteria()
    words = forms.CharField(label="说明", required=False, max_length=300)
