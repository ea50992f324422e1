"""Adding, 更正 and 作废: one form per kind, carried out once, with nothing typed lost."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from jianyan.ground import register
from jianyan.ground.forms import KindForm
from jianyan.ground.kinds import Kind, kind_of_record
from jianyan.ground.models import Record
from jianyan.ground.objecting import tell_settled
from jianyan.ground.plain import PlainForm
from jianyan.ground.striking import strike_dated, strike_row
from jianyan.kernel.charter import AMEND, VOID
from jianyan.kernel.errors import Denied, Refused, Stale

from . import behalf, places
from .access import ask_to_add, keepers
from .drawing import Fixed, carried_out, digest, put, seen_in, seen_of, show_form, values
from .ties import copied_from, tie_to_source
from .web import MISSING, Request, by_of, committee_of, form_page, key_of, load, named, posted


@form_page
def add(request: Request, slug: str) -> HttpResponse:
    """Add a row of a kind by its slug."""
    kind = named(slug)
    if kind.adding:
        record = key_of(request.GET.get("record", ""))
        return redirect(places.add_url(kind, **({"record": record} if record else {})))
    return add_page(request, kind)


def add_page(
    request: Request, kind: Kind, *, template: str = "page_form.html", **more: Any
) -> HttpResponse:
    """The page that adds a row: `?record=` a part of that record, `?from=` made from that record."""
    parent = _parent(request, kind)
    committee = parent.record.committee_id if parent else committee_of(request)
    ask_to_add(kind, request.actor, committee)
    _ask_write(request, kind, parent)
    source = copied_from(request)
    form = kind.form(
        posted(request),
        request.FILES or None,
        committee=committee,
        initial=_initial(request, kind, source),
    )
    if parent and "record" in form.fields:
        form.fields["record"] = Fixed(parent.record)
    page = _add_words(request, kind, parent)
    behalf.offer(form, kind, request.actor, committee, page)
    if done := carried_out(request, form, lambda: _added(request, kind, form, committee, source)):
        return done
    return show_form(request, form, page | more, template)


def _parent(request: Request, kind: Kind) -> Any:
    """The row of the record that a part is added to, seen by the view rule."""
    pk = key_of(request.GET.get("record", ""))
    if kind.is_record or not hasattr(kind.model, "record") or pk is None:
        return None
    return _owner_row(request, kind, pk)


def _owner_row(request: Request, kind: Kind, pk: int) -> Any:
    """The row of a record, seen by the view rule of its kind, or 404."""
    found = Record.objects.filter(pk=pk).values_list("kind", flat=True).first()
    owner = kind_of_record(found) if found else None
    if owner is None or kind.parent not in ("", owner.slug):
        raise Http404(MISSING)
    return load(owner, request, pk)


def _ask_write(request: Request, kind: Kind, parent: Any) -> None:
    """A part's `write` rule speaks of its record, so it is asked of the record's row."""
    if parent is None or kind.write is None:
        return
    rows = type(parent)._default_manager.filter(kind.write(request.actor), pk=parent.pk)
    if not rows.exists():
        raise Denied(f"您没有在这条记录上登记{places.noun(kind)}的权限。")


def _initial(request: Request, kind: Kind, source: Record | None) -> dict[str, Any]:
    """What the form begins with: today for its first day, the address's own values, the source's."""
    initial: dict[str, Any] = {
        name: value for name, value in request.GET.items() if name in kind.form.base_fields
    }
    initial.pop("record", None)
    if source is not None:
        texts = {"title": source.title, "text": source.text, "note": source.text}
        wanted = {name: text for name, text in texts.items() if name in kind.form.base_fields}
        if "text" in wanted:
            wanted.pop("note", None)
        initial = {**wanted, **initial}
    return initial


def _added(
    request: Request, kind: Kind, form: KindForm, committee: int, source: Record | None
) -> str:
    person = behalf.person_in(form)
    data = values(form, behalf.FIELDS)
    by = by_of(request, on_behalf_of=person)
    if not kind.is_record and isinstance(data.get("record"), Record):
        _ask_write(request, kind, _owner_row(request, kind, data["record"].pk))
    row: Any = kind.add(by, committee, data)
    url = places.record_url(kind, row.pk)
    if person is not None:
        behalf.tell(by, kind, row, person, form, url)
    if source is not None and kind.is_record:
        tie_to_source(by, source, row.record)
    told = f"，并已告知{person}" if person else ""
    messages.success(request, f"已登记{places.noun(kind)}“{places.row_name(kind, row)}”{told}。")
    return places.back_url(kind, row)


def _add_words(request: Request, kind: Kind, parent: Any) -> dict[str, Any]:
    back = places.url_of(parent.record) if parent else places.list_url(kind)
    return {
        "title": f"登记{places.noun(kind)}",
        "about": "请勿填写涉密内容。",
        "crumbs": places.crumbs(kind, here="登记")
        if parent is None
        else [
            {"label": places.name_of(parent.record), "url": back},
            {"label": f"登记{places.noun(kind)}", "url": ""},
        ],
        "action": request.get_full_path(),
        "submit": f"登记{places.noun(kind)}",
        "cancel_url": back,
    }


@form_page
def amend(request: Request, slug: str, pk: int) -> HttpResponse:
    """更正 a row of a kind by its slug."""
    return amend_page(request, named(slug), pk)


def amend_page(
    request: Request, kind: Kind, pk: int, *, template: str = "page_form.html", **more: Any
) -> HttpResponse:
    """The page that changes a row; what others changed since it was opened is not overwritten."""
    rules = keepers(kind)
    if kind.change is None or AMEND not in rules:
        raise Refused(f"{places.noun(kind)}不能在这里更正。")
    row = load(kind, request, pk, {AMEND: rules[AMEND]})
    if not row.may[AMEND]:
        raise Denied(f"您没有更正这条{places.noun(kind)}的权限。")
    committee = _committee_of_row(kind, row) or committee_of(request)
    form = kind.form(posted(request), committee=committee, initial=kind.form.read(row))
    if "record" in form.fields and not kind.is_record:
        form.fields["record"] = Fixed(row.record)
    fields = list(form.fields)
    form.fields["amend_reason"] = forms.CharField(
        label="更正理由", required=False, max_length=300, help_text="已计入签发报告的必须填写。"
    )

    def amended() -> str:
        changes = _changes(request, kind, form, row, fields)
        return _amended(request, kind, form, row, changes)

    if done := carried_out(request, form, amended):
        return done
    _remember(form, _seen(request, kind, form, row))
    page = {
        "title": f"更正{places.noun(kind)}",
        "about": "改动前后的内容都记入办理经过。",
        "crumbs": places.crumbs(kind, row, here="更正"),
        "action": request.get_full_path(),
        "submit": "更正",
        "cancel_url": places.record_url(kind, row.pk),
    }
    return show_form(request, form, page | more, template)


def _seen(request: Request, kind: Kind, form: KindForm, row: Any) -> str:
    """What the person sees now: what the page first showed, until a refusal told what has changed."""
    told = getattr(form, "status", 422) == 409
    if form.is_bound and not told:
        return request.POST.get("seen", "")
    return seen_of(kind.form, load(kind, request, row.pk) if told else row)


def _remember(form: KindForm, seen: str) -> None:
    form.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=seen)
    if form.is_bound:
        put(form, "seen", seen)


def _committee_of_row(kind: Kind, row: Any) -> int | None:
    found: Any = row
    for step in kind.committee.split("__") if kind.committee else ():
        found = getattr(found, step, None)
    return found.pk if hasattr(found, "pk") else found


def _changes(
    request: Request, kind: Kind, form: KindForm, row: Any, fields: list[str]
) -> dict[str, tuple[Any, Any]]:
    """What the person changed. Raises Stale for a field that somebody else changed meanwhile."""
    seen, now, shown = seen_in(request), kind.form.read(row), kind.form.shown(row)
    found: dict[str, tuple[Any, Any]] = {}
    for name in fields:
        new, mark_now = form.cleaned_data[name], digest(now[name])
        if digest(new) == mark_now or digest(new) == seen.get(name):
            continue
        if seen and seen.get(name) != mark_now:
            label = kind.form.base_fields[name].label
            raise Stale(f"“{label}”已被改为“{shown[name]}”。您填的内容还在，请核对后再存。")
        found[name] = (now[name], new)
    return found


def _amended(
    request: Request, kind: Kind, form: KindForm, row: Any, changes: dict[str, tuple[Any, Any]]
) -> str:
    url = places.record_url(kind, row.pk)
    if not changes:
        messages.info(request, "内容没有变化，没有改动。")
        return url
    if kind.change is None:
        raise Refused(f"{places.noun(kind)}不能更正。")
    by, reason = by_of(request), form.cleaned_data["amend_reason"]
    changed = kind.change(by, row, changes, reason)
    labels = "、".join(str(kind.form.base_fields[name].label) for name in changes)
    if kind.is_record:
        tell_settled(by, row.record, f"更正{labels}", reason)
    messages.success(request, f"已更正{labels}。")
    return places.record_url(kind, changed.pk)


class ReasonForm(PlainForm):
    """Why something is taken out of the register."""

    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


@form_page
def void(request: Request, slug: str, pk: int) -> HttpResponse:
    """作废 a row of a kind by its slug: a record, a part, a dated fact."""
    kind = named(slug)
    rules = keepers(kind)
    if VOID not in rules:
        raise Refused(f"{places.noun(kind)}不能作废。")
    row = load(kind, request, pk, {VOID: rules[VOID]})
    if not row.may[VOID]:
        raise Denied(f"您没有作废这条{places.noun(kind)}的权限。")
    form = ReasonForm(posted(request))

    def voided() -> str:
        return _voided(request, kind, row, form.cleaned_data["reason"])

    if done := carried_out(request, form, voided):
        return done
    page = {
        "title": f"作废“{places.row_name(kind, row)}”",
        "about": "作废后编号保留、不再计入任何指标，页面仍可查看。",
        "crumbs": places.crumbs(kind, row, here="作废"),
        "action": request.get_full_path(),
        "submit": "作废",
        "cancel_url": places.record_url(kind, row.pk),
    }
    return show_form(request, form, page)


def _voided(request: Request, kind: Kind, row: Any, reason: str) -> str:
    by = by_of(request)
    if kind.charter:
        register.void(kind.charter, by, row.pk, reason=reason)
        if kind.is_record:
            tell_settled(by, row.record, "作废", reason)
    elif getattr(row, "record_id", None):
        strike_row(kind, by, row, reason)
    else:
        strike_dated(by, row, _committee_of_row(kind, row), kind.title, reason)
    messages.success(request, f"已作废“{places.row_name(kind, row)}”。")
    return places.back_url(kind, row)
