"""The form in which a unit writes its reply, point by point, and those of its way to the proposer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from jianyan.ground import fields
from jianyan.ground.forms import KindForm
from jianyan.ground.models import Response, Suggestion
from jianyan.records.proposals.cases.forms import CONSENT
from jianyan.records.proposals.tasks.models import HANDLERS

from .models import ReplyDraft
from .writing import COLUMNS, Said

ASKED = ("text", "grade", "handler", "phone", "public")
"""What has to be there once the reply goes on."""
PARTS = ("verdict", "words", "promise", "promised_by")


class DraftForm(KindForm):
    """A reply as a unit writes it: whole or not. `asked` are the suggestions to answer."""

    wide: ClassVar[tuple[str, ...]] = ("text",)

    text = forms.CharField(
        label="答复正文", required=False, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="不写抬头、落款和文号，签发时自动加上。",
    )  # fmt: skip
    grade = fields.category(
        "reply_class", label="拟定办理类别", required=False, help_text="如A类、B类，也可只写字母"
    )
    handler = forms.CharField(label="经办人", required=False, max_length=40)
    phone = forms.CharField(label="联系电话", required=False, max_length=40)
    public = forms.ChoiceField(label="是否公开", required=False, choices=CONSENT)
    public_reason = forms.CharField(label="不公开的理由", required=False, max_length=200)

    def __init__(self, *args: Any, asked: Sequence[Suggestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = list(asked)
        sent_on = not self.is_bound or self.data.get("then") != "keep"
        for name in ASKED:
            self.fields[name].required = sent_on
        for one in self.asked:
            for name, field in _answering(one, sent_on).items():
                self.fields[f"{name}_{one.pk}"] = field

    @staticmethod
    def verdicts() -> list[tuple[str, str]]:
        """The verdicts with their words."""
        return [(str(code), str(label)) for code, label in Response.Verdict.choices]

    def points(self) -> list[Said]:
        """What the cleaned form says to each suggestion."""
        return [
            Said(one, **{name: self.cleaned_data[f"{name}_{one.pk}"] for name in PARTS})
            for one in self.asked
        ]

    def columns(self) -> dict[str, Any]:
        """What the cleaned form says of the reply as a whole."""
        found = {name: self.cleaned_data[name] for name in COLUMNS}
        return {**found, "public": found["public"] == "yes"}

    def groups(self) -> list[dict[str, Any]]:
        """The fields as the page shows them: the reply, each suggestion, who answers for it."""
        answers = [
            {
                "title": f"建议{one.order}",
                "hint": one.text,
                "fields": [self[f"{name}_{one.pk}"] for name in PARTS],
            }
            for one in self.asked
        ]
        rest = ("handler", "phone", "public", "public_reason")
        return [
            {"title": "答复", "fields": [self["text"], self["grade"]]},
            *answers,
            {"title": "联系与公开", "fields": [self[name] for name in rest]},
        ]


def points_named() -> dict[str, forms.Field]:
    """What stands beside each suggestion, whichever it is."""
    return _answering("建议", sent_on=False)


def _answering(one: Suggestion | str, sent_on: bool) -> dict[str, forms.Field]:
    by = fields.Day(label="承诺期限", required=False)
    words = forms.CharField(label="答复", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    words.wide = True  # type: ignore[attr-defined]
    found: dict[str, forms.Field] = {
        "verdict": forms.ChoiceField(
            label=f"对{one}的意见",
            required=sent_on,
            choices=Response.Verdict.choices,
            error_messages={"required": f"{one}还没有答复。"},
        ),
        "words": words,
        "promise": forms.CharField(
            label="承诺事项", required=False, max_length=300, help_text="承诺做什么，没有承诺的空着"
        ),
        "promised_by": by,
    }
    return found


CONTACT = ("handler", "phone", "public", "public_reason")


def initial_of(draft: ReplyDraft | None) -> dict[str, Any]:
    """What the form begins with: the draft as it was kept last."""
    if draft is None:
        return {}
    found: dict[str, Any] = {name: getattr(draft, name) for name in COLUMNS}
    found["public"] = "yes" if draft.public else "no" if draft.public_reason else ""
    for one in draft.points.filter(struck_at__isnull=True):  # type: ignore[attr-defined]
        found |= {f"{name}_{one.suggestion_id}": getattr(one, name) for name in PARTS}
    return found


def whose(draft: ReplyDraft | None) -> dict[str, Any]:
    """What a reply anew keeps of the one before: who answers for it, and whether it is open."""
    found = initial_of(draft)
    return {name: found[name] for name in CONTACT if name in found}


class SignForm(KindForm):
    """What 会签 asks."""

    office_only: ClassVar[tuple[str, ...]] = ("on", "unit")

    on = fields.Day(label="会签日期")
    unit = fields.body(
        *HANDLERS, label="会办单位", required=False, help_text="只有一个会办单位时可空着"
    )
    agreed = forms.TypedChoiceField(
        label="会签意见",
        choices=(("yes", "同意"), ("no", "需要修改")),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="修改意见", required=False, max_length=500, widget=forms.Textarea
    )


class CheckForm(KindForm):
    """What 核定答复 asks."""

    office_only: ClassVar[tuple[str, ...]] = ("on",)

    on = fields.Day(label="核定日期")
    grade = fields.category(
        "reply_class", label="改定办理类别", required=False, help_text="空着即按单位所拟"
    )
    reason = forms.CharField(
        label="核稿意见", required=False, max_length=500, widget=forms.Textarea,
        help_text="改定类别的必须写明理由",
    )  # fmt: skip


class RedraftForm(KindForm):
    """What 退回重拟 asks."""

    office_only: ClassVar[tuple[str, ...]] = ("on",)

    on = fields.Day(label="日期")
    reason = forms.CharField(label="修改意见", max_length=500, widget=forms.Textarea)


class IssueForm(KindForm):
    """What 签发答复 asks."""

    number = forms.CharField(
        label="答复文号", required=False, max_length=60, help_text="空着即按本单位顺序编号"
    )
