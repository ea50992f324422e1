"""What the steps on a case ask: submitting, inviting, reviewing, assigning, merging."""

from __future__ import annotations

from typing import Any

from django import forms

from jianyan.ground import fields
from jianyan.ground.forms import KindForm

from .cases.forms import CasePick
from .forms import units_of
from .tasks.models import HANDLERS


class SubmitForm(KindForm):
    """What 提交 asks: the office may enter an earlier day."""

    on = fields.Day(label="提交日期", required=False, help_text="空着即今天")


class DiscardForm(KindForm):
    """What 删去草稿 asks."""

    reason = forms.CharField(label="说明", required=False, max_length=300)


class InviteForm(KindForm):
    """What 邀请联名 asks."""

    people = fields.people(label="邀请的委员", help_text="几位之间用、隔开")


class AssignForm(KindForm):
    """What 交办 asks."""

    office_only = ("on",)

    on = fields.Day(label="交办日期")
    lead = fields.body(
        *HANDLERS, label="主办单位", required=False, help_text="没有会办单位即为独办"
    )
    cos = fields.bodies(
        *HANDLERS, label="会办单位", required=False, help_text="几个单位之间用、隔开"
    )
    separate = fields.bodies(*HANDLERS, label="分办单位", required=False)
    due_on = fields.Day(label="答复期限", required=False, help_text="空着即按规程推算")
    reason = forms.CharField(
        label="说明", required=False, max_length=300, help_text="与希望的承办单位不同的，写明理由"
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        units_of(self, data)
        return data


class NotFileForm(KindForm):
    """What 不予立案 asks."""

    on = fields.Day(label="审查日期")
    cause = fields.category("not_filed_reason", label="不予立案理由")
    onward = fields.category("not_filed_onward", label="转办途径", required=False)
    reason = forms.CharField(label="说明", required=False, widget=forms.Textarea)


class FileForm(KindForm):
    """What 立案 asks."""

    on = fields.Day(label="立案日期")
    reason = forms.CharField(label="审查意见", required=False, widget=forms.Textarea)


class MergeForm(KindForm):
    """What 并案 asks."""

    on = fields.Day(label="并案日期")
    main = CasePick(label="并入提案号")
    reason = forms.CharField(label="说明", required=False, widget=forms.Textarea)
