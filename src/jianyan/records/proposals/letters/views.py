"""Pages that give letters out: of a case, of a part of it, of many cases ticked in a list."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from jianyan.ground.models import Committee
from jianyan.ground.official.watermark import over
from jianyan.ground.pages.documents import bundle_file, document_file
from jianyan.ground.pages.places import act_url
from jianyan.ground.pages.web import (
    MISSING,
    Request,
    act,
    by_of,
    committee_of,
    load,
    page,
    ticked_in,
)
from jianyan.ground.register import leave_trail, today
from jianyan.ground.rulebook import in_force
from jianyan.kernel.errors import Denied, Refused
from jianyan.kernel.rules import Rule
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.cases.queries import session_on
from jianyan.records.proposals.papers import sends
from jianyan.records.proposals.replies.views import REPLIES
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.views import KIND

from . import answering, asking, digest, panels, paper, queries, sending
from .charter import concerned, working
from .dossier.bundling import write_bundle
from .dossier.writing import dossier

__all__ = ["panels"]

MOST = 500


@dataclass(frozen=True, slots=True)
class OfCase:
    """A letter of a whole case: for whom beside the view rule, and what it is made with."""

    label: str
    who: Rule
    make: Callable[[Request, Proposal], bytes]


def address(request: Request, row: Proposal) -> str:
    """What the code on a form says: where its scan is added to the case."""
    return request.build_absolute_uri(reverse("proposal-scan", args=[row.pk]))


OF_CASE = {
    "paper": OfCase("提案纸", CASES.view, lambda request, row: paper.paper(row)),
    "asking": OfCase(
        "征询意见表",
        concerned,
        lambda request, row: asking.asking_forms([row], lambda one: address(request, one)),
    ),
    "digest": OfCase("提案摘报", working, lambda request, row: digest.digest([row], today())),
}

COPIES = ("paper", "digest")
"""Of these the letters that repeat the text of a case: of one that is not public they carry a watermark,
as the 案卷 does. The others are official letters, to be signed and sent."""


@page
def of_case(request: Request, pk: int, name: str) -> FileResponse:
    """One letter of a case, to whoever may see the case and has to do with the letter."""
    letter = OF_CASE.get(name)
    if letter is None:
        raise Http404("没有这种文书，地址可能抄错了。")
    row = _case(request, pk, letter.who, letter.label)
    content = letter.make(request, row)
    if name in COPIES and (words := queries.watermark_of(row, request.actor, today())):
        content = over(content, words)
    return _given(request, row, letter.label, content)


@page
def case_dossier(request: Request, pk: int) -> FileResponse:
    """The 案卷 of a case: all of it that one may see."""
    row = _case(request, pk, CASES.view, "案卷")
    found = dossier(by_of(request), row)
    return document_file(found.content, f"案卷-{_name(row)}")


@page
def case_bundle(request: Request, pk: int) -> FileResponse:
    """The 案卷 of a case with the contents of its files, as one file."""
    row = _case(request, pk, CASES.view, "案卷")
    out = tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it)
    write_bundle(by_of(request), row, out)
    out.seek(0)
    return bundle_file(out, f"案卷-{_name(row)}")


@page
def sending_slip(request: Request, pk: int) -> FileResponse:
    """交办单 of one task."""
    task = _task(request, pk)
    row = _case(request, task.record_id, working, "交办单")
    return _given(request, row, "交办单", sending.sending_slips([task]))


@page
def reminding_slip(request: Request, pk: int) -> FileResponse:
    """催办单 of one overdue task."""
    task = _task(request, pk)
    row = _case(request, task.record_id, working, "催办单")
    return _given(request, row, "催办单", sending.reminding_slips([task], today()))


@page
def reply_letter(request: Request, pk: int, case: int = 0) -> FileResponse:
    """答复函 of one reply; `case` is one that was merged into the case replied to."""
    found = load(REPLIES, request, pk)
    reply = queries.replies().filter(pk=found.pk).first()
    if reply is None:
        raise Http404(MISSING)
    if case and case not in {one.pk for one in queries.merged_into(reply.record_id, reply.on)}:
        raise Http404(MISSING)
    row = _case(request, case or reply.record_id, CASES.view, "答复函")
    return _given(request, row, "答复函", answering.reply_letter(reply, row))


@page
def opinion_letter(request: Request, pk: int) -> FileResponse:
    """会办意见 of a co-unit."""
    opinion = queries.opinions().filter(pk=pk).first()
    if opinion is None:
        raise Http404(MISSING)
    row = _case(request, opinion.record_id, working, "会办意见")
    return _given(request, row, "会办意见", answering.opinion_letter(opinion, row))


@page
def blank_paper(request: Request) -> FileResponse:
    """The empty 提案纸 of one's committee."""
    committee = Committee.objects.get(pk=committee_of(request))
    day = today()
    made = paper.blank_paper(committee, session_on(committee.pk, day), in_force(committee.pk, day))
    return document_file(made, "提案纸")


