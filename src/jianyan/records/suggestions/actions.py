"""Writes of suggestions and of what became of them, one function per verb.

A fact that says what became of a suggestion also moves it, unless a later fact stands already:
what is entered late completes the story without turning the suggestion back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.models import (
    Body,
    Commitment,
    Instruction,
    Outcome,
    Response,
    Settlement,
    Suggestion,
    SuggestionState,
)
from jianyan.ground.register import (
    By,
    add_fact,
    amend,
    complete_fact,
    enter_part,
    lock,
    move,
    replace_fact,
    strike_fact,
    today,
)
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused

from .charter import ANSWERED, BACK, RAISED, SENT, SETTLED, SUGGESTIONS
from .queries import standing, standing_state

Changes = Mapping[str, tuple[Any, Any]]


def add(by: By, committee: int, data: Mapping[str, Any]) -> Suggestion:
    """Enter a suggestion or problem of a record; it is sent when the day of sending is known.

    Raises Refused when the record has one of that order.
    """
    place: Body | None = data["place"]
    names = ("key", "order", "nature", "text", "source", "place", "raised_on", "unit", "due_on")
    with transaction.atomic():
        record = lock(data["record"].pk)
        if standing().filter(record=record, order=data["order"]).exists():
            raise Refused(f"“{record}”已有第{data['order']}条意见建议，请改填序号。")
        row: Suggestion = enter_part(
            SUGGESTIONS,
            by,
            record.pk,
            state=RAISED,
            on=data["raised_on"],
            place_kind=place.kind if place else "",
            **{name: data[name] for name in names},
        )
        if data["sent_on"]:
            row = send(by, row.pk, on=data["sent_on"])
    return row


def change(by: By, row: Suggestion, changes: Changes, reason: str) -> Suggestion:
    """更正 the named fields; a day of sending that was not known sends the suggestion.

    Raises Refused when the source record is another one.
    """
    if "record" in changes:
        raise Refused("意见建议不能改挂到另一条记录，请作废后在那条记录下重新登记。")
    named = dict(changes)
    if "place" in named:
        place: Body | None = named["place"][1]
        named["place_kind"] = (row.place_kind, place.kind if place else "")
    sent = named.pop("sent_on") if "sent_on" in named and row.state == RAISED else None
    with transaction.atomic():
        if named:
            row = amend(SUGGESTIONS, by, row.pk, named, reason=reason)
        if sent:
            row = send(by, row.pk, on=sent[1])
    return row


@action(SUGGESTIONS, "send")
def send(by: By, pk: int, *, on: date, unit: Body | None = None, reason: str = "") -> Suggestion:
    """转送 to a unit (the one already named when none is given)."""
    columns = {"sent_on": on, **({"unit": unit} if unit else {})}
    return _stepped(by, pk, "send", on, reason, columns)


@action(SUGGESTIONS, "take_in_hand")
def take_in_hand(by: By, pk: int, *, on: date, reason: str = "") -> Suggestion:
    """列入办理."""
    return _stepped(by, pk, "take_in_hand", on, reason)


@action(SUGGESTIONS, "answer")
def answer(
    by: By,
    pk: int,
    *,
    on: date,
    verdict: str,
    unit: Body | None = None,
    reason: str = "",
    key: str = "",
) -> Suggestion:
    """The first word on a suggestion: adopted, partly, not."""
    with transaction.atomic():
        row = _stepped(by, pk, "answer", on, reason)
        fact = Response(record=row.record, suggestion=row, on=on, verdict=verdict, key=key)
        fact.unit, fact.reason = unit, reason
        add_fact(by, fact, label=f"回应：{fact.get_verdict_display()}", on=on)
    return row


def respond(by: By, committee: int, data: Mapping[str, Any]) -> Response:
    """Enter what a unit said to a suggestion; the first word makes it answered."""
    suggestion: Suggestion = data["suggestion"]
    said = {name: data[name] for name in ("on", "verdict", "unit", "reason", "key")}
    if suggestion.state in (RAISED, SENT):
        answer(by, suggestion.pk, **said)
        return suggestion.responses.latest("pk")
    fact = Response(record=suggestion.record, suggestion=suggestion, **said)
    add_fact(by, fact, label=f"回应：{fact.get_verdict_display()}", on=fact.on)
    return fact


@action(SUGGESTIONS, "report_done")
def report_done(by: By, pk: int, *, on: date, reason: str = "", key: str = "") -> Suggestion:
    """The unit reports that it is done."""
    return _settled(by, pk, "report_done", Settlement.Verdict.SAID_DONE, on, reason, key)


@action(SUGGESTIONS, "confirm")
def confirm(by: By, pk: int, *, on: date, reason: str = "", key: str = "") -> Suggestion:
    """Who raised it, or the office, confirms that it is done."""
    return _settled(by, pk, "confirm", Settlement.Verdict.CONFIRMED, on, reason, key)


@action(SUGGESTIONS, "dispute")
def dispute(by: By, pk: int, *, on: date, reason: str = "", key: str = "") -> Suggestion:
    """Who raised it does not agree that it is done."""
    return _settled(by, pk, "dispute", Settlement.Verdict.DISPUTED, on, reason, key)


def settle(by: By, committee: int, data: Mapping[str, Any]) -> Settlement:
    """Enter that a suggestion was said done, confirmed or disputed, on the day it was.

    Raises Refused when what is disputed was not done by then.
    """
    suggestion: Suggestion = data["suggestion"]
    on, verdict = data["on"], data["verdict"]
    stood = suggestion.settlements.filter(struck_at__isnull=True)
    if verdict == Settlement.Verdict.DISPUTED and not stood.filter(on__lte=on).exists():
        raise Refused("该意见建议在此之前没有办结，不能提出异议，请先登记办结。")
    if suggestion.state == verdict or stood.filter(on__gt=on).exists():
        return _settlement(by, suggestion, verdict, on, data["note"], data["key"])
    step = {"said_done": report_done, "confirmed": confirm, "disputed": dispute}[verdict]
    step(by, suggestion.pk, on=on, reason=data["note"], key=data["key"])
    return suggestion.settlements.latest("pk")


def _settled(
    by: By, pk: int, name: str, verdict: str, on: date, reason: str, key: str
) -> Suggestion:
    with transaction.atomic():
        row = _stepped(by, pk, name, on, reason)
        _settlement(by, row, verdict, on, reason, key)
    return row


def _settlement(by: By, row: Suggestion, verdict: str, on: date, note: str, key: str) -> Settlement:
    fact = Settlement(record=row.record, suggestion=row, on=on, verdict=verdict, note=note, key=key)
    add_fact(by, fact, label=f"结论：{fact.get_verdict_display()}", on=on)
    return fact


def commit(by: By, committee: int, data: Mapping[str, Any]) -> Commitment:
    """Enter a promise with its date, and that it was kept when that is known."""
    names = ("key", "suggestion", "unit", "text", "made_on", "due_on", "kept_on")
    fact = Commitment(record=data["record"], **{name: data[name] for name in names})
    add_fact(by, fact, label="登记承诺", on=fact.made_on)
    return fact


def keep(by: By, fact: Commitment, *, on: date) -> Commitment:
    """兑现: the day a promise was kept. Raises Stale when it was entered before."""
    kept: Commitment = complete_fact(by, fact, label="登记兑现", on=on, columns={"kept_on": on})
    return kept


def measure(by: By, committee: int, data: Mapping[str, Any]) -> Outcome:
    """Enter a measured result, in the item's base unit."""
    names = ("key", "suggestion", "item", "quantity", "place", "on", "note")
    fact = Outcome(record=data["record"], **{name: data[name] for name in names})
    add_fact(by, fact, label="登记成果", on=fact.on)
    return fact


