"""The cast with organisations of members."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import jianyan.records.organisation as room
from jianyan.ground.founding import load_lists
from jianyan.ground.models import Body, Committee, Membership, Person
from jianyan.records.organisation import actions
from jianyan.records.organisation.forms import ChannelForm, ListItemForm, OrganisationForm
from jianyan.records.organisation.models import Channel, ListItem, Organisation
from tests import build
from tests.cast import Cast, assemble
from tests.entry import cleaned

LISTS = Path(room.__file__).parent / "categories.toml"


def belong(who: Person, body: Body | None, until: date | None = None) -> Membership:
    """Somebody belongs to a body since the term began."""
    assert body is not None
    return Membership.objects.create(person=who, body=body, since=build.START, until=until)


@dataclass
class Scene:
    """The cast, and what the office enters."""

    cast: Cast

    @property
    def committee(self) -> Committee:
        return self.cast.committee

    def organisation(self, title: str = "经济委功能型支部", **typed: Any) -> Organisation:
        """An organisation entered by the office."""
        filled = {"title": title, "sort": "功能型支部", "since": "2018-03-16", **typed}
        data = cleaned(OrganisationForm, self.committee, **filled)
        return actions.add_organisation(self.cast.office.by, self.committee.pk, data)

    def elsewhere(self, title: str = "经济委功能型支部", **typed: Any) -> Organisation:
        """An organisation of another committee: what must never leak."""
        filled = {"title": title, "sort": "功能型支部", "since": "2018-03-16", **typed}
        data = cleaned(OrganisationForm, self.cast.other, **filled)
        return actions.add_organisation(self.cast.outsider.by, self.cast.other.pk, data)

    def item(self, of: Organisation, **typed: Any) -> ListItem:
        """An item of a list entered by the office."""
        filled = {"record": of.record.number, "nature": "整改事项", "text": "台账不全", **typed}
        filled.setdefault("found_on", "2020-03-12")
        data = cleaned(ListItemForm, self.committee, **filled)
        return actions.add_item(self.cast.office.by, self.committee.pk, data)

    def channel(self, title: str = "澜汀政协", **typed: Any) -> Channel:
        """A channel entered by the office."""
        filled = {"title": title, "sort": "公众号", "since": "2016-06-01", **typed}
        data = cleaned(ChannelForm, self.committee, **filled)
        return actions.add_channel(self.cast.office.by, self.committee.pk, data)


@pytest.fixture
def scene(db: None) -> Scene:
    cast = assemble()
    for committee in (cast.committee, cast.other):
        load_lists(committee, tomllib.loads(LISTS.read_text("utf-8")))
    return Scene(cast)
