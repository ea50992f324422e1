"""How well real passages are checked; docs/reference/quality.md has the figures. The floors lie a little
below them, and keep them from falling."""

from __future__ import annotations

import pytest

from jianyan.reports.wording.measuring import accusations, measure
from tests.reports.masked import ABSENT, SHARED

shared = pytest.mark.skipif(not SHARED.exists(), reason=ABSENT)


@shared
def test_real_passages() -> None:
    found = measure(SHARED / "data" / "report_passages")
    for name in ("built_on", "kept_away_at_first"):
        part = found[name]
        assert part["found_percent"] >= 97, part["missed"]
        assert part["beyond_percent"] <= 10, part["beyond"]
        assert part["contradictions_found"] == part["contradictions"]
        assert part["accused_falsely"] == 0
        assert part["noticed_percent"] >= 95, part["unnoticed"]


@shared
def test_real_proposals_are_hardly_accused() -> None:
    path = SHARED / "data" / "proposals_jiangsu_2022" / "proposals_2022.jsonl"
    found = accusations(path)
    assert found["texts"] == 630
    assert found["texts_accused"] <= 6, found["accused"]
