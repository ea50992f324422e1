"""Forms of suggestions and of what became of them: page, 代录 and sheet alike.

Numbers of different kinds look alike, so a record is written with its kind before it: 信息2020-012,
and its third suggestion 信息2020-012/3.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.models import BodyKind, Item, Record, Response, Settlement, Suggestion
from jianyan.ground.quantities import Quantity, in_base_unit

from .models import KINDS, PLACES, SOURCE_OF_KIND, Source

WRITTEN = "写作“信息2020-012”：种类加编号"
WRITTEN_SUGGESTION = "写作“信息2020-012/3”：来源记录加序号，或填原编号"


class SourcePick(fields.RecordPick):
    """A record that suggestions and facts are entered on, with its kind before its number."""

    def __init__(self, *kinds: str, **kwargs: Any) -> None:
        super().__init__(*kinds, **kwargs)
        self.kinds = kinds

    def find(self, text: str) -> Any:
        for kind, word in KINDS.items():
            if kind in self.kinds and text.startswith(word):
                rows = self._rows().filter(kind=kind, number=text.removeprefix(word).strip())
                if found := list(rows[:2]):
                    return found[0]
        try:
            return super().find(text)
        except ValidationError as error:
            if "不止一条" not in str(error):
                raise
            raise ValidationError(
                f"“{text}”对应不止一条记录，请在编号前写明种类，如“信息{text}”。"
            ) from None

    def show(self, value: Any) -> str:
        return written(value)


class SuggestionPick(fields.Pick):
    """A suggestion by its record and order, or by its former number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            lambda c: Suggestion.objects.filter(record__committee=c, struck_at__isnull=True),
            **kwargs,
        )

    def find(self, text: str) -> Any:
        rows = self._rows().exclude(state="void").select_related("record")
        if by_key := list(rows.filter(key=text)[:2]):
            return by_key[0]
        record, slash, order = text.rpartition("/")
        if not slash or not order.strip().isdigit():
            raise ValidationError(f"没有“{text}”这条意见建议，请{WRITTEN_SUGGESTION}。")
        pick = SourcePick(*SOURCE_OF_KIND)
        pick.committee = self.committee
        source: Record = pick.find(record.strip())
        if found := rows.filter(record=source, order=int(order)).first():
            return found
        raise ValidationError(f"“{written(source)}”没有第{int(order)}条意见建议，请先登记。")

    def show(self, value: Any) -> str:
        return "" if value is None else f"{written(value.record)}/{value.order}"

    def options(self) -> list[str]:
        return []


def written(record: Record | None) -> str:
    """A record as its kind and number."""
    if record is None:
        return ""
    word = KINDS.get(record.kind, "")
    return f"{word}{record.number}" if record.number else record.key or record.title


class FactForm(KindForm):
    """A fact on a record, perhaps on one of its suggestions."""

    record = SourcePick(*KINDS, label="来源记录", help_text=WRITTEN)
    suggestion = SuggestionPick(label="意见建议", required=False, help_text=WRITTEN_SUGGESTION)
    key = forms.CharField(label="原编号", required=False, max_length=80)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        record, suggestion = data.get("record"), data.get("suggestion")
        if record and suggestion and suggestion.record_id != record.pk:
            self.add_error("suggestion", "这条意见建议不属于所填的来源记录，请改正。")
        return data


class SuggestionForm(KindForm):
    """One suggestion of a record, or one problem collected."""

    wide: ClassVar[tuple[str, ...]] = ("text",)

    record = SourcePick(*SOURCE_OF_KIND, label="来源记录", help_text=WRITTEN)
    order = forms.IntegerField(label="序号", min_value=1, max_value=9999)
    key = forms.CharField(label="原编号", required=False, max_length=80)
    nature = fields.Labelled(
        label="性质",
        choices=Suggestion.Nature.choices,
        required=False,
        help_text="建议或者问题，空着即建议",
    )
    text = forms.CharField(label="内容", widget=forms.Textarea)
    source = fields.Labelled(
        label="来源",
        choices=Source.choices,
        required=False,
        help_text="空着随来源记录；会议活动上在基层收集的填走访",
    )
    place = fields.body(*PLACES, label="地点", required=False, help_text="收集意见的社区、企业等")
    raised_on = fields.Day(label="提出日期")
    sent_on = fields.Day(label="转送日期", required=False)
    unit = fields.body(BodyKind.UNIT, label="承办单位", required=False)
    due_on = fields.Day(label="办理期限", required=False)

    def clean_nature(self) -> str:
        return self.cleaned_data["nature"] or Suggestion.Nature.SUGGESTION

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        record = data.get("record")
        if record and not data.get("source"):
            usual = SOURCE_OF_KIND[record.kind]
            at_place = usual == Source.MEETING and data.get("place")
            data["source"] = str(Source.VISIT if at_place else usual)
        _not_before(self, data, "sent_on", "raised_on", "提出日期")
        _not_before(self, data, "due_on", "raised_on", "提出日期")
        return data


