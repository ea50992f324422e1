"""The two real reports: every slot and claim stands exactly where the lists say, and can be read."""

from __future__ import annotations

import pytest

from jianyan.reports.slots import scan
from jianyan.reports.syntax import Broken, Claim, Slot

from . import masked

pytestmark = pytest.mark.skipif(not masked.SHARED.exists(), reason=masked.ABSENT)


@pytest.mark.parametrize(("report", "slots", "claims"), [("2020", 127, 15), ("2018", 39, 6)])
def test_every_place(report: str, slots: int, claims: int) -> None:
    kinds = [type(piece) for piece in scan(masked.as_template(report))]
    assert (kinds.count(Slot), kinds.count(Claim), kinds.count(Broken)) == (slots, claims, 0)
