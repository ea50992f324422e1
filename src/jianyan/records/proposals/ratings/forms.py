"""Forms of ratings and re-handling: page, 代录 and sheet alike."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import Min

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.models import Body, Category, Person, Record
from jianyan.ground.rulebook import provision
from jianyan.records.proposals.cases.forms import CaseFactForm
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.tasks.forms import TaskFactForm
from jianyan.records.proposals.tasks.models import ANSWERING

from .queries import Rater, scale, waited_for

PARTS = {"attitude": "对办理态度", "way": "对办理方式", "result": "对办理结果"}


class RatingForm(CaseFactForm):
    """One proposer's rating."""

    wide: ClassVar[tuple[str, ...]] = ("words",)

    person = fields.person(
        label="评价人", required=False, help_text="空着即第一提案人；集体提案空着即提案单位"
    )
    on = fields.PastDay(label="评价日期")
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
        if record and data.get("on"):
            self._answered(record, data["on"])
        return data

    def _answered(self, record: Record, on: date) -> None:
        """What is rated has been replied to by the day."""
        given: date | None = record.replys.filter(struck_at=None).aggregate(first=Min("on"))[
            "first"
        ]  # type: ignore[attr-defined]
        if given is None:
            self.add_error("record", "这件提案还没有答复，请先登记答复，再登记评价。")
        elif on < given:
            self.add_error("on", f"早于答复日期{said_day(given)}，请改正。")


class RateForm(forms.Form):
    """What a proposer says of the handling: each part that the rulebook names, on its scale."""

    words = forms.CharField(
        label="想说的话",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="哪里好，哪里还要改进。",
    )

    def __init__(self, *args: Any, record: Record, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.scales = {part: scale(record, part) for part in parts_of(record)}
        asked = {part: _picks(part, entries) for part, entries in self.scales.items()}
        self.fields = {**asked, **self.fields}  # type: ignore[assignment]

    def said(self) -> dict[str, Any]:
        """The entries chosen and the words."""
        found: dict[str, Any] = {"words": self.cleaned_data["words"]}
        for part, entries in self.scales.items():
            found[part] = next(one for one in entries if one.code == self.cleaned_data[part])
        return found


def parts_of(record: Record) -> list[str]:
    """What is rated, the result last and always."""
    named = provision(record.rulebook, "proposals.rating_parts")
    return [part for part in PARTS if part in named or part == "result"]


def _picks(part: str, entries: list[Category]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=PARTS[part],
        choices=[(one.code, one.label) for one in entries],
        widget=forms.RadioSelect,
        error_messages={"required": f"请选择{PARTS[part]}的评价。"},
    )


def fields_named() -> dict[str, forms.Field]:
    """What stands on the page of rating, with every entry of any scale: what was chosen is named."""
    rows = Category.objects.filter(scheme="rating_scale").values_list("code", "label").distinct()
    picks = {
        part: forms.ChoiceField(label=label, choices=list(rows)) for part, label in PARTS.items()
    }
    return {**RateForForm.base_fields, **picks}


class RateForForm(RateForm):
    """A rating that the office enters from the signed form."""

    who = forms.ChoiceField(label="评价人", help_text="在评价表上签名的提案者")
    on = fields.Day(label="评价日期", help_text="评价表上的日期")
    scan = forms.FileField(label="评价表扫描件", help_text="必须上传提案者签名的评价表")

    def __init__(self, *args: Any, case: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, record=case.record, **kwargs)
        self.waiting = waited_for(case)
        self.waiting_by = {_code(one): one for one in self.waiting}
        # Named by who they are: the others may have rated since the page was opened.
        self.fields["who"].choices = list(zip(self.waiting_by, _names(self.waiting), strict=True))  # type: ignore[attr-defined]
        order = ["who", "on", *self.scales, "words", "scan"]
        self.fields = {name: self.fields[name] for name in order}
        for name in ("who", "on", "scan"):
            self.fields[name].error_messages["required"] = f"请填写{self.fields[name].label}。"
        self.fields["who"].error_messages["invalid_choice"] = (
            "这位提案者刚刚已经评价，或不是这件提案的提案者，请重新选择。"
        )
        self.fields["scan"].error_messages["required"] = "请上传提案者签名的评价表扫描件。"

    def rater(self) -> Rater:
        """Who signed the form."""
        return self.waiting_by[self.cleaned_data["who"]]


def _code(rater: Rater) -> str:
    """A rater in a list of choices."""
    return f"b{rater.body}" if rater.body else f"p{rater.person}"


def _names(found: list[Rater]) -> list[str]:
    people = dict(
        Person.objects.filter(pk__in=[one.person for one in found]).values_list("pk", "name")
    )
    bodies = dict(Body.objects.filter(pk__in=[one.body for one in found]).values_list("pk", "name"))
    return [bodies[one.body] if one.body else people[one.person or 0] for one in found]


class ChooseCaseForm(CaseFactForm):
    """Which case is meant."""


class RehandlingForm(TaskFactForm):
    """One second handling of a unit's task."""

    roles: ClassVar[tuple[str, ...]] = tuple(ANSWERING)
    sources: ClassVar[dict[str, str]] = {"unit": "task__unit"}

    on = fields.PastDay(label="要求日期")
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
