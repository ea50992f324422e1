"""The page of 退回修改: what is to be revised, mark by mark, beside the text."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse

from jianyan.ground.kinds import kind_named
from jianyan.ground.pages.drawing import carried_out, show_form
from jianyan.ground.pages.kept import asks
from jianyan.ground.pages.moves import ask_first
from jianyan.ground.pages.places import url_of
from jianyan.ground.pages.web import Request, by_of, form_page, load, posted
from jianyan.ground.register import today
from jianyan.kernel.errors import Denied
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.queries import prose

from . import actions
from .forms import MarkForm, MarkForms, SendBackForm


@form_page
@asks(SendBackForm, MarkForm)
def send_back(request: Request, pk: int) -> HttpResponse:
    """Send a proposal back with marks; several at once."""
    step = CASES.move("send_back")
    row = load(kind_named("proposals"), request, pk, {"send_back": step.by})
    if not row.may["send_back"]:
        raise Denied("您没有退回修改的权限。")
    sent = posted(request)
    if sent is None:
        ask_first(CASES, step, row, request.actor)
    form = SendBackForm(sent, committee=row.record.committee_id, initial={"on": today()})
    marks = MarkForms(sent, prefix="marks", form_kwargs={"label_suffix": ""})
    if sent is not None and form.is_valid() & marks.is_valid():
        done = carried_out(request, form, lambda: _sent(request, row, form, marks))
        if done:
            return done
    page: dict[str, Any] = {
        "title": "退回修改",
        "about": f"{row.record}，提案者改好后再提交",
        "crumbs": [
            {"label": row.record.number or row.record.title, "url": url_of(row.record)},
            {"label": "退回修改", "url": ""},
        ],
        "texts": [{"title": title, "text": text} for title, text in prose(row) if text],
        "formsets": [
            {
                "title": "逐条意见",
                "hint": "写明在哪一处、改什么，提案者会看到",
                "formset": marks,
                "add": "加一条意见",
            }
        ],
        "action": request.get_full_path(),
        "submit": "退回修改",
        "cancel_url": url_of(row.record),
    }
    return show_form(request, form, page, "proposals/send_back.html")


def _sent(request: Request, row: Any, form: Any, marks: Any) -> str:
    said = [one for one in (part.cleaned_data for part in marks.forms) if one.get("words")]
    data = form.cleaned_data
    on = data["on"] or today()
    actions.send_back(by_of(request), row.pk, on=on, reason=data["reason"], marks=said)
    messages.success(request, f"已退回《{row.record.title}》，已告知提案者。")
    return url_of(row.record)
