"""The cast with people and places that somebody answers for."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import jianyan.records.responsibilities as room
from jianyan.ground.founding import load_lists
from jianyan.ground.models import Body, BodyKind, Committee, Membership, Person
from jianyan.records.responsibilities import actions
from jianyan.records.responsibilities.forms import DutyForm
from jianyan.records.responsibilities.models import Duty
from tests import build
from tests.cast import Cast, assemble
from tests.entry import cleaned

LISTS = Path(room.__file__).parent / "categories.toml"


@dataclass
class Scene:
    """The cast, and bodies by kind, with their memberships."""

    cast: Cast
    members: Body
    party: Body
    party_group: Body

    @property
    def committee(self) -> Committee:
        return self.cast.committee

    def person(self, name: str, *bodies: Body, until: date | None = None) -> Person:
        """A person who belongs to bodies since the term began."""
        made = build.person(self.committee, name)
        for body in bodies:
            Membership.objects.create(person=made, body=body, since=build.START, until=until)
        return made

    def duty(self, **typed: Any) -> Duty:
        """A responsibility entered by the office."""
        data = cleaned(DutyForm, self.committee, **{"since": "2020-01-28", **typed})
        return actions.add_duty(self.cast.office.by, self.committee.pk, data)

    def elsewhere(self, **typed: Any) -> Duty:
        """A responsibility of another committee, with bodies of its own: what must never leak."""
        there = self.cast.other
        build.body(there, BodyKind.COMPOUND, "别处小区")
        build.person(there, "别处人")
        filled = {"sort": "分包小区", "body": "别处小区", "person": "别处人", **typed}
        data = cleaned(DutyForm, there, **{"since": "2020-01-28", **filled})
        return actions.add_duty(self.cast.outsider.by, there.pk, data)


@pytest.fixture
def scene(db: None) -> Scene:
    cast = assemble()
    for committee in (cast.committee, cast.other):
        load_lists(committee, tomllib.loads(LISTS.read_text("utf-8")))
    here = cast.committee
    for kind, name, short in (
        (BodyKind.STREET, "新河街道", "新河"),
        (BodyKind.STREET, "柳林街道", ""),
        (BodyKind.COMMUNITY, "东关社区", "东关"),
        (BodyKind.COMPOUND, "织锦里", ""),
        (BodyKind.COMPOUND, "澜汀苑", ""),
        (BodyKind.SECTOR, "经济界", ""),
        (BodyKind.SECTOR, "教育界", ""),
        (BodyKind.MEMBER_GROUP, "第一委员组", ""),
        (BodyKind.MEMBER_GROUP, "第二委员组", ""),
        (BodyKind.PARTY_CELL, "第一党小组", ""),
        (BodyKind.TEAM, "机关志愿服务队", ""),
    ):
        build.body(here, kind, name, short=short)
    return Scene(
        cast,
        build.body(here, BodyKind.MEMBERS, "全体委员"),
        build.body(here, BodyKind.PARTY, "中国共产党", code="cpc"),
        build.body(here, BodyKind.PARTY_GROUP, "政协党组"),
    )
