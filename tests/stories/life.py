"""The desks of one proposal's parties, and what they do more than once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from jianyan.records.proposals.models import Proposal
from tests.records.proposals.district import District
from tests.stories.conftest import Take
from tests.stories.desk import GUIDES, Desk, acts_of

GUIDE = GUIDES / "proposals.md"


@contextmanager
def part(number: int, title: str) -> Iterator[None]:
    """A part of the guide to a proposal's life, by its number and title there."""
    assert acts_of(GUIDE).get(number) == title
    yield


class Life:
    """One proposal by its title; each party's desk is opened when it is first needed."""

    def __init__(self, district: District, take: Take, title: str) -> None:
        self.district, self.take, self.title = district, take, title
        self.desks: dict[str, Desk] = {}

    def at(self, name: str, width: int = 1440) -> Desk:
        """The desk of a player of the district, by the field's name."""
        if name not in self.desks:
            self.desks[name] = self.take(getattr(self.district, name), width=width)
        return self.desks[name]

    def asked(self, name: str, verb: str = "") -> Desk:
        """Go from one's own list of what waits to what it asks: the button of a row, on a phone the row."""
        desk = self.at(name)
        desk.open("/")
        desk.enter(f"{verb}：{self.title}" if verb else self.title)
        return desk

    def on_the_case(self, name: str) -> Desk:
        """Open the page of the case."""
        desk = self.at(name)
        desk.open(f"/r/proposals/{Proposal.objects.get(record__title=self.title).pk}/")
        return desk

    def told(self, name: str) -> str:
        """The newest notice in one's list."""
        desk = self.at(name)
        desk.open("/notices/")
        return str(desk.page.locator("main .queue .t").first.inner_text())

    def tick(self, desk: Desk) -> None:
        """Tick the proposal on a sheet."""
        desk.page.get_by_label(f"选择 {self.title}").check()

    def rate(self, name: str, **parts: str) -> None:
        """Rate on the page of the rating: `对办理结果="满意"`."""
        desk = self.at(name)
        for label, value in parts.items():
            desk.page.get_by_role("group", name=label).get_by_label(value, exact=True).check()
        desk.fill(想说的话="谢谢。")
        desk.press("提交评价")
        assert "已提交评价" in desk.said()
