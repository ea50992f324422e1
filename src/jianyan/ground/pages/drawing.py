"""Forms as pages draw them: suggestions, wide fields, the fixed record of a part, the mark."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Model
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from jianyan.ground.forms import KindForm
from jianyan.ground.register import plain
from jianyan.kernel.errors import Refused

from .once import is_spent, mark, mark_of, perform_once
from .web import Request, sentences, status_of

SALT = "seen"
REFUSALS = (Refused, ValidationError)
TAKEN = "编号或名称与已有的一条相同，请核对后改正。"
LONGEST = 600


class Fixed(forms.Field):
    """A field that is not asked: it stands for one row whatever is sent."""

    widget = forms.HiddenInput

    def __init__(self, row: Any) -> None:
        super().__init__(required=False)
        self.row = row

    def clean(self, value: Any) -> Any:
        return self.row

    def prepare_value(self, value: Any) -> str:
        return ""


def drawn(form: forms.Form, request: Request) -> forms.Form:
    """The form with what the page needs: names to choose from, wide fields, the mark."""
    for name, field in form.fields.items():
        if hasattr(field, "options") and not isinstance(field.widget, forms.HiddenInput):
            field.datalist = field.options()  # type: ignore[attr-defined]
        if name in getattr(form, "wide", ()):
            field.wide = True  # type: ignore[attr-defined]
        if isinstance(field.widget, forms.Select) and isinstance(field, forms.ChoiceField):
            _open(field)
        if isinstance(field, forms.DateField):
            field.widget.input_type = "date"  # type: ignore[attr-defined]
    sent = "" if is_spent(request) else mark_of(request)
    form.fields["once"] = forms.CharField(
        required=False, widget=forms.HiddenInput, initial=sent or mark()
    )
    if form.is_bound and not sent:
        put(form, "once", mark())
    return form


def _open(field: forms.ChoiceField) -> None:
    """A list of choices begins with none chosen, so that nobody sends the first one unawares."""
    offered: Any = field.choices
    choices = list(offered)
    several = isinstance(field.widget, forms.RadioSelect | forms.SelectMultiple)
    if choices and not several and "" not in [code for code, _ in choices]:
        field.choices = [("", "请选择" if field.required else "空着"), *choices]


def put(form: forms.Form, name: str, value: str) -> None:
    """Put a hidden value into a form that was sent without it."""
    sent = form.data.copy() if isinstance(form.data, QueryDict) else dict(form.data)
    sent[name] = value
    form.data = sent


def show_form(
    request: Request, form: forms.Form, page: dict[str, Any], template: str = "page_form.html"
) -> HttpResponse:
    """The form's page: 200 when it is first seen, 422 (or its refusal's status) when sent in vain."""
    status = getattr(form, "status", 422) if form.is_bound else 200
    fields = form.fields
    page.setdefault("multipart", any(isinstance(one, forms.FileField) for one in fields.values()))
    return render(request, template, {"form": drawn(form, request), "page": page}, status=status)


def refuse(form: forms.Form, error: Exception) -> None:
    """Put a refusal above the form; the page answers with its status and keeps what was typed."""
    for words in sentences(error):
        form.add_error(None, words)
    form.status = status_of(error)  # type: ignore[attr-defined]


def carried_out(request: Request, form: forms.Form, do: Callable[[], str]) -> HttpResponse | None:
    """Carry out a form that is filled in as it should be, once, and go where that leads.

    None where its page is to be shown (again): not sent yet, filled in wrongly, or refused, with the
    reason above the form.
    """
    if not form.is_valid():
        return None
    try:
        return redirect(perform_once(request, do))
    except REFUSALS as error:
        refuse(form, error)
    except IntegrityError:
        refuse(form, Refused(TAKEN))
    return None


def values(form: KindForm, without: Iterable[str] = ()) -> dict[str, Any]:
    """The cleaned data that a kind's own code is handed."""
    left_out = {"once", "seen", *without}
    return {name: value for name, value in form.cleaned_data.items() if name not in left_out}


def seen_of(form: type[KindForm], row: Any) -> str:
    """What the person sees of a row, signed, so that a later change by others is noticed."""
    return signing.dumps({name: digest(value) for name, value in form.read(row).items()}, salt=SALT)


def seen_in(request: Request) -> dict[str, str]:
    """What the person saw when the form was opened; empty when that cannot be known."""
    try:
        return dict(signing.loads(request.POST.get("seen", ""), salt=SALT))
    except signing.BadSignature:
        return {}


def digest(value: Any) -> str:
    """A short digest of a field's value."""
    said = json.dumps(_bare(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _bare(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, list | tuple):
        return sorted(str(_bare(one)) for one in value)
    return plain(value) or ""
