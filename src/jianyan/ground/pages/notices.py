"""Notices to a person, with the receipt of their reading, and objections to what was entered for them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jianyan.ground.kinds import kind_of_record
from jianyan.ground.models import Notice, Record, Trail
from jianyan.ground.objecting import NOTHING, answer_all, follow_objection, unanswered
from jianyan.ground.plain import PlainForm
from jianyan.ground.register import By, leave_trail, today
from jianyan.ground.rules import OFFICE
from jianyan.ground.telling import tell
from jianyan.kernel.errors import Denied, Refused

from .drawing import carried_out, show_form
from .kept import asks
from .places import crumbs, record_url, url_of
from .seeing import seen_records
from .web import MISSING, Request, act, by_of, form_page, load, page, posted

SHOWN = 100


@page
def list_notices(request: Request) -> HttpResponse:
    """One's own notices, the newest first."""
    own = Notice.objects.filter(person=request.actor.person).select_related("record")
    rows = list(own.order_by("-id")[:SHOWN])
    among = {one.record.pk: one.record.kind for one in rows if one.record}
    seen = seen_records(request.actor, among) if among else set()
    found: list[dict[str, Any]] = [
        {
            "text": one.text,
            # Of what may no longer be seen, as a draft whose co-signing one took back, the words stay.
            "url": one.url if one.record is None or one.record.pk in seen else "",
            "at": one.at,
            "seen_at": one.seen_at,
            "seen_url": reverse("notice-seen", args=[one.pk]),
            "objection": one.objection if one.objected_at else "",
            "answer": one.answer,
            "object_url": reverse("notice-object", args=[one.pk])
            if one.may_object and one.objected_at is None
            else "",
        }
        for one in rows
    ]
    blank = {"what": "还没有消息", "why": "与您有关的登记和办理会在这里告知您。", "icon": "bell"}
    context = {"page": {"title": "消息"}, "notices": found, "blank": blank}
    return render(request, "page_notices.html", context)


@act
def see_notice(request: Request, pk: int) -> HttpResponse:
    """The receipt that a notice was read; then on to what it tells of."""
    notice = _own(request, pk)
    Notice.objects.filter(pk=pk, seen_at__isnull=True).update(seen_at=timezone.now())
    record = notice.record
    if record and not seen_records(request.actor, {record.pk: record.kind}):
        messages.info(request, f"“{record.title}”现在不对您开放，消息已记为已读。")
        return redirect("notices")
    return redirect(notice.url or "notices")


class ObjectionForm(PlainForm):
    """What is wrong with what was entered on one's behalf."""

    objection = forms.CharField(
        label="异议",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="请写明哪里与您的本意不符。机关核对后更正或作废，并告知您。",
    )


@form_page
@asks(ObjectionForm)
def object_to(request: Request, pk: int) -> HttpResponse:
    """Object to what was entered on one's behalf: a dated fact, told in the record's trail."""
    notice = _own(request, pk)
    if not notice.may_object:
        raise Refused("这条消息不能提出异议，请与机关联系。")
    form = ObjectionForm(posted(request))
    if done := carried_out(request, form, lambda: _objected(request, notice, form)):
        return done
    found = {
        "title": "提出异议",
        "about": notice.text,
        "crumbs": [{"label": "消息", "url": reverse("notices")}, {"label": "提出异议", "url": ""}],
        "action": request.get_full_path(),
        "submit": "提出异议",
        "cancel_url": reverse("notices"),
    }
    return show_form(request, form, found)


def _objected(request: Request, notice: Notice, form: forms.Form) -> str:
    words = form.cleaned_data["objection"]
    with transaction.atomic():
        now = timezone.now()
        changed = Notice.objects.filter(pk=notice.pk, objected_at__isnull=True).update(
            objected_at=now, objection=words, seen_at=notice.seen_at or now
        )
        if not changed:
            raise Refused("您已经对这条登记提出过异议。")
        if notice.record:
            by = by_of(request)
            leave_trail(
                notice.record, by, move="object", label="本人提出异议", on=today(), reason=words
            )
            follow_objection(by, notice.key, words)
            _tell_who_entered(by, notice.record, words)
    messages.success(request, "已提出异议，机关核对后告知您。")
    return reverse("notices")


def _tell_who_entered(by: By, record: Record, words: str) -> None:
    """Those who filled forms of this record on the member's behalf, and the staff without a desk."""
    entered = Trail.objects.filter(record=record, on_behalf_of=by.actor.person)
    people = entered.filter(by__person__isnull=False).values_list("by__person", flat=True)
    said = f"{by.actor.name}对代录的“{record.title}”提出异议：{words}"
    tell(by, record, said, people=people, desk="")


class AnswerForm(PlainForm):
    """What the office found."""

    words = forms.CharField(
        label="答复",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="登记有误的，请先更正或作废，异议即为已答复；登记无误的，请写明核对的情况。答复即告知本人。",
    )


@form_page
@asks(AnswerForm)
def answer(request: Request, pk: int) -> HttpResponse:
    """The office's answer to what was objected to in a record."""
    found = kind_of_record(
        Record.objects.filter(pk=pk).values_list("kind", flat=True).first() or ""
    )
    if found is None:
        raise Http404(MISSING)
    row = load(found, request, pk)
    record: Record = row.record
    if record.committee_id not in request.actor.committees(*OFFICE):
        raise Denied("异议由机关工作人员答复，您没有权限。")
    waiting = unanswered().filter(record=record).select_related("person").order_by("objected_at")
    said = [f"{one.person}对代录提出异议：{one.objection}" for one in waiting]
    if not said and request.method != "POST":
        raise Refused(NOTHING)
    form, back = AnswerForm(posted(request)), record_url(found, pk)
    if done := carried_out(request, form, lambda: _answered(request, record, form)):
        return done
    page = {
        "title": "答复异议",
        "about": "；".join(said),
        "crumbs": crumbs(found, row, here="答复异议"),
        "action": request.get_full_path(),
        "submit": "答复异议",
        "cancel_url": back,
    }
    return show_form(request, form, page)


def _answered(request: Request, record: Record, form: forms.Form) -> str:
    answer_all(by_of(request), record, form.cleaned_data["words"])
    messages.success(request, "已答复异议，并告知本人。")
    return url_of(record)


def _own(request: Request, pk: int) -> Notice:
    notice = (
        Notice.objects.select_related("record").filter(pk=pk, person=request.actor.person).first()
    )
    if notice is None or request.actor.person is None:
        raise Http404("没有这条消息。")
    return notice
