"""交办表: the filed cases on one sheet, each with its units in boxes, sent a hundred together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from jianyan.ground import fields
from jianyan.ground.advised import Said, say_of
from jianyan.ground.models import Role
from jianyan.ground.navigation import Entry, register_entry
from jianyan.ground.pages.drawing import REFUSALS, put, refuse, show_form
from jianyan.ground.pages.kept import asks
from jianyan.ground.pages.once import mark, perform_once
from jianyan.ground.pages.places import list_url, record_url
from jianyan.ground.pages.web import Request, by_of, committee_of, form_page, sentences, ticked_in
from jianyan.ground.register import By, hold, today
from jianyan.ground.rules import OFFICE
from jianyan.kernel.errors import Denied, Refused
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.gone import said_of_gone
from jianyan.records.proposals.queries import proposers
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.models import HANDLERS
from jianyan.records.proposals.views import KIND

from . import actions, bulk, panels
from .forms import SheetForm
from .queries import Proposed, awaiting, proposed, routed_to

__all__ = ["panels"]

WHO = (*OFFICE, Role.DISPATCHER)
MOST = 300
BOXES = ("lead", "cos", "separate", "why")
LABELS = {"lead": "主办（独办）", "cos": "会办", "separate": "分办", "why": "说明"}


@dataclass
class Sheet:
    """What was typed into the boxes of rows, which are ticked, and why rows were refused."""

    typed: dict[int, dict[str, str]] = field(default_factory=dict)
    ticked: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)


@form_page
@asks(SheetForm)
def sheet(request: Request) -> HttpResponse:
    """The sheet; ticked rows are assigned, or passed to a dispatcher, in one submit. A row that is
    refused says why, and nothing typed is lost."""
    committee = committee_of(request)
    if committee not in request.actor.committees(*WHO):
        raise Denied("交办表由机关工作人员和交办人员办理，您没有权限。")
    rows = list(awaiting(request.actor, committee)[:MOST])
    office = committee in request.actor.committees(*OFFICE)
    if request.method != "POST":
        form = SheetForm(None, committee=committee, initial={"on": today()}, office=office)
        return _shown(request, committee, rows, form, Sheet())
    form = SheetForm(request.POST, committee=committee, office=office)
    given = _read(request, [row.pk for row in rows])
    if form.is_valid():
        try:
            url = perform_once(request, lambda: _done(request, form, rows, given))
            if not given.refused:
                return redirect(url)
            put(form, "once", mark())
            rows = list(awaiting(request.actor, committee)[:MOST])
        except REFUSALS as error:
            refuse(form, error)
    return _shown(request, committee, rows, form, given)


def _read(request: Request, pks: list[int]) -> Sheet:
    typed = {
        pk: {
            name: request.POST[f"{name}-{pk}"].strip()
            for name in BOXES
            if f"{name}-{pk}" in request.POST
        }
        for pk in pks
    }
    return Sheet(typed, ticked_in(request), {})


def _done(request: Request, form: SheetForm, rows: list[Any], given: Sheet) -> str:
    if not given.ticked:
        raise Refused("请先勾选要办的提案。")
    by, said = by_of(request), form.cleaned_data
    routing = request.POST.get("do") == "route"
    if routing and not said.get("dispatchers"):
        raise Refused("请填写转哪个交办机构。")
    known = {row.pk for row in rows}
    for pk in given.ticked:
        if pk not in known:
            given.refused[pk] = f"这件提案已由他人交办，或不由您交办。{_typed_of(request, pk)}"
    pks = [pk for pk in given.ticked if pk in known]
    if routing:
        given.refused.update(_routed(by, pks, said))
    else:
        given.refused.update(_assigned(by, form, pks, given))
    label = "转交" if routing else "交办"
    if done := len(given.ticked) - len(given.refused):
        messages.success(request, f"已{label}{done}件。")
    if given.refused:
        messages.warning(
            request,
            f"{len(given.refused)}件没有办成，原因写在各件下面，填写的内容都还在；已不在表中的另行写明。",
        )
    return request.get_full_path()


def _typed_of(request: Request, pk: int) -> str:
    """What was typed into the boxes of a row that is shown no more."""
    said = {name: request.POST.get(f"{name}-{pk}", "").strip() for name in BOXES}
    typed = "；".join(f"{LABELS[name]}：{words}" for name, words in said.items() if words)
    return f"您填的是：{typed}。" if typed else ""


class Units:
    """The boxes' readers: unit names are looked up once for all rows."""

    def __init__(self, committee: int) -> None:
        self.one = fields.body(*HANDLERS, required=False)
        self.several = fields.bodies(*HANDLERS, required=False)
        self.one.committee = self.several.committee = committee

    def read(self, typed: Mapping[str, str]) -> dict[str, Any]:
        """The units of a row. Raises ValidationError naming the box."""
        found: dict[str, Any] = {}
        for name in ("lead", "cos", "separate"):
            reader = self.one if name == "lead" else self.several
            try:
                found[name] = reader.clean(typed.get(name, ""))
            except ValidationError as error:
                raise ValidationError(f"{LABELS[name]}：{'；'.join(error.messages)}") from None
        return found


