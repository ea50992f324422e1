"""代录: a member's form filled by the office, with the scan, told to the member, who may object."""

from __future__ import annotations

from typing import Any

from django import forms

from jianyan.ground import fields, storage
from jianyan.ground.kinds import Kind
from jianyan.ground.models import Notice, Person
from jianyan.ground.register import By
from jianyan.ground.uploads import UploadError
from jianyan.kernel.errors import Refused
from jianyan.kernel.rules import Actor

from .access import for_others

PERSON, SCAN = "behalf_person", "behalf_scan"
FIELDS = (PERSON, SCAN)


def offer(form: forms.Form, kind: Kind, actor: Actor, committee: int, page: dict[str, Any]) -> None:
    """Ask on whose behalf the office fills a form that members have."""
    if not for_others(kind, actor, committee):
        return
    person = fields.person(
        label="代录委员",
        required=False,
        help_text="受委员本人委托代为填写的，请填姓名；登记后告知本人，本人可以提出异议。",
    )
    person.committee = committee
    scan = forms.FileField(label="原件扫描件", required=False, help_text="代录的请上传原件。")
    own = [one.name for one in form.visible_fields()]
    form.fields = {PERSON: person, SCAN: scan, **form.fields}  # type: ignore[assignment]
    page["groups"] = [
        {"title": "代录", "hint": "不是代录的不填", "fields": [form[PERSON], form[SCAN]]},
        {"title": "", "fields": [form[name] for name in own]},
    ]


def person_in(form: forms.Form) -> Person | None:
    """On whose behalf the form was filled. Raises Refused for a scan without a person."""
    person: Person | None = form.cleaned_data.get(PERSON)
    if person is None and form.cleaned_data.get(SCAN):
        raise Refused("上传了代录的原件，请同时填写代录委员。")
    return person


def tell(by: By, kind: Kind, row: Any, person: Person, form: forms.Form, url: str) -> None:
    """Keep the scan with the record and tell the member. Raises Refused when the scan is unfit."""
    scan = form.cleaned_data.get(SCAN)
    if scan is not None:
        try:
            storage.attach(by, row.record_id, scan, caption="代录原件")
        except UploadError as error:
            raise Refused(str(error)) from None
    what = f"{kind.charter.title if kind.charter else kind.title}“{row.record.title}”"
    Notice.objects.create(
        person=person,
        record_id=row.record_id,
        text=f"{by.actor.name}代您登记了{what}。内容不符的，可以提出异议。"[:300],
        url=url,
        may_object=True,
    )
