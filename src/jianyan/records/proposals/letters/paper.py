"""提案纸: the form of a proposal, blank or filled from a case."""

from __future__ import annotations

from datetime import date
from typing import Any

from jianyan.ground.days import said_day
from jianyan.ground.models import Committee, File, Rulebook, Session
from jianyan.ground.official.sheet import Pairs, Sheet
from jianyan.ground.rulebook import provision
from jianyan.records.proposals.cases.models import Cosigner, Proposal
from jianyan.records.proposals.queries import outcome_of
from jianyan.records.proposals.tasks.models import TaskRole

from . import queries

TALL = {"一、情况": 44, "二、分析": 44, "三、建议": 66, "附件": 12}
SIGNERS = 6
CHOICE = "□"
WAYS_OUT = {
    "filed": "立案",
    "merged": "并案",
    "not_filed": "不予立案",
    "sent_back": "退回修改",
    "withdrawn": "撤案",
}


def blank_paper(committee: Committee, session: Session | None, rulebook: Rulebook | None) -> bytes:
    """The empty form, to be filled in by hand."""
    sheet = _begun(committee, session)
    head: list[Pairs] = [
        (("提案号", ""), ("收件号", "")),
        (("收到日期", ""), ("提出时间", f"{CHOICE}大会提案 {CHOICE}平时提案")),
        (("案由", ""),),
        (("提案者类别", f"{CHOICE}个人 {CHOICE}联名 {CHOICE}集体"), ("类别", "")),
        (("第一提案人", ""), ("界别", "")),
        (("提案单位", ""), ("召集人", "")),
        (("是否公开", f"{CHOICE}同意公开  {CHOICE}不同意公开，理由："),),
        (("希望主办", ""), ("希望会办", "")),
    ]
    sheet.form(head, least=11)
    sheet.gap(10)
    sheet.table(
        (("序号", 12), ("联名人", 40), ("界别或单位", 44), ("签名", 34), ("日期", 26)),
        [(str(place), "", "", "", "") for place in range(1, SIGNERS + 1)],
        least=9,
    )
    sheet.gap(4)
    sheet.note(rules_of(rulebook))
    sheet.page_break()
    sheet.form([((part, ""),) for part in TALL], tall=TALL)
    sheet.gap(8)
    sheet.form(_decided_by_hand())
    return sheet.content()


def paper(row: Proposal) -> bytes:
    """The form of a case: what was proposed, and after the review what was decided."""
    record = row.record
    sheet = _begun(record.committee, record.session)
    sheet.form(_facts(row))
    sheet.gap(8)
    for title, said in (("一、情况", row.situation), ("二、分析", row.analysis)):
        sheet.head(title)
        sheet.text(said or "（未填写）")
    sheet.head("三、建议")
    for place, one in enumerate(queries.suggestions_of(record.pk), 1):
        sheet.text(f"{place}．{one.text}")
    files = File.objects.filter(record=record, struck_at__isnull=True).order_by("pk")
    if names := [one.name for one in files]:
        sheet.head("附件", rest="：" + "；".join(names))
    if signed := queries.cosigners_of(record.pk):
        sheet.gap(12)
        sheet.table(
            (("序号", 16), ("联名人", 48), ("界别或单位", 56), ("签名日期", 36)),
            [_signer(place, one, row) for place, one in enumerate(signed, 1)],
            least=8,
        )
    if decided := _decided(row):
        sheet.gap(12)
        sheet.form(decided)
    sheet.gap(4)
    sheet.note("提案者的联系方式以委员名册为准，不在本表填写。")
    return sheet.content()


def _begun(committee: Committee, session: Session | None) -> Sheet:
    sheet = Sheet("提案纸")
    sheet.title(committee.name, f"{session.name}会议提案" if session else "提案")
    return sheet


def rules_of(rulebook: Rulebook | None) -> str:
    """What the form asks of who fills it in, as the rulebook has it."""

    def of(name: str) -> Any:
        return provision(rulebook, f"proposals.form.{name}")

    return (
        f"填写说明：一、一事一案，案由不超过{of('title_most')}字。"
        f"二、正文分情况、分析、建议三部分，一般{of('text_usual')}字左右，不超过{of('text_most')}字。"
        f"三、建议逐条编号，至少{of('suggestions_least')}条，写明由谁办、办什么。"
        "四、联名提案由发起人作为第一提案人并首先签名；以界别、小组名义提出的，由召集人签名；"
        "以党派、团体、专门委员会名义提出的，加盖公章。"
        "五、提案者的联系方式以委员名册为准，不在本表填写；请勿填写涉密内容。"
    )


def _facts(row: Proposal) -> list[Pairs]:
    day = row.submitted_on or row.record.dated_on
    who = str(row.proposer or "")
    sector = queries.sector_of(row.proposer, day)
    public = "同意公开" if row.public else f"不同意公开：{row.public_reason}"
    return [
        (("提案号", row.record.number if row.filed_on else ""), ("收件号", row.receipt_number)),
        (("收到日期", said_day(row.submitted_on)), ("提出时间", row.get_timing_display())),
        (("案由", row.record.title),),
        (("提案者类别", str(row.proposer_kind)), ("类别", str(row.local or ""))),
        (("第一提案人", who), ("界别", sector)),
        (("提案单位", row.body.name if row.body else ""), ("是否公开", public)),
        (
            ("希望主办", "、".join(one.name for one in row.wished_leads.all())),
            ("希望会办", "、".join(one.name for one in row.wished_cos.all())),
        ),
    ]


def _signer(place: int, one: Cosigner, row: Proposal) -> tuple[str, ...]:
    day: date = one.signed_on or row.submitted_on or row.record.dated_on
    name = one.body.name if one.body else str(one.person)
    return (str(place), name, queries.sector_of(one.person, day), said_day(one.signed_on))


def _decided(row: Proposal) -> list[Pairs]:
    outcome, day, reason, main = outcome_of(row)
    if not outcome:
        return []
    said = WAYS_OUT[outcome] + (f"：{reason}" if reason else "")
    if main is not None:
        said += f"，并入{queries.number_of(main)}"
    found: list[Pairs] = [(("审查结果", said), ("审查日期", said_day(day)))]
    tasks = queries.tasks_of(row.pk)
    by_role = {
        "承办单位": [one for one in tasks if one.role in (TaskRole.SOLE, TaskRole.LEAD)],
        "分办单位": [one for one in tasks if one.role == TaskRole.SEPARATE],
        "会办单位": [one for one in tasks if one.role == TaskRole.CO],
    }
    for label, held in by_role.items():
        if held:
            found.append(((label, "、".join(one.unit.name for one in held)),))
    if row.assigned_on:
        terms = [term for one in tasks if (term := getattr(one, "term", None))]
        until = said_day(min(terms)) if terms else ""
        found.append((("交办日期", said_day(row.assigned_on)), ("答复期限", until)))
    return found


def _decided_by_hand() -> list[Pairs]:
    ways = "  ".join(f"{CHOICE}{said}" for said in WAYS_OUT.values())
    return [
        (("审查意见", ways),),
        (("理由", ""),),
        (("审查人", ""), ("审查日期", "")),
        (("主办单位", ""), ("会办单位", "")),
        (("交办日期", ""), ("答复期限", "")),
    ]