def instruct(by: By, committee: int, data: Mapping[str, Any]) -> Instruction:
    """Enter a leader's instruction on a record."""
    names = ("key", "person", "leader", "on", "text")
    fact = Instruction(record=data["record"], **{name: data[name] for name in names})
    add_fact(by, fact, label="登记批示", on=fact.on)
    return fact


def change_commitment(by: By, fact: Commitment, changes: Changes, reason: str) -> Commitment:
    """更正 of a promise; a day of keeping that was not known is entered as such."""
    if set(changes) == {"kept_on"} and fact.kept_on is None:
        return keep(by, fact, on=changes["kept_on"][1])
    changed: Commitment = change_fact(by, fact, changes, reason)
    return changed


def change_fact(by: By, fact: Any, changes: Changes, reason: str) -> Any:
    """更正 of a fact: the old row is struck out and a new one entered.

    Raises Refused when it would stand on another record, or settle another way: such a fact is
    struck out, the state going with it, and the right one entered.
    """
    if {"record", "suggestion"} & set(changes):
        raise Refused("不能改挂到另一条记录，请作废这一条后重新登记。")
    if "verdict" in changes and isinstance(fact, Settlement):
        raise Refused("结论登记错了的，请作废这一条后重新登记。")
    label = str(SAID[type(fact)])
    return replace_fact(by, fact, changes, label=label, on=today(), reason=reason)


def strike(by: By, fact: Response | Settlement, reason: str) -> None:
    """作废 of a fact: the suggestion goes back to the state that the facts left say."""
    with transaction.atomic():
        strike_fact(by, fact, label=f"作废{SAID[type(fact)]}", reason=reason)
        row = Suggestion.objects.get(pk=fact.suggestion_id)
        left = SuggestionState(standing_state(row))
        if row.state in (ANSWERED, *SETTLED) and left != row.state:
            follow(by, row.pk, on=today(), state=left, reason=reason)


@action(SUGGESTIONS, *BACK.values())
def follow(by: By, pk: int, *, on: date, state: SuggestionState, reason: str = "") -> Suggestion:
    """Back to the state that the facts left say."""
    return _stepped(by, pk, BACK[state], on, reason)


SAID = {
    Response: "回应",
    Settlement: "结论",
    Commitment: "承诺",
    Outcome: "成果",
    Instruction: "批示",
}


def _stepped(
    by: By, pk: int, name: str, on: date, reason: str, columns: Mapping[str, Any] | None = None
) -> Suggestion:
    row: Suggestion = move(SUGGESTIONS, name, by, pk, on=on, reason=reason, columns=columns or {})
    return row
