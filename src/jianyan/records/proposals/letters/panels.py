"""文书与案卷 on the page of a case: the letters that one may take along."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.urls import reverse

from jianyan.ground.models import Record
from jianyan.ground.pages.asking import holding
from jianyan.ground.register import today
from jianyan.kernel.panel import Panel, register_panel
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import CaseState, Proposal

from . import queries
from .charter import concerned, working

Link = dict[str, str]
SENT = (CaseState.ASSIGNED, CaseState.REPLIED, CaseState.CLOSED)


def letters(record: Record, actor: Actor) -> str:
    """The links, grouped by what they are of; only those whose letter can be made now."""
    rules = {"working": working, "concerned": concerned}
    held = holding(Proposal, record.pk, actor, rules)
    may = {name for name, holds in held.items() if holds}
    links = [_link("提案纸", "proposal-letter", record.pk, "paper")]
    if record.state in SENT:
        links += _sent(record, may)
    if "working" in may and record.state != CaseState.DRAFT:
        links.append(_link("提案摘报", "proposal-letter", record.pk, "digest"))
    links.append(_link("案卷", "proposal-dossier", record.pk))
    links.append(_link("案卷和全部附件", "proposal-bundle", record.pk))
    context = {"links": links, "verify_url": reverse("proposal-dossier-verify")}
    return render_to_string("proposals/letters.html", context)


def _sent(record: Record, may: set[str]) -> list[Link]:
    links: list[Link] = []
    if "working" in may:
        tasks = queries.tasks_of(record.pk)
        links += [_link(f"交办单：{one.unit}", "proposal-slip", one.pk) for one in tasks]
        late = queries.overdue(tasks, today())
        links += [_link(f"催办单：{one.unit}", "proposal-reminding", one.pk) for one in late]
        links += [
            _link(f"会办意见：{one.task.unit}", "proposal-opinion", one.pk)
            for one in queries.opinions().filter(record=record.pk).order_by("on", "pk")
        ]
    for reply in queries.replies().filter(record=record.pk).order_by("on", "pk"):
        links.append(_link(f"答复函：{reply.task.unit}", "proposal-reply-letter", reply.pk))
        links += [
            _link(f"答复函：{reply.task.unit}（{one.record.number or one.receipt_number}）",
                  "proposal-reply-letter", reply.pk, one.pk)
            for one in queries.merged_into(record.pk, reply.on)
        ]  # fmt: skip
    if "concerned" in may:
        links.append(_link("征询意见表", "proposal-letter", record.pk, "asking"))
    return links


def _link(label: str, name: str, *args: int | str) -> Link:
    return {"label": label, "url": reverse(name, args=args)}


register_panel(
    Panel(
        key="proposal-letters",
        title="文书与案卷",
        order=90,
        url_name="",
        render=letters,
        kinds=frozenset({CASES.key}),
    )
)
