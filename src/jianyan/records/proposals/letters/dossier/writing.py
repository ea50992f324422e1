"""Writing a 案卷: cover, index, documents, checksums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from jianyan.ground.days import said_day
from jianyan.ground.models import File
from jianyan.ground.official.gbt9704 import HEI, LINE, SMALL, new_style
from jianyan.ground.official.reading import lines_of
from jianyan.ground.official.sheet import Sheet
from jianyan.ground.official.watermark import watermark
from jianyan.ground.register import By, leave_trail, today
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.cases.who import readers
from jianyan.records.proposals.letters import queries

from .items import Item, digest_of, files_of, gather, trail_of
from .sources import SOURCES, head_of

ITEM_STYLE, CHECKS_STYLE = "DossierItem", "DossierChecks"
IDENTITY, TEXT, WHOLE = "案卷标识：", "正文校验：", "全卷校验："
COLUMNS = (("件号", 12), ("标识", 36), ("SHA-256", 108))


@dataclass(frozen=True, slots=True)
class Dossier:
    """A written 案卷: the file, and the checksum of the whole."""

    content: bytes
    total: str


def dossier(by: By, row: Proposal) -> Dossier:
    """The 案卷 of a case with all that the actor may read. It leaves a trail row that holds its
    checksum, and those of the facts, by which it verifies also when the words have changed."""
    items = documents(row, by.actor)
    files = files_of(row.pk)
    sheet = Sheet(f"案卷 {row.record.title}")
    _styles(sheet)
    _cover(sheet, row, by.actor, len(items), today())
    sheet.page_break()
    _index(sheet, items, files)
    sheet.page_break()
    for place, one in enumerate(items, 1):
        _document(sheet, place, one)
    checks = checks_of(items, files)
    text = digest_of(lines_of(sheet.document.element.body))
    total = whole(identity_of(row), text, checks)
    _checks(sheet, row, checks, text, total)
    given = {"dossier": total, "facts": {one.key: one.facts_digest for one in items}}
    if words := queries.watermark_of(row, by.actor, today()):
        watermark(sheet.document, words)
    leave_trail(row.record, by, move="export", label="导出案卷", on=today(), changes=given)
    return Dossier(sheet.content(), total)


def documents(row: Proposal, actor: Actor) -> list[Item]:
    """The documents of a case that an actor may read, the trail last."""
    items = gather(SOURCES, head_of(row), row.pk, actor)
    all_of_it = Proposal.objects.filter(readers(actor), pk=row.pk).exists()
    trail = trail_of(row.pk, whole=all_of_it)
    return [*items, *([trail] if trail else [])]


def checks_of(items: Sequence[Item], files: Sequence[File]) -> list[tuple[str, str, str]]:
    """The rows of the table of checksums: number, key, SHA-256."""
    found = [(str(place), one.key, one.digest) for place, one in enumerate(items, 1)]
    return found + [(f"附{at}", f"file/{one.pk}", one.sha256) for at, one in enumerate(files, 1)]


def identity_of(row: Proposal) -> str:
    """By what a 案卷 names its case."""
    return f"{row.record.committee.code}/proposals/{row.pk}"


def whole(identity: str, text: str, checks: Sequence[Sequence[str]]) -> str:
    """The checksum of a whole 案卷."""
    return digest_of([identity, text, *(" ".join(row) for row in checks)])


def _styles(sheet: Sheet) -> None:
    head = new_style(sheet.document, ITEM_STYLE, HEI, 16, WD_ALIGN_PARAGRAPH.LEFT)
    head.paragraph_format.space_before = LINE
    head.paragraph_format.keep_with_next = True
    checks = new_style(sheet.document, CHECKS_STYLE, HEI, 16, WD_ALIGN_PARAGRAPH.LEFT)
    checks.paragraph_format.page_break_before = True
    checks.paragraph_format.space_after = Pt(8)


def _cover(sheet: Sheet, row: Proposal, actor: Actor, count: int, day: date) -> None:
    record = row.record
    units = "、".join(
        f"{one.unit.name}（{one.get_role_display()}）" for one in queries.tasks_of(row.pk)
    )
    sheet.title(record.committee.name, "提案案卷", before=Pt(90))
    sheet.form(
        [
            (("提案号", record.number), ("届次", queries.session_of(record))),
            (("案由", record.title),),
            (("提案者", "、".join(queries.names_of(row))),),
            (("立案日期", said_day(row.filed_on)), ("交办日期", said_day(row.assigned_on))),
            (("承办单位", units),),
            (("办理状态", CASES.label(record.state)), ("办结日期", said_day(row.closed_on))),
            (("出卷日期", said_day(day)), ("件数", f"{count}件")),
            (("出卷人", actor.name),),
        ],
        least=12,
    )
    sheet.gap(8)
    sheet.note(
        "本卷按时间先后收入出卷人有权查看的全部文书，件号见目录；卷末列出各件和附件的校验值，可在系统中核对。"
    )


def _index(sheet: Sheet, items: Sequence[Item], files: Sequence[File]) -> None:
    sheet.title("目录")
    rows = [(str(place), one.title, said_day(one.on)) for place, one in enumerate(items, 1)]
    rows += [
        (f"附{at}", f"附件：{one.name}（{one.size}字节）", said_day(one.at.date()))
        for at, one in enumerate(files, 1)
    ]
    sheet.table((("件号", 18), ("件名", 100), ("日期", 38)), rows, least=8)


def _document(sheet: Sheet, place: int, one: Item) -> None:
    head = sheet.document.add_paragraph(heading_of(place, one), style=ITEM_STYLE)
    if place == 1:
        head.paragraph_format.space_before = Pt(0)
    sheet.outline(head, 1)
    for line in one.lines:
        sheet.text(line)


def heading_of(place: int, one: Item) -> str:
    """The heading over a document, by which it is found again."""
    return f"第{place}件　{one.title}（{said_day(one.on)}）"


def _checks(
    sheet: Sheet, row: Proposal, checks: Sequence[Sequence[str]], text: str, total: str
) -> None:
    sheet.outline(sheet.document.add_paragraph("校验", style=CHECKS_STYLE), 1)
    table = sheet.table(COLUMNS, checks)
    for shown in table.rows[1:]:
        shown.cells[2].paragraphs[0].runs[0].font.size = Pt(8.5)
    sheet.gap(8)
    for label, said in ((IDENTITY, identity_of(row)), (TEXT, text), (WHOLE, total)):
        sheet.document.add_paragraph(f"{label}{said}", style=SMALL)