@page
def scan(request: Request, pk: int) -> HttpResponse:
    """Where the code on a paper form leads: the page that adds its scan to the case."""
    row = load(CASES, request, pk)
    return redirect(act_url(KIND, "file", row.pk))


@act
def many(request: Request, name: str, of: str) -> FileResponse:
    """Letters of the rows ticked in a list, in one file, each on a page of its own."""
    if not sends(request.actor):
        raise Denied("成批的文书由机关、领导和交办机构取用。")
    pks = ticked_in(request)
    if not pks:
        raise Refused("请先勾选要写文书的记录。")
    if len(pks) > MOST:
        raise Refused(f"一次至多写{MOST}件，请分几次。")
    charter = CASES if of == "cases" else TASKS
    seen = charter.model._default_manager.filter(charter.view(request.actor), pk__in=pks)
    label, content = MANY[name](request, of, set(seen.values_list("pk", flat=True)))
    leave_trail(
        None,
        by_of(request),
        committee=committee_of(request),
        move="export",
        label=f"导出{label}",
        on=today(),
        reason=f"勾选{len(pks)}件",
    )
    return document_file(content, f"{label}-{today():%Y%m%d}")


def _many_cases(request: Request, pks: set[int]) -> list[Proposal]:
    rows = queries.cases().filter(Q(pk__in=pks) & working(request.actor))
    return list(rows.order_by("record__number", "pk"))


def _many_tasks(request: Request, of: str, pks: set[int]) -> list[Any]:
    if of == "cases":
        cases = [row.pk for row in _many_cases(request, pks)]
        rows = queries.tasks().filter(record__in=cases, ended_on__isnull=True)
    else:
        allowed = Proposal.objects.filter(working(request.actor))
        rows = queries.tasks().filter(pk__in=pks, record__in=allowed.values("pk"))
    return list(rows.order_by("record__number", "record", "pk"))


def _sendings(request: Request, of: str, pks: set[int]) -> tuple[str, bytes]:
    return "交办单", sending.sending_slips(_many_tasks(request, of, pks))


def _remindings(request: Request, of: str, pks: set[int]) -> tuple[str, bytes]:
    tasks = sorted(_many_tasks(request, of, pks), key=lambda one: one.unit_id)
    return "催办单", sending.reminding_slips(tasks, today())


def _askings(request: Request, of: str, pks: set[int]) -> tuple[str, bytes]:
    rows = [row for row in _many_cases(request, pks) if row.assigned_on]
    return "征询意见表", asking.asking_forms(rows, lambda one: address(request, one))


def _digests(request: Request, of: str, pks: set[int]) -> tuple[str, bytes]:
    rows, day = _many_cases(request, pks), today()
    content = digest.digest(rows, day)
    words = (queries.watermark_of(row, request.actor, day) for row in rows)
    closed = next(filter(None, words), "")
    return "提案摘报", over(content, closed) if closed else content


MANY: dict[str, Callable[[Request, str, set[int]], tuple[str, bytes]]] = {
    "sending": _sendings,
    "reminding": _remindings,
    "asking": _askings,
    "digest": _digests,
}


def _case(request: Request, pk: int, who: Rule, what: str) -> Proposal:
    found = load(CASES, request, pk, {"take": who})
    if not found.may["take"]:
        raise Denied(f"您可以查看这件提案，但{what}只供承办这件提案的人取用。")
    row: Proposal = queries.cases().get(pk=pk)
    return row


def _task(request: Request, pk: int) -> Any:
    found = load(TASKS, request, pk)
    task = queries.tasks().filter(pk=found.pk).first()
    if task is None:
        raise Http404(MISSING)
    return task


def _given(request: Request, row: Proposal, label: str, content: bytes) -> FileResponse:
    """The file, and the trail row that says it was taken along."""
    leave_trail(row.record, by_of(request), move="export", label=f"导出{label}", on=today())
    return document_file(content, f"{label}-{_name(row)}")


def _name(row: Proposal) -> str:
    return row.record.number or row.receipt_number or row.record.title[:20]
