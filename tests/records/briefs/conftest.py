"""The cast with the categories of briefs, two authors and a party."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import jianyan.records.briefs as room
from jianyan.ground.founding import load_lists
from jianyan.ground.models import Body, BodyKind, Committee, Person
from jianyan.records.briefs import actions, forms
from jianyan.records.briefs.models import Brief, Combination, SendUp, TakenUp
from tests import build
from tests.cast import Cast, assemble
from tests.entry import cleaned

LISTS = Path(room.__file__).parent / "categories.toml"
TYPED = {
    "title": "关于增设即停即走车位的建议",
    "category": "城市交通",
    "authors": "安宁",
    "situation": "医院东门早间车辆无处停靠。",
    "suggestion": "划定车位。",
    "dated_on": "2020-03-10",
}


@dataclass
class Scene:
    """The cast and who writes briefs."""

    cast: Cast
    authors: list[Person]
    party: Body

    @property
    def committee(self) -> Committee:
        return self.cast.committee

    def brief(self, **typed: Any) -> Brief:
        """A brief entered by the office, a draft unless it is given days."""
        data = cleaned(forms.BriefForm, self.committee, **{**TYPED, **typed})
        return actions.add(self.cast.office.by, self.committee.pk, data)

    def issued(self, **typed: Any) -> Brief:
        """A brief submitted, accepted and issued in March."""
        days = {
            "submitted_on": "2020-03-10",
            "accepted_on": "2020-03-12",
            "issued_on": "2020-03-16",
        }
        return self.brief(**{**days, **typed})

    def send(self, row: Brief, level: str = "市", on: str = "2020-03-20") -> SendUp:
        data = cleaned(
            forms.SendUpForm, self.committee, record=row.record.number, level=level, on=on
        )
        return actions.send_up(self.cast.office.by, self.committee.pk, data)

    def take(self, row: Brief, level: str = "市", on: str = "2020-04-20", way: str = "") -> TakenUp:
        data = cleaned(
            forms.TakenUpForm, self.committee, record=row.record.number, level=level, on=on, way=way
        )
        return actions.take_up(self.cast.office.by, self.committee.pk, data)

    def combine(self, into: Brief, original: Brief, on: str = "2020-03-18") -> Combination:
        data = cleaned(
            forms.CombinationForm,
            self.committee,
            record=into.record.number,
            original=original.record.number,
            on=on,
        )
        return actions.add_original(self.cast.office.by, self.committee.pk, data)

    def elsewhere(self, **typed: Any) -> Brief:
        """A brief of another committee: what must never leak."""
        there = self.cast.other
        filled = {**TYPED, "submitted_on": "2020-03-10", **typed}
        data = cleaned(forms.BriefForm, there, **filled)
        return actions.add(self.cast.outsider.by, there.pk, data)


@pytest.fixture
def scene(db: None) -> Scene:
    cast = assemble()
    for committee in (cast.committee, cast.other):
        load_lists(committee, tomllib.loads(LISTS.read_text("utf-8")))
    build.person(cast.other, "安宁")
    authors = [build.person(cast.committee, name) for name in ("安宁", "柏舟")]
    return Scene(cast, authors, build.body(cast.committee, BodyKind.PARTY, "民盟澜汀区总支"))
