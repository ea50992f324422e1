"""Forms of unit tasks, contacts and extensions: page, 代录 and sheet alike."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import Min

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.models import Body, Office, Person, Record
from jianyan.ground.telling import ACTING
from jianyan.records.proposals.cases.forms import CaseFactForm

from .asked import longer_said, return_said, term_said
from .models import HANDLERS, SECTION, ContactAnswer, ContactStage, TaskRole, UnitTask


class TaskFactForm(CaseFactForm):
    """A fact of a unit's task: the case, then the unit; `task` is what they name."""

    unit = fields.body(
        *HANDLERS, label="承办单位", required=False, help_text="只有一个单位时可空着"
    )
    roles: ClassVar[tuple[str, ...]] = tuple(TaskRole.values)

    task: UnitTask | None = None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if record := self.case():
            rows = UnitTask.objects.filter(record=record, struck_at=None, role__in=self.roles)
            if data.get("unit"):
                rows = rows.filter(unit=data["unit"])
            every = list(rows.select_related("unit"))
            found = [task for task in every if task.ended_on is None] or every
            if len(found) == 1:
                self.task = found[0]
                data["unit"], data["task"] = found[0].unit, found[0]
            else:
                none = "这件提案没有该单位的任务，请先交办。"
                self.add_error("unit", none if not found else "有几个承办单位，请写明是哪一个。")
        return data

    def changes(self, row: Any) -> dict[str, tuple[Any, Any]]:
        task = self.cleaned_data.pop("task", None)
        found = super().changes(row)
        if task is not None:
            self.cleaned_data["task"] = task
        return found


