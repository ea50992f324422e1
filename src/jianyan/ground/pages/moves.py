"""The pages of moves: one record's, and one move on several records together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import mark_safe

from jianyan.ground import fields
from jianyan.ground.forms import KindForm
from jianyan.ground.kinds import Kind
from jianyan.ground.models import Record
from jianyan.ground.register import hold, state_of, today
from jianyan.ground.rules import OFFICE
from jianyan.kernel.charter import ACTIONS, AMEND, VOID, Charter, Move
from jianyan.kernel.errors import Denied, Refused, Stale
from jianyan.kernel.panel import panels_for
from jianyan.kernel.rules import Actor

from . import cells, places
from .drawing import REFUSALS, carried_out, show_form, values
from .once import perform_once
from .web import Request, act, by_of, form_page, load, named, posted, sentences, ticked_in

MOST = 500


class MoveForm(KindForm):
    """What every move asks unless its kind says otherwise: the day, and a reason if there is one."""

    on = fields.Day(label="日期", help_text="事情发生的日期。")
    reason = forms.CharField(
        label="说明", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


def form_of(
    kind: Kind, step: Move, data: Any, files: Any, committee: int, actor: Actor, row: Any = None
) -> KindForm:
    """The form that a move asks of an actor, for one row or for many."""
    chosen = kind.moves.get(step.name, MoveForm)
    known = {} if row is None or data is not None else chosen.first(row)
    form = chosen(data, files, committee=committee, initial={"on": today(), **known})
    if committee not in actor.committees(*OFFICE):
        for name in chosen.office_only:
            form.fields.pop(name)
    if "reason" in step.asks and "reason" in form.fields:
        form.fields["reason"].required = True
        form.fields["reason"].error_messages["required"] = "请写明理由。"
    return form


def step_of(kind: Kind, name: str) -> tuple[Charter, Move]:
    """The named move of a kind. Raises Http404 for a move it has not; 更正 and 作废 have own pages."""
    charter = kind.charter
    if charter is not None and name not in (AMEND, VOID):
        for step in charter.moves:
            if step.name == name:
                return charter, step
    raise Http404("没有这个步骤，地址可能抄错了。")


@form_page
def move(request: Request, slug: str, pk: int, name: str) -> HttpResponse:
    """The page of one move by its kind's slug."""
    kind = named(slug)
    if name in kind.own_pages:
        return redirect(places.move_url(kind, pk, name))
    return move_page(request, kind, pk, name)


def move_page(
    request: Request,
    kind: Kind,
    pk: int,
    name: str,
    *,
    template: str = "page_form.html",
    **more: Any,
) -> HttpResponse:
    """The page that asks what a move wants, and carries it out."""
    charter, step = step_of(kind, name)
    row = load(kind, request, pk, {name: step.by})
    if not row.may[name]:
        raise Denied(f"您没有{step.label}的权限。")
    sent, files = posted(request), request.FILES or None
    form = form_of(kind, step, sent, files, row.record.committee_id, request.actor, row)
    if not form.is_bound:
        ask_first(charter, step, row, request.actor)
    if done := carried_out(request, form, lambda: _moved(request, kind, charter, step, row, form)):
        return done
    about = str(row.record) if kind.is_record else f"{row.record}　{row}"
    page = {
        "title": step.label,
        "about": "。".join(one for one in (about, form.about(row)) if one),
        "crumbs": places.crumbs(kind, row, here=step.label),
        "action": request.get_full_path(),
        "submit": step.label,
        "cancel_url": places.record_url(kind, pk),
        "panels": _beside(charter, step, row, request.actor) if kind.is_record else [],
    }
    return show_form(request, form, page | more, template)


def _beside(charter: Charter, step: Move, row: Any, actor: Actor) -> list[dict[str, str]]:
    """The panels that help with a move: their titles and their HTML, those with nothing to say left out."""
    drawn = [
        (one.title, one.render(row.record, actor))
        for one in panels_for(charter.key)
        if step.name in one.moves
    ]
    return [
        {"title": title, "html": mark_safe(html)}  # noqa: S308  (a panel renders a template of its own)
        for title, html in drawn
        if html
    ]


