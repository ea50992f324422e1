"""The cast with a special committee, a community, an institute and two leaders."""

from dataclasses import dataclass
from typing import Any

import pytest

from jianyan.ground.models import Body, BodyKind, Committee, Person
from jianyan.records.projects import actions, forms
from jianyan.records.projects.models import Households, Investment, Project
from tests import build
from tests.cast import Cast, assemble
from tests.entry import cleaned


@dataclass
class Scene:
    """The cast and whom projects belong to."""

    cast: Cast
    economy: Body
    community: Body
    institute: Body
    leaders: list[Person]

    @property
    def committee(self) -> Committee:
        return self.cast.committee

    def project(self, sort: str = "工作要点", **typed: Any) -> Project:
        """A project entered by the office, listed in January."""
        filled = {"sort": sort, "title": f"{sort}一项", "planned_on": "2020-01-17", **typed}
        data = cleaned(forms.ProjectForm, self.committee, **filled)
        return actions.add(self.cast.office.by, self.committee.pk, data)

    def households(self, row: Project, what: str, number: int, on: str) -> Households:
        data = cleaned(
            forms.HouseholdsForm,
            self.committee,
            record=row.record.number,
            what=what,
            number=number,
            on=on,
        )
        return actions.count_households(self.cast.office.by, self.committee.pk, data)

    def invest(self, row: Project, amount: str, on: str) -> Investment:
        data = cleaned(
            forms.InvestmentForm, self.committee, record=row.record.number, amount=amount, on=on
        )
        return actions.invest(self.cast.office.by, self.committee.pk, data)

    def elsewhere(self, sort: str = "工作要点", **typed: Any) -> Project:
        """A project of another committee: what must never leak."""
        filled = {"sort": sort, "title": "别处", "planned_on": "2020-01-17", **typed}
        there = self.cast.other
        data = cleaned(forms.ProjectForm, there, **filled)
        return actions.add(self.cast.outsider.by, there.pk, data)


@pytest.fixture
def scene(db: None) -> Scene:
    cast = assemble()
    here = cast.committee
    return Scene(
        cast,
        build.body(here, BodyKind.SPECIAL_COMMITTEE, "经济委员会", code="economy"),
        build.body(here, BodyKind.COMMUNITY, "新河社区"),
        build.body(here, BodyKind.INSTITUTE, "云陂理工大学"),
        [build.person(here, name) for name in ("安宁", "柏舟")],
    )
