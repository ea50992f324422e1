"""征询意见表: the rating form on paper, with a code that names its case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

import segno

from jianyan.ground.days import said_day
from jianyan.ground.models import Category, Clock, Record
from jianyan.ground.official.sheet import Pairs, Sheet
from jianyan.ground.rulebook import provision
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.replies.models import Reply
from jianyan.records.proposals.tasks.models import ANSWERING

from . import queries
from .paper import CHOICE

PARTS = {"attitude": "办理态度", "way": "办理方式", "result": "办理结果"}


def asking_forms(rows: Sequence[Proposal], address: Callable[[Proposal], str]) -> bytes:
    """征询意见表, one a case, each on a page of its own. `address` is what the code says: where a
    scan of the filled form is added to its case. Raises Refused when there is no case."""
    if not rows:
        raise Refused("所选提案还没有交办，没有可以征询的办理情况。")
    sheet = Sheet("提案办理情况征询意见表")
    for place, row in enumerate(rows):
        if place:
            sheet.page_break()
        _form(sheet, row, address(row))
    return sheet.content()


def _form(sheet: Sheet, row: Proposal, address: str) -> None:
    record = row.record
    number = queries.number_of(record)
    code = f"{record.committee.name}{number}提案"
    sheet.headed(
        (record.committee.name, "提案办理情况征询意见表"),
        picture_of(address),
        number,
        f"二维码，指明本表属于{code}",
    )
    sheet.gap(10)
    sheet.form(_facts(row))
    sheet.gap(8)
    sheet.form(_scales(record), least=11)
    sheet.gap(8)
    sheet.form(
        [(("意见和建议", ""),), (("填表人签名", ""), ("填表日期", ""))],
        tall={"意见和建议": 52, "填表人签名": 14},
    )
    sheet.gap(4)
    sheet.note(_notes(record))


def picture_of(said: str) -> bytes:
    """A QR code as a PNG."""
    out = BytesIO()
    segno.make(said, error="m", micro=False).save(out, kind="png", scale=8, border=2)
    return out.getvalue()


def _facts(row: Proposal) -> list[Pairs]:
    found: list[Pairs] = [
        (("提案号", row.record.number), ("提案者", "、".join(queries.names_of(row)))),
        (("案由", row.record.title),),
    ]
    for task in queries.tasks_of(row.pk):
        if task.role not in ANSWERING:
            continue
        reply = queries.replies().filter(task=task).order_by("on", "pk").last()
        found.append(
            ((task.get_role_display() + "单位", task.unit.name), ("答复", _replied(reply)))
        )
    return found


def _replied(reply: Reply | None) -> str:
    if reply is None:
        return "未答复"
    grade = queries.class_of(reply)
    return f"{said_day(reply.on)}" + (f"，{grade.grade}" if grade else "")


def _scales(record: Record) -> list[Pairs]:
    """The places to tick: contacts, then each part on the scale of the case's rulebook."""
    rule = record.rulebook
    ways = Category.objects.filter(
        committee=record.committee, scheme="contact_way", until__isnull=True
    )
    entries = Category.objects.filter(committee=record.committee, scheme="rating_scale")
    labels = dict(entries.values_list("code", "label"))
    found: list[Pairs] = [(("联系方式", _ticks([*(one.label for one in ways), "未联系"])),)]
    for part in provision(rule, "proposals.rating_parts"):
        scale = provision(rule, f"proposals.scale_{part}")
        found.append(((PARTS[part], _ticks([labels.get(one, one) for one in scale])),))
    return found


def _ticks(said: Sequence[str]) -> str:
    return "    ".join(f"{CHOICE}{one}" for one in said)


def _notes(record: Record) -> str:
    clock = Clock.objects.filter(record=record, kind="feedback", ended_on__isnull=True)
    found = clock.order_by("-starts_on").first()
    days = provision(record.rulebook, "proposals.feedback_workdays")
    by = (
        f"请于{said_day(found.due_on)}前交回（{found.explanation}）。"
        if found
        else f"请于收到答复后{days}个工作日内交回。"
    )
    return (
        f"{by}由提案者本人填写，承办单位不得代填；也可以登录系统评价。"
        "交回后由提案委员会扫描上传到本案并代录，代录后会告知您，您可以提出异议。"
    )
