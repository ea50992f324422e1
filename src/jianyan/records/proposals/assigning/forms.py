"""What the steps of assignment ask."""

from __future__ import annotations

from typing import Any

from django import forms

from jianyan.ground import fields
from jianyan.ground.forms import KindForm
from jianyan.ground.models import BodyKind, Rulebook
from jianyan.ground.register import today
from jianyan.ground.rulebook import in_force, provision
from jianyan.records.proposals.tasks.asked import return_said
from jianyan.records.proposals.tasks.models import (
    HANDLERS,
    ReturnRequest,
    TaskRole,
    TaskState,
    UnitTask,
)


class RouteForm(KindForm):
    """What 转交办机构 asks."""

    office_only = ("on",)

    on = fields.Day(label="转送日期")
    dispatchers = fields.bodies(
        BodyKind.DISPATCHER, label="交办机构", help_text="几个机构之间用、隔开"
    )
    reason = forms.CharField(
        label="说明", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class SendForm(KindForm):
    """What 增加承办单位 asks."""

    office_only = ("on",)

    on = fields.Day(label="交办日期")
    units = fields.bodies(*HANDLERS, label="承办单位", help_text="几个单位之间用、隔开")
    role = fields.Labelled(
        label="办理方式",
        choices=[(one.value, one.label) for one in (TaskRole.CO, TaskRole.SEPARATE, TaskRole.LEAD)],
        help_text="已有主办单位的选会办或分办",
    )
    reason = forms.CharField(
        label="说明", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    @classmethod
    def first(cls, row: Any) -> dict[str, Any]:
        """After a return that left nobody with the case: the unit proposed instead, in its role."""
        tasks = UnitTask.objects.standing().filter(record=row.pk).exclude(state=TaskState.VOID)
        if tasks.filter(ended_on=None).exists():
            return {}
        asked = ReturnRequest.objects.standing().filter(task__in=tasks, granted=True)
        last = asked.select_related("task", "rather").order_by("pk").last()
        if last is None or last.rather is None:
            return {}
        role = TaskRole.LEAD if last.task.role == TaskRole.SOLE else last.task.role
        return {"units": [last.rather], "role": role}


class AskReturnForm(KindForm):
    """What 申请退件 asks: a reason of the rulebook, and whose matter it is instead."""

    office_only = ("on",)

    on = fields.Day(label="日期")
    reason = fields.Labelled(label="退件理由")
    rather = fields.body(*HANDLERS, label="应由哪个单位办理", help_text="写明建议改交的单位")
    words = forms.CharField(
        label="说明", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: object, committee: int, **kwargs: object) -> None:
        super().__init__(*args, committee=committee, **kwargs)
        # The case may be judged by an earlier version: the action asks that one.
        rules = [in_force(committee, today()), *Rulebook.objects.filter(committee=committee)]
        known = dict.fromkeys(
            reason for rule in rules for reason in provision(rule, "proposals.return_reasons")
        )
        self.fields["reason"].choices = [(one, one) for one in known]  # type: ignore[attr-defined]


class GrantReturnForm(KindForm):
    """What 同意退件 asks."""

    office_only = ("on",)

    on = fields.Day(label="日期")
    unit = fields.body(
        *HANDLERS,
        label="改交单位",
        required=False,
        help_text="按申请单位的建议填好，可以改；清空即暂不改交，以后再增加承办单位",
    )
    reason = forms.CharField(
        label="说明", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    @classmethod
    def first(cls, row: Any) -> dict[str, Any]:
        """The unit that the returning one proposes instead."""
        asked = row.return_requests.filter(struck_at=None, answered_on=None)
        last = asked.select_related("rather").order_by("pk").last()
        return {"unit": last.rather} if last and last.rather else {}

    @classmethod
    def about(cls, row: Any) -> str:
        return return_said(row)


class SheetForm(KindForm):
    """What one submit of the sheet says for all its ticked rows: the office says the day, and may
    pass them to dispatchers."""

    on = fields.Day(label="交办日期")
    due_on = fields.Day(label="答复期限", required=False, help_text="空着即按规程推算")
    dispatchers = fields.bodies(
        BodyKind.DISPATCHER,
        label="转交办机构",
        required=False,
        help_text="只转交、不直接交办的填写，几个机构之间用、隔开",
    )

    def __init__(self, *args: Any, office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not office:
            del self.fields["on"], self.fields["dispatchers"]
