"""How well old reports are read: on texts of our own, on two real reports masked and filled, on real
passages. The floors keep the measures from falling; docs/reference/quality.md has the figures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jianyan.demo.compose import WORDS
from jianyan.ground.models import Committee
from jianyan.reports.binding.agreed import dictionary_for
from jianyan.reports.binding.bind import bind
from jianyan.reports.binding.dictionary import dictionary_of
from jianyan.reports.binding.meaning import meanings
from jianyan.reports.binding.measuring import on_marked, on_passages, on_slots
from jianyan.reports.builtin import TEMPLATES, builtin_text
from jianyan.reports.fill import Filled, fill
from jianyan.reports.register_reader import reader_for
from tests.reports import masked

LEFT_OUT = re.compile(r"文本|名单|政协\.|分列")
"""What stands for words, or for several numbers at once."""
ROUNDED = re.compile(r"( \| (余|万|汉字|低|高|至|各))+$")
HERE = Path(__file__).parent
SHARED = masked.SHARED
shared = pytest.mark.skipif(not SHARED.exists(), reason=masked.ABSENT)


def percent(right: int, of: int) -> float:
    return 100 * right / of


def test_texts_of_our_own() -> None:
    found = on_marked(HERE / "texts.toml", dictionary_of())
    built, held, later = found["built_on"], found["held_out"], found["written_later"]
    assert (built["has"], held["has"], built["lacks"], held["lacks"]) == (117, 58, 35, 16)
    assert later == {"has": 42, "first": 42, "among": 42, "lacks": 17, "none": 17}
    since = {"has": 43, "first": 43, "among": 43, "lacks": 18, "none": 18}
    assert found["written_since"] == since
    assert percent(built["first"], built["has"]) >= 98
    assert percent(built["none"], built["lacks"]) >= 96
    assert percent(held["first"], held["has"]) >= 87
    assert percent(held["among"], held["has"]) >= 89
    assert percent(held["none"], held["lacks"]) >= 93


@shared
def test_the_two_reports_masked() -> None:
    slots = SHARED / "reference" / "report-slots.csv"
    found = on_slots(slots, SHARED / "seeds", dictionary_of())
    assert (found["slots"], found["figures"]) == (166, 91)
    assert found["first"] >= 90
    assert found["kind"] >= 164


@shared
def test_real_passages() -> None:
    folder = SHARED / "data" / "report_passages"
    found = on_passages(folder, HERE / "shared_labels.toml", dictionary_of())
    for part, tally in found.items():
        assert percent(tally["among"], tally["has"]) >= 95, part
        assert percent(tally["none"], tally["lacks"]) >= 93, part


def filled(committee: Committee, report: str) -> Filled:
    return fill(masked.as_template(report), reader_for(committee.pk, report), WORDS[int(report)])


@shared
def test_the_two_reports_filled_and_read_again(demo_db: Committee) -> None:
    dictionary = dictionary_for(demo_db.pk)
    right = 0
    for report in ("2020", "2018"):
        text = filled(demo_db, report)
        found = {bound.mark.start: bound for bound in bind(text.text, dictionary)}
        rows = sorted(masked.rows("slots", report), key=lambda row: int(row["offset"]))
        for slot, row in zip(text.slots, rows, strict=True):
            bound = found.get(slot.start)
            first = bound.candidates[0] if bound and bound.candidates else None
            right += row["kind"] == "figure" and bool(first) and first.figure == row["figure"]
    assert right >= 90


@pytest.mark.parametrize(("key", "year"), list(zip(TEMPLATES, ("2020", "2018"), strict=True)))
def test_our_own_templates_filled_and_read_again(demo_db: Committee, key: str, year: str) -> None:
    text = fill(builtin_text(key), reader_for(demo_db.pk, year), WORDS[int(year)])
    found = {one.mark.start: one for one in bind(text.text, dictionary_for(demo_db.pk))}
    told = [slot for slot in text.slots if not LEFT_OUT.search(slot.expression)]
    wrong = [
        slot.expression
        for slot in told
        if (bound := found.get(slot.start)) is None
        or not bound.candidates
        or bound.candidates[0].figure != ROUNDED.sub("", slot.expression.strip("{} "))
    ]
    assert len(told) == {"2020": 62, "2018": 16}[year]
    assert len(wrong) <= 2, wrong


@shared
def test_what_is_sure_is_right(demo_db: Committee) -> None:
    text = filled(demo_db, "2020")
    told = {each.start: each.value for each in meanings(text.text, dictionary_for(demo_db.pk))}
    written = {slot.start: slot.expression for slot in text.slots}
    assert [value for at, value in told.items() if at in written and value not in written[at]] == []
    assert len(told.keys() & written.keys()) >= 74
