"""The pages of the rulebook (规程): its versions, what each says, and a new one from a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.kinds import kind_named
from jianyan.ground.models import Committee, Role, Rulebook
from jianyan.ground.pages import places
from jianyan.ground.pages.drawing import carried_out, show_form
from jianyan.ground.pages.web import Request, by_of, committee_of, form_page, page
from jianyan.ground.register import By, leave_trail, plain, today
from jianyan.ground.rulebook import PRESETS, in_force, preset
from jianyan.kernel.errors import Denied, Refused

from .drawn import table
from .provisions import (
    CLASS_CODES,
    CLASS_PARTS,
    CLASSES,
    Provision,
    data_of,
    groups,
    provisions,
    values_of,
)
from .reach import ADMINISTRATION, DIRECTORY

LONGEST = "reply_months_most"


def enact(by: By, committee: int, name: str, since: date, values: dict[str, Any]) -> Rulebook:
    """A new version from a day; what was judged by an earlier one stays judged by it.

    Raises Refused when it would begin before the last one.
    """
    with transaction.atomic():
        # The committee's row is locked, so that two versions never get one number.
        Committee.objects.select_for_update().get(pk=committee)
        last = Rulebook.objects.filter(committee=committee).order_by("-number").first()
        if last and since < last.since:
            raise Refused(f"第{last.number}版自{said_day(last.since)}施行，新版不能早于这一天。")
        before = values_of(last.data if last else {})
        number = last.number + 1 if last else 1
        made = Rulebook.objects.create(
            committee_id=committee, number=number, name=name, since=since, data=data_of(values)
        )
        changes = {
            path: [plain(before.get(path)), plain(value)]
            for path, value in values.items()
            if value != before.get(path)
        }
        leave_trail(
            None,
            by,
            committee=committee,
            part=made,
            move="enter",
            label=f"制定规程第{number}版",
            on=since,
            changes=changes,
        )
    return made


def _ask_reader(request: Request) -> int:
    committee = committee_of(request)
    if committee not in request.actor.committees(*DIRECTORY):
        raise Denied("您没有查看规程的权限。")
    return committee


@page
def show_rulebook(request: Request, number: int = 0) -> HttpResponse:
    """A version of the rulebook; without a number the one in force today."""
    committee = _ask_reader(request)
    versions = list(Rulebook.objects.filter(committee=committee).order_by("number"))
    now = in_force(committee, today())
    chosen = next((one for one in versions if one.number == number), None if number else now)
    if chosen is None:
        raise Http404("没有这一版规程。")
    place = versions.index(chosen)
    before = values_of(versions[place - 1].data) if place else None
    values = values_of(chosen.data)
    context = {
        "record": {"number": f"第{chosen.number}版", "title": chosen.name},
        "labels": [{"text": "现行", "strong": True}] if chosen == now else [],
        "page": {"crumbs": [{"label": "规程", "url": ""}], "tools": _tools(request, committee)},
        "facts": [
            {"label": "施行", "value": said_day(chosen.since)},
            {"label": "版本", "value": f"共{len(versions)}版"},
        ],
        "sections": [*_provisions(values, before), *_versions(versions)],
    }
    return render(request, "page_record.html", context)


def _tools(request: Request, committee: int) -> list[dict[str, Any]]:
    listed = places.list_url(kind_named("categories"))
    tools: list[dict[str, Any]] = [{"label": "类别", "url": listed, "icon": "list-check"}]
    if committee in request.actor.committees(*ADMINISTRATION):
        tools.append({"label": "制定新版", "url": reverse("rulebook-add"), "icon": "plus"})
    return [*tools, {"label": "打印", "print": True}]


def _provisions(values: dict[str, Any], before: dict[str, Any] | None) -> list[dict[str, Any]]:
    found = []
    for key, title, _, mine in groups():
        shown = _classes(values) if key == CLASSES else _shown(mine, values)
        then = (
            {} if before is None else _classes(before) if key == CLASSES else _shown(mine, before)
        )
        rows = [
            ("", (label, said, *([] if before is None else [_then(said, then.get(label, ""))])))
            for label, said in shown.items()
        ]
        heads = ("规定", "内容", *(() if before is None else ("上一版",)))
        section = table(title, heads, rows)
        found.append({"title": title, "template": section.template, **section.context})
    return found


def _shown(mine: list[Provision], values: dict[str, Any]) -> dict[str, str]:
    return {one.label: one.show(values[one.path]) for one in mine}


def _classes(values: dict[str, Any]) -> dict[str, str]:
    """The classes in use, each in one line."""
    found = {}
    for code in CLASS_CODES:
        label, solved, tracked = (values[f"{CLASSES}.{code}.{part}"] for part in CLASS_PARTS)
        if label:
            more = "，计为解决或采纳" * bool(solved) + "，须跟踪落实" * bool(tracked)
            found[f"{code}类"] = f"{label}{more}"
    return found


def _then(now: str, before: str) -> str:
    return "" if before == now else f"原为 {before or '不用'}"


def _versions(versions: list[Rulebook]) -> list[dict[str, Any]]:
    rows = [
        (
            reverse("rulebook-version", args=[one.number]),
            (f"第{one.number}版", one.name, said_day(one.since)),
        )
        for one in reversed(versions)
    ]
    section = table("各版", ("版次", "名称", "施行"), rows)
    return [{"title": "各版", "template": section.template, **section.context}]


class RulebookForm(forms.Form):
    """A whole version: every provision with its label."""

    name = forms.CharField(label="名称", max_length=60)
    since = fields.Day(label="施行日期", help_text="这一天起新的事项按新版；已立案的仍按原版。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for one in provisions():
            self.fields[one.path] = one.field()
        for field in self.fields.values():
            field.error_messages["required"] = f"请填写{field.label}。"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        usual, most = (data.get(f"proposals.{name}") for name in ("reply_months", LONGEST))
        if usual and most and most < usual:
            self.add_error(f"proposals.{LONGEST}", f"不能短于答复期限{usual}个月，请改正。")
        return data

    def values(self) -> dict[str, Any]:
        """The provisions as filled in."""
        return {one.path: self.cleaned_data[one.path] for one in provisions()}


@form_page
def add_rulebook(request: Request) -> HttpResponse:
    """A new version, begun from the one in force or from a preset (`?preset=`)."""
    committee = committee_of(request)
    if committee not in request.actor.committees(Role.ADMINISTRATOR):
        raise Denied("只有管理员可以制定规程。")
    chosen = request.GET.get("preset", "")
    now = Rulebook.objects.filter(committee=committee).order_by("-number").first()
    data = preset(chosen) if chosen in PRESETS else (now.data if now else preset("county"))
    name = str(data.get("name", "")) if chosen in PRESETS or now is None else now.name
    form = RulebookForm(
        request.POST or None, initial={"name": name, "since": today(), **values_of(data)}
    )
    if done := carried_out(request, form, lambda: _enacted(request, committee, form)):
        return done
    context: dict[str, Any] = {
        "title": "制定新版规程",
        "about": "从现行一版改起；也可以先套用一种样本。",
        "crumbs": [{"label": "规程", "url": reverse("rulebook")}, {"label": "制定新版", "url": ""}],
        "notices": [
            {
                "text": f"套用“{preset(one)['name']}”样本",
                "url": f"{reverse('rulebook-add')}?preset={one}",
                "verb": "套用",
            }
            for one in PRESETS
        ]
        if not form.is_bound
        else [],
        "groups": [
            {"title": "版本", "fields": [form["name"], form["since"]]},
            *(
                {"title": title, "hint": hint, "fields": [form[one.path] for one in mine]}
                for _, title, hint, mine in groups()
            ),
        ],
        "action": request.get_full_path(),
        "submit": "施行新版",
        "cancel_url": reverse("rulebook"),
    }
    return show_form(request, form, context)


def _enacted(request: Request, committee: int, form: RulebookForm) -> str:
    data = form.cleaned_data
    made = enact(by_of(request), committee, data["name"], data["since"], form.values())
    messages.success(request, f"规程第{made.number}版自{said_day(made.since)}施行。")
    return reverse("rulebook-version", args=[made.number])
