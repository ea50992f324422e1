"""What a proposer sees beside a draft: the check before sending, and the invitations."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from jianyan.ground.models import File, Record, Trail
from jianyan.ground.register import today
from jianyan.ground.rulebook import in_force, provision
from jianyan.ground.rules import office
from jianyan.ground.templatetags.jianyan import cn_date
from jianyan.kernel.panel import Panel, register_panel
from jianyan.kernel.rules import Actor, either
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import CaseState, Cosigner, Proposal, RevisionMark
from jianyan.records.proposals.cases.proposing import writing
from jianyan.records.proposals.cases.queries import suggestions
from jianyan.records.proposals.cases.who import authors, proposers, signers

from .changes import changes_since
from .signing import changed_since

WRITING = (CaseState.DRAFT, CaseState.SENT_BACK)
MANY = ("以及", "和", "与", "、", "；")


def checked(row: Proposal) -> list[dict[str, Any]]:
    """The form's points, each with whether it holds and the words for it (一事一案、三部分、字数、附件)."""
    rule = row.record.rulebook

    def most(name: str) -> int:
        return int(provision(rule, f"proposals.form.{name}"))

    texts = list(suggestions().filter(record=row.pk).values_list("text", flat=True))
    length = sum(len("".join(one.split())) for one in (row.situation, row.analysis, *texts))
    files = File.objects.filter(record=row.pk, struck_at=None).count()
    title = len(row.record.title)
    points = [
        (bool(row.situation), "写了情况", "还没有写情况"),
        (bool(row.analysis), "写了分析", "还没有写分析"),
        (
            len(texts) >= most("suggestions_least"),
            f"建议 {len(texts)} 条，已逐条编号",
            f"建议 {len(texts)} 条，至少写 {most('suggestions_least')} 条",
        ),
        (
            title <= most("title_most"),
            f"案由 {title} 字",
            f"案由 {title} 字，一般不超过 {most('title_most')} 字",
        ),
        (
            length <= most("text_most"),
            f"正文 {length} 字，一般 {most('text_usual')} 字左右",
            f"正文 {length} 字，超过 {most('text_most')} 字，请精简",
        ),
        (
            files <= most("files_most"),
            f"附件 {files} 个",
            f"附件 {files} 个，至多 {most('files_most')} 个",
        ),
        (
            not _two_matters(row.record.title),
            "案由只写一件事",
            "案由像是写了两件事，请核对是否一事一案",
        ),
    ]
    if no_name := _may_not_propose(row):
        points.append((False, "", no_name))
    return [{"good": good, "words": yes if good else no} for good, yes, no in points]


def _may_not_propose(row: Proposal) -> str:
    """Why a body can send in no draft of its own any more, where the rulebook has changed since."""
    if row.body is None or row.submitted_on:
        return ""
    if row.body.kind in writing(in_force(row.record.committee_id, today())):
        return ""
    return f"按现行规程，{row.body.get_kind_display()}不以自己的名义提出提案，不能提交，可以本人名义另写"


def _two_matters(title: str) -> bool:
    """Whether a title joins two askings: 关于……的建议和关于……."""
    return title.count("关于") > 1 or "；" in title


def check(record: Record, actor: Actor) -> str:
    """The check before sending, while the proposal is being written."""
    if record.state not in WRITING:
        return ""
    row = Proposal.objects.select_related("record__rulebook").get(pk=record.pk)
    marks = RevisionMark.objects.filter(record=record, struck_at=None).order_by("pk")
    context = {
        "points": checked(row),
        "marks": marks,
        "write_url": reverse("proposal-rewrite", args=[record.pk]),
        "file_url": reverse("kind-file", args=[record.kind, record.pk]),
    }
    return render_to_string("proposals/check.html", context)


def invitations(record: Record, actor: Actor) -> str:
    """Who was invited to co-sign and what each said; the invited one's own two buttons."""
    rows = Cosigner.objects.filter(record=record, invited_on__isnull=False)
    since = changed_since(record.pk)
    found = [
        {
            "name": str(one.person or one.body),
            "said": _said(one, since.get(one.pk)),
            "until": one.lapses_on,
            "answer_url": reverse("proposal-cosign", args=[one.pk])
            if _may_answer(one, record, actor)
            else "",
        }
        for one in rows.select_related("person", "body").order_by("order", "pk")
    ]
    if not found:
        return ""
    return render_to_string("proposals/invitations.html", {"rows": found})


def changed(record: Record, actor: Actor) -> str:
    """To who signed: what changed in the text since."""
    signed = Cosigner.objects.standing().filter(record=record, person=actor.person)
    mine = signed.filter(signed_on__isnull=False).first()
    if record.state not in WRITING or mine is None or mine.pk not in changed_since(record.pk):
        return ""
    step = Trail.objects.filter(record=record, move="cosign", part_id=mine.pk).latest("id")
    found = changes_since(record, step)
    return render_to_string("proposals/changes.html", {"changes": found}) if found else ""


def _said(one: Cosigner, changed: date | None) -> str:
    if one.signed_on and one.declined_on:
        return f"{cn_date(one.declined_on)}撤回联名"
    if one.signed_on:
        later = f"，其后文稿有修改（{cn_date(changed)}）" if changed else ""
        return f"{cn_date(one.signed_on)}同意联名{later}"
    if one.declined_on:
        return f"{cn_date(one.declined_on)}谢绝"
    return "邀请已过期" if one.struck_at else "等待答复"


def _may_answer(one: Cosigner, record: Record, actor: Actor) -> bool:
    open_still = one.struck_at is None and not one.signed_on and not one.declined_on
    own = one.person_id is not None and one.person_id == actor.person
    return open_still and own and record.state == CaseState.DRAFT


def declare() -> None:
    """Enter the panels."""
    of = frozenset({CASES.key})
    for key, title, order, render, who in (
        ("proposal-changed", "联名以后的修改", 4, changed, signers),
        ("proposal-check", "提交前核对", 5, check, authors),
        ("proposal-invitations", "联名邀请", 6, invitations, either(proposers, office)),
    ):
        register_panel(
            Panel(key=key, title=title, order=order, url_name="", render=render, who=who, kinds=of)
        )


declare()
