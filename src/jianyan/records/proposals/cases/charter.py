"""提案规程：起草、提交、审查立案、并案、交办、答复、办结。"""

from __future__ import annotations

from typing import Any

from jianyan.ground import rules
from jianyan.ground.clocks_pausing import pausing
from jianyan.ground.models import Visibility
from jianyan.ground.rulebook import provision
from jianyan.kernel.charter import Charter, Move, OfMany, register
from jianyan.kernel.rules import Actor, either

from .figures import FIGURES
from .models import CaseState as S
from .models import Proposal
from .queries import leads_others
from .who import (
    authors,
    dispatchers,
    fellow_members,
    handling_main,
    rated_by,
    readers,
    routed,
    signers,
    units,
)


def unfiled(row: Proposal, actor: Actor) -> str | None:
    return "这件提案已有提案号，请改用“撤销并案，恢复立案”。" if row.filed_on else None


def once_filed(row: Proposal, actor: Actor) -> str | None:
    return None if row.filed_on else "这件提案并案前未立案，请改用“撤销并案，重新审查”。"


def is_routed(row: Proposal, actor: Actor) -> str | None:
    passed = row.record.routings.filter(ended_on=None, struck_at=None)
    return None if passed.exists() else "这件提案还没有转交办机构。"


leads_none = OfMany(leads_others)
"""Nobody else's proposal waits for the reply to this one."""


def no_task(row: Proposal, actor: Actor) -> str | None:
    """Nobody handles the case any more."""
    live = row.record.unittasks.filter(struck_at__isnull=True, ended_on__isnull=True)
    return "还有单位在办理，请先收回交办。" if live.exclude(state="void").exists() else None


def all_answered(row: Proposal, actor: Actor) -> str | None:
    """Every unit that owes a reply has given it."""
    owed = row.record.unittasks.filter(struck_at__isnull=True, ended_on__isnull=True)
    owed = owed.exclude(state="void").exclude(role="co")
    silent = owed.exclude(state__in=("replied", "done")).exists()
    if silent or not owed.exists():
        return "独办、主办、分办单位还没有都答复。"
    return None


def complete(row: Proposal, actor: Actor) -> str | None:
    """What a proposer sends in has its three parts; the office enters what an old ledger has."""
    if not row.own_hand:
        return None
    least = provision(row.record.rulebook, "proposals.form.suggestions_least")
    made = row.record.suggestions.filter(struck_at__isnull=True).count()
    missing = [
        label for label, text in (("情况", row.situation), ("分析", row.analysis)) if not text
    ]
    missing += [f"至少{least}条建议"] if made < least else []
    return f"还没有写{'、'.join(missing)}，请先补写。" if missing else None


def may_publish(row: Proposal, actor: Actor) -> str | None:
    """Text and reply are for anybody where the proposer and a unit, in its last reply, agreed to it."""
    return "这件提案已经公开。" if row.published_on else not_agreed(row)


def not_agreed(row: Proposal) -> str | None:
    """Why text and reply are not for anybody: one side does not agree, or the case is kept inside."""
    if not row.public or row.record.visibility not in (Visibility.MEMBERS, Visibility.PUBLIC):
        return "提案者不同意公开，或这件提案限于机关内部。"
    given = row.record.replys.filter(struck_at=None).order_by("on", "pk")
    last = dict(given.values_list("task", "public"))
    return None if any(last.values()) else "承办单位的答复没有同意公开的。"


def is_published(row: Proposal, actor: Actor) -> str | None:
    return None if row.published_on else "这件提案还没有公开。"


def not_all_answered(row: Proposal, actor: Actor) -> str | None:
    return None if all_answered(row, actor) else "各单位都已答复，不能恢复办理。"


def _move(name: str, label: str, source: tuple[str, ...], target: str | None, **rest: Any) -> Move:
    return Move(name, label, source, target, **{"by": rules.office, "asks": ("on",), **rest})


OPEN = (S.SUBMITTED, S.SENT_BACK, S.FILED)
SEEN_WHOLE = either(readers, fellow_members, rated_by, units)
"""Who sees every unit's part in a case. A dispatcher sees that of its own units."""

