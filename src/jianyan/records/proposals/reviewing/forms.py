"""What the steps of the review ask."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from jianyan.ground import fields
from jianyan.ground.forms import KindForm
from jianyan.records.proposals.cases.forms import CasePick
from jianyan.records.proposals.cases.models import PreReview, RevisionMark
from jianyan.records.proposals.tasks.models import HANDLERS


class PreReviewForm(KindForm):
    """What 登记审查意见 asks."""

    on = fields.Day(label="日期")
    stage = fields.Labelled(label="阶段", choices=PreReview.Stage.choices)
    opinion = fields.Labelled(label="审查意见", choices=PreReview.Opinion.choices)
    cause = fields.category(
        "not_filed_reason", label="不予立案理由", required=False, help_text="建议不予立案的填写"
    )
    main = CasePick(label="建议并入", required=False, help_text="建议并案的填主案的提案号或收件号")
    lead = fields.body(*HANDLERS, label="建议主办单位", required=False)
    cos = fields.bodies(
        *HANDLERS, label="建议会办单位", required=False, help_text="几个单位之间用、隔开"
    )
    reason = forms.CharField(
        label="说明", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class SendBackForm(KindForm):
    """What 退回修改 asks besides its marks."""

    on = fields.Day(label="日期")
    reason = forms.CharField(
        label="总的意见",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="逐条意见写在下面；只写逐条意见的，这里可以空着",
    )


class MarkForm(forms.Form):
    """One mark: where, and what to revise there."""

    wide: ClassVar[tuple[str, ...]] = ("words",)

    place = forms.ChoiceField(
        label="位置", required=False, choices=[("", "请选择"), *RevisionMark.Place.choices]
    )
    order = forms.IntegerField(label="第几条建议", required=False, min_value=1, max_value=99)
    quote = forms.CharField(label="原文", required=False, max_length=200)
    words = forms.CharField(
        label="修改意见", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        said = any(data.get(name) for name in ("place", "order", "quote", "words"))
        if said and not data.get("words"):
            self.add_error("words", "请写明要修改什么。")
        if said and not data.get("place"):
            data["place"] = (
                RevisionMark.Place.SUGGESTION if data.get("order") else RevisionMark.Place.WHOLE
            )
        if data.get("order") and data.get("place") != RevisionMark.Place.SUGGESTION:
            self.add_error("order", "只有位置是“建议”的才填第几条。")
        return data


MarkForms = forms.formset_factory(MarkForm, extra=3, max_num=30, absolute_max=30, validate_max=True)


class SheetForm(KindForm):
    """What the acts on the rows of the review table take, whichever of it they need."""

    on = fields.Day(label="日期")
    stage = fields.Labelled(label="阶段", choices=PreReview.Stage.choices, required=False)
    opinion = fields.Labelled(label="审查意见", choices=PreReview.Opinion.choices, required=False)
    cause = fields.category(
        "not_filed_reason", label="不予立案理由", required=False, help_text="不予立案的填写"
    )
    main = CasePick(label="并入提案号", required=False, help_text="并案的填写，收件号也可以")
    reason = forms.CharField(
        label="说明", required=False, max_length=300, help_text="退回修改的必填"
    )