class ResponseForm(KindForm):
    """What a unit said to a suggestion."""

    wide: ClassVar[tuple[str, ...]] = ("reason",)

    suggestion = SuggestionPick(label="意见建议", help_text=WRITTEN_SUGGESTION)
    key = forms.CharField(label="原编号", required=False, max_length=80)
    unit = fields.body(BodyKind.UNIT, label="回应单位", required=False)
    on = fields.Day(label="回应日期")
    verdict = fields.Labelled(label="意见", choices=Response.Verdict.choices)
    reason = forms.CharField(label="说明", required=False, widget=forms.Textarea)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        _reason_of_refusal(self, data)
        _not_before_raised(self, data)
        return data


class SettlementForm(KindForm):
    """That a suggestion was said done, confirmed or disputed."""

    wide: ClassVar[tuple[str, ...]] = ("note",)

    suggestion = SuggestionPick(label="意见建议", help_text=WRITTEN_SUGGESTION)
    key = forms.CharField(label="原编号", required=False, max_length=80)
    on = fields.Day(label="日期")
    verdict = fields.Labelled(label="结论", choices=Settlement.Verdict.choices)
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("verdict") == Settlement.Verdict.DISPUTED and not data.get("note"):
            self.add_error("note", "有异议的请写明理由。")
        _not_before_raised(self, data)
        return data


class CommitmentForm(FactForm):
    """A promise with a date."""

    wide: ClassVar[tuple[str, ...]] = ("text",)

    unit = fields.body(BodyKind.UNIT, label="承诺单位", required=False)
    text = forms.CharField(label="承诺内容", widget=forms.Textarea)
    made_on = fields.Day(label="作出日期")
    due_on = fields.Day(label="兑现期限")
    kept_on = fields.Day(label="兑现日期", required=False, help_text="未兑现的留空")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        _not_before(self, data, "due_on", "made_on", "作出日期")
        _not_before(self, data, "kept_on", "made_on", "作出日期")
        return data


class OutcomeForm(FactForm):
    """A measured result; a quantity in another unit of the item is converted."""

    sources: ClassVar[dict[str, str]] = {"unit": "item__unit"}

    item = fields.item(label="项目", help_text="目录中的名称，如路灯")
    quantity = Quantity(label="数量")
    unit = forms.CharField(label="单位", required=False, help_text="空着即基本单位")
    place = forms.CharField(label="地点", required=False, max_length=100)
    on = fields.Day(label="日期")
    note = forms.CharField(label="依据", required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        item: Item | None = data.get("item")
        if item is None or data.get("quantity") is None:
            return data
        try:
            data["quantity"] = in_base_unit(item, data["quantity"], data.get("unit") or "")
        except ValidationError as error:
            self.add_error(None, error)
        data["unit"] = item.unit
        return data


class InstructionForm(KindForm):
    """A leader's instruction on a record."""

    wide: ClassVar[tuple[str, ...]] = ("text",)

    record = SourcePick(*KINDS, label="批示所在记录", help_text=WRITTEN)
    key = forms.CharField(label="原编号", required=False, max_length=80)
    leader = forms.CharField(
        label="批示人", required=False, max_length=60, help_text="职务和姓名，如区委书记张三"
    )
    person = fields.person(label="名册中的人", required=False, help_text="已在名册中的领导填姓名")
    on = fields.Day(label="批示日期")
    text = forms.CharField(label="批示内容", widget=forms.Textarea)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("leader"):
            if data.get("person") is None:
                self.add_error("leader", "请填写批示人。")
            data["leader"] = str(data.get("person") or "")
        return data


class SendForm(KindForm):
    """What sending asks: the day and the unit."""

    on = fields.Day(label="转送日期")
    unit = fields.body(
        BodyKind.UNIT, label="承办单位", required=False, help_text="空着即登记时填的单位"
    )
    reason = forms.CharField(label="说明", required=False, max_length=300, widget=forms.Textarea)


class AnswerForm(KindForm):
    """What the first answer asks."""

    on = fields.Day(label="回应日期")
    verdict = fields.Labelled(label="意见", choices=Response.Verdict.choices)
    unit = fields.body(BodyKind.UNIT, label="回应单位", required=False)
    reason = forms.CharField(label="说明", required=False, widget=forms.Textarea)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        _reason_of_refusal(self, data)
        return data


def _reason_of_refusal(form: KindForm, data: dict[str, Any]) -> None:
    if data.get("verdict") == Response.Verdict.NOT and not data.get("reason"):
        form.add_error("reason", "未采纳的请写明理由。")


def _not_before(form: KindForm, data: dict[str, Any], late: str, early: str, named: str) -> None:
    first, second = data.get(early), data.get(late)
    if first and second and second < first:
        form.add_error(late, f"早于{named}{said_day(first)}，请改正。")


def _not_before_raised(form: KindForm, data: dict[str, Any]) -> None:
    suggestion, on = data.get("suggestion"), data.get("on")
    if suggestion and on and on < suggestion.raised_on:
        raised = suggestion.raised_on
        form.add_error("on", f"早于提出日期{said_day(raised)}，请改正。")
