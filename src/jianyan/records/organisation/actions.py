"""Writes of organisation, one function per verb."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.days import said_day
from jianyan.ground.models import Body, BodyKind, Category
from jianyan.ground.numbering import next_number
from jianyan.ground.register import By, add_fact, amend, ask_reason, enter, enter_part, move, today
from jianyan.ground.rulebook import in_force, provision
from jianyan.kernel.charter import Charter, action
from jianyan.kernel.errors import Refused

from .charter import CHANNEL, ITEMS, ORGANISATION
from .models import (
    Channel,
    ChannelCheck,
    ChannelIncident,
    ItemState,
    LedgerEntry,
    ListItem,
    Organisation,
    State,
)

KINDS = {
    "party_group": BodyKind.PARTY_GROUP,
    "party_committee": BodyKind.PARTY_BRANCH,
    "functional_branch": BodyKind.PARTY_BRANCH,
    "party_cell": BodyKind.PARTY_CELL,
    "leading_group": BodyKind.LEADING_GROUP,
    "team": BodyKind.TEAM,
    "advisory_group": BodyKind.ADVISORY_GROUP,
}
"""Which kind of body an organisation of a sort is."""


def kind_of(sort: Category) -> str:
    """The kind of body of a sort, or of the sort above it that is known; else a team."""
    above: Category | None = sort
    while above:
        if above.code in KINDS:
            return KINDS[above.code]
        above = above.parent
    return BodyKind.TEAM


def add_organisation(by: By, committee: int, data: Mapping[str, Any]) -> Organisation:
    """Enter an organisation; its body is found by name among those of its kind, or made.
    Raises Refused when the body is registered already."""
    with transaction.atomic():
        body = _body(committee, data)
        row: Organisation = _enter(
            ORGANISATION,
            by,
            committee,
            data,
            {"body": body, **{name: data[name] for name in ("sort", "since", "until", "note")}},
        )
        if not body.code:
            code = f"{ORGANISATION.key}-{row.record.number}"
            Body.objects.filter(pk=body.pk).update(code=code)
        return _ended(ORGANISATION, by, row)


def change_organisation(
    by: By, row: Organisation, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> Organisation:
    """更正 the named fields; its body's name and first day follow where they were the same."""
    with transaction.atomic():
        for name, column in (("title", "name"), ("since", "since")):
            if name in changes:
                old, new = changes[name]
                Body.objects.filter(organisation=row.pk, **{column: old}).update(**{column: new})
        amended: Organisation = _change(ORGANISATION, by, row, changes, reason)
        return amended


def add_channel(by: By, committee: int, data: Mapping[str, Any]) -> Channel:
    """Enter a public account or work group."""
    with transaction.atomic():
        names = ("sort", "keeper", "since", "until", "note")
        row = _enter(CHANNEL, by, committee, data, {name: data[name] for name in names})
        ended: Channel = _ended(CHANNEL, by, row)
        return ended


