"""Writes of giving, one function per verb."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.models import Person
from jianyan.ground.numbering import next_number
from jianyan.ground.register import By, add_fact, amend, enter, move, strike_fact
from jianyan.ground.rulebook import in_force, provision
from jianyan.kernel.charter import Charter, action

from .charter import AID, GIFTS
from .models import Aid, AidLine, AidMember, Donor, Gift, GiftLine, Handover, State

GIFT_FIELDS = ("donor_body", "pledged_on", "note")
AID_FIELDS = (
    "programme",
    "county",
    "town",
    "village",
    "school",
    "pledged_on",
    "standard",
    "beneficiaries",
    "others",
    "note",
)


def add_gift(by: By, committee: int, data: Mapping[str, Any]) -> Gift:
    """Enter a gift with its donors; it stands where its days put it. Lines are added to it."""
    with transaction.atomic():
        gift: Gift = _enter(GIFTS, by, committee, data, GIFT_FIELDS)
        _donors(gift.record_id, data["donors"], data["unnamed"], by)
        if data["received_on"]:
            gift = receive_gift(by, gift.pk, on=data["received_on"])
    return gift


def change_gift(by: By, row: Gift, changes: Mapping[str, tuple[Any, Any]], reason: str) -> Gift:
    """更正 the named fields of a gift, its donors among them."""
    people = {"donors", "unnamed"}
    with transaction.atomic():
        columns = {name: pair for name, pair in changes.items() if name not in people}
        gift: Gift = amend(GIFTS, by, row.pk, columns, reason=reason)
        if people & set(changes):
            now = {"donors": named(row), "unnamed": unnamed(row)}
            wanted = {**now, **{name: changes[name][1] for name in people & set(changes)}}
            for donor in standing_donors(row):
                strike_fact(by, donor, label="更正捐赠人", reason=reason, replaced=True)
            _donors(row.record_id, wanted["donors"], wanted["unnamed"], by)
    return gift


def standing_donors(row: Gift) -> list[Donor]:
    """The donors of a gift that are not struck out."""
    return [donor for donor in row.record.donors.all() if donor.struck_at is None]


def named(row: Gift) -> list[Person]:
    """The named donors."""
    return [donor.person for donor in standing_donors(row) if donor.person]


def unnamed(row: Gift) -> int:
    """How many members gave without being named."""
    return sum(donor.people for donor in standing_donors(row) if donor.person is None)


def add_aid(by: By, committee: int, data: Mapping[str, Any]) -> Aid:
    """Enter aid with the members who took part; it stands where its days put it."""
    with transaction.atomic():
        aid: Aid = _enter(AID, by, committee, data, AID_FIELDS)
        AidMember.objects.bulk_create(
            AidMember(record=aid.record, person=person, batch=by.batch)
            for person in data["members"]
        )
        if data["given_on"]:
            aid = hand_on_aid(by, aid.pk, on=data["given_on"])
    return aid


def change_aid(by: By, row: Aid, changes: Mapping[str, tuple[Any, Any]], reason: str) -> Aid:
    """更正 the named fields of aid, those who took part among them."""
    with transaction.atomic():
        columns = {name: pair for name, pair in changes.items() if name != "members"}
        aid: Aid = amend(AID, by, row.pk, columns, reason=reason)
        if "members" in changes:
            old, new = changes["members"]
            for member in AidMember.objects.filter(record=row.record, struck_at__isnull=True):
                if member.person not in new:
                    strike_fact(by, member, label="更正参与委员", reason=reason, replaced=True)
            for person in new:
                if person not in old:
                    add_fact(
                        by,
                        AidMember(record=row.record, person=person),
                        label="补记参与委员",
                        on=by.actor.day,
                    )
    return aid


def add_line(by: By, committee: int, data: Mapping[str, Any]) -> GiftLine:
    """Add what was given to a gift, in the item's base unit."""
    line = GiftLine(
        record=data["record"],
        key=data["key"],
        item=data["item"],
        quantity=data["quantity"],
        value=data["value"],
    )
    return _fact(by, line, "登记捐赠明细", data["record"].dated_on)


