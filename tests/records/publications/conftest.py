"""The cast with the kinds of publications."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import jianyan.records.publications as room
from jianyan.ground.founding import load_lists
from jianyan.ground.models import Committee
from jianyan.records.publications import actions
from jianyan.records.publications.forms import PublicationForm
from jianyan.records.publications.models import Publication
from tests import build
from tests.cast import Cast, assemble
from tests.entry import cleaned

LISTS = Path(room.__file__).parent / "categories.toml"


@dataclass
class Scene:
    """The cast, and publications entered by the office."""

    cast: Cast

    @property
    def committee(self) -> Committee:
        return self.cast.committee

    def publication(self, of: Committee | None = None, **typed: Any) -> Publication:
        """A publication issued on its day unless told otherwise."""
        of = of or self.committee
        by = self.cast.office.by if of == self.committee else self.cast.outsider.by
        filled = {
            "title": "学前教育调研报告",
            "sort": "调研报告",
            "dated_on": "2020-03-16",
            **typed,
        }
        filled.setdefault("issued_on", filled["dated_on"])
        return actions.add(by, of.pk, cleaned(PublicationForm, of, **filled))


@pytest.fixture
def scene(db: None) -> Scene:
    cast = assemble()
    for committee in (cast.committee, cast.other):
        load_lists(committee, tomllib.loads(LISTS.read_text("utf-8")))
    build.person(cast.committee, "安宁")
    return Scene(cast)
