"""Gifts with their lines and where they went; aid by programme."""

from __future__ import annotations

from decimal import Decimal

from jianyan.demo import works
from jianyan.ground.models import Visibility
from jianyan.records.giving.charter import AID, GIFTS
from jianyan.records.giving.models import Aid, AidLine, AidMember, Donor, Gift, GiftLine, Handover

from .house import Entry, House
from .story import Story

MONEY = "资金"


def yuan(fen: int) -> Decimal:
    """A sum of the plan, in yuan."""
    return Decimal(fen) / 100


def load_gifts(house: House) -> None:
    """Every year's gifts, all handed on and reconciled."""
    rows = sorted(house.plan.gifts, key=lambda row: (row.received, row.key))
    entries = [_gift(house, row) for row in rows]
    house.enter(GIFTS, house.by["liaison"], entries, (Donor, GiftLine, Handover))


def _gift(house: House, row: works.Gift) -> Entry:
    story = Story(GIFTS, GIFTS.born[0])
    last = max(each.day for each in row.handed)
    agreed = house.calendar.add_workdays(last, 5)
    donor, item = house.people[row.donor], house.items[row.item or MONEY]
    quantity = Decimal(row.quantity) if row.item else yuan(row.money)
    detail = Gift(
        pledged_on=row.received, received_on=row.received, handed_on_on=last, reconciled_on=agreed
    )
    given = f"{item.label}{row.packs}{row.pack}" if row.item else f"款{quantity:f}元"
    story.move("receive", row.received)
    facts = [
        Donor(person=donor),
        story.add(
            "登记捐赠明细",
            row.received,
            GiftLine(item=item, quantity=quantity, value=yuan(row.value) if row.item else None),
        ),
        *(story.add("登记发放", each.day, _handover(house, row, each)) for each in row.handed),
    ]
    story.move("hand_on", last)
    story.move("reconcile", agreed)
    record = house.record(
        story,
        f"{donor.name}捐{given}",
        row.received,
        number=house.number(GIFTS.key, row.received.year, "giving"),
        campaign=row.campaign,
        visibility=Visibility.PUBLIC,
    )
    for fact in facts:
        fact.record = record
    return Entry(row.key, record, detail, story, facts)


def _handover(house: House, gift: works.Gift, row: works.HandOver) -> Handover:
    return Handover(
        recipient=house.bodies[row.recipient],
        recipient_kind=house.category("recipient_kind", row.recipient_kind),
        item=house.items[gift.item or MONEY],
        quantity=Decimal(row.quantity) if gift.item else yuan(row.money),
        on=row.day,
    )


def load_aid(house: House) -> None:
    """Every year's aid."""
    rows = sorted(house.plan.aids, key=lambda row: (row.day, row.key))
    entries = [_aid(house, row) for row in rows]
    house.enter(AID, house.by["liaison"], entries, (AidMember, AidLine))


def _aid(house: House, row: works.Aid) -> Entry:
    story = Story(AID, AID.born[0])
    story.move("hand_on", row.day)
    at = {key.partition(":")[0]: house.bodies[key] for key in row.at}
    detail = Aid(
        programme=house.category("aid_programme", row.programme),
        **at,
        pledged_on=row.day,
        given_on=row.day,
        standard=yuan(row.standard) if row.standard else None,
        beneficiaries=row.beneficiaries,
        others=row.others,
    )
    facts = [AidMember(person=person) for person in house.named(row.people)]
    lines = []
    if row.item:
        value = yuan(row.value) if row.value else None
        item = house.items[row.item]
        lines.append(AidLine(item=item, quantity=Decimal(row.quantity), value=value))
    if row.money:
        lines.append(AidLine(item=house.items[MONEY], quantity=yuan(row.money)))
    record = house.record(
        story,
        row.title,
        row.day,
        number=house.number(AID.key, row.day.year, "giving"),
        visibility=Visibility.PUBLIC,
    )
    found = [*facts, *(story.add("登记帮扶明细", row.day, line) for line in lines)]
    for fact in found:
        fact.record = record
    return Entry(row.key, record, detail, story, found)
