"""提案摘报: what proposals ask for and where they stand, for leaders to read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from jianyan.ground.days import said_day
from jianyan.ground.models import Committee
from jianyan.ground.official.sheet import Sheet
from jianyan.ground.official.tidying import one_line
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.tasks.models import ANSWERING

from . import queries
from .answering import numeral

GIST = 120


def digest(rows: Sequence[Proposal], day: date) -> bytes:
    """摘报 of one or more proposals, as they stand on a day. Raises Refused when there is none."""
    if not rows:
        raise Refused("请先勾选要摘报的提案。")
    committee = rows[0].record.committee
    sheet = Sheet("提案摘报")
    sheet.title("提案摘报")
    if len(rows) > 1:
        sheet.text(f"现将{len(rows)}件提案摘报如下。")
    for place, row in enumerate(rows, 1):
        _one(sheet, row, place if len(rows) > 1 else 0)
    sheet.signed(_office(committee, day), day)
    return sheet.content()


def _office(committee: Committee, day: date) -> str:
    return queries.office_on(committee, day)


def _one(sheet: Sheet, row: Proposal, place: int) -> None:
    head = f"{numeral(place)}、" if place else ""
    number = queries.number_of(row.record) or "未立案"
    sheet.head(f"{head}{one_line(row.record.title)}")
    sheet.head("提案号：", 2, number)
    sheet.head("提案者：", 2, "、".join(queries.names_of(row)))
    if said := gist(row.situation or row.analysis):
        sheet.head("摘要：", 2, said)
    sheet.head("建议：", 2, _suggested(row))
    units = queries.tasks_of(row.pk)
    named = "、".join(f"{one.unit.name}（{one.get_role_display()}）" for one in units)
    sheet.head("承办：", 2, f"{named or '尚未交办'}。")
    sheet.head("办理情况：", 2, _state(row))


def _suggested(row: Proposal) -> str:
    texts = [one_line(one.text).rstrip("。；") for one in queries.suggestions_of(row.pk)]
    numbered = (f"（{place}）{said}" for place, said in enumerate(texts, 1))
    return "；".join(numbered) + "。" if texts else "未逐条列出。"


def _state(row: Proposal) -> str:
    said = CASES.label(row.record.state)
    live = [one for one in queries.tasks_of(row.pk) if one.role in ANSWERING]
    terms = [(one, term) for one in live if (term := queries.owed(one))]
    until = "；".join(f"{one.unit.name}期限{said_day(term)}" for one, term in terms)
    return f"{said}，{until}。" if until else f"{said}。"


def gist(text: str) -> str:
    """The beginning of a text, by whole sentences as far as they go, else cut."""
    said = one_line(text)
    if len(said) <= GIST:
        return said
    whole = [match.end() for match in re.finditer("[。！？]", said) if match.end() <= GIST]
    return said[: whole[-1]] if whole else said[: GIST - 2] + "……"
