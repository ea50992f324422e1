"""Checking a 案卷 against itself, against the register and against the files it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from docx.document import Document

from jianyan.ground import uploads
from jianyan.ground.days import said_day
from jianyan.ground.models import File, Trail
from jianyan.ground.official.reading import lines_of, open_document, paragraph_text, style_of
from jianyan.kernel.errors import Refused
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.letters import queries

from .items import Item, digest_of, gather, trail_of
from .sources import SOURCES, head_of
from .writing import CHECKS_STYLE, IDENTITY, ITEM_STYLE, TEXT, WHOLE, heading_of, identity_of, whole

TRAILS = ("trail", "steps")
NOT_SEEN = "本系统没有这份案卷所属的提案，或您无权查看，请核对是否导自别的委员会。"


@dataclass(frozen=True, slots=True)
class Read:
    """What a 案卷 says of itself."""

    identity: str
    text: str
    total: str
    checks: tuple[tuple[str, ...], ...]
    headings: dict[str, tuple[str, ...]]
    digest: str


@dataclass(slots=True)
class Verified:
    """What was found: the case, what does not hold, and what has been added to the case since."""

    row: Proposal
    count: int
    faults: list[str] = field(default_factory=list)
    since: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.faults

    def as_json(self) -> dict[str, Any]:
        """What `proposals verify --json` prints."""
        return {
            "number": self.row.record.number,
            "title": self.row.record.title,
            "checked": self.count,
            "valid": self.holds,
            "faults": self.faults,
            "since": self.since,
        }


def read_dossier(path: Path) -> Read:
    """Read a 案卷 back. Raises Refused for a file that is none."""
    document = open_document(path)
    body = document.element.body
    after = [one.text for one in document.paragraphs]
    said = {
        label: next((one[len(label) :] for one in after if one.startswith(label)), "")
        for label in (IDENTITY, TEXT, WHOLE)
    }
    if not all(said.values()) or not document.tables:
        raise Refused(f"“{path.name}”不是本系统导出的案卷，卷末没有校验。")
    table = document.tables[-1]
    rows = [tuple(cell.text for cell in row.cells) for row in table.rows[1:]]
    digest = digest_of(lines_of(body, CHECKS_STYLE))
    found = Read(said[IDENTITY], said[TEXT], said[WHOLE], tuple(rows), _headed(document), digest)
    if any(len(row) != 3 for row in rows):
        raise Refused(f"“{path.name}”的校验表不完整，请用导出的原件核对。")
    return found


def _headed(document: Document) -> dict[str, tuple[str, ...]]:
    """The lines of each document by its heading."""
    found: dict[str, list[str]] = {}
    here: list[str] | None = None
    for paragraph in document.element.body.iterchildren():
        style = style_of(paragraph)
        if style == CHECKS_STYLE:
            break
        text = paragraph_text(paragraph)
        if style == ITEM_STYLE:
            here = found.setdefault(text, [])
        elif here is not None:
            here.append(text)
    return {head: tuple(lines) for head, lines in found.items()}


def case_of(found: Read) -> Proposal:
    """The case that a 案卷 names. Raises Refused when this register has none."""
    pk = found.identity.rpartition("/")[2]
    row = queries.cases().filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 18 else None
    if row is None or identity_of(row) != found.identity:
        raise Refused(NOT_SEEN)
    return row


def verify(
    found: Read, row: Proposal, actor: Actor | None = None, faults: Sequence[str] = ()
) -> Verified:
    """Check a 案卷 of a case: its own text, the register's facts, the files' contents. What has come
    since is said as far as the actor may see it. `faults` are those of the file that it came in."""
    said = Verified(row, len(found.checks), [*faults])
    issued = Trail.objects.filter(record=row.pk, move="export").values_list("changes", flat=True)
    given = {one["dossier"]: one.get("facts", {}) for one in issued if "dossier" in one}
    if found.total not in given:
        said.faults.append("台账没有这份案卷的出卷记录，它不是导出的原件，或校验值被改动。")
    intact = whole(found.identity, found.text, found.checks) == found.total
    if not intact:
        said.faults.append("校验表与全卷校验不符，校验表被改动。")
    if found.digest != found.text:
        said.faults.append("正文与正文校验不符，正文被改动。")
    now = {one.key: one for one in gather(SOURCES, head_of(row), row.pk)}
    keys = {row[1] for row in found.checks}
    facts = given.get(found.total, {}) if intact else {}
    for number, key, digest in found.checks:
        fault = (
            _file(number, key, digest)
            if key.startswith("file/")
            else _item(number, key, digest, _now(row, key, now), found, facts)
        )
        said.faults += [fault] if fault else []
    seen = gather(SOURCES, head_of(row), row.pk, actor) if actor else now.values()
    said.since = [f"{said_day(one.on)}{one.title}" for one in seen if one.key not in keys]
    return said


def _now(row: Proposal, key: str, items: dict[str, Item]) -> Item | None:
    """A document as the register has it now; of the trail as far as the 案卷 has it."""
    name, _, last = key.partition("/")
    if name in TRAILS and last.isdecimal():
        return trail_of(row.pk, name == "trail", int(last))
    return items.get(key)


def _item(
    number: str, key: str, digest: str, now: Item | None, found: Read, facts: dict[str, str]
) -> str:
    """What is wrong with a document; empty when it tells what the register has. Where only the
    words of the program or a name changed since, the facts kept at the giving out decide."""
    if now is None:
        return f"第{number}件：台账中已没有这一件（{key}），可能已作废。"
    if now.digest != digest:
        if facts.get(key) == now.facts_digest:
            return ""
        return f"第{number}件《{now.title}》：台账中的内容与出卷时不同，已经更正或被改动。"
    printed = found.headings.get(heading_of(int(number), now)) if number.isdecimal() else None
    if printed != now.lines:
        return f"第{number}件《{now.title}》：卷中的文字与台账不同。"
    return ""


def _file(number: str, key: str, digest: str) -> str:
    pk = key.partition("/")[2]
    kept = File.objects.filter(pk=int(pk)).first() if pk.isdecimal() else None
    if kept is None or kept.sha256 != digest:
        return f"{number}：台账中没有校验值相同的附件（{key}）。"
    if kept.struck_at:
        return f"{number}：附件“{kept.name}”已撤下。"
    if not uploads.is_intact(Path(settings.FILES), digest):
        return f"{number}：附件“{kept.name}”的内容缺失或被改动。"
    return ""
