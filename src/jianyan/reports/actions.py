"""Writes of reports, one function per verb. Every act that changes the prose keeps a draft (稿)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.figures.sealing import seal
from jianyan.ground.numbering import next_number
from jianyan.ground.periods import period_of
from jianyan.ground.register import By, add_fact, amend, enter, leave_trail, move, today
from jianyan.ground.rulebook import in_force, provision
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused

from . import queries
from .charter import REPORTS
from .check import blocking
from .codes import with_codes
from .fill import tidy_text
from .fit import check as check_template
from .keeping import kept
from .models import Approval, Draft, Report, State
from .readings import Readings
from .register_reader import RegisterReader, reader_for
from .stock import template_text
from .usage import figure_names
from .writing import Composed, coded, compose

MOST_SAID = 3


class Unfit(Refused):
    """A text with problems is not saved; `problems` says which and where."""

    def __init__(self, problems: Any) -> None:
        self.problems = list(problems)
        said = "".join(each.message for each in self.problems[:MOST_SAID])
        more = f"共{len(self.problems)}处。" if len(self.problems) > MOST_SAID else ""
        super().__init__(said + more)


def reader_of(row: Report) -> RegisterReader:
    """The reader of a report: its committee, its period, its cut-off."""
    return reader_for(row.record.committee_id, row.period, row.known_until)


def composed(row: Report, reader: RegisterReader | None = None) -> Composed:
    """The report as the register stands now."""
    return compose(row.text, reader or reader_of(row), row.words, row.stands)


def add(by: By, committee: int, data: Mapping[str, Any]) -> Report:
    """Begin a report from a template, over a period; its first draft is filled at once."""
    day: date = data["dated_on"] or today()
    rulebook = in_force(committee, day)
    period = period_of(data["period"], (committee,))
    readings = Readings(reader_for(committee, period.label))
    # A figure that is not there yet is a blank to be seen to, no reason not to begin.
    text = with_codes(tidy_text(template_text(data["template"], committee)), readings)
    pattern = provision(rulebook, "numbers.reports")
    with transaction.atomic():
        row: Report = enter(
            REPORTS,
            by,
            committee=committee,
            title=data["title"],
            state=State.DRAFT,
            dated_on=day,
            number=next_number(committee, "reports", str(day.year), pattern, year=day.year),
            key=data.get("key", ""),
            visibility=data.get("visibility") or "office",
            rulebook=rulebook,
            detail={
                "template": data["template"],
                "period": period.label,
                "known_until": data.get("known_until"),
                "audience": data.get("audience") or "内部",
                "text": text,
                "figures": figure_names(text),
                "words": dict(data.get("words") or {}),
            },
        )
        _keep(row, by, "起草", composed(row))
    return row


def change(by: By, row: Report, changes: Mapping[str, tuple[Any, Any]], reason: str) -> Report:
    """更正 the title, period, cut-off or audience; a signed report's words stay as they are sealed."""
    if row.record.state == State.SIGNED and set(changes) - {"visibility"}:
        raise Refused("已签发的报告不再改动，可以另起一份。")
    amended: Report = amend(REPORTS, by, row.pk, changes, reason=reason)
    return amended


def coded_text(text: str, reader: RegisterReader) -> str:
    """A text to keep: tidy, checked, with codes in its brackets. Raises Unfit."""
    text = tidy_text(text)
    if problems := check_template(text, reader):
        raise Unfit(problems)
    return with_codes(text, Readings(reader))


@action(REPORTS, "save")
def save(
    by: By,
    pk: int,
    *,
    on: date,
    reason: str = "",
    text: str | None = None,
    words: Mapping[str, str] | None = None,
    stands: Mapping[str, str] | None = None,
) -> Report:
    """Keep a draft: new prose, new kept words, new reasons, each left as it is when not given.

    Raises Unfit when the prose has slots or claims that cannot be read.
    """
    with transaction.atomic():
        row: Report = move(REPORTS, "save", by, pk, on=on, reason=reason)
        reader = reader_of(row)
        if text is not None:
            row.text = coded_text(text, reader)
            row.figures = figure_names(row.text)
        if words is not None:
            row.words = {key: tidy_text(said) for key, said in words.items() if said.strip()}
        if stands is not None:
            readings = Readings(reader)
            row.stands = {coded(source, readings): why for source, why in stands.items() if why}
        row.save(update_fields=("text", "figures", "words", "stands"))
        _keep(row, by, "存稿", composed(row, reader))
    return row


def let_stand(by: By, pk: int, *, expression: str, reason: str) -> Report:
    """Let a claim stand that does not hold, with the reason that is kept. Raises Refused without one."""
    if not reason.strip():
        raise Refused("请写明保留这句话的理由。")
    with transaction.atomic():
        row = Report.objects.select_related("record").get(pk=pk)
        stands = {**row.stands, coded(expression, Readings(reader_of(row))): reason.strip()}
        return save(by, pk, on=today(), reason=f"保留声明：{reason}"[:500], stands=stands)