def ask_first(charter: Charter, step: Move, row: Any, actor: Actor) -> None:
    """Say at once what would be refused after the typing. Raises Stale and Refused."""
    state = state_of(charter, row)
    if state not in step.source:
        raise Stale(f"{row}现为“{charter.label(state)}”，不能{step.label}。")
    for need in step.needs:
        if why := need(row, actor):
            raise Refused(why)


def _moved(
    request: Request, kind: Kind, charter: Charter, step: Move, row: Any, form: KindForm
) -> str:
    perform(charter, step, request, row.pk, values(form))
    after: Any = kind.model._default_manager.select_related("record").get(pk=row.pk)
    now = charter.label(state_of(charter, after))
    said = f"现为“{now}”" if step.target else "已登记"
    messages.success(request, f"{places.name_of(after.record)}：{step.label}，{said}。")
    return places.back_url(kind, row)


def perform(
    charter: Charter, step: Move, request: Request, pk: int, asked: Mapping[str, Any]
) -> None:
    """Call the action that performs a move. Raises what it raises."""
    given = dict(asked)
    on = given.pop("on", None) or today()
    reason = given.pop("reason", "") or ""
    ACTIONS[charter.key, step.name](by_of(request), pk, on=on, reason=reason, **given)


@act
def bulk(request: Request, slug: str) -> HttpResponse:
    """One move on the rows ticked in a list: first its form with the rows, then the moving."""
    kind = named(slug)
    charter, step = step_of(kind, request.POST.get("move", ""))
    pks = ticked_in(request)
    if not step.bulk or not pks:
        raise Refused("请先勾选要办的记录。" if step.bulk else f"{step.label}须逐件办理。")
    if len(pks) > MOST:
        raise Refused(f"一次至多办{MOST}件，请分几次。")
    rows = list(kind.rows().filter(kind.view(request.actor), pk__in=pks))
    rows.sort(key=lambda row: (row.record_id, row.pk))
    if not rows:
        raise Http404("没有这些记录，或您无权查看。")
    sent = request.POST if "once" in request.POST else None
    committee = rows[0].record.committee_id
    form = form_of(kind, step, sent, request.FILES or None, committee, request.actor)
    if form.is_valid():
        return redirect(
            perform_once(request, lambda: _all_moved(request, kind, charter, step, rows, form))
        )
    form.fields["move"] = forms.CharField(initial=step.name, widget=forms.HiddenInput)
    form.fields["pk"] = forms.MultipleChoiceField(
        choices=[(row.pk, row.pk) for row in rows],
        initial=[row.pk for row in rows],
        widget=forms.MultipleHiddenInput,
    )
    page = {
        "title": f"{step.label}（{len(rows)}{kind.measure}）",
        "crumbs": places.crumbs(kind, here=step.label),
        "table": {"columns": cells.heads(kind), "rows": cells.table_rows(kind, rows)},
        "action": request.get_full_path(),
        "submit": f"{step.label}{len(rows)}{kind.measure}",
        "cancel_url": places.list_url(kind),
    }
    return show_form(request, form, page)


def _all_moved(
    request: Request, kind: Kind, charter: Charter, step: Move, rows: list[Any], form: KindForm
) -> str:
    """Each in order of its record; one that is refused does not hold up the others."""
    done, refused = 0, []
    hold(*(row.record_id for row in rows))
    for row in rows:
        try:
            with transaction.atomic():
                perform(charter, step, request, row.pk, values(form, ("move", "pk")))
            done += 1
        except REFUSALS as error:
            refused.append(f"{_short(row.record)}：{'；'.join(sentences(error))}")
    if done:
        messages.success(request, f"已{step.label}{done}{kind.measure}。")
    if refused:
        words = " ".join(refused[:10])
        messages.warning(request, f"{len(refused)}{kind.measure}没有办成。{words}")
    return places.list_url(kind)


def _short(record: Record) -> str:
    return record.number or record.title
