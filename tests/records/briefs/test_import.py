"""Briefs by sheet: brought in twice nothing changes, and each figure moves by what it should."""

from typing import Any

import pytest

from jianyan.ground.kinds import kind_named
from jianyan.kernel.values import Rate
from tests.entry import bring_in, cleaned, moved, values
from tests.records.briefs.conftest import Scene

BRIEFS: list[dict[str, Any]] = [
    {
        "key": "X1",
        "title": "关于增设即停即走车位的建议",
        "category": "城市交通",
        "authors": "安宁、柏舟",
        "situation": "早间车辆无处停靠。",
        "analysis": "车位不足。",
        "suggestion": "划定车位。",
        "open_consent": "是",
        "dated_on": "2020-03-10",
        "submitted_on": "2020-03-10",
        "accepted_on": "2020-03-12",
    },
    {
        "key": "X2",
        "title": "近期停车问题综合",
        "category": "城市交通",
        "make": "综合",
        "situation": "多处反映。",
        "dated_on": "2020-03-15",
        "submitted_on": "2020-03-15",
        "accepted_on": "2020-03-15",
        "issued_on": "2020-03-18",
        "issue": "9",
        "visibility": "委员可见",
    },
    {
        "title": "关于修剪行道树的建议",
        "category": "城市建设管理",
        "body": "民盟澜汀区总支",
        "situation": "遮挡信号灯。",
        "dated_on": "2020-03-16",
    },
]
SHEETS: dict[str, list[dict[str, Any]]] = {
    "briefs": BRIEFS,
    "brief-combinations": [{"record": "X2", "original": "X1", "on": "2020-03-17"}],
    "send-ups": [
        {"record": "X2", "level": "市", "addressee": "市政协研究室", "on": "2020-03-20"},
        {"record": "X2", "level": "区", "on": "2020-03-20"},
    ],
    "taken-up": [{"record": "X2", "level": "市", "way": "转送", "on": "2020-04-20"}],
}
MOVES: dict[str, dict[str, tuple[Any, Any]]] = {
    "briefs": {"信息.提交": (0, 1), "信息.录用": (0, 1), "信息.编发": (0, 1), "信息.综合": (0, 1)},
    "brief-combinations": {},
    "send-ups": {
        "信息.报送": (0, 1),
        "信息.报送条次": (0, 2),
        "信息.采用率": (Rate(0, 0), Rate(0, 1)),
    },
    "taken-up": {
        "信息.采用": (0, 1),
        "信息.采用条次": (0, 1),
        "信息.采用率": (Rate(0, 1), Rate(1, 1)),
    },
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
        assert cleaned(declared.form, here, **declared.form.shown(listed)) == data
