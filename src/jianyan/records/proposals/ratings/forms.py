"""Forms of ratings and re-handling: page, 代录 and sheet alike."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from jianyan.ground import fields
from jianyan.ground.forms import KindForm
from jianyan.records.proposals.cases.forms import CaseFactForm
from jianyan.records.proposals.tasks.forms import TaskFactForm
from jianyan.records.proposals.tasks.models import ANSWERING


class RatingForm(CaseFactForm):
    """One proposer's rating."""

    wide: ClassVar[tuple[str, ...]] = ("words",)

    person = fields.person(
        label="评价人", required=False, help_text="空着即第一提案人；集体提案空着即提案单位"
    )
    on = fields.Day(label="评价日期")
    result = fields.category(
        "rating_scale", label="对办理结果", help_text="如满意、基本满意、不满意"
    )
    attitude = fields.category("rating_scale", label="对办理态度", required=False)
    way = fields.category("rating_scale", label="对办理方式", required=False)
    words = forms.CharField(label="意见", required=False, max_length=500, widget=forms.Textarea)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if (record := self.case()) and not data.get("person"):
            data["person"] = record.proposal.proposer
        return data


class RehandlingForm(TaskFactForm):
    """One second handling of a unit's task."""

    roles: ClassVar[tuple[str, ...]] = tuple(ANSWERING)
    sources: ClassVar[dict[str, str]] = {"unit": "task__unit"}

    on = fields.Day(label="要求日期")
    due_on = fields.Day(label="办理期限", required=False, help_text="空着即按规程推算")
    reason = forms.CharField(label="理由", required=False, max_length=300)

    def changes(self, row: Any) -> dict[str, tuple[Any, Any]]:
        found = super().changes(row)
        if not found.get("due_on", (None, True))[1]:
            del found["due_on"]
        return found


class RehandleForm(KindForm):
    """What 重新办理 asks on the page of a case or a task."""

    on = fields.Day(label="要求日期")
    due_on = fields.Day(label="办理期限", required=False, help_text="空着即按规程推算")
    reason = forms.CharField(label="理由", required=False, max_length=300)