def _routed(by: By, pks: list[int], said: Mapping[str, Any]) -> dict[int, str]:
    refused: dict[int, str] = {}
    hold(*pks)
    for pk in pks:
        try:
            with transaction.atomic():
                actions.route(by, pk, on=said["on"], dispatchers=said["dispatchers"])
        except REFUSALS as error:
            refused[pk] = "；".join(sentences(error))
    return refused


def _assigned(by: By, form: SheetForm, pks: list[int], given: Sheet) -> dict[int, str]:
    """Read the boxes of the rows and assign them; gives why rows were refused."""
    said, units = form.cleaned_data, Units(form.committee)
    wanted, refused = [], {}
    for pk in pks:
        typed = given.typed.get(pk, {})
        try:
            sendings = tasks.roles(**units.read(typed), due_on=said.get("due_on"))
            wanted.append(bulk.Wanted(pk, sendings, typed.get("why", "")))
        except ValidationError as error:
            refused[pk] = "；".join(error.messages)
    return refused | bulk.assign_many(by, form.committee, wanted, on=said.get("on") or today())


def _shown(
    request: Request, committee: int, rows: list[Any], form: SheetForm, given: Sheet
) -> HttpResponse:
    units = proposed(rows)
    pks = [row.pk for row in rows]
    for words in said_of_gone(request.actor, given.refused, pks):
        messages.warning(request, words)
    passed = routed_to(pks)
    advised = say_of(request.actor, committee, CASES.key, pks, "unit")
    names = Units(committee).one.options() if rows else []
    reach = request.actor.reach if committee not in request.actor.committees(*OFFICE) else None
    page = {
        "title": "提案交办表",
        "about": f"已立案待交办的提案 {len(rows)} 件。单位按审查意见或提案者的希望预填，可以改。",
        "tools": [{"label": "待交办清单", "url": list_url(KIND, "state=filed"), "icon": "table"}],
        "rows": [
            _row(row, units[row.pk], passed[row.pk], given, reach)
            | {"usual": _usual(advised.get(row.pk))}
            for row in rows
        ],
        "names": names,
        "action": request.get_full_path(),
        "routes": reach is None,
        "blank": {"what": "没有待交办的提案", "why": "提案立案后列在这里；交办人员只看到转来的。"},
    }
    return show_form(request, form, page, "proposals/assign.html")


def _row(
    row: Any, units: Proposed, passed: list[str], given: Sheet, reach: frozenset[int] | None
) -> dict[str, Any]:
    wished = [one.short or one.name for one in (*row.wished_leads.all(), *row.wished_cos.all())]
    lead = [units.lead] if units.lead else []
    prefilled = {"lead": _names(lead, reach), "cos": _names(units.cos, reach)}
    boxes = {**prefilled, **given.typed.get(row.pk, {})}
    return {
        "pk": row.pk,
        "url": record_url(KIND, row.pk),
        "number": row.record.number,
        "title": row.record.title,
        "who": proposers(row),
        "wished": "、".join(wished),
        "passed": "、".join(passed),
        "source": units.source if lead else "",
        "selected": row.pk in given.ticked,
        "why": given.refused.get(row.pk, ""),
        "boxes": [
            {"name": name, "label": LABELS[name], "value": boxes.get(name, "")} for name in BOXES
        ],
    }


def _usual(advised: Said | None) -> str:
    """The unit that such cases went to before, with the reason, in the words of the case's own page."""
    if advised is None or not advised.named["unit"]:
        return ""
    one = advised.named["unit"][0]
    return f"{one.label}（{one.why}）"


def _names(bodies: list[Any], reach: frozenset[int] | None) -> str:
    """The names of bodies, of a dispatcher's own units alone."""
    return "、".join(one.name for one in bodies if reach is None or one.pk in reach)


def assigns(actor: Actor) -> bool:
    """Whether the actor assigns proposals."""
    return actor.has(*WHO)


register_entry(Entry("提案交办表", "proposal-assign", "send", "履职", 192, assigns))