class TaskForm(CaseFactForm):
    """One unit's task, with the days that are known of it."""

    unit = fields.body(*HANDLERS, label="承办单位")
    role = fields.Labelled(
        label="办理方式", choices=TaskRole.choices, help_text="独办、主办、会办、分办"
    )
    sent_on = fields.PastDay(label="交办日期")
    due_on = fields.Day(label="答复期限", required=False, help_text="空着即按规程推算")
    handler = fields.person(
        label="承办人", required=False, help_text="本单位的经办人或负责人，未定的空着"
    )
    section = forms.CharField(label="科室", required=False, max_length=SECTION)
    accepted_on = fields.PastDay(label="签收日期", required=False)
    opined_on = fields.PastDay(label="会办意见日期", required=False, help_text="会办单位填写")
    returned_on = fields.PastDay(label="退件日期", required=False, help_text="同意退件之日")
    recalled_on = fields.PastDay(label="收回日期", required=False)
    why = forms.CharField(
        label="退件或收回理由", required=False, max_length=300, widget=forms.Textarea
    )
    rather = fields.body(*HANDLERS, label="建议改交单位", required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("opined_on") and data.get("role") != TaskRole.CO:
            self.add_error("opined_on", "只有会办单位填写会办意见日期。")
        if data.get("handler") and data.get("unit"):
            self._acts(data["handler"], data["unit"])
        if data.get("returned_on") and data.get("recalled_on"):
            self.add_error("recalled_on", "退件与收回只能填一项。")
        for name in ("due_on", "accepted_on", "opined_on", "returned_on", "recalled_on"):
            day, sent = data.get(name), data.get("sent_on")
            if day and sent and day < sent:
                self.add_error(name, f"早于交办日期{sent}，请改正。")
        return data

    def _acts(self, handler: Person, unit: Body) -> None:
        """The handler is, or was, one of the unit's own people."""
        held = Office.objects.filter(body=unit, role__in=ACTING, struck_at=None)
        known = self.kept(("acting", unit.pk), lambda: set(held.values_list("person", flat=True)))
        if handler.pk not in known:
            self.add_error("handler", f"{handler}不是{unit}的经办人或负责人，请改正。")

    @classmethod
    def value_of(cls, name: str, row: Any) -> Any:
        if name in ("returned_on", "recalled_on"):
            return row.ended_on if row.ended_as == name.removesuffix("_on") else None
        if name in ("why", "rather"):
            asked = [one for one in row.return_requests.all() if one.struck_at is None]
            found = asked[-1] if asked else None
            empty = "" if name == "why" else None
            return getattr(found, {"why": "reason"}.get(name, name)) if found else empty
        return super().value_of(name, row)

    def changes(self, row: Any) -> dict[str, tuple[Any, Any]]:
        found = super().changes(row)
        if not found.get("due_on", (None, True))[1]:
            del found["due_on"]
        if row.ended_as != UnitTask.Ending.RETURNED:
            found.pop("why", None)
        return found


class ContactForm(CaseFactForm):
    """One contact of a unit with the proposer."""

    wide: ClassVar[tuple[str, ...]] = ("words",)

    unit = fields.body(*HANDLERS, label="承办单位")
    on = fields.PastDay(label="联系日期")
    stage = fields.Labelled(
        label="阶段", choices=ContactStage.choices, help_text="办前、办中、办后"
    )
    way = fields.category("contact_way", label="方式", help_text="如面商、走访、电话")
    place = forms.CharField(label="地点", required=False, max_length=100)
    who = forms.CharField(label="单位人员", required=False, max_length=100)
    words = forms.CharField(label="联系情况", required=False, widget=forms.Textarea)
    signed_form = fields.YesNo(label="有签名面商表", help_text="提案者签名的面商表已存档的填是")
    answered_on = fields.PastDay(label="提案者确认日期", required=False)
    verdict = fields.Labelled(
        label="提案者意见",
        choices=ContactAnswer.Verdict.choices,
        required=False,
        help_text="确认或否认；填了确认日期、空着即确认",
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        answered: date | None = data.get("answered_on")
        if answered and not data.get("verdict"):
            data["verdict"] = ContactAnswer.Verdict.CONFIRMED
        if data.get("verdict") and not answered:
            self.add_error("answered_on", "请填写提案者确认或否认的日期。")
        if answered and data.get("on") and answered < data["on"]:
            self.add_error("answered_on", f"早于联系日期{said_day(data['on'])}，请改正。")
        if (record := self.case()) and data.get("unit") and data.get("on"):
            self._given(record, data["unit"], data["on"])
        return data

    def _given(self, record: Record, unit: Body, on: date) -> None:
        """The unit has been given the case by the day."""
        rows = UnitTask.objects.filter(record=record, unit=unit, struck_at=None)
        sent: date | None = rows.aggregate(first=Min("sent_on"))["first"]
        if sent is None:
            self.add_error("unit", "这件提案没有该单位的任务，请先交办。")
        elif on < sent:
            self.add_error("on", f"早于交办日期{said_day(sent)}，请改正。")

    @classmethod
    def value_of(cls, name: str, row: Any) -> Any:
        if name not in ("answered_on", "verdict"):
            return super().value_of(name, row)
        said = [one for one in row.answers.all() if one.struck_at is None]
        if not said:
            return None if name == "answered_on" else ""
        return said[-1].on if name == "answered_on" else said[-1].verdict


class ExtensionForm(TaskFactForm):
    """One request for a longer term, with its answer."""

    on = fields.PastDay(label="申请日期")
    asked_until = fields.Day(label="申请延至")
    reason = forms.CharField(label="延期理由", required=False, max_length=300)
    answered_on = fields.PastDay(label="批复日期", required=False)
    granted_until = fields.Day(label="批准延至", required=False, help_text="未批准的空着")
    answer = forms.CharField(
        label="批复意见", required=False, max_length=300, help_text="未批准的写明理由"
    )
    withdrawn_on = fields.PastDay(label="撤回日期", required=False)
    sources: ClassVar[dict[str, str]] = {"unit": "task__unit"}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("granted_until") and not data.get("answered_on"):
            self.add_error("answered_on", "请填写批复日期。")
        if data.get("answered_on") and not (data.get("granted_until") or data.get("answer")):
            self.add_error("answer", "未批准的请写明理由；批准的请填写批准延至的日期。")
        for name in ("asked_until", "answered_on", "withdrawn_on"):
            if data.get(name) and data.get("on") and data[name] < data["on"]:
                self.add_error(name, f"早于申请日期{said_day(data['on'])}，请改正。")
        until, answered = data.get("granted_until"), data.get("answered_on")
        if until and answered and until < answered:
            self.add_error("granted_until", f"早于批复日期{said_day(answered)}，请改正。")
        return data


class HoldContactForm(KindForm):
    """What a unit enters of its own contact with the proposer."""

    wide: ClassVar[tuple[str, ...]] = ("words",)

    met_on = fields.Day(label="面商日期")
    stage = forms.ChoiceField(label="阶段", choices=ContactStage.choices)
    way = fields.category("contact_way", label="方式", help_text="如面商、走访、电话")
    place = forms.CharField(label="地点", required=False, max_length=100)
    who = forms.CharField(label="单位人员", max_length=100, help_text="姓名、职务")
    words = forms.CharField(
        label="沟通情况",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="谈了什么，提案者怎么说",
    )
    file = forms.FileField(
        label="签名面商表", required=False, help_text="有提案者签名的表，上传后不必再由提案者确认"
    )


class OpineForm(KindForm):
    """What 报送会办意见 asks."""

    office_only: ClassVar[tuple[str, ...]] = ("on",)
    wide: ClassVar[tuple[str, ...]] = ("words",)

    on = fields.Day(label="报送日期")
    words = forms.CharField(
        label="会办意见", required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    signer = forms.CharField(label="签发人", required=False, max_length=40)
    file = forms.FileField(label="意见文件", required=False, help_text="盖章的原件扫描件")


class AskExtensionForm(KindForm):
    """What 申请延期 asks."""

    office_only: ClassVar[tuple[str, ...]] = ("on",)

    on = fields.Day(label="申请日期")
    asked_until = fields.Day(label="申请延至")
    reason = forms.CharField(
        label="延期理由", max_length=300, widget=forms.Textarea(attrs={"rows": 4})
    )

    @classmethod
    def about(cls, row: Any) -> str:
        return term_said(row)


class GrantExtensionForm(KindForm):
    """What 批准延期 asks."""

    office_only: ClassVar[tuple[str, ...]] = ("on",)

    on = fields.Day(label="批复日期")
    granted_until = fields.Day(label="批准延至", required=False, help_text="空着即所申请的日期")
    reason = forms.CharField(
        label="批复意见", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 4})
    )

    @classmethod
    def about(cls, row: Any) -> str:
        return longer_said(row)


class ReasonedForm(KindForm):
    """What a step asks that wants no more than a reason."""

    office_only: ClassVar[tuple[str, ...]] = ("on",)

    on = fields.Day(label="日期")
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 4}))


