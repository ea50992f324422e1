"""The two built-in templates: they parse, and cover what the two real reports count and claim."""

from __future__ import annotations

import pytest

from jianyan.reports.builtin import TEMPLATES, builtin_text
from jianyan.reports.outline import numbering, outline
from jianyan.reports.slots import scan
from jianyan.reports.syntax import Broken, Claim, Name, Slot

from . import masked

YEARS = {"epidemic-year": "2020", "ordinary-year": "2018"}


def slots(text: str) -> list[Slot]:
    return [piece for piece in scan(text) if isinstance(piece, Slot)]


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_parses_and_is_numbered(name: str) -> None:
    text = builtin_text(name)
    assert [piece for piece in scan(text) if isinstance(piece, Broken)] == []
    assert numbering(outline(text)) == []


@pytest.mark.skipif(not masked.SHARED.exists(), reason=masked.ABSENT)
@pytest.mark.parametrize("name", TEMPLATES)
def test_every_figure_and_list_of_the_real_report(name: str) -> None:
    said = slots(builtin_text(name))
    values = {str(slot.value) for slot in said}
    listed = {
        slot.value.text
        for slot in said
        if isinstance(slot.value, Name) and slot.filters[:1] and slot.filters[0].name == "分列"
    }
    missing = []
    for row in masked.rows("slots", YEARS[name]):
        (slot,) = slots(row["expression"])
        covered = isinstance(slot.value, Name) and slot.value.text in listed and slot.value.brackets
        if row["kind"] in ("figure", "list") and str(slot.value) not in values and not covered:
            missing.append(str(slot.value))
    assert missing == []


@pytest.mark.skipif(not masked.SHARED.exists(), reason=masked.ABSENT)
@pytest.mark.parametrize("name", TEMPLATES)
def test_every_claim_of_the_real_report(name: str) -> None:
    said = {piece.condition for piece in scan(builtin_text(name)) if isinstance(piece, Claim)}
    wanted = [
        scan(f"{{{{ {row['expression']} }}}}")[0] for row in masked.rows("claims", YEARS[name])
    ]
    assert [
        claim for claim in wanted if isinstance(claim, Claim) and claim.condition not in said
    ] == []
