"""Builders of proposals: a committee's lists, and cases brought to where a test wants them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jianyan.ground import founding
from jianyan.ground.models import Body, Category, Committee, Person, Session
from jianyan.ground.register import By
from jianyan.kernel.period import Period, parse_period
from jianyan.kernel.rules import Actor, Held
from jianyan.kernel.scope import Scope, make_scope
from jianyan.records import proposals
from jianyan.records.proposals import entering
from jianyan.records.proposals.cases import actions as cases
from jianyan.records.proposals.models import Proposal, UnitTask
from jianyan.records.proposals.replies import actions as replies
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions import Sending
from tests import build
from tests.cast import Cast

LISTS = Path(proposals.__file__).parent / "categories.toml"


@dataclass(frozen=True)
class Place:
    """A committee with its lists, an office hand, a first proposer, a co-signer and three units."""

    committee: Committee
    by: By
    member: Person
    cosigner: Person
    lead: Body
    co: Body
    other: Body

    def category(self, scheme: str, code: str) -> Category:
        return Category.objects.get(committee=self.committee, scheme=scheme, code=code)

    def scope(self, period: str = "2020", until: date | None = None) -> Scope:
        return make_scope((self.committee.pk,), parse_period(period), until, date(2026, 1, 1))

    @property
    def session(self) -> Session:
        return Session.objects.select_related("term").get(term__committee=self.committee)


def office_of(committee: Committee) -> By:
    """Who writes: a hand of the committee's office, without an account."""
    return By(Actor(date(2026, 1, 1), held=frozenset({Held("staff", committee.pk)})))


def place(committee: Committee | None = None) -> Place:
    """A committee ready for proposals."""
    of = committee or build.committee()
    founding.load_lists(of, tomllib.loads(LISTS.read_text("utf-8")))
    units = [build.body(of, "unit", name) for name in ("区住建局", "区城管局", "区教育局")]
    return Place(of, office_of(of), build.person(of, "甲"), build.person(of, "乙"), *units)


def stage(cast: Cast) -> Place:
    """The cast's committee; the unit officer's unit is the lead, the member the first proposer."""
    at = place(cast.committee)
    fields = {name: getattr(at, name) for name in ("committee", "by", "co", "other")}
    return Place(**fields, member=cast.member.person, cosigner=cast.cosigner.person, lead=cast.unit)


def data(at: Place, **fields: Any) -> dict[str, Any]:
    """The cleaned data of a draft."""
    return {
        "title": "关于补建充电设施的提案",
        "submitted_on": date(2020, 1, 9),
        "key": "",
        "session": at.session,
        "campaign": None,
        "visibility": "members",
        "timing": "plenary",
        "proposer_kind": at.category("proposer_kind", "individual"),
        "proposer": at.member,
        "body": None,
        "local": at.category("proposal_category", "city"),
        "national": at.category("proposal_national", "social"),
        "situation": "情况",
        "analysis": "分析",
        "public": True,
        "public_reason": "",
        "wished_leads": [],
        "wished_cos": [],
        "cosigners": [],
        "suggestions": ["增建充电桩", "规范收费"],
        **fields,
    }


def draft(at: Place, **fields: Any) -> Proposal:
    return cases.draft(at.by, at.committee.pk, data(at, **fields))


def submitted(at: Place, on: date = date(2020, 1, 9), **fields: Any) -> Proposal:
    return cases.submit(at.by, draft(at, submitted_on=on, **fields).pk, on=on)


def filed(at: Place, on: date = date(2020, 1, 20), **fields: Any) -> Proposal:
    return cases.file(at.by, submitted(at, **fields).pk, on=on)


def many(at: Place, count: int, on: date | None = None, **fields: Any) -> list[int]:
    """Many submitted cases at once, or filed on a day; their pks in order of receipt."""
    life = {"receipt_number": "", "number": "", "main": None, "reason": None, "assigned_on": None}
    life |= {"outcome": "filed" if on else "", "reviewed_on": on, "due_on": None, "lead": None}
    rows = [
        data(
            at,
            title=f"关于第{place}件事的提案",
            **{**life, "public": "yes", "cos": [], "separate": [], **fields},
        )
        for place in range(count)
    ]
    return [row.pk for row in entering.add_many(at.by, at.committee.pk, rows)]


def assigned(
    at: Place, on: date = date(2020, 3, 2), sendings: list[Sending] | None = None, **fields: Any
) -> Proposal:
    """A filed case given to the lead unit alone, or to whom a test says."""
    sent = sendings or [Sending(at.lead, "sole")]
    return tasks.assign_to(at.by, filed(at, **fields).pk, on=on, sendings=sent)


def task(case: Proposal, unit: Body) -> UnitTask:
    """The task of a unit in a case that is in force."""
    return UnitTask.objects.get(record=case.pk, unit=unit, ended_on=None)


def replied(at: Place, on: date = date(2020, 5, 6), grade: str = "A", **fields: Any) -> Proposal:
    """A case that its sole unit has replied to."""
    case = assigned(at, **fields)
    reply(at, case, at.lead, on=on, grade=grade)
    return case


def reply(at: Place, case: Proposal, unit: Body, *, on: date, grade: str = "A", **said: Any) -> Any:
    given = at.category("reply_class", grade)
    return replies.reply(at.by, task(case, unit).pk, on=on, grade=given, **said)


def session_period(at: Place) -> Scope:
    """The session's own scope, known until a year after it opened."""
    opens = at.session.opens_on
    period = Period(opens, date(opens.year + 1, 1, 5), "9.3", session=(9, 3))
    return make_scope((at.committee.pk,), period, None, date(2026, 1, 1))