class LongerForm(ReasonedForm):
    """What 不批准延期 and 撤回延期 ask."""

    @classmethod
    def about(cls, row: Any) -> str:
        return longer_said(row)


class RefuseReturnForm(ReasonedForm):
    """What 不同意退件 asks."""

    @classmethod
    def about(cls, row: Any) -> str:
        return return_said(row)


class PauseForm(KindForm):
    """What 暂停计时 asks."""

    on = fields.Day(label="暂停起日", help_text="这一天起不计入期限")
    until = fields.Day(
        label="暂停止日", required=False, help_text="最后不计入的一天；未定的空着，恢复时再登记"
    )
    reason = forms.CharField(label="理由", max_length=200, widget=forms.Textarea)


class ResumeForm(KindForm):
    """What 恢复计时 asks."""

    on = fields.Day(label="恢复日期", help_text="这一天起继续计时；与暂停起日相同即取消这次暂停")
    reason = forms.CharField(label="说明", required=False, max_length=300, widget=forms.Textarea)


class RoleForm(KindForm):
    """What 调整办理方式 asks."""

    office_only: ClassVar[tuple[str, ...]] = ("on",)

    on = fields.Day(label="调整日期")
    role = fields.Labelled(
        label="改为",
        choices=TaskRole.choices,
        help_text="原任务收回，按新的方式重新交办，由该单位再次签收，期限自调整之日起算",
    )
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 4}))

    @classmethod
    def about(cls, row: Any) -> str:
        return f"现为{row.get_role_display()}"
