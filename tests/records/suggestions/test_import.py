"""Suggestions and what became of them by sheet: brought in twice nothing changes, and each figure
moves by exactly what it should."""

from typing import Any

import pytest

from jianyan.ground.kinds import kind_named
from jianyan.kernel.values import Rate
from tests.entry import bring_in, cleaned, moved, values
from tests.records.suggestions.conftest import Scene

SHEETS: dict[str, list[dict[str, Any]]] = {
    "suggestions": [
        {
            "record": "活动2020-001",
            "order": 1,
            "key": "Y1",
            "nature": "问题",
            "text": "楼道积水",
            "place": "新河社区",
            "raised_on": "2020-03-10",
            "sent_on": "2020-03-12",
            "unit": "区住建局",
            "due_on": "2020-06-01",
        },
        {"record": "协商2020-01", "order": 1, "text": "增设路灯", "raised_on": "2020-04-01"},
    ],
    "responses": [
        {"suggestion": "协商2020-01/1", "on": "2020-04-20", "verdict": "采纳", "unit": "区住建局"}
    ],
    "settlements": [{"suggestion": "Y1", "on": "2020-05-01", "verdict": "报告办结", "key": "J1"}],
    "commitments": [
        {
            "record": "信息2020-001",
            "text": "年内修好",
            "made_on": "2020-04-01",
            "due_on": "2020-06-30",
            "kept_on": "2020-06-01",
        }
    ],
    "outcomes": [
        {
            "record": "提案0001",
            "item": "路灯",
            "quantity": "20",
            "unit": "盏",
            "on": "2020-06-01",
            "place": "望桥路",
        }
    ],
    "instructions": [
        {"record": "信息2020-001", "leader": "区委书记", "on": "2020-06-01", "text": "请研究采纳。"}
    ],
}
MOVES: dict[str, dict[str, tuple[Any, Any]]] = {
    "suggestions": {
        "意见.收集": (0, 1),
        "意见.解决率": (Rate(0, 0), Rate(0, 1)),
        "建议.提出": (0, 1),
        "建议.采纳率": (Rate(0, 0), Rate(0, 1)),
    },
    "responses": {
        "建议.回应": (0, 1),
        "建议.采纳": (0, 1),
        "建议.采纳率": (Rate(0, 1), Rate(1, 1)),
    },
    "settlements": {
        "意见.解决": (0, 1),
        "意见.按期解决": (0, 1),
        "意见.解决率": (Rate(0, 1), Rate(1, 1)),
    },
    "commitments": {
        "承诺.作出": (0, 1),
        "承诺.兑现": (0, 1),
        "承诺.按期兑现率": (Rate(0, 0), Rate(1, 1)),
    },
    "outcomes": {"成果.数量": (0, 20), "成果.数值": (None, 20), "成果.项数": (0, 1)},
    "instructions": {"批示.件数": (0, 1), "信息.批示": (0, 1)},
}


def test_each_sheet_moves_its_figures_and_no_other(scene: Scene) -> None:
    by, here = scene.cast.office.by, scene.committee
    for kind, rows in SHEETS.items():
        before = values(here)
        result = bring_in(kind, by, here, rows)
        assert (kind, result.errors, result.created) == (kind, [], len(rows))
        assert (kind, moved(before, values(here))) == (kind, MOVES[kind])


def test_brought_in_twice_nothing_changes(scene: Scene) -> None:
    by, here = scene.cast.office.by, scene.committee
    for kind, rows in SHEETS.items():
        bring_in(kind, by, here, rows)
    for kind, rows in SHEETS.items():
        again = bring_in(kind, by, here, rows)
        said = (again.errors, again.created, again.updated, again.unchanged)
        assert (kind, said) == (kind, ([], 0, 0, len(rows)))


@pytest.mark.parametrize("kind", SHEETS)
def test_what_was_entered_reads_back_the_same(scene: Scene, kind: str) -> None:
    by, here = scene.cast.office.by, scene.committee
    for earlier, rows in SHEETS.items():
        bring_in(earlier, by, here, rows)
    declared = kind_named(kind)
    for typed in SHEETS[kind]:
        data = cleaned(declared.form, here, **typed)
        row = declared.find(here.pk, data)
        assert row is not None
        listed = declared.rows().get(pk=row.pk)
        assert declared.form.read(listed) == data
        again = cleaned(declared.form, here, **declared.form.shown(listed))
        assert again == data
