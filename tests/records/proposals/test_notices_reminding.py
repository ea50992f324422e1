"""Whom each clock in the life of a proposal reminds, on each of its days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from jianyan.ground import reminders
from jianyan.ground.models import Clock, Commitment, Notice
from jianyan.ground.register import today
from jianyan.records.proposals.followup import actions as followup
from jianyan.records.proposals.followup.actions import looking
from jianyan.records.proposals.models import Proposal
from jianyan.records.proposals.ratings import actions as ratings
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions import contacts
from tests.records.proposals import made
from tests.records.proposals.district import District, settle
from tests.records.proposals.made import Place
from tests.records.proposals.playing import Told
from tests.records.proposals.test_notices import in_words, listed

pytestmark = pytest.mark.django_db

BOTH = ["沈知远", "白榕锐"]
UNIT = ["方住建", "罗局长"]
DECIDERS = ["林静怡", "周督查"]


DAYS = [7, 3, 0, -1, -7]
"""How many days before a day is due the rulebook reminds; after it, below nought."""

REMINDED: Told = {
    "签收（主办）": [*DECIDERS, *UNIT],
    "签收（会办）": [*DECIDERS, "许城管"],
    "首次联系": [*DECIDERS, *UNIT],
    "面商确认": [*BOTH, "林静怡"],
    "会办意见": [*DECIDERS, "许城管"],
    "答复": [*DECIDERS, *UNIT],
    "重新答复": [*DECIDERS, *UNIT],
    "评价": [*BOTH, "林静怡"],
    "答复公开": ["林静怡"],
    "确认落实": [*BOTH, "林静怡"],
    "回头看": [*BOTH, "林静怡", *UNIT],
    "兑现": ["林静怡", *UNIT],
}


def test_every_clock_reminds_its_receivers_on_each_of_its_days() -> None:
    all_ = settle()
    clocks = running(all_)
    kinds = set(Clock.objects.filter(pk__in=clocks.values()).values_list("kind", flat=True))
    assert kinds == {kind for kind, one in reminders.REMINDINGS.items() if one.desk == "提案"}
    due = today() + timedelta(days=30)
    Clock.objects.update(due_on=due)
    Clock.objects.exclude(pk__in=clocks.values()).update(ended_on=today())
    Notice.objects.all().delete()
    found: dict[str, dict[int, list[str]]] = {name: {} for name in clocks}
    for left in range(8, -9, -1):
        last = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        reminders.send_on(due - timedelta(days=left))
        for name, pk in clocks.items():
            rows = Notice.objects.filter(key__startswith=f"clock:{pk}:", pk__gt=last)
            if told := list(rows.order_by("person_id").values_list("person__name", flat=True)):
                found[name][left] = told
    assert found == {name: dict.fromkeys(DAYS, told) for name, told in REMINDED.items()}
    for who in all_.players():
        assert listed(who) == in_words(who)


def running(all_: District) -> dict[str, int]:
    """A clock of each kind that runs in the life of a proposal, each of a case that has come there."""
    at, day = all_.at, today()
    given = made.assigned(at, on=day, sendings=lead_and_co(at), cosigners=[at.cosigner])
    way = at.category("contact_way", "face")
    said: dict[str, Any] = {"on": day, "met_on": day, "stage": "before", "way": way}
    contacts.hold_contact(all_.lead.by, made.task(given, at.lead).pk, words="商定", **said)
    Clock.objects.filter(record=given.pk, kind="contact").update(met_on=None)
    answered, again, done = (replied(at, day) for _ in range(3))
    ratings.rehandle_case(all_.office.by, again.pk, on=day, reason="不满意")
    followup.achieve(all_.lead.by, done.pk, on=day, words="全亮", unit=at.lead)
    earlier = replied(at, day - timedelta(days=350))
    looking.come_back()
    said = {"unit": at.lead, "text": "再装三处", "made_on": day, "due_on": day + timedelta(days=30)}
    Commitment.objects.create(record_id=done.pk, **said)
    followup.follow_promises()

    def pk(case: Proposal, kind: str, unit: Any = None) -> int:
        rows = Clock.objects.filter(record=case.pk, kind=kind)
        return rows.filter(part_id=made.task(case, unit).pk).get().pk if unit else rows.get().pk

    return {
        "签收（主办）": pk(given, "accept", at.lead),
        "签收（会办）": pk(given, "accept", at.co),
        "首次联系": pk(given, "contact", at.lead),
        "面商确认": pk(given, "confirm"),
        "会办意见": pk(given, "opinion", at.co),
        "答复": pk(given, "reply", at.lead),
        "重新答复": pk(again, "rehandle", at.lead),
        "评价": pk(answered, "feedback"),
        "答复公开": pk(answered, "publish"),
        "确认落实": pk(done, "achieved"),
        "回头看": pk(earlier, "look_back", at.lead),
        "兑现": pk(done, "promise"),
    }


def lead_and_co(at: Place) -> list[tasks.Sending]:
    return [tasks.Sending(at.lead, "lead"), tasks.Sending(at.co, "co")]


def replied(at: Place, day: date) -> Proposal:
    """A case of both proposers that its unit replied to on a day, to be followed up."""
    case = made.assigned(at, on=day, cosigners=[at.cosigner])
    made.reply(at, case, at.lead, on=day, grade="B", public=True)
    return case
