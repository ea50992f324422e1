"""Forms of replies and changes of class: page, 代录 and sheet alike."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.records.proposals.tasks.forms import TaskFactForm
from jianyan.records.proposals.tasks.models import ANSWERING
from jianyan.records.proposals.tasks.queries import handler_name


class ReplyForm(TaskFactForm):
    """One reply of a unit, with its class."""

    roles: ClassVar[tuple[str, ...]] = tuple(ANSWERING)
    sources: ClassVar[dict[str, str]] = {"unit": "task__unit"}
    wide: ClassVar[tuple[str, ...]] = ("text",)

    on = fields.PastDay(label="答复日期")
    grade = fields.category("reply_class", label="办理类别", help_text="如A类、B类，也可只写字母")
    number = forms.CharField(label="答复文号", required=False, max_length=60)
    signer = forms.CharField(label="签发人", required=False, max_length=40)
    handler = forms.CharField(label="经办人", required=False, max_length=40)
    text = forms.CharField(label="答复内容", required=False, widget=forms.Textarea)
    public = fields.YesNo(label="单位同意公开")

    @classmethod
    def value_of(cls, name: str, row: Any) -> Any:
        if name != "grade":
            return super().value_of(name, row)
        first = min(row.classes.all(), key=lambda one: (one.on, one.pk), default=None)
        return first.grade if first else None


class ReplyMoveForm(KindForm):
    """What 答复 asks on the page of a task."""

    on = fields.Day(label="答复日期")
    grade = fields.category("reply_class", label="办理类别")
    number = forms.CharField(label="答复文号", required=False, max_length=60)
    signer = forms.CharField(label="签发人", required=False, max_length=40)
    handler = forms.CharField(label="经办人", required=False, max_length=40)
    text = forms.CharField(label="答复内容", required=False, widget=forms.Textarea)
    public = fields.YesNo(label="单位同意公开")

    @classmethod
    def first(cls, row: Any) -> dict[str, Any]:
        return {"handler": handler_name(row)}


class PublishForm(KindForm):
    """What 公开 asks."""

    on = fields.Day(label="公开日期")
    reason = forms.CharField(
        label="说明", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    @classmethod
    def about(cls, _row: Any) -> str:
        return (
            "公开后，任何人不登录都能看到提案者、案由、情况、分析、建议和同意公开的答复；"
            "联系人、电话、附件不显示。请先看过提案和答复的全文"
        )


class RegradeForm(TaskFactForm):
    """A change of the class of a unit's last reply."""

    roles: ClassVar[tuple[str, ...]] = tuple(ANSWERING)
    sources: ClassVar[dict[str, str]] = {"unit": "reply__task__unit"}

    on = fields.Day(label="变更日期")
    grade = fields.category("reply_class", label="变更后类别")
    reason = forms.CharField(label="变更理由", max_length=300)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.task is not None:
            reply = self.task.replies.filter(struck_at=None).order_by("on", "pk").last()
            if reply is None:
                self.add_error("unit", "该单位还没有答复，不能变更办理类别。")
            elif data.get("on") and data["on"] < reply.on:
                self.add_error("on", f"早于答复日期{said_day(reply.on)}，请改正。")
            data["reply"] = reply
        return data

    def changes(self, row: Any) -> dict[str, tuple[Any, Any]]:
        reply = self.cleaned_data.pop("reply", None)
        found = super().changes(row)
        self.cleaned_data["reply"] = reply
        return found
