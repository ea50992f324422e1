"""The cast with the forms of consultation, and a topic to enter."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import jianyan.records.consultations as room
from jianyan.ground.founding import load_lists
from jianyan.ground.models import BodyKind, Committee, Instruction
from jianyan.ground.register import add_fact
from jianyan.records.consultations import actions
from jianyan.records.consultations.forms import TopicForm
from jianyan.records.consultations.models import Topic
from tests import build
from tests.cast import Cast, assemble
from tests.entry import cleaned

LISTS = Path(room.__file__).parent / "categories.toml"
WHOLE = {
    "called_for_on": "2019-11-01",
    "listed_on": "2019-12-01",
    "put_forward_on": "2020-02-10",
    "approved_on": "2020-02-20",
    "passed_on": "2020-03-01",
    "started_on": "2020-04-01",
    "held_on": "2020-06-10",
    "reported_on": "2020-06-20",
    "completed_on": "2020-09-01",
}
"""The days of a topic from the call for topics to its completion."""


@dataclass
class Scene:
    """The cast, at the work of the office."""

    cast: Cast

    @property
    def committee(self) -> Committee:
        return self.cast.committee

    def topic(self, upto: str = "completed_on", **typed: Any) -> Topic:
        """A topic entered by the office with its days up to a step."""
        names = list(WHOLE)
        days = {name: WHOLE[name] for name in names[: names.index(upto) + 1]}
        filled = {"title": "楼宇经济", "form": "专题协商", "plan_year": "2020", **days, **typed}
        data = cleaned(TopicForm, self.committee, **filled)
        return actions.add(self.cast.office.by, self.committee.pk, data)

    def elsewhere(self, **typed: Any) -> Topic:
        """A completed topic of another committee."""
        filled = {"title": "别处", "form": "专题协商", "plan_year": "2020", **WHOLE, **typed}
        there = self.cast.other
        return actions.add(self.cast.outsider.by, there.pk, cleaned(TopicForm, there, **filled))

    def instruct(self, row: Topic, on: date) -> Instruction:
        """A leader's instruction on a topic."""
        fact = Instruction(record=row.record, leader="区委主要领导", on=on, text="请研究落实")
        made: Instruction = add_fact(self.cast.office.by, fact, label="登记批示", on=on)
        return made


@pytest.fixture
def scene(db: None) -> Scene:
    cast = assemble()
    for committee in (cast.committee, cast.other):
        load_lists(committee, tomllib.loads(LISTS.read_text("utf-8")))
    build.body(cast.committee, BodyKind.SPECIAL_COMMITTEE, "经济委员会", short="经济委")
    return Scene(cast)
