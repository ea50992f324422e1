"""The form of a proposal with the columns of an old ledger: page, 代录 and sheet alike."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.models import Category, Record, Rulebook, Visibility
from jianyan.ground.register import today
from jianyan.ground.rulebook import in_force
from jianyan.kernel.errors import Refused

from .cases.actions import number_of
from .cases.forms import CONSENT, CasePick
from .cases.models import Proposal, Timing
from .cases.proposing import MAY_PROPOSE, code_of
from .cases.queries import session_on, timing_on
from .queries import had_outcome, outcome_of, sent_first, texts_of
from .tasks.models import HANDLERS

OUTCOMES = (
    ("filed", "立案"),
    ("merged", "并案"),
    ("not_filed", "不予立案"),
    ("sent_back", "退回修改"),
    ("withdrawn", "撤案"),
)
NUMBERING = re.compile(r"^\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[)）、.．]|[0-9]{1,2}\s)\s*")
"""Proposals sent in within three months before a plenary opens count to it."""


class Lines(forms.CharField):
    """A list of texts, one a line; the numbers before them are taken off."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": 6}), **kwargs})

    def show(self, value: Any) -> str:
        """The numbered lines."""
        if isinstance(value, str):
            return value
        return "\n".join(f"{order}. {text}" for order, text in enumerate(value or (), start=1))

    def prepare_value(self, value: Any) -> Any:
        return self.show(value)

    def clean(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return list(value)
        text = str(super().clean(value) or "")
        lines = [NUMBERING.sub("", line).strip() for line in text.splitlines()]
        return [line for line in lines if line]


class ProposalForm(KindForm):
    """One proposal, from its text to the units it was given to."""

    wide: ClassVar[tuple[str, ...]] = (
        "title",
        "cosigners",
        "situation",
        "analysis",
        "suggestions",
        "public_reason",
    )
    filled_in: ClassVar[frozenset[str]] = frozenset({"number", "receipt_number", "due_on"})
    """Given by the system where the sheet leaves them empty."""

    number = forms.CharField(
        label="提案号",
        required=False,
        max_length=40,
        help_text="已立案的填；空着即按顺序编号。只写序号（如12）即可",
    )
    receipt_number = forms.CharField(
        label="收件号", required=False, max_length=40, help_text="空着即按顺序编号"
    )
    key = forms.CharField(
        label="原编号",
        required=False,
        max_length=80,
        help_text="原台账中的编号，重复导入时据此识别",
    )
    title = forms.CharField(label="案由", max_length=200)
    session = fields.session(
        label="届次", required=False, help_text="写作九届三次或9.3；空着即按收到日期推定"
    )
    timing = fields.Labelled(
        label="提出时间",
        choices=Timing.choices,
        required=False,
        help_text="大会提案或平时提案；空着即按收到日期推定",
    )
    proposer_kind = fields.category(
        "proposer_kind", label="提案者类别", required=False, help_text="空着即按提案者推定"
    )
    proposer = fields.person(label="第一提案人", required=False)
    body = fields.body(
        *MAY_PROPOSE,
        label="提案单位",
        required=False,
        help_text="集体提案填写，如党派、界别、专委会",
    )
    cosigners = fields.people(label="联名人", required=False, help_text="几人之间用、隔开")
    local = fields.category("proposal_category", label="类别", required=False)
    national = fields.category("proposal_national", label="全国类别", required=False)
    situation = forms.CharField(label="情况", required=False, widget=forms.Textarea)
    analysis = forms.CharField(label="分析", required=False, widget=forms.Textarea)
    suggestions = Lines(label="建议", required=False, help_text="一条一行，逐条编号")
    public = fields.Labelled(
        label="是否公开", choices=CONSENT, required=False, help_text="空着即同意公开"
    )
    public_reason = forms.CharField(label="不公开的理由", required=False, max_length=200)
    wished_leads = fields.bodies(*HANDLERS, label="希望主办单位", required=False)
    wished_cos = fields.bodies(*HANDLERS, label="希望会办单位", required=False)
    submitted_on = fields.PastDay(
        label="收到日期", required=False, help_text="空着即为草稿，尚未提交"
    )
    outcome = fields.Labelled(
        label="审查结果", choices=OUTCOMES, required=False, help_text="未审查的空着"
    )
    reviewed_on = fields.PastDay(
        label="审查日期", required=False, help_text="立案的即立案日期，并案的即并案日期"
    )
    reason = fields.category("not_filed_reason", label="不予立案理由", required=False)
    main = CasePick(label="并入提案号", required=False, help_text="并案的填主案的提案号")
    assigned_on = fields.PastDay(label="交办日期", required=False)
    lead = fields.body(*HANDLERS, label="主办单位", required=False, help_text="独办单位也填在这里")
    cos = fields.bodies(
        *HANDLERS, label="会办单位", required=False, help_text="几个单位之间用、隔开"
    )
    separate = fields.bodies(*HANDLERS, label="分办单位", required=False)
    due_on = fields.Day(label="答复期限", required=False, help_text="空着即按规程从交办日期推算")
    campaign = fields.campaign(label="专项工作", required=False)
    visibility = fields.Labelled(
        label="可见范围", choices=Visibility.choices, required=False, help_text="空着即委员可见"
    )

    def clean_visibility(self) -> str:
        return self.cleaned_data["visibility"] or Visibility.MEMBERS

    def clean_public(self) -> str:
        return self.cleaned_data["public"] or "yes"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return data
        self._who(data)
        self._days(dict(data))
        if not self.errors:
            self._when(data)
        return data

    def _who(self, data: dict[str, Any]) -> None:
        if not data["proposer"] and not data["body"]:
            self.add_error("proposer", "请填写第一提案人；集体提案填写提案单位。")
            return
        if data["proposer"] in data["cosigners"]:
            self.add_error("cosigners", "第一提案人不必再列为联名人，请删去。")
        if data["proposer_kind"] is None:
            data["proposer_kind"] = self._kind(data)
        if data["proposer_kind"] is None and "proposer_kind" not in self.errors:
            self.add_error("proposer_kind", "请填写提案者类别。")

    def _kind(self, data: dict[str, Any]) -> Category | None:
        """The kind that the rulebook of its day makes of the proposer; None where it makes none."""
        try:
            rule = self._rulebook(data) if data["body"] else None
            code = code_of(rule, data["body"], joint=bool(data["cosigners"]))
        except Refused as refused:
            self.add_error("proposer_kind", f"{refused}旧案请直接填写提案者类别。")
            return None
        kinds = Category.objects.filter(committee=self.committee, scheme="proposer_kind")
        found: Category | None = self.kept(
            ("proposer_kind", code), lambda: kinds.filter(code=code).first()
        )
        return found

    def _rulebook(self, data: dict[str, Any]) -> Rulebook | None:
        """The version in force when the proposal was sent in."""
        day = data["submitted_on"] or today()
        found: Rulebook | None = self.kept(("rulebook", day), lambda: in_force(self.committee, day))
        return found

    def _days(self, data: dict[str, Any]) -> None:
        outcome = data["outcome"]
        if outcome and not data["submitted_on"]:
            self.add_error("submitted_on", "有审查结果的须填收到日期。")
        if bool(outcome) != bool(data["reviewed_on"]):
            self.add_error("reviewed_on", "审查结果与审查日期须同时填写。")
        if outcome == "merged" and not data["main"]:
            self.add_error("main", "并案的须填写并入的提案号。")
        units = data["lead"] or data["separate"]
        if bool(data["assigned_on"]) != bool(units):
            self.add_error("assigned_on", "交办日期与主办（独办）或分办单位须同时填写。")
        if data["assigned_on"] and outcome != "filed":
            self.add_error("outcome", "只有立案的提案才能交办。")
        self._in_order(data, "submitted_on", "reviewed_on", "assigned_on", "due_on")

    def _in_order(self, data: dict[str, Any], *names: str) -> None:
        """Refuse a day that lies before an earlier step's."""
        last: date | None = None
        for name in names:
            day = data[name]
            if day and last and day < last:
                self.add_error(name, f"早于前一步的日期{said_day(last)}，请改正。")
            last = day or last

    def _when(self, data: dict[str, Any]) -> None:
        day = data["submitted_on"] or today()
        data["session"] = data["session"] or self.kept(
            ("session", day), lambda: session_on(self.committee, day)
        )
        if data["session"] is None:
            self.add_error("session", "没有收到日期所属的届次，请先登记会议或填写届次。")
            return
        data["timing"] = data["timing"] or timing_on(data["session"], day)
        for name, series in (("number", "proposals"), ("receipt_number", "receipts")):
            if data[name]:
                data[name] = number_of(self._rulebook(data), data["session"], series, data[name])

    @classmethod
    def read(cls, row: Any) -> dict[str, Any]:
        own = {name for name in cls.base_fields if name not in LIFE}
        return {name: cls.value_of(name, row) for name in own} | life_of(row)

    def changes(self, row: Any) -> dict[str, tuple[Any, Any]]:
        found = super().changes(row)
        if had_outcome(row, self.cleaned_data["outcome"], self.cleaned_data["reviewed_on"]):
            # An older sheet brought in again: the case has moved on since.
            found = {name: pair for name, pair in found.items() if name not in REVIEWED}
        return {name: pair for name, pair in found.items() if pair[1] or name not in self.filled_in}


REVIEWED = frozenset({"outcome", "reviewed_on", "reason", "main"})
LIFE = frozenset(
    {
        "number",
        "public",
        "suggestions",
        "cosigners",
        "outcome",
        "reviewed_on",
        "reason",
        "main",
        "lead",
        "cos",
        "separate",
        "due_on",
    }
)
"""Fields that are read from the facts of a case."""


def life_of(row: Proposal) -> dict[str, Any]:
    """What the facts of a case say in the terms of the ledger."""
    record: Record = row.record
    outcome, day, reason, main = outcome_of(row)
    asked = sorted(record.cosigners.all(), key=lambda one: one.order)
    signed = [one for one in asked if one.signed_on and one.struck_at is None]
    return {
        "number": record.number if row.filed_on else "",
        "public": "yes" if row.public else "no",
        "cosigners": [one.person for one in signed if one.person],
        "suggestions": texts_of(row),
        "outcome": outcome,
        "reviewed_on": day,
        "reason": reason,
        "main": main,
        **sent_first(row),
    }


def units_of(form: KindForm, data: dict[str, Any]) -> None:
    """Refuse an assignment without an answering unit, or one unit twice."""
    units = [data.get("lead"), *data.get("cos", ()), *data.get("separate", ())]
    if not data.get("lead") and not data.get("separate"):
        raise ValidationError("须有主办（独办）或分办单位，请补填。")
    if len({unit.pk for unit in units if unit}) < len([unit for unit in units if unit]):
        raise ValidationError("同一单位不能在一件提案中承办两次，请改正。")
