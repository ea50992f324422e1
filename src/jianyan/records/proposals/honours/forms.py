"""Forms of honours: page and sheet alike; the choice among candidates."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from jianyan.ground import fields
from jianyan.ground.forms import KindForm
from jianyan.ground.register import today
from jianyan.records.proposals.tasks.models import HANDLERS

from .models import Sort


class HonourForm(KindForm):
    """One honour, with the days that are known."""

    sources: ClassVar[dict[str, str]] = {"session": "record__session"}
    wide: ClassVar[tuple[str, ...]] = ("basis", "words")

    sort = fields.Labelled(label="种类", choices=Sort.choices)
    session = fields.session(label="届次", help_text="如 9.3 或 九届三次")
    body = fields.body(
        *HANDLERS,
        label="承办单位",
        required=False,
        help_text="评单位的必填；评承办个人的填所在单位",
    )
    person = fields.person(label="个人", required=False, help_text="评个人的必填")
    proposed_on = fields.Day(label="拟评日期")
    chosen_on = fields.Day(label="评定日期", required=False)
    taken_on = fields.Day(label="收回日期", required=False)
    taken_for = forms.CharField(label="收回理由", required=False, max_length=300)
    basis = forms.CharField(label="当时的各项条件", required=False, max_length=500)
    words = forms.CharField(label="说明", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        unit = data.get("sort") == Sort.UNIT
        if unit and not data.get("body") and "body" not in self.errors:
            self.add_error("body", "评单位的，请填写承办单位。")
        if unit and data.get("person"):
            self.add_error("person", "评单位的不填个人；评个人的，请改选种类。")
        if data.get("sort") and not unit and not data.get("person") and "person" not in self.errors:
            self.add_error("person", "评个人的，请填写姓名。")
        days = [data[name] for name in ("proposed_on", "chosen_on", "taken_on") if data.get(name)]
        if days != sorted(days):
            self.add_error("chosen_on", "拟评、评定、收回的日期应当先后相接，请改正。")
        if data.get("taken_on") and not data.get("taken_for"):
            self.add_error("taken_for", "请写明收回的理由。")
        return data


class ChooseForm(KindForm):
    """What is asked of the candidates that are ticked."""

    on = fields.Day(label="日期", initial=today)
    words = forms.CharField(
        label="说明",
        required=False,
        max_length=300,
        help_text="有一项不到规程的最低要求，或件数太少无从判断的，须写明理由",
    )
