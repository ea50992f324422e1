"""The shipped rulebooks, value by value where a place is known for one."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from jianyan.ground.models import BodyKind
from jianyan.ground.nouns.provisions import values_of
from jianyan.ground.rulebook import PRESETS, preset
from tests.records.proposals.made import LISTS


def said(name: str) -> dict[str, Any]:
    """What a preset says of proposals, by the last step of the path."""
    values = values_of(preset(name))
    return {
        path.removeprefix("proposals."): value
        for path, value in values.items()
        if path.startswith("proposals.")
    }


def classes(name: str) -> list[tuple[str, str, bool, bool]]:
    """The classes of a preset: code, label, counts as solved, must be followed up."""
    table = preset(name)["proposals"]["classes"]
    return [(code, one["label"], one["solved"], one["tracked"]) for code, one in table.items()]


COMMON = {
    "return_workdays": 3,
    "contact_workdays": 10,
    "confirm_workdays": 10,
    "co_opinion_months": 1,
    "feedback_workdays": 15,
    "rehandle_days": 30,
    "publish_workdays": 20,
    "invitation_days": 7,
    "look_back_months": 12,
    "contact_counts": "confirmed",
    "telephone_counts": False,
    "rating_counts": "first",
    "rehandle_on": "unsatisfied",
    "look_back_ahead_days": 30,
    "form.title_most": 50,
    "form.text_most": 1500,
}


@pytest.mark.parametrize("name", PRESETS)
def test_what_is_alike_everywhere(name: str) -> None:
    values = said(name)
    assert {path: values[path] for path in COMMON} == COMMON


def test_a_county() -> None:
    values = said("county")
    assert (values["reply_months"], values["reply_months_most"]) == (3, 6)
    assert (values["contacts_required"], values["answer_counts"]) == (1, "replied")
    assert (values["rates_over"], values["rating_parts"]) == ("rated", ["attitude", "result"])
    assert classes("county") == [
        ("A", "已经解决或基本解决", True, False),
        ("B", "正在解决或列入计划", False, True),
        ("C", "受条件限制，留待以后解决", False, False),
        ("D", "留作参考", False, False),
    ]


def test_a_beijing_like_district() -> None:
    differs = {
        path: value for path, value in said("beijing").items() if value != said("county")[path]
    }
    scales = {path: differs.pop(path) for path in ("scale_attitude", "scale_way", "scale_result")}
    assert set(map(tuple, scales.values())) == {
        ("very_satisfied", "satisfied", "basically", "unsatisfied")
    }
    assert differs == {"contacts_required": 2, "answer_counts": "proper", "rates_over": "all"}


def test_a_shanghai_like_district() -> None:
    values = said("shanghai")
    assert (values["reply_months"], values["reply_months_most"]) == (2, 3)
    assert values["rating_parts"] == ["attitude", "way", "result"]
    assert values["scale_result"] == ["agreed", "understood", "reserved", "disagreed"]
    assert (values["answer_counts"], values["rates_over"]) == ("replied", "rated")
    assert classes("shanghai") == [
        ("A", "解决或采纳", True, False),
        ("B", "列入计划拟解决", False, True),
        ("C", "留作参考", False, False),
    ]


def test_every_kind_of_proposer_is_in_the_list_and_every_body_is_a_kind() -> None:
    kinds = {one["code"] for one in tomllib.loads(LISTS.read_text("utf-8"))["proposer_kind"]}
    for name in PRESETS:
        said = preset(name)["proposals"]["proposers"]
        assert set(said) <= set(BodyKind.values)
        assert set(said.values()) <= kinds | {"none"}


def test_every_reason_for_not_filing_has_its_way_on() -> None:
    lists = tomllib.loads(LISTS.read_text("utf-8"))
    ways = {one["code"] for one in lists["not_filed_onward"]} | {"none"}
    for name in PRESETS:
        routes = preset(name)["proposals"]["not_filed"]
        assert list(routes) == [one["code"] for one in lists["not_filed_reason"]]
        assert set(routes.values()) <= ways
