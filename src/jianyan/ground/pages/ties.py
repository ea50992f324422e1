"""Ties between records, made by people; and one kind's record turned into another's."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect

from jianyan.ground.kinds import KINDS, Kind, kind_of_record
from jianyan.ground.models import Record, Tie, TieWhy
from jianyan.ground.plain import PlainForm
from jianyan.ground.register import By, leave_trail, lock, today
from jianyan.kernel.errors import Denied, Refused
from jianyan.kernel.rules import Actor

from . import places
from .access import may_add
from .drawing import carried_out, show_form
from .kept import asks
from .web import Request, by_of, committee_of, form_page, key_of, load, of_record, posted


def tie(by: By, source: Record, target: Record, why: str) -> Tie:
    """Tie two records, once; both are told in the source's trail. Raises Refused."""
    if source.pk == target.pk:
        raise Refused("不能把一条记录与它自己关联。")
    with transaction.atomic():
        held = lock(source.pk)
        found, fresh = Tie.objects.get_or_create(
            source=held, target=target, why=why, defaults={"by_id": by.actor.account}
        )
        if fresh:
            label = f"{TieWhy(why).label}{target}"[:60]
            leave_trail(held, by, move="tie", label=label, on=today())
    return found


def copied_from(request: Request) -> Record | None:
    """The record named by `?from=`, when this actor may view it (else 404)."""
    pk = key_of(request.GET.get("from", ""))
    record = Record.objects.filter(pk=pk).first() if pk is not None else None
    kind = kind_of_record(record.kind) if record else None
    return load(kind, request, record.pk).record if record and kind else None


def tie_to_source(by: By, source: Record, made: Record) -> None:
    """The new record was made from another: one tie."""
    tie(by, source, made, TieWhy.TURNED_INTO)


def visible(actor: Actor, records: list[Record]) -> set[int]:
    """Which of the records this actor may view: one statement per kind among them."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for record in records:
        by_kind[record.kind].append(record.pk)
    seen: set[int] = set()
    for name, pks in by_kind.items():
        if kind := kind_of_record(name):
            rows = kind.model._default_manager.filter(kind.view(actor), pk__in=pks)
            seen |= set(rows.values_list("pk", flat=True))
    return seen


def ties_of(actor: Actor, record: Record) -> list[dict[str, Any]]:
    """The ties of a record as the page shows them, with a count of those not shown."""
    rows = list(
        Tie.objects.filter(Q(source=record) | Q(target=record))
        .select_related("source", "target")
        .order_by("pk")
    )
    others = [row.target if row.source_id == record.pk else row.source for row in rows]
    seen = visible(actor, others)
    found: list[dict[str, Any]] = []
    for row, other in zip(rows, others, strict=True):
        kind = kind_of_record(other.kind)
        if other.pk not in seen or kind is None or kind.charter is None:
            continue
        state = {"label": kind.charter.label(other.state), "shape": kind.charter.shape(other.state)}
        found.append(
            {
                "why": _why(row, record),
                "label": str(other),
                "url": places.url_of(other),
                "state": state,
            }
        )
    return found


def _why(row: Tie, record: Record) -> str:
    label = str(TieWhy(row.why).label)
    return label if row.source_id == record.pk else f"{label}本记录"


class TieForm(PlainForm):
    """Which record, and why."""

    why = forms.ChoiceField(label="关系", choices=TieWhy.choices)
    number = forms.CharField(label="编号", max_length=80, help_text="另一条记录的编号。")
    kind = forms.ChoiceField(label="种类", required=False, help_text="编号在几类中重复时选。")

    def __init__(self, data: Any, kinds: list[Kind]) -> None:
        super().__init__(data)
        choices = [("", "不限")] + [(one.charter.key, one.title) for one in kinds if one.charter]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]


@form_page
@asks(TieForm)
def add_tie(request: Request, slug: str, pk: int) -> HttpResponse:
    """Tie a record to another by number."""
    kind = of_record(slug)
    row = load(kind, request, pk)
    if not may_add(kind, request.actor, row.record.committee_id):
        raise Denied("您没有为这条记录添加关联的权限。")
    form = TieForm(posted(request), record_kinds())
    if done := carried_out(request, form, lambda: _tied(request, kind, row, form)):
        return done
    page = {
        "title": "添加关联",
        "about": "把这条记录与另一条有关的记录连起来，两边都能看到。",
        "crumbs": places.crumbs(kind, row, here="添加关联"),
        "action": request.get_full_path(),
        "submit": "添加关联",
        "cancel_url": places.record_url(kind, pk),
    }
    return show_form(request, form, page)


def _tied(request: Request, kind: Kind, row: Any, form: forms.Form) -> str:
    number, wanted = form.cleaned_data["number"].strip(), form.cleaned_data["kind"]
    found = Record.objects.filter(
        Q(number=number) | Q(key=number), committee=row.record.committee_id
    ).exclude(pk=row.pk)
    found = found.filter(kind=wanted) if wanted else found
    candidates = list(found[:20])
    seen = visible(request.actor, candidates)
    hits = [record for record in candidates if record.pk in seen]
    if not hits:
        raise Refused(f"没有编号为“{number}”的记录，请核对编号。")
    if len(hits) > 1:
        raise Refused(f"编号为“{number}”的记录不止一条，请选种类。")
    tie(by_of(request), row.record, hits[0], form.cleaned_data["why"])
    messages.success(request, f"已关联{hits[0]}。")
    return places.record_url(kind, row.pk)


def record_kinds() -> list[Kind]:
    """The kinds whose rows are records of the register."""
    return [kind for kind in KINDS.values() if kind.is_record]


class TurnForm(PlainForm):
    """What a record is turned into."""

    into = forms.ChoiceField(label="转为", widget=forms.RadioSelect)


@form_page
@asks(TurnForm)
def turn(request: Request, slug: str, pk: int) -> HttpResponse:
    """Choose the kind to turn a record into; its add page opens with title and text filled in."""
    kind = of_record(slug)
    row = load(kind, request, pk)
    committee = committee_of(request)
    offered = [
        one
        for one in record_kinds()
        if one.slug != kind.slug and may_add(one, request.actor, committee)
    ]
    if not offered:
        raise Denied("您没有登记其他种类记录的权限。")
    form = TurnForm(posted(request))
    form.fields["into"].choices = [  # type: ignore[attr-defined]
        (one.slug, places.noun(one)) for one in offered
    ]
    if form.is_valid():
        into = KINDS[form.cleaned_data["into"]]
        return redirect(places.add_url(into, **{"from": row.pk}))
    page = {
        "title": "转为其他种类",
        "about": "打开新的登记页，带上标题和内容；登记后两条自动关联。",
        "crumbs": places.crumbs(kind, row, here="转为"),
        "action": request.get_full_path(),
        "submit": "下一步",
        "cancel_url": places.record_url(kind, pk),
    }
    return show_form(request, form, page)
