"""The two built-in templates: they parse, and cover what the two real reports count and claim."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from jianyan.reports.builtin import TEMPLATES, builtin_text
from jianyan.reports.outline import numbering, outline
from jianyan.reports.slots import scan
from jianyan.reports.syntax import Broken, Claim, Name, Piece, Prose, Slot

from . import masked

YEARS = {"epidemic-year": "2020", "ordinary-year": "2018"}


def slots(text: str) -> list[Slot]:
    return [piece for piece in scan(text) if isinstance(piece, Slot)]


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_parses_and_is_numbered(name: str) -> None:
    text = builtin_text(name)
    assert [piece for piece in scan(text) if isinstance(piece, Broken)] == []
    assert numbering(outline(text)) == []


BROKEN = re.compile(r"[，、；：。][，、；：。]|、等|[（《“][，、；：。]|^[，、；：。]", re.M)
# What a claim leaves behind when its own words are the verb, or the whole, of a sentence's part.
BARE = ("坚持。", "坚持，", "实现。", "得到，", "得到。", "的问题。", "成员，", "成员2", "，任务")


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_text_reads_right_whichever_claims_are_withheld(name: str) -> None:
    pieces = scan(builtin_text(name))
    claims = [at for at, piece in enumerate(pieces) if isinstance(piece, Claim)]
    singles = [{at} for at in claims]
    pairs = [set(pair) for pair in combinations(claims, 2)]
    for withheld in [set[int](), *singles, *pairs, set(claims)]:
        text = printed(pieces, withheld)
        found = [match[0] for match in BROKEN.finditer(text)]
        assert (found, [each for each in BARE if each in text]) == ([], []), text


def printed(pieces: list[Piece], withheld: set[int]) -> str:
    """The text with a 2 in each slot and without the claims withheld."""
    return "".join(
        piece.text
        if isinstance(piece, Prose)
        else "2"
        if isinstance(piece, Slot)
        else piece.phrase
        if isinstance(piece, Claim) and at not in withheld
        else ""
        for at, piece in enumerate(pieces)
    )


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
