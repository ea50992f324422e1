"""Forms of organisation: page, 代录 and sheet alike."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.models import Visibility

from .models import ChannelCheck, ListItem


def _key(label: str = "原编号") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=80, help_text="重复导入时据此识别，可不填"
    )


class StandingForm(KindForm):
    """What organisations and channels have in common: a name, and days from and to."""

    wide: ClassVar[tuple[str, ...]] = ("title", "note")

    key = _key()

    def clean_visibility(self) -> str:
        return self.cleaned_data["visibility"] or Visibility.MEMBERS

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", f"早于{self.fields['since'].label}{said_day(since)}，请改正。")
        return data


def _visibility() -> fields.Labelled:
    return fields.Labelled(
        label="可见范围", choices=Visibility.choices, required=False, help_text="空着即委员可见"
    )


class OrganisationForm(StandingForm):
    """One organisation. Who belongs to it is entered with the memberships."""

    title = forms.CharField(
        label="名称", max_length=100, help_text="全称；名册中已有的组织按名称对上，没有的随之建立"
    )
    sort = fields.category(
        "organisation_sort", label="种类", help_text="功能型支部、委员党小组、领导小组等"
    )
    since = fields.Day(label="成立日期")
    until = fields.Day(label="撤销日期", required=False, help_text="最后一天；存续的留空")
    campaign = fields.campaign(label="专项工作", required=False)
    visibility = _visibility()
    note = forms.CharField(label="职责", required=False, widget=forms.Textarea)


class ChannelForm(StandingForm):
    """One public account or work group."""

    title = forms.CharField(label="名称", max_length=100)
    sort = fields.category("channel_sort", label="种类", help_text="公众号、工作群、网站、其他")
    keeper = fields.person(label="管理员", required=False)
    since = fields.Day(label="启用日期")
    until = fields.Day(label="停用日期", required=False, help_text="最后一天；在用的留空")
    campaign = fields.campaign(label="专项工作", required=False)
    visibility = _visibility()
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea)


class ListItemForm(KindForm):
    """One item of a responsibility list, or one matter to be put right."""

    wide: ClassVar[tuple[str, ...]] = ("text",)

    record = fields.RecordPick("organisation", label="组织编号", help_text="如党组的编号或名称")
    key = _key("事项编号")
    nature = fields.Labelled(label="性质", choices=ListItem.Nature.choices)
    text = forms.CharField(label="事项", max_length=300)
    person = fields.person(label="责任人", required=False)
    found_on = fields.Day(label="列入日期")
    due_on = fields.Day(label="期限", required=False)
    done_on = fields.Day(label="完成日期", required=False, help_text="完成后填写")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        found = data.get("found_on")
        for name in ("due_on", "done_on"):
            if found and data.get(name) and data[name] < found:
                self.add_error(name, f"早于列入日期{said_day(found)}，请改正。")
        return data


class LedgerEntryForm(KindForm):
    """One line of the ledger."""

    wide: ClassVar[tuple[str, ...]] = ("text",)

    record = fields.RecordPick("organisation", label="组织编号")
    key = _key("台账编号")
    on = fields.Day(label="日期")
    text = forms.CharField(label="办理情况", widget=forms.Textarea)


class ChannelCheckForm(KindForm):
    """One check of a channel."""

    record = fields.RecordPick("channels", label="公众号或群的编号")
    on = fields.Day(label="检查日期")
    result = fields.Labelled(label="结果", choices=ChannelCheck.Result.choices)
    note = forms.CharField(label="情况", required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("result") == ChannelCheck.Result.FLAWED and not data.get("note"):
            self.add_error("note", "检查有问题的，请写明情况。")
        return data


class ChannelIncidentForm(KindForm):
    """What went wrong in a channel."""

    wide: ClassVar[tuple[str, ...]] = ("text",)

    record = fields.RecordPick("channels", label="公众号或群的编号")
    key = _key("问题编号")
    on = fields.Day(label="发生日期")
    text = forms.CharField(label="情况和处置", widget=forms.Textarea)
