"""提案规程：起草、提交、审查立案、并案、交办、答复、办结。"""

from __future__ import annotations

from typing import Any

from jianyan.ground import rules
from jianyan.ground.clocks_pausing import pausing
from jianyan.ground.models import Visibility
from jianyan.ground.rulebook import provision
from jianyan.kernel.charter import Charter, Move, register
from jianyan.kernel.figure import Credit, Figure, Split, Subject, cohort, flow
from jianyan.kernel.folds import Count, Ratio
from jianyan.kernel.rules import Actor, either

from . import queries
from .models import CaseState as S
from .models import Proposal, Timing
from .who import authors, dispatchers, fellow_members, rated_by, readers, routed, units


def unfiled(row: Proposal, actor: Actor) -> str | None:
    return "这件提案已有提案号，请改用“撤销并案，恢复立案”。" if row.filed_on else None


def once_filed(row: Proposal, actor: Actor) -> str | None:
    return None if row.filed_on else "这件提案并案前未立案，请改用“撤销并案，重新审查”。"


def is_routed(row: Proposal, actor: Actor) -> str | None:
    passed = row.record.routings.filter(ended_on=None, struck_at=None)
    return None if passed.exists() else "这件提案还没有转交办机构。"


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
    """Text and reply are for anybody where the proposer and a unit that replied agreed to it."""
    if row.published_on:
        return "这件提案已经公开。"
    if not row.public or row.record.visibility not in (Visibility.MEMBERS, Visibility.PUBLIC):
        return "提案者不同意公开，或这件提案限于机关内部。"
    agreed = row.record.replys.filter(public=True, struck_at=None).exists()
    return None if agreed else "承办单位的答复没有同意公开的。"


def is_published(row: Proposal, actor: Actor) -> str | None:
    return None if row.published_on else "这件提案还没有公开。"


def not_all_answered(row: Proposal, actor: Actor) -> str | None:
    return None if all_answered(row, actor) else "各单位都已答复，不能恢复办理。"


def _move(name: str, label: str, source: tuple[str, ...], target: str | None, **rest: Any) -> Move:
    return Move(name, label, source, target, **{"by": rules.office, "asks": ("on",), **rest})


LOCAL = Split("类别", "local__code", "proposal_category", suffix="类")
NATIONAL = Split("全国类别", "national__code", "proposal_national", suffix="类")
PROPOSER = Split("提案者", "proposer_kind__code", "proposer_kind", suffix="提案")
TIMING = Split("提出时间", "timing", choices=tuple(Timing.choices))
SPLITS = (LOCAL, NATIONAL, PROPOSER, TIMING)
SESSION = "record__session"
CASE = Subject("record", "record", "record__title")
OF_CASES: dict[str, Any] = {
    "unit": "件",
    "owner": "proposals",
    "subject": CASE,
    "by": SPLITS,
    "counted": ("local", "proposer_kind"),
}
OF_FACTS: dict[str, Any] = {"unit": "件", "owner": "proposals", "subject": CASE}
SUBMITTED = cohort("submitted_on", SESSION)
FILED = cohort("filed_on", SESSION)
ASSIGNED = cohort("assigned_on", SESSION)
MERGED = "已并入他案和已撤案的不计，主案计一件"