CASES = register(
    Charter(
        key="proposals",
        title="提案",
        model=Proposal,
        states=S,
        view=either(SEEN_WHOLE, dispatchers, routed, handling_main),
        kept_back=True,
        keeper=rules.office,
        void_needs=(leads_none,),
        numbered="proposals",
        born=(S.DRAFT,),
        procedure="提案工作条例、提案审查工作细则",
        shapes={
            S.DRAFT: "draft",
            S.SUBMITTED: "empty",
            S.SENT_BACK: "wait",
            S.FILED: "quarter",
            S.MERGED: "merged",
            S.NOT_FILED: "barred",
            S.WITHDRAWN: "barred",
            S.ASSIGNED: "half",
            S.REPLIED: "three",
            S.CLOSED: "done",
        },
        moves=(
            _move("save", "修改", (S.DRAFT, S.SENT_BACK), None, by=authors, asks=()),
            _move("invite", "邀请联名", (S.DRAFT,), None, by=authors),
            _move(
                "unsign",
                "撤回联名",
                (S.DRAFT, S.SENT_BACK),
                None,
                by=signers,
                asks=(),
                button="able",
            ),
            _move(
                "submit",
                "提交",
                (S.DRAFT, S.SENT_BACK),
                S.SUBMITTED,
                by=either(rules.office, authors),
                needs=(complete,),
            ),
            _move("discard", "删去草稿", (S.DRAFT,), S.VOID, by=authors),
            _move(
                "prereview",
                "登记审查意见",
                (S.SUBMITTED,),
                None,
                asks=("on", "stage", "opinion"),
                bulk=True,
            ),
            _move(
                "send_back",
                "退回修改",
                (S.SUBMITTED,),
                S.SENT_BACK,
                asks=("on", "reason"),
                needs=(leads_none,),
            ),
            _move("file", "立案", (S.SUBMITTED,), S.FILED, bulk=True),
            _move(
                "not_file",
                "不予立案",
                (S.SUBMITTED,),
                S.NOT_FILED,
                asks=("on", "reason"),
                needs=(leads_none,),
            ),
            _move(
                "merge",
                "并案",
                (S.SUBMITTED, S.FILED),
                S.MERGED,
                asks=("on", "main"),
                needs=(leads_none,),
            ),
            _move(
                "unmerge",
                "撤销并案，重新审查",
                (S.MERGED,),
                S.SUBMITTED,
                needs=(unfiled,),
                button="able",
            ),
            _move(
                "restore",
                "撤销并案，恢复立案",
                (S.MERGED,),
                S.FILED,
                needs=(once_filed,),
                button="able",
            ),
            _move(
                "withdraw",
                "撤案",
                OPEN,
                S.WITHDRAWN,
                by=either(rules.office, authors),
                asks=("on", "reason"),
                needs=(leads_none,),
            ),
            _move(
                "assign",
                "交办",
                (S.FILED,),
                S.ASSIGNED,
                by=either(rules.office, routed),
                asks=("on", "units"),
                bulk=True,
            ),
            _move("route", "转交办机构", (S.FILED,), None, asks=("on", "dispatchers"), bulk=True),
            _move(
                "reroute",
                "改转交办机构",
                (S.FILED, S.ASSIGNED),
                None,
                by=either(rules.office, routed),
                asks=("on", "dispatchers", "reason"),
                needs=(is_routed,),
                button="able",
            ),
            _move(
                "send",
                "增加承办单位",
                (S.ASSIGNED,),
                None,
                by=either(rules.office, routed),
                asks=("on", "units"),
                button="able",
            ),
            *pausing(rules.office, (S.ASSIGNED, S.REPLIED)),
            _move("take_back", "收回交办", (S.ASSIGNED,), S.FILED, needs=(no_task,), button="able"),
            _move(
                "reply",
                "答复完毕",
                (S.ASSIGNED,),
                S.REPLIED,
                by=either(rules.office, units),
                needs=(all_answered,),
                button="able",
            ),
            _move(
                "reopen",
                "恢复办理",
                (S.REPLIED, S.CLOSED),
                S.ASSIGNED,
                needs=(not_all_answered,),
                button="never",
            ),
            _move("close", "办结", (S.REPLIED,), S.CLOSED, bulk=True),
            _move(
                "publish",
                "公开",
                (S.REPLIED, S.CLOSED),
                None,
                needs=(may_publish,),
                bulk=True,
                button="able",
            ),
            _move(
                "unpublish",
                "撤下公开",
                (S.REPLIED, S.CLOSED),
                None,
                asks=("on", "reason"),
                needs=(is_published,),
                button="able",
            ),
            _move("rehandle", "重新办理", (S.REPLIED, S.CLOSED), S.ASSIGNED, button="able"),
        ),
        figures=FIGURES,
    )
)
