"""答复函 and 会办意见: letters of a unit in the official 信函 form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jianyan.ground.days import said_day
from jianyan.ground.models import Commitment, Response, Suggestion
from jianyan.ground.official.letterhead import Letter
from jianyan.ground.official.tidying import one_line, tidy_text, width_of
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.replies.models import Reply
from jianyan.records.proposals.tasks.models import ANSWERING, Opinion, UnitTask

from . import queries

NAMED = 4
SHORT = 34
NUMERALS = "一二三四五六七八九十"


def reply_letter(reply: Reply, row: Proposal) -> bytes:
    """答复函 to the proposers of a case: of the one replied to, or of one merged into it."""
    grade = queries.class_of(reply)
    mark = grade.grade.code if grade else ""
    letter = Letter("提案答复函", reply.task.unit.name, mark=mark)
    letter.numbered(reply.number, reply.signer)
    letter.headline(*_about(row, "答复"))
    letter.to(addressed(row))
    you = "你们" if row.body or len(queries.names_of(row)) > 1 else "您"
    letter.text(_opening(reply, row, you))
    _points(letter, reply)
    letter.text(f"感谢{you}对我们工作的关心和支持。征询意见表随函附上，请{you}评价办理工作。")
    letter.signed(reply.task.unit.name, reply.on)
    if reply.public:
        letter.aside("此件公开发布")
    if said := _contact(reply):
        letter.aside(said)
    letter.copies(_copies(reply))
    return letter.content()


def addressed(row: Proposal) -> str:
    """主送: members by name, many of them by the first and the number."""
    names = queries.names_of(row)
    if row.body:
        return "、".join(names)
    if len(names) > NAMED:
        return f"{names[0]}等{len(names)}位委员"
    return "、".join(names) + "委员"


def _about(row: Proposal, what: str) -> tuple[str, str]:
    """The title, in the two lines that it falls into."""
    record = row.record
    first = f"关于{record.committee.name}{queries.session_of(record)}"
    return first, f"{queries.number_of(record)}提案的{what}"


def _opening(reply: Reply, row: Proposal, you: str) -> str:
    said = (
        f"{you}提出的《{one_line(row.record.title)}》（{queries.number_of(row.record)}提案）收悉。"
    )
    if row.pk != reply.record_id:
        said += f"该提案与{queries.number_of(reply.record)}提案合并办理。"
    again = "经重新办理" if reply.round > 1 else "经研究"
    return f"{said}{again}，现答复如下："


def _points(letter: Letter, reply: Reply) -> None:
    """The text of the reply, then what it says to each numbered suggestion."""
    if reply.text:
        letter.text(reply.text)
    responses, promises = queries.responses_of(reply), queries.promises_of(reply)
    suggestions = queries.suggestions_of(reply.record_id)
    if responses:
        for place, one in enumerate(suggestions):
            letter.head(_heading(place, one))
            letter.text(_answer(responses.get(one.pk), one, promises))
    for promise in promises:
        if not responses or promise.suggestion_id is None:
            letter.text(_promise(promise))


def _heading(place: int, one: Suggestion) -> str:
    said = shortened(one_line(one.text).rstrip("。；"))
    return f"{numeral(place + 1)}、关于建议{one.order}“{said}”"


def shortened(said: str) -> str:
    """A suggestion in a heading: its first clauses, as far as they go."""
    if width_of(said) <= SHORT:
        return said
    clauses = re.split("(?<=[，；。、])", said)
    kept = clauses[0]
    for clause in clauses[1:]:
        if width_of(kept + clause) > SHORT:
            break
        kept += clause
    return kept[:SHORT].rstrip("，；。、") + "……"


def _answer(said: Response | None, one: Suggestion, promises: Sequence[Commitment]) -> str:
    if said is None:
        return "本次答复未单独回应。"
    words = f"{said.get_verdict_display()}。{tidy_text(said.reason)}"
    kept = [_promise(each) for each in promises if each.suggestion_id == one.pk]
    return "\n".join([words, *kept])


def _promise(one: Commitment) -> str:
    return f"承诺事项：{one_line(one.text).rstrip('。')}，{said_day(one.due_on)}前完成。"


def numeral(number: int) -> str:
    """一, 二, … 十, 十一, …"""
    if number <= 10:
        return NUMERALS[number - 1]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else NUMERALS[tens - 1]) + "十" + (NUMERALS[ones - 1] if ones else "")


def _contact(reply: Reply) -> str:
    parts = (("联系人", reply.handler), ("联系电话", reply.phone))
    return "，".join(f"{label}：{said}" for label, said in parts if said)


def _copies(reply: Reply) -> list[str]:
    """The proposal committee, who sent the task, and the other units."""
    dispatcher = queries.dispatcher_of(reply.task)
    others = [
        one.unit.name
        for one in queries.tasks_of(reply.record_id, reply.on)
        if one.unit_id != reply.task.unit_id
    ]
    office = queries.office_on(reply.record.committee, reply.on)
    return list(dict.fromkeys([office, *([dispatcher.name] if dispatcher else []), *others]))


def opinion_letter(opinion: Opinion, row: Proposal) -> bytes:
    """会办意见 of a co-unit to the unit that answers."""
    letter = Letter("会办意见", opinion.task.unit.name)
    letter.numbered("", opinion.signer)
    number = queries.number_of(row.record)
    letter.headline(*_about(row, "会办意见"))
    lead = _lead(opinion)
    letter.to(lead.unit.name if lead else queries.office_on(row.record.committee, opinion.on))
    letter.text(f"《{one_line(row.record.title)}》（{number}提案）收悉。我单位会办意见如下：")
    letter.text(opinion.words)
    letter.text("以上意见供你单位答复时使用。")
    letter.signed(opinion.task.unit.name, opinion.on)
    letter.copies([queries.office_on(row.record.committee, opinion.on)])
    return letter.content()


def _lead(opinion: Opinion) -> UnitTask | None:
    tasks = queries.tasks_of(opinion.record_id, opinion.on)
    return next((one for one in tasks if one.role in ANSWERING), None)