def add_handover(by: By, committee: int, data: Mapping[str, Any]) -> Handover:
    """Add what went where."""
    handover = Handover(
        record=data["record"],
        key=data["key"],
        recipient=data["recipient"],
        on=data["on"],
        recipient_kind=data["recipient_kind"],
        item=data["item"],
        quantity=data["quantity"],
    )
    return _fact(by, handover, "登记发放", data["on"])


def add_aid_line(by: By, committee: int, data: Mapping[str, Any]) -> AidLine:
    """Add what was given in aid, in the item's base unit."""
    line = AidLine(
        record=data["record"],
        key=data["key"],
        item=data["item"],
        quantity=data["quantity"],
        value=data["value"],
    )
    return _fact(by, line, "登记帮扶明细", data["record"].dated_on)


@action(GIFTS, "receive")
def receive_gift(by: By, pk: int, *, on: date, reason: str = "") -> Gift:
    """接收: from this day the gift counts."""
    row: Gift = move(GIFTS, "receive", by, pk, on=on, reason=reason, columns={"received_on": on})
    return row


@action(GIFTS, "hand_on")
def hand_on_gift(by: By, pk: int, *, on: date, reason: str = "") -> Gift:
    """发放完."""
    row: Gift = move(GIFTS, "hand_on", by, pk, on=on, reason=reason, columns={"handed_on_on": on})
    return row


@action(GIFTS, "reconcile")
def reconcile_gift(by: By, pk: int, *, on: date, reason: str = "") -> Gift:
    """核销, once given and handed on agree item by item."""
    row: Gift = move(
        GIFTS, "reconcile", by, pk, on=on, reason=reason, columns={"reconciled_on": on}
    )
    return row


@action(AID, "receive")
def receive_aid(by: By, pk: int, *, on: date, reason: str = "") -> Aid:
    """筹集到位."""
    row: Aid = move(AID, "receive", by, pk, on=on, reason=reason, columns={"received_on": on})
    return row


@action(AID, "hand_on")
def hand_on_aid(by: By, pk: int, *, on: date, reason: str = "") -> Aid:
    """实施: from this day the aid counts."""
    row: Aid = move(AID, "hand_on", by, pk, on=on, reason=reason, columns={"given_on": on})
    return row


@action(AID, "reconcile")
def reconcile_aid(by: By, pk: int, *, on: date, reason: str = "") -> Aid:
    """核销."""
    row: Aid = move(AID, "reconcile", by, pk, on=on, reason=reason, columns={"reconciled_on": on})
    return row


def _enter(
    charter: Charter, by: By, committee: int, data: Mapping[str, Any], names: Iterable[str]
) -> Any:
    day: date = data["pledged_on"]
    rulebook = in_force(committee, day)
    pattern = provision(rulebook, "numbers.giving")
    return enter(
        charter,
        by,
        committee=committee,
        title=data["title"],
        state=State.PLEDGED,
        dated_on=day,
        number=next_number(committee, charter.key, str(day.year), pattern, year=day.year),
        key=data["key"],
        campaign=data["campaign"],
        visibility=data["visibility"],
        rulebook=rulebook,
        text=data["note"],
        detail={name: data[name] for name in names},
    )


def _donors(record_id: int, people: Iterable[Person], unnamed: int, by: By) -> None:
    donors = [Donor(record_id=record_id, person=person, batch=by.batch) for person in people]
    if unnamed:
        donors.append(Donor(record_id=record_id, people=unnamed, batch=by.batch))
    Donor.objects.bulk_create(donors)


def _fact(by: By, fact: Any, label: str, on: date) -> Any:
    return add_fact(by, fact, label=label, on=on)
