"""The cast with the item catalogue and places to give to."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import jianyan.records.giving as room
from jianyan.ground.founding import load_lists
from jianyan.ground.models import Body, BodyKind, Committee, Person
from jianyan.records.giving import actions
from jianyan.records.giving.forms import AidForm, AidLineForm, GiftForm, GiftLineForm, HandoverForm
from jianyan.records.giving.models import Aid, Gift
from tests import build
from tests.cast import Cast, assemble
from tests.entry import cleaned

LISTS = Path(room.__file__).parent / "categories.toml"


@dataclass
class Scene:
    """The cast, two members, and where gifts and aid go."""

    cast: Cast
    members: list[Person]
    street: Body
    site: Body

    @property
    def committee(self) -> Committee:
        return self.cast.committee

    def gift(self, *lines: tuple[str, str, str], **typed: Any) -> Gift:
        """A gift received on its day, with lines (item, quantity, unit)."""
        filled = {"title": "抗疫捐赠", "donors": "安宁", "pledged_on": "2020-02-03", **typed}
        filled.setdefault("received_on", filled["pledged_on"])
        by, of = self.cast.office.by, self.committee
        gift = actions.add_gift(by, of.pk, cleaned(GiftForm, of, **filled))
        for item, quantity, unit in lines:
            line = {"record": gift.record.number, "item": item, "quantity": quantity, "unit": unit}
            actions.add_line(by, of.pk, cleaned(GiftLineForm, of, **line))
        return gift

    def handed(self, gift: Gift, item: str, quantity: str, **typed: Any) -> None:
        """So much of an item handed on to the street."""
        filled = {
            "record": gift.record.number, "item": item, "quantity": quantity,
            "recipient": self.street.name, "recipient_kind": "街道", "on": "2020-02-10", **typed,
        }  # fmt: skip
        of = self.committee
        actions.add_handover(self.cast.office.by, of.pk, cleaned(HandoverForm, of, **filled))

    def aid(self, *lines: tuple[str, str, str, str], **typed: Any) -> Aid:
        """Aid given on its day, with lines (item, quantity, unit, value)."""
        filled = {"title": "助学", "programme": "助学", "pledged_on": "2020-05-01", **typed}
        filled.setdefault("given_on", filled["pledged_on"])
        by, of = self.cast.office.by, self.committee
        aid = actions.add_aid(by, of.pk, cleaned(AidForm, of, **filled))
        for item, quantity, unit, worth in lines:
            line = {"record": aid.record.number, "item": item, "quantity": quantity}
            line |= {"unit": unit, "value": worth}
            actions.add_aid_line(by, of.pk, cleaned(AidLineForm, of, **line))
        return aid


@pytest.fixture
def scene(db: None) -> Scene:
    cast = assemble()
    here = cast.committee
    load_lists(here, tomllib.loads(LISTS.read_text("utf-8")))
    build.body(here, BodyKind.COUNTY, "望川", code="wc")
    build.body(here, BodyKind.VILLAGE, "石桥村", code="sq")
    build.body(here, BodyKind.VILLAGE, "白塔村", code="bt")
    return Scene(
        cast,
        [build.person(here, name) for name in ("安宁", "柏舟")],
        build.body(here, BodyKind.STREET, "柳堤街道"),
        build.body(here, BodyKind.SITE, "云居隔离点"),
    )
