"""The form in which a proposer writes a proposal (提案纸), and reading one from a Word file."""

from __future__ import annotations

import io
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from jianyan.ground import fields
from jianyan.ground.forms import KindForm
from jianyan.ground.models import Body
from jianyan.ground.official.reading import read_document
from jianyan.ground.paper_parts import PARTS, parse
from jianyan.ground.plain import PlainForm
from jianyan.ground.register import today
from jianyan.ground.rulebook import in_force
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.forms import CONSENT
from jianyan.records.proposals.cases.proposing import writing
from jianyan.records.proposals.forms import Lines
from jianyan.records.proposals.queries import texts_of
from jianyan.records.proposals.tasks.models import HANDLERS

from .reading import lines_of_paper

NO_NAME = "您现在不能以这个名义提出提案（规程或任职有变动），请改选；有疑问的，请与提案委联系。"


class WriteForm(KindForm):
    """One's own proposal. `actor` is who writes; conveners may write in the name of their body."""

    wide: ClassVar[tuple[str, ...]] = (*PARTS, "title")
    sources: ClassVar[dict[str, str]] = {}

    body = forms.ChoiceField(
        label="以谁的名义", required=False, error_messages={"invalid_choice": NO_NAME}
    )
    title = forms.CharField(
        label="案由", max_length=200, help_text="一事一案，一句话说清所提的事。"
    )
    situation = forms.CharField(
        label="情况", required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写清事实，有时间、地点、数字。",
    )  # fmt: skip
    analysis = forms.CharField(
        label="分析", required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="为什么会这样，现有的规定和做法是什么。",
    )  # fmt: skip
    suggestions = Lines(
        label="建议", required=False, help_text="一行一条，自动编号；答复时逐条回应。"
    )
    cosigners = fields.people(
        label="邀请联名", required=False, help_text="几位委员之间用、隔开；由受邀委员自己答复。"
    )
    local = fields.category("proposal_category", label="类别", required=False)
    wished_leads = fields.bodies(*HANDLERS, label="希望主办单位", required=False)
    wished_cos = fields.bodies(*HANDLERS, label="希望会办单位", required=False)
    public = forms.ChoiceField(label="是否公开", choices=CONSENT, initial="yes")
    public_reason = forms.CharField(label="不公开的理由", required=False, max_length=200)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent_in = self.data.get("then") != "keep" if self.is_bound else True
        for name in PARTS:
            self.fields[name].required = sent_in
        kept = actor.bodies("convener")
        named = writing(in_force(self.committee, today())) if kept else ()
        bodies = Body.objects.filter(pk__in=sorted(kept), kind__in=named)
        self.fields["body"].choices = [  # type: ignore[attr-defined]
            ("", "本人"), *((str(one.pk), one.name) for one in bodies)
        ]  # fmt: skip
        if not bodies:
            del self.fields["body"]

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())

    def clean_public(self) -> bool:
        return bool(self.cleaned_data["public"] == "yes")

    def clean_body(self) -> Body | None:
        found = self.cleaned_data.get("body")
        return Body.objects.get(pk=int(found)) if found else None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("public") is False and not data.get("public_reason", "").strip():
            self.add_error("public_reason", "不同意公开的，请写明理由。")
        return data

    @classmethod
    def value_of(cls, name: str, row: Any) -> Any:
        if name == "suggestions":
            return texts_of(row)
        if name == "public":
            return "yes" if row.public else "no"
        if name in ("cosigners", "body"):
            return [] if name == "cosigners" else ""
        return super().value_of(name, row)


class FromFileForm(PlainForm):
    """A Word file to read a proposal from."""

    file = forms.FileField(
        label="提案文稿", help_text="Word（.docx）或文本（.txt）；读出后先核对，再保存。"
    )


def read_file(upload: Any) -> dict[str, Any]:
    """Title, situation, analysis and suggestions as a file has them; what has no heading of ours goes
    to the situation. Raises ValidationError or Refused for a file that cannot be read."""
    name, content = str(upload.name).lower(), upload.read()
    if name.endswith(".docx"):
        lines = lines_of_paper(read_document(io.BytesIO(content), str(upload.name)))
    elif name.endswith(".txt"):
        lines = _decoded(content).splitlines()
    else:
        raise ValidationError("请选择 .docx 或 .txt 文件；.doc 或 .wps 请先另存为 .docx。")
    return parse(lines)


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValidationError("这个文本文件的编码读不出来，请另存为 UTF-8。")
