"""The cast with the kinds of activities, and people and places to enter."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import jianyan.records.activities as room
from jianyan.ground.founding import load_lists
from jianyan.ground.models import Body, BodyKind, Committee, Membership, Person
from jianyan.records.activities import actions
from jianyan.records.activities.forms import ActivityForm, ResearchTopicForm
from jianyan.records.activities.models import Activity, ResearchTopic
from tests import build
from tests.cast import Cast, assemble
from tests.entry import cleaned

LISTS = Path(room.__file__).parent / "categories.toml"


@dataclass
class Scene:
    """The cast, three members, and one place of each kind that the tests visit."""

    cast: Cast
    members: list[Person]
    community: Body
    other_community: Body
    enterprise: Body
    site: Body

    @property
    def committee(self) -> Committee:
        return self.cast.committee

    def activity(self, **typed: Any) -> Activity:
        """An activity entered by the office; held on its first day unless told otherwise."""
        filled = {"title": "例会", "sort": "常委会议", "starts_on": "2020-03-10", **typed}
        filled.setdefault("held_on", filled["starts_on"])
        return actions.add(
            self.cast.office.by, self.committee.pk, cleaned(ActivityForm, self.committee, **filled)
        )

    def topic(self, **typed: Any) -> ResearchTopic:
        """A research topic entered by the office."""
        filled = {"title": "停车资源共享", "dated_on": "2020-02-10", **typed}
        data = cleaned(ResearchTopicForm, self.committee, **filled)
        return actions.add_topic(self.cast.office.by, self.committee.pk, data)

    def elsewhere(self, **typed: Any) -> Activity:
        """An activity of another committee: what must never leak."""
        filled = {"title": "别处", "sort": "常委会议", "starts_on": "2020-03-10", **typed}
        filled.setdefault("held_on", filled["starts_on"])
        there = self.cast.other
        return actions.add(self.cast.outsider.by, there.pk, cleaned(ActivityForm, there, **filled))


@pytest.fixture
def scene(db: None) -> Scene:
    cast = assemble()
    for committee in (cast.committee, cast.other):
        load_lists(committee, tomllib.loads(LISTS.read_text("utf-8")))
    here = cast.committee
    whole = build.body(here, BodyKind.MEMBERS, "全体委员", code="members")
    members = [build.person(here, name) for name in ("安宁", "柏舟", "岑远")]
    for person in members:
        Membership.objects.create(person=person, body=whole, since=build.START)
    return Scene(
        cast,
        members,
        build.body(here, BodyKind.COMMUNITY, "新河社区"),
        build.body(here, BodyKind.COMMUNITY, "柳林社区"),
        build.body(here, BodyKind.ENTERPRISE, "澜汀织锦厂"),
        build.body(here, BodyKind.SITE, "烈士陵园"),
    )
