"""The measures on texts of our own do not fall; those on the texts beside the project, where they are."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from jianyan.assist import evaluating, labelled
from jianyan.assist.alike import Text
from jianyan.assist.answered import untouched
from jianyan.assist.judging import ranked
from jianyan.assist.labelled import Labelled
from jianyan.assist.learning import Learnt
from jianyan.assist.structure import vague

TEXTS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("texts.toml").read_text("utf-8"))
DRAFTS = TEXTS["draft"]
SHARED = Path(__file__).parents[3] / "shared/data"


def cases(topic: str) -> list[Labelled]:
    return [Labelled(one["title"], 0, one["title"], one["text"], one[topic]) for one in DRAFTS]


@pytest.mark.parametrize("topic", ["category", "unit"])
def test_the_vocabulary_alone_names_what_our_drafts_are_about(topic: str) -> None:
    options = {one[topic]: one[topic] for one in DRAFTS}
    found = [
        [each.code for each in ranked(one["title"], one["text"], options, Learnt())]
        for one in DRAFTS
    ]
    three = sum(one[topic] in named for one, named in zip(DRAFTS, found, strict=True))
    first = sum(named[:1] == [one[topic]] for one, named in zip(DRAFTS, found, strict=True))
    assert first >= 41
    assert three >= 47


@pytest.mark.parametrize("topic", ["category", "unit"])
def test_a_few_decisions_are_learnt_from(topic: str) -> None:
    found = evaluating.of_cases(topic, cases(topic))
    assert found["top1"] >= 0.7
    assert found["top3"] >= 0.9


@pytest.mark.parametrize("percent", evaluating.EDITS)
def test_edited_drafts_are_found_again(percent: int) -> None:
    texts = [Text(one["title"], one["text"]) for one in DRAFTS]
    found = evaluating.of_similar(texts, percent)
    assert found["recall"] >= 0.95
    assert found["precision"] >= 0.95


def test_vague_suggestions_are_told_from_plain_ones() -> None:
    said = TEXTS["suggestions"]
    missed = [text for text in said["vague"] if vague(text) < 0.5]
    accused = [text for text in said["plain"] if vague(text) >= 0.5]
    assert (missed, accused) == ([], [])


def test_what_replies_leave_out_is_noticed() -> None:
    wrong = []
    for one in TEXTS["reply"]:
        found = [each.order for each in untouched(one["suggestions"], one["text"])]
        if found != one["untouched"]:
            wrong.append((one["suggestions"], found))
    assert wrong == []


def test_the_real_proposals_are_better_than_their_baseline() -> None:
    path = SHARED / "proposals_jiangsu_2022/proposals_2022.jsonl"
    if not path.exists():
        pytest.skip("the texts beside the project are not here")
    rows = labelled.read(path)
    before = [row for row in rows if evaluating.fold(row.key)]
    held = [row for row in rows if not evaluating.fold(row.key)]
    found = evaluating.asked_of(before, held)
    assert found.first / found.asked > 0.615
    assert found.three / found.asked > 0.894
