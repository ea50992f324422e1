"""Pages on which a proposer writes: one's own draft, the reading of a file, the answer to an invitation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from jianyan.ground.models import Role
from jianyan.ground.pages.drawing import REFUSALS, carried_out, refuse, show_form
from jianyan.ground.pages.kept import asks
from jianyan.ground.pages.places import url_of
from jianyan.ground.pages.web import MISSING, Request, by_of, committee_of, form_page, load, posted
from jianyan.ground.plain import PlainForm
from jianyan.ground.register import today
from jianyan.kernel.errors import Denied, Refused
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import CaseState, Cosigner, Proposal
from jianyan.records.proposals.cases.who import authors

from . import actions, panels
from .forms import FromFileForm, WriteForm, read_file

__all__ = ["panels"]

WRITERS = (Role.MEMBER, Role.CONVENER)
THEN = [{"label": "存草稿", "name": "then", "value": "keep"}]
NO_SECRETS = (
    "请勿填写涉密内容。草稿只有您和受邀联名的委员能看到，提交后机关才能看到。"
    "要附文件的，先存草稿，再在草稿页上传。"
)


def _ask_member(request: Request, committee: int) -> None:
    if committee not in request.actor.committees(*WRITERS):
        raise Denied("您没有写提案的权限，委员和界别、党派、专委会召集人可以写提案。")


@form_page
@asks(WriteForm)
def write(request: Request) -> HttpResponse:
    """Begin a proposal: kept as a draft, or kept and sent in at once."""
    committee = committee_of(request)
    _ask_member(request, committee)
    initial = request.session.pop("proposal_read", None) if request.method == "GET" else None
    form = WriteForm(
        posted(request), committee=committee, actor=request.actor, initial=initial or {}
    )
    if done := carried_out(request, form, lambda: _begun(request, form, committee)):
        return done
    page = {
        "title": "写提案",
        "about": NO_SECRETS,
        "crumbs": [{"label": "写提案", "url": ""}],
        "tools": [
            {"label": "空白提案纸", "url": reverse("proposal-paper-blank"), "icon": "file-text"},
            {"label": "从 Word 读入", "url": reverse("proposal-read"), "icon": "file-type-docx"},
        ],
        "action": request.get_full_path(),
        "submit": "提交",
        "secondary": THEN,
        "cancel_url": reverse("home"),
    }
    return show_form(request, form, page)


def _begun(request: Request, form: WriteForm, committee: int) -> str:
    by = by_of(request)
    row = actions.begin(by, committee, form.cleaned_data)
    return _kept_or_sent(request, row)


def _kept_or_sent(request: Request, row: Proposal) -> str:
    url = url_of(row.record)
    if request.POST.get("then") == "keep":
        messages.success(request, f"已存为草稿：《{row.record.title}》。")
        return url
    sent = actions.send_in(by_of(request), row.pk, on=today())
    messages.success(request, f"已提交，收件号 {sent.receipt_number}。提案委审查后会告知您。")
    return url


@form_page
@asks(WriteForm)
def rewrite(request: Request, pk: int) -> HttpResponse:
    """Go on writing a draft, or revise what was sent back."""
    row = load(CASES, request, pk, {"write": authors})
    if not row.may["write"]:
        raise Denied("只有第一提案人、提案单位召集人可以修改。")
    if row.record.state not in (CaseState.DRAFT, CaseState.SENT_BACK):
        raise Refused("提案已经提交，不能再改；需要修改的，请联系提案委退回。")
    committee = row.record.committee_id
    shown = {name: value for name, value in WriteForm.read(row).items() if name != "body"}
    form = WriteForm(posted(request), committee=committee, actor=request.actor, initial=shown)
    form.fields.pop("body", None)
    if row.record.state != CaseState.DRAFT:
        form.fields.pop("cosigners")
    if done := carried_out(request, form, lambda: _saved(request, form, row)):
        return done
    page = {
        "title": "修改提案",
        "about": NO_SECRETS,
        "crumbs": [
            {"label": row.record.title, "url": url_of(row.record)},
            {"label": "修改", "url": ""},
        ],
        "notices": [
            {"kind": "warn", "lead": f"修改意见（{one.get_place_display()}）", "text": one.words}
            for one in row.record.revisionmarks.filter(resolved_on=None, struck_at=None)
        ],
        "action": request.get_full_path(),
        "submit": "提交",
        "secondary": THEN,
        "cancel_url": url_of(row.record),
    }
    return show_form(request, form, page)


def _saved(request: Request, form: WriteForm, row: Proposal) -> str:
    old = WriteForm.read(row)
    old["public"] = row.public
    new = {
        name: value
        for name, value in form.cleaned_data.items()
        if name in old and name not in ("body", "once") and value != old[name]
    }
    by = by_of(request)
    if not new.get("cosigners"):
        new.pop("cosigners", None)
    if new:
        sending = request.POST.get("then") != "keep"
        actions.save(by, row.pk, on=today(), changes=new, sending=sending)
    return _kept_or_sent(request, Proposal.objects.select_related("record").get(pk=row.pk))


@form_page
def read(request: Request) -> HttpResponse:
    """Read a proposal from a Word file into the form, where it is looked over before it is kept."""
    _ask_member(request, committee_of(request))
    form = FromFileForm(posted(request), request.FILES or None)
    if form.is_valid():
        try:
            request.session["proposal_read"] = read_file(form.cleaned_data["file"])
            messages.info(request, "已读出文稿，请核对各部分后保存。")
            return redirect("proposal-write")
        except REFUSALS as error:
            refuse(form, error)
    page = {
        "title": "从 Word 读入提案",
        "crumbs": [
            {"label": "写提案", "url": reverse("proposal-write")},
            {"label": "从 Word 读入", "url": ""},
        ],
        "action": request.get_full_path(),
        "submit": "读入",
        "cancel_url": reverse("proposal-write"),
    }
    return show_form(request, form, page)


class CosignForm(PlainForm):
    """What an invited member says."""

    answer = forms.ChoiceField(
        label="您的意见", choices=(("yes", "同意联名"), ("no", "谢绝")), widget=forms.RadioSelect
    )


@form_page
@asks(CosignForm)
def cosign(request: Request, pk: int) -> HttpResponse:
    """Answer an invitation to co-sign."""
    found = Cosigner.objects.filter(pk=pk, person=request.actor.person, struck_at=None).first()
    if found is None:
        raise Http404(MISSING)
    row = load(CASES, request, found.record_id)
    form = CosignForm(posted(request))

    def answered() -> str:
        return _answered(request, found, row, form.cleaned_data["answer"] == "yes")

    if done := carried_out(request, form, answered):
        return done
    about = f"《{row.record.title}》，第一提案人{row.proposer or row.body}"
    return _asked(request, form, row, "答复联名邀请", about, submit="答复")


def _asked(
    request: Request, form: PlainForm, row: Proposal, title: str, about: str, submit: str
) -> HttpResponse:
    """The page on which a co-signer says something about a draft."""
    page: dict[str, Any] = {
        "title": title,
        "about": about,
        "crumbs": [
            {"label": row.record.title, "url": url_of(row.record)},
            {"label": title, "url": ""},
        ],
        "action": request.get_full_path(),
        "submit": submit,
        "cancel_url": url_of(row.record),
    }
    return show_form(request, form, page)


class UnsignForm(PlainForm):
    """What a signer who takes the signature back may add."""

    reason = forms.CharField(
        label="说明", required=False, max_length=200, help_text="第一提案人会看到"
    )


@form_page
@asks(UnsignForm)
def unsign(request: Request, pk: int) -> HttpResponse:
    """Take one's signature back, after which the draft is not to be seen any more."""
    step = CASES.move("unsign")
    row = load(CASES, request, pk, {"unsign": step.by})
    if not row.may["unsign"]:
        raise Denied("您没有在这件提案上联名，或已经撤回。")
    if row.record.state not in step.source:
        raise Refused("提案已经提交，不能再撤回联名；有不同意见的，请与提案委联系。")
    form = UnsignForm(posted(request))
    if done := carried_out(request, form, lambda: _unsigned(request, row, form)):
        return done
    about = f"《{row.record.title}》，撤回后您不再是联名人，也不再能看到这份文稿。"
    return _asked(request, form, row, "撤回联名", about, submit="撤回联名")


def _unsigned(request: Request, row: Proposal, form: UnsignForm) -> str:
    actions.unsign(by_of(request), row.pk, on=today(), reason=form.cleaned_data["reason"])
    messages.success(request, f"您已撤回联名。《{row.record.title}》")
    return reverse("home")


def _answered(request: Request, found: Cosigner, row: Proposal, agreed: bool) -> str:
    actions.answer(by_of(request), found, agreed=agreed, on=today())
    words = "您已同意联名。" if agreed else "您已谢绝联名。"
    messages.success(request, f"{words}《{row.record.title}》")
    return url_of(row.record) if agreed else reverse("home")
