"""Publications by sheet."""

from typing import Any

from tests.entry import bring_in, moved, values
from tests.records.publications.conftest import Scene

ROWS: list[dict[str, Any]] = [
    {"key": "P1", "title": "停车资源共享调研报告", "sort": "调研报告", "dated_on": "2020-03-16",
     "issued_on": "2020-03-20", "authors": "安宁"},
    {"key": "P2", "title": "学习制度", "sort": "制度", "dated_on": "2020-04-01", "issued_on": "2020-04-01",
     "in_force_on": "2020-05-01"},
    {"key": "P3", "title": "未成稿", "sort": "文章", "dated_on": "2020-04-02"},
]  # fmt: skip


def test_each_figure_moves_by_what_was_brought_in(scene: Scene) -> None:
    before = values(scene.committee)
    result = bring_in("publications", scene.cast.office.by, scene.committee, ROWS)
    assert (result.errors, result.created) == ([], 3)
    assert moved(before, values(scene.committee)) == {
        "文稿.印发": (0, 2), "调研.报告": (0, 1), "制度.修订": (0, 1), "制度.名单": ([], ["学习制度"]),
    }  # fmt: skip


def test_the_same_sheet_twice_changes_nothing(scene: Scene) -> None:
    by = scene.cast.office.by
    bring_in("publications", by, scene.committee, ROWS)
    again = bring_in("publications", by, scene.committee, ROWS)
    assert (again.errors, again.created, again.updated, again.unchanged) == ([], 0, 0, 3)
