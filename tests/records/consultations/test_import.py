"""A plan by sheet: what is brought in twice changes nothing, and each figure moves by exactly what
it should."""

from typing import Any

from jianyan.kernel.values import Rate
from jianyan.records.consultations import actions
from jianyan.records.consultations.forms import TopicForm
from jianyan.records.consultations.models import LivelihoodProject, Topic
from tests.entry import bring_in, cleaned, moved, values
from tests.records.consultations.conftest import WHOLE, Scene

ROWS: list[dict[str, Any]] = [
    {
        "key": "X1",
        "title": "加快楼宇经济发展",
        "form": "专题协商",
        "plan_year": 2020,
        "body": "经济委",
        "units": "区民政局",
        **WHOLE,
        "note": "区政府分管领导到会",
    },
    {
        "key": "X2",
        "title": "文明城市创建",
        "form": "视察监督",
        "plan_year": 2020,
        **{name: WHOLE[name] for name in list(WHOLE)[:5]},
    },
]


def test_each_figure_moves_by_what_was_brought_in(scene: Scene) -> None:
    before = values(scene.committee)
    result = bring_in("consultations", scene.cast.office.by, scene.committee, ROWS)
    assert (result.errors, result.created) == ([], 2)
    assert moved(before, values(scene.committee)) == {
        "协商.计划项数": (0, 2),
        "协商.完成": (0, 1),
        "协商.完成率": (Rate(0, 0), Rate(1, 2)),
        "协商.完成.名单": ([], ["加快楼宇经济发展"]),
        "协商.举行": (0, 1),
        "协商.报送": (0, 1),
    }


def test_the_same_sheet_twice_changes_nothing(scene: Scene) -> None:
    by = scene.cast.office.by
    bring_in("consultations", by, scene.committee, ROWS)
    again = bring_in("consultations", by, scene.committee, ROWS)
    assert (again.errors, again.updated, again.unchanged) == ([], 0, 2)


def test_a_later_sheet_takes_the_next_steps(scene: Scene) -> None:
    by = scene.cast.office.by
    bring_in("consultations", by, scene.committee, ROWS)
    days = {"started_on": "2020-05-06", "held_on": "2020-06-01"}
    later = bring_in("consultations", by, scene.committee, [{**ROWS[1], **days}])
    assert (later.errors, later.updated) == ([], 1)
    assert Topic.objects.get(record__key="X2").record.state == "held"
    first = bring_in("consultations", by, scene.committee, ROWS)
    assert (first.errors, first.unchanged) == ([], 2)


def test_what_was_entered_reads_as_it_was_written(scene: Scene) -> None:
    data = cleaned(TopicForm, scene.committee, **ROWS[0])
    row = actions.add(scene.cast.office.by, scene.committee.pk, data)
    assert TopicForm.read(row) == data


def test_livelihood_projects_by_sheet(scene: Scene) -> None:
    by = scene.cast.office.by
    scene.topic(key="X3", form="视察监督")
    rows = [
        {"record": "X3", "title": "改造老旧小区", "inspected_on": "2020-06-10", "progress": "过半"},
        {"record": "X3", "title": "新建停车场", "inspected_on": "2020-06-10", "unit": "区民政局"},
    ]
    before = values(scene.committee)
    result = bring_in("livelihood-projects", by, scene.committee, rows)
    assert (result.errors, result.created) == ([], 2)
    assert moved(before, values(scene.committee)) == {"协商.惠民实事": (0, 2)}
    again = bring_in("livelihood-projects", by, scene.committee, rows)
    assert (again.errors, again.unchanged) == ([], 2)
    changed = bring_in(
        "livelihood-projects", by, scene.committee, [{**rows[0], "progress": "已完工"}]
    )
    assert (changed.errors, changed.updated) == ([], 1)
    standing = LivelihoodProject.objects.filter(struck_at__isnull=True)
    assert sorted(standing.values_list("progress", flat=True)) == ["", "已完工"]