def change_channel(
    by: By, row: Channel, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> Channel:
    """更正 the named fields."""
    with transaction.atomic():
        amended: Channel = _change(CHANNEL, by, row, changes, reason)
        return amended


@action(ORGANISATION, "end")
def end_organisation(by: By, pk: int, *, on: date, reason: str = "") -> Organisation:
    """撤销; `on` is its last day, its body's too."""
    with transaction.atomic():
        row: Organisation = _end(ORGANISATION, by, pk, on, reason)
        Body.objects.filter(organisation=row.pk).update(until=on)
    return row


@action(ORGANISATION, "revive")
def revive_organisation(
    by: By, pk: int, *, on: date, reason: str = "", until: date | None = None
) -> Organisation:
    """恢复: it was ended by mistake, and goes on as if it had not been, to a later `until`."""
    with transaction.atomic():
        row: Organisation = move(
            ORGANISATION, "revive", by, pk, on=on, reason=reason, columns={"until": until}
        )
        Body.objects.filter(organisation=row.pk).update(until=until)
    return row


@action(CHANNEL, "end")
def end_channel(by: By, pk: int, *, on: date, reason: str = "") -> Channel:
    """停用; `on` is its last day."""
    row: Channel = _end(CHANNEL, by, pk, on, reason)
    return row


@action(CHANNEL, "revive")
def revive_channel(
    by: By, pk: int, *, on: date, reason: str = "", until: date | None = None
) -> Channel:
    """恢复启用."""
    row: Channel = move(CHANNEL, "revive", by, pk, on=on, reason=reason, columns={"until": until})
    return row


def add_item(by: By, committee: int, data: Mapping[str, Any]) -> ListItem:
    """Enter an item of a responsibility list or a matter to be put right; one with its day is done."""
    names = ("key", "nature", "text", "person", "found_on", "due_on")
    with transaction.atomic():
        item: ListItem = enter_part(
            ITEMS,
            by,
            data["record"].pk,
            state=ItemState.OPEN,
            on=data["found_on"],
            **{name: data[name] for name in names},
        )
        if data["done_on"]:
            item = finish_item(by, item.pk, on=data["done_on"])
    return item


def change_item(
    by: By, row: ListItem, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> ListItem:
    """更正 the named fields; a day of completion that is given or taken away moves it."""
    given = changes.get("done_on", (None, row.done_on))[1]
    moved = (given is not None) != (row.state == ItemState.DONE)
    with transaction.atomic():
        mine = {name: pair for name, pair in changes.items() if name != "done_on" or not moved}
        item: ListItem = amend(ITEMS, by, row.pk, mine, reason=reason) if mine else row
        if moved and given:
            item = finish_item(by, row.pk, on=given)
        elif moved:
            ask_reason(row.record_id, reason)
            item = reopen_item(by, row.pk, on=by.actor.day, reason=reason)
    return item


@action(ITEMS, "finish")
def finish_item(by: By, pk: int, *, on: date, reason: str = "") -> ListItem:
    """完成, on the day it was done. Raises Refused on a day before it was listed."""
    found = ListItem.objects.filter(pk=pk).values_list("found_on", flat=True).first()
    if found and on < found:
        raise Refused(f"完成日期早于列入日期{said_day(found)}，请改正。")
    row: ListItem = move(ITEMS, "finish", by, pk, on=on, reason=reason, columns={"done_on": on})
    return row


@action(ITEMS, "reopen")
def reopen_item(by: By, pk: int, *, on: date, reason: str = "") -> ListItem:
    """重新办理: it was not done after all."""
    row: ListItem = move(ITEMS, "reopen", by, pk, on=on, reason=reason, columns={"done_on": None})
    return row


def add_entry(by: By, committee: int, data: Mapping[str, Any]) -> LedgerEntry:
    """Add a line to an organisation's ledger."""
    entry = LedgerEntry(record=data["record"], key=data["key"], on=data["on"], text=data["text"])
    fact: LedgerEntry = add_fact(by, entry, label="登记台账", on=data["on"])
    return fact


def add_check(by: By, committee: int, data: Mapping[str, Any]) -> ChannelCheck:
    """Add a check of a channel."""
    names = ("record", "on", "result", "note")
    check = ChannelCheck(**{name: data[name] for name in names})
    fact: ChannelCheck = add_fact(by, check, label="登记检查", on=data["on"])
    return fact


def add_incident(by: By, committee: int, data: Mapping[str, Any]) -> ChannelIncident:
    """Add what went wrong in a channel."""
    names = ("record", "key", "on", "text")
    incident = ChannelIncident(**{name: data[name] for name in names})
    fact: ChannelIncident = add_fact(by, incident, label="登记问题", on=data["on"])
    return fact


def _body(committee: int, data: Mapping[str, Any]) -> Body:
    """The body that an organisation stands for; one of a void record is free again."""
    kind = kind_of(data["sort"])
    bodies = Body.objects.filter(committee=committee, kind=kind, name=data["title"])
    found = bodies.order_by("-since").first()
    if found is None:
        return Body.objects.create(
            committee_id=committee,
            kind=kind,
            name=data["title"],
            since=data["since"],
            until=data["until"],
        )
    holder = Organisation.objects.filter(body=found).select_related("record").first()
    if holder and holder.record.state != State.VOID:
        raise Refused(f"{found.name}已登记（编号{holder.record.number}），请更正原记录。")
    if holder:
        Organisation.objects.filter(pk=holder.pk).update(body=None)
    return found


def _enter(
    charter: Charter, by: By, committee: int, data: Mapping[str, Any], detail: Mapping[str, Any]
) -> Any:
    rulebook = in_force(committee, data["since"])
    pattern = provision(rulebook, "numbers.organisation")
    return enter(
        charter,
        by,
        committee=committee,
        title=data["title"],
        state=State.IN_BEING,
        dated_on=data["since"],
        number=next_number(committee, charter.key, "", pattern, year=data["since"].year),
        key=data["key"],
        campaign=data["campaign"],
        visibility=data["visibility"],
        rulebook=rulebook,
        text=data["note"],
        detail=detail,
    )


def _change(
    charter: Charter, by: By, row: Any, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> Any:
    named = dict(changes)
    if "since" in changes:
        named["dated_on"] = (row.record.dated_on, changes["since"][1])
    if "note" in changes:
        named["text"] = (row.record.text, changes["note"][1])
    amended = amend(charter, by, row.pk, named, reason=reason)
    over = amended.until is not None and amended.until <= today()
    if amended.record.state == State.ENDED and not over:
        revive = revive_organisation if charter is ORGANISATION else revive_channel
        said = reason or f"更正{charter.title}的结束日期"
        return revive(by, row.pk, on=by.actor.day, reason=said, until=amended.until)
    return _ended(charter, by, amended)


def _end(charter: Charter, by: By, pk: int, on: date, reason: str) -> Any:
    since = charter.model._default_manager.filter(pk=pk).values_list("since", flat=True).first()
    if since and on < since:
        raise Refused(f"结束日期早于开始日期{said_day(since)}，请改正。")
    return move(charter, "end", by, pk, on=on, reason=reason, columns={"until": on})


def _ended(charter: Charter, by: By, row: Any) -> Any:
    if row.record.state == State.IN_BEING and row.until and row.until <= today():
        end = end_organisation if charter is ORGANISATION else end_channel
        return end(by, row.pk, on=row.until)
    return row
