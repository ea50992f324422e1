"""The page on which a unit names who handles a task."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse

from jianyan.ground.kinds import kind_named
from jianyan.ground.models import Body, Person
from jianyan.ground.pages.drawing import carried_out, put, show_form
from jianyan.ground.pages.kept import asks
from jianyan.ground.pages.places import back_url, crumbs, list_url, record_url
from jianyan.ground.pages.web import Request, by_of, form_page, load, posted
from jianyan.ground.plain import PlainForm
from jianyan.ground.register import today
from jianyan.kernel.errors import Denied, Refused
from jianyan.kernel.rules import Actor

from .actions.handing import hand_on
from .charter import TASKS
from .models import SECTION, UnitTask
from .queries import people_of
from .who import UNITS

KIND = "proposal-tasks"


class HandForm(PlainForm):
    """Who handles a task: one of the unit's own people, or nobody yet."""

    handler = forms.ModelChoiceField(
        Person.objects.none(),
        label="承办人",
        required=False,
        empty_label="未定",
        help_text="本单位的经办人或负责人；指定后本人得到消息，其他人仍可办理",
    )
    section = forms.CharField(label="科室", required=False, max_length=SECTION)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, task: UnitTask, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handler"].queryset = people_of(task.unit_id)  # type: ignore[attr-defined]


@form_page
@asks(HandForm)
def hand(request: Request, pk: int) -> HttpResponse:
    """指定承办人 of a task."""
    kind, step = kind_named(KIND), TASKS.move("hand_on")
    row = load(kind, request, pk, {"hand_on": step.by})
    if not row.may["hand_on"]:
        raise Denied("您没有指定承办人的权限，由承办单位的经办人、负责人指定。")
    if row.state not in step.source or row.record.state not in step.during:
        raise Refused(f"{row}现为“{TASKS.label(row.state)}”，不能指定承办人。")
    now = {"handler": row.handler_id, "section": row.section, "shown": row.handler_id or ""}
    form = HandForm(posted(request), task=row, initial=now)

    def handed() -> str:
        task = hand_on(by_of(request), pk, on=today(), **form.cleaned_data)
        who = task.handler or "未定"
        messages.success(request, f"已登记。承办人：{who}。")
        return back_url(kind, row)

    if done := carried_out(request, form, handed):
        return done
    if form.is_bound:
        # Whoever saves again has read who it is now.
        put(form, "shown", str(row.handler_id or ""))
    page = {
        "title": "指定承办人",
        "about": f"{row.record.number}《{row.record.title}》　{row}",
        "crumbs": crumbs(kind, row, here="指定承办人"),
        "action": request.get_full_path(),
        "submit": "保存",
        "cancel_url": record_url(kind, pk),
    }
    return show_form(request, form, page)


def own_tasks(actor: Actor, committee: int) -> list[dict[str, Any]]:
    """For who acts for a unit, who sees the other units' part in its cases too: the ways to the tasks of
    the unit alone, and to those that one handles oneself."""
    units = actor.bodies(*UNITS)
    if not units:
        return []
    codes = Body.objects.filter(pk__in=sorted(units), committee=committee).order_by("pk")
    asked = [("unit", code) for code in codes.values_list("code", flat=True)]
    kind = kind_named(KIND)
    mine = list_url(kind, urlencode([("handler", actor.name), *asked]))
    return [
        {"label": "本单位的", "url": list_url(kind, urlencode(asked)), "icon": "building"},
        {"label": "我承办的", "url": mine, "icon": "user"},
    ]
