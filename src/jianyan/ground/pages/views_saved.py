"""Saved views of a list: the kind's standing ones, one's own, and those shared by the office."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jianyan.ground.kinds import Kind
from jianyan.ground.models import Role, SavedView
from jianyan.ground.plain import PlainForm
from jianyan.ground.rules import OFFICE

from . import places
from .web import Request, act, committee_of, form_page, named, posted

NOT_KEPT = {"page", "size"}
LONGEST: int = SavedView._meta.get_field("query").max_length or 0


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of a list; `drop_url` when one may delete it."""

    label: str
    query: str
    url: str
    current: bool
    drop_url: str = ""


def tabs_of(request: Request, kind: Kind, committee: int) -> list[Tab]:
    """The tabs above a list: all, the standing ones, the saved ones."""
    own = Q(account=request.user.pk)
    shared = Q(shared=True) if committee in request.actor.committees(*OFFICE) else Q()
    saved = SavedView.objects.filter(
        own | shared if shared else own, kind=kind.slug, committee=committee
    ).order_by("shared", "pk")
    here = request.GET.urlencode()

    def tab(label: str, query: str, drop_url: str = "") -> Tab:
        return Tab(label, query, places.list_url(kind, query), same_query(query, here), drop_url)

    standing = [(label, query) for label, query in kind.views if query]
    found = [tab(label, query) for label, query in (("全部", ""), *standing)]
    for view in saved:
        may = _may_drop(request, view)
        drop = reverse("view-drop", args=[kind.slug, view.pk]) if may else ""
        found.append(tab(view.name, view.query, drop))
    return found


def same_query(one: str, other: str) -> bool:
    """Whether two query strings state the same conditions."""
    return _parts(one) == _parts(other)


def _parts(query: str) -> list[tuple[str, str]]:
    return sorted(pair for pair in parse_qsl(query) if pair[0] not in NOT_KEPT)


def _may_drop(request: Request, view: SavedView) -> bool:
    """One's own; and, where all the office has it, an administrator: its maker may have left."""
    administered = request.actor.committees(Role.ADMINISTRATOR)
    return view.account_id == request.user.pk or (view.shared and view.committee_id in administered)


class ViewForm(PlainForm):
    """The name under which conditions are kept. One's own view of that name is replaced when that
    is asked for only."""

    name = forms.CharField(label="名称", max_length=30, help_text="显示为列表上方的标签。")
    shared = forms.BooleanField(label="全机关可用", required=False)
    replace = forms.BooleanField(label="替换原来的视图", required=False)

    def __init__(self, data: Any, *, query: str, known: Collection[str]) -> None:
        super().__init__(data)
        self.query, self.known = query, known
        if not (data and str(data.get("name", "")).strip() in self.known):
            del self.fields["replace"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        name = data.get("name", "")
        if name in self.known and not data.get("replace"):
            words = f"您已有名为“{name}”的视图，请换一个名称；要替换它的，勾选“替换原来的视图”。"
            self.add_error("name", words)
        if len(self.query) > LONGEST:
            self.add_error(
                None, "条件太长，存不下。请回到列表去掉一两个条件，或缩短查找的词，再存。"
            )
        return data


@form_page
def add_view(request: Request, slug: str) -> HttpResponse:
    """Keep the conditions in the address under a name."""
    kind, committee = named(slug), committee_of(request)
    query = urlencode(
        [pair for pair in parse_qsl(request.GET.urlencode()) if pair[0] not in NOT_KEPT]
    )
    mine = SavedView.objects.filter(account=request.user, kind=kind.slug)
    form = ViewForm(posted(request), query=query, known=set(mine.values_list("name", flat=True)))
    if committee not in request.actor.committees(*OFFICE):
        del form.fields["shared"]
    if form.is_valid():
        name, shared = form.cleaned_data["name"], form.cleaned_data.get("shared", False)
        SavedView.objects.update_or_create(
            account=request.user,
            kind=kind.slug,
            name=name,
            defaults={"committee_id": committee, "query": query, "shared": shared},
        )
        messages.success(request, f"已存为视图“{name}”。")
        return redirect(places.list_url(kind, query))
    page: dict[str, Any] = {
        "title": "存为视图",
        "about": "记下现在的条件和排序，以后一点就到。",
        "crumbs": places.crumbs(kind, here="存为视图"),
        "action": request.get_full_path(),
        "submit": "存为视图",
        "cancel_url": places.list_url(kind, query),
    }
    status = 422 if form.is_bound else 200
    return render(request, "page_form.html", {"form": form, "page": page}, status=status)


@act
def drop_view(request: Request, slug: str, pk: int) -> HttpResponse:
    """Delete a view: one's own, or as an administrator one that all the office has."""
    kind = named(slug)
    view = SavedView.objects.filter(pk=pk, kind=slug).first()
    if view is None or not _may_drop(request, view):
        raise Http404("没有这个视图，可能已经删除。")
    view.delete()
    messages.success(request, f"已删除视图“{view.name}”。")
    return redirect(places.list_url(kind))
