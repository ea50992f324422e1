"""Saved views of a list: the kind's standing ones, one's own, and those shared by the office."""

from __future__ import annotations

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
from jianyan.ground.models import SavedView
from jianyan.ground.plain import PlainForm
from jianyan.ground.rules import OFFICE

from . import places
from .web import Request, act, committee_of, form_page, named, posted

NOT_KEPT = {"page", "size"}


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of a list; `drop_url` when it is one's own."""

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
        mine = view.account_id == request.user.pk
        drop = reverse("view-drop", args=[kind.slug, view.pk]) if mine else ""
        found.append(tab(view.name, view.query, drop))
    return found


def same_query(one: str, other: str) -> bool:
    """Whether two query strings state the same conditions."""
    return _parts(one) == _parts(other)


def _parts(query: str) -> list[tuple[str, str]]:
    return sorted(pair for pair in parse_qsl(query) if pair[0] not in NOT_KEPT)


class ViewForm(PlainForm):
    """The name under which conditions are kept."""

    name = forms.CharField(label="名称", max_length=30, help_text="显示为列表上方的标签。")
    shared = forms.BooleanField(label="全机关可用", required=False)


@form_page
def add_view(request: Request, slug: str) -> HttpResponse:
    """Keep the conditions in the address under a name."""
    kind, committee = named(slug), committee_of(request)
    query = urlencode(
        [pair for pair in parse_qsl(request.GET.urlencode()) if pair[0] not in NOT_KEPT]
    )
    form = ViewForm(posted(request))
    if committee not in request.actor.committees(*OFFICE):
        del form.fields["shared"]
    if form.is_valid():
        name, shared = form.cleaned_data["name"], form.cleaned_data.get("shared", False)
        SavedView.objects.update_or_create(
            account=request.user,
            kind=kind.slug,
            name=name,
            defaults={"committee_id": committee, "query": query[:500], "shared": shared},
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
    """Delete one of one's own views."""
    kind = named(slug)
    view = SavedView.objects.filter(pk=pk, kind=slug, account=request.user).first()
    if view is None:
        raise Http404("没有这个视图，可能已经删除。")
    view.delete()
    messages.success(request, f"已删除视图“{view.name}”。")
    return redirect(places.list_url(kind))