FIGURES = (
    Figure(
        key="proposals.submitted",
        name="提案.提交",
        means="本期收到的提案，按首次提交日期计；并案、不予立案、撤案的都计",
        rows=queries.submitted,
        time=flow("submitted_on", SESSION),
        fold=Count(),
        credit=Credit(queries.submitted, "proposer", day="submitted_on"),
        **OF_CASES,
    ),
    Figure(
        key="proposals.filed",
        name="提案.立案",
        means=f"本期立案的提案，按立案日期计；截止日{MERGED}",
        rows=queries.filed,
        time=flow("filed_on", SESSION),
        fold=Count(),
        credit=Credit(queries.filed, "proposer", day="filed_on"),
        **OF_CASES,
    ),
    Figure(
        key="proposals.filing_rate",
        name="提案.立案率",
        means=f"本期收到的提案中截止日已立案的比例；分子中{MERGED}，分母为全部收到的",
        rows=queries.submitted,
        time=SUBMITTED,
        fold=Ratio(queries.is_filed),
        **OF_CASES,
    ),
    Figure(
        key="proposals.merged",
        name="提案.并案",
        means="本期并入他案的提案，按并案日期计；截止日已撤销并案的不计",
        rows=queries.merges,
        time=flow("on", SESSION),
        fold=Count(),
        **OF_FACTS,
    ),
    Figure(
        key="proposals.not_filed",
        name="提案.不予立案",
        means="本期审查不予立案的提案，按审查日期计",
        rows=queries.not_filed,
        time=flow("on", SESSION),
        fold=Count(),
        by=(
            Split("理由", "reason__code", "not_filed_reason"),
            Split("转办", "onward__code", "not_filed_onward"),
        ),
        **OF_FACTS,
    ),
    Figure(
        key="proposals.withdrawn",
        name="提案.撤案",
        means="本期撤案的提案，按撤案日期计",
        rows=queries.withdrawn,
        time=flow("withdrawn_on", SESSION),
        fold=Count(),
        **OF_CASES,
    ),
    Figure(
        key="proposals.assigned",
        name="提案.交办",
        means=f"本期交办的提案，一件交几个单位只计一件，按首次交办日期计；截止日{MERGED}",
        rows=queries.assigned,
        time=flow("assigned_on", SESSION),
        fold=Count(),
        **OF_CASES,
    ),
    Figure(
        key="proposals.assigning_rate",
        name="提案.交办率",
        means=f"本期立案的提案中截止日已交办的比例；{MERGED}",
        rows=queries.filed,
        time=FILED,
        fold=Ratio(queries.is_assigned),
        **OF_CASES,
    ),
    Figure(
        key="proposals.cosigned",
        name="提案.联名",
        means="本期收到的提案上联名人的签名，第一提案人不计，按提案提交日期计",
        rows=queries.cosigned,
        time=flow("record__proposal__submitted_on", SESSION),
        fold=Count(),
        unit="人次",
        owner="proposals",
        subject=Subject("person", "person", "person__name"),
        label="person__name",
        credit=Credit(queries.cosigned, "person", role="联名", day="signed_on"),
    ),
    Figure(
        key="proposals.suggestions",
        name="提案.建议",
        means="本期交办的提案中逐条编号的建议",
        rows=queries.suggestions_assigned,
        time=cohort("record__proposal__assigned_on", SESSION),
        fold=Count(),
        **{**OF_FACTS, "unit": "条"},
    ),
    Figure(
        key="proposals.adoption_of_suggestions",
        name="提案.建议采纳率",
        means="本期交办的提案中，截止日被采纳的建议占所提建议的比例（逐条计，部分采纳不计）",
        rows=queries.suggestions_assigned,
        time=cohort("record__proposal__assigned_on", SESSION),
        fold=Ratio(queries.is_adopted),
        **{**OF_FACTS, "unit": "条"},
    ),
    Figure(
        key="proposals.adoption",
        name="提案.采纳率",
        means="本期立案的提案中，截止日有建议被采纳或部分采纳的比例（按件计）",
        rows=queries.filed,
        time=FILED,
        fold=Ratio(queries.has_adopted),
        **OF_CASES,
    ),
)

OPEN = (S.SUBMITTED, S.SENT_BACK, S.FILED)
SEEN_WHOLE = either(readers, fellow_members, rated_by, units)
"""Who sees every unit's part in a case. A dispatcher sees that of its own units."""

CASES = register(
    Charter(
        key="proposals",
        title="提案",
        model=Proposal,
        states=S,
        view=either(SEEN_WHOLE, dispatchers, routed),
        kept_back=True,
        keeper=rules.office,
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
            _move("send_back", "退回修改", (S.SUBMITTED,), S.SENT_BACK, asks=("on", "reason")),
            _move("file", "立案", (S.SUBMITTED,), S.FILED, bulk=True),
            _move("not_file", "不予立案", (S.SUBMITTED,), S.NOT_FILED, asks=("on", "reason")),
            _move("merge", "并案", (S.SUBMITTED, S.FILED), S.MERGED, asks=("on", "main")),
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