@action(REPORTS, "check")
def check(by: By, pk: int, *, on: date, reason: str = "") -> Report:
    """核对: refused while anything blocks; the filled text is kept as what goes to approval."""
    with transaction.atomic():
        row: Report = move(
            REPORTS, "check", by, pk, on=on, reason=reason, columns={"checked_on": on}
        )
        reader = reader_of(row)
        found = composed(row, reader)
        refuse_blocked(found)
        _keep(row, by, "核对", found)
    return row


def refuse_blocked(found: Composed) -> None:
    """Raises Refused with the first findings that must be cleared before a report goes on."""
    if blocked := blocking(found.filled):
        said = "".join(each.message for each in blocked[:MOST_SAID])
        raise Refused(f"还有{len(blocked)}处要先处理：{said}")


@action(REPORTS, "send")
def send(by: By, pk: int, *, on: date, reason: str = "") -> Report:
    """送审, at the first step of the rulebook."""
    row: Report = move(
        REPORTS, "send", by, pk, on=on, reason=reason, columns={"sent_on": on, "step": 0}
    )
    return row


@action(REPORTS, "pass")
def approve(by: By, pk: int, *, on: date, reason: str = "") -> Report:
    """One step of approval is passed; `reason` is the opinion."""
    with transaction.atomic():
        row: Report = move(REPORTS, "pass", by, pk, on=on, reason=reason)
        _approval(row, by, on, reason, passed=True)
        Report.objects.filter(pk=pk).update(step=row.step + 1)
        row.step += 1
    return row


@action(REPORTS, "return")
def send_back(by: By, pk: int, *, on: date, reason: str = "") -> Report:
    """退回修改, with what to change; the approvals begin again."""
    with transaction.atomic():
        before = Report.objects.get(pk=pk).step
        row: Report = move(REPORTS, "return", by, pk, on=on, reason=reason, columns={"step": 0})
        row.step = before
        _approval(row, by, on, reason, passed=False)
        row.step = 0
    return row


@action(REPORTS, "sign")
def sign(by: By, pk: int, *, on: date, reason: str = "") -> Report:
    """签发: seals every reading of the text, the year before's too.

    Refused while anything blocks, and when the text is no longer the one that was checked.
    """
    with transaction.atomic():
        row: Report = move(REPORTS, "sign", by, pk, on=on, reason=reason, columns={"signed_on": on})
        reader = reader_of(row)
        found = composed(row, reader)
        refuse_blocked(found)
        if moved := _moved_since_checked(row, found):
            raise Refused(f"送审以后台账有变动，{moved}处与送审稿不同，请退回后重新核对。")
        _approval(row, by, on, reason, passed=True)
        sealed = seal(
            by, row.record.committee, row.record.title, found.filled.text, found.used, row.period
        )
        Report.objects.filter(pk=pk).update(seal=sealed, step=row.step + 1)
        row.seal, row.step = sealed, row.step + 1
        _keep(row, by, "签发", found)
    return row


def _moved_since_checked(row: Report, found: Composed) -> int:
    """How many printed places differ from the draft that was sent for approval."""
    then: dict[str, Any] = row.drafts.order_by("-number").values_list("filled", flat=True)[0]
    if then["text"] == found.filled.text:
        return 0
    before = [slot["text"] for slot in then["slots"]]
    now = [slot.text for slot in found.filled.slots]
    return max(1, sum(one != other for one, other in zip(before, now, strict=False)))


def _approval(row: Report, by: By, on: date, opinion: str, *, passed: bool) -> None:
    steps = queries.steps(row.record)
    name = steps[min(row.step, len(steps) - 1)] if steps else "签发"
    fact = Approval(
        record_id=row.pk,
        order=row.step + 1,
        name=name,
        passed=passed,
        on=on,
        opinion=opinion[:300],
        signer=by.actor.name,
    )
    add_fact(by, fact, label=name if passed else f"{name}：退回", on=on)


def _keep(row: Report, by: By, why: str, found: Composed) -> Draft:
    last = row.drafts.order_by("-number").values_list("number", flat=True).first()
    return Draft.objects.create(
        report=row,
        number=(last or 0) + 1,
        text=row.text,
        words=row.words,
        stands=row.stands,
        filled=kept(found.filled),
        why=why,
        by_id=by.actor.account,
    )


def exported(by: By, row: Report, what: str, audience: str) -> None:
    """Leave the trail row of an export."""
    leave_trail(
        row.record, by, move="export", label=f"导出{what}", on=today(), reason=f"读者：{audience}"
    )
