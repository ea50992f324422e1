"""Projects by sheet: brought in twice nothing changes, and each figure moves by what it should."""

from typing import Any

import pytest

from jianyan.ground.kinds import kind_named
from jianyan.kernel.values import Rate
from tests.entry import bring_in, cleaned, moved, values
from tests.records.projects.conftest import Scene

SHEETS: dict[str, list[dict[str, Any]]] = {
    "projects": [
        {
            "key": "G1",
            "sort": "工作要点",
            "title": "办好重点提案",
            "body": "经济委员会",
            "planned_on": "2020-01-17",
            "due_on": "2020-12-31",
            "done_on": "2020-12-20",
        },
        {
            "sort": "重点项目",
            "title": "望桥路打通工程",
            "leaders": "安宁、柏舟",
            "planned_on": "2020-03-01",
            "started_on": "2020-03-01",
        },
        {
            "sort": "委员之家",
            "title": "新河委员之家",
            "body": "新河社区",
            "planned_on": "2020-02-20",
            "done_on": "2020-08-01",
        },
        {
            "sort": "协作协议",
            "title": "校企合作",
            "partner": "云陂理工大学",
            "planned_on": "2020-05-01",
            "started_on": "2020-05-01",
        },
        {
            "sort": "工作要点",
            "title": "开好培训班",
            "planned_on": "2020-01-17",
            "stopped_on": "2020-03-01",
            "note": "因疫情中止",
        },
    ],
    "project-households": [
        {"record": "望桥路打通工程", "what": "计划", "number": "320", "on": "2020-03-01"},
        {"record": "望桥路打通工程", "what": "签约", "number": "300", "on": "2020-06-01"},
    ],
    "project-investments": [
        {"record": "新河委员之家", "amount": "120000.50", "on": "2020-04-01", "origin": "街道"}
    ],
    "project-progress": [{"record": "望桥路打通工程", "on": "2020-07-01", "text": "主体完工"}],
}
MOVES: dict[str, dict[str, tuple[Any, Any]]] = {
    "projects": {
        "要点.项数": (0, 2),
        "要点.完成": (0, 1),
        "要点.完成率": (Rate(0, 0), Rate(1, 2)),
        "项目.个数": (0, 1),
        "项目.名单": ([], ["望桥路打通工程"]),
        "阵地.委员之家": (0, 1),
        "阵地.名单": ([], ["新河委员之家"]),
        "协作.协议": (0, 1),
        "协作.单位.名单": ([], ["云陂理工大学"]),
    },
    "project-households": {"项目.计划户数": (0, 320), "项目.签约户数": (0, 300)},
    "project-investments": {"阵地.投入": (0, 120000.5)},
    "project-progress": {},
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
