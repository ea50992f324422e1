"""Responsibilities by sheet: what is brought in twice changes nothing, and each figure moves by
exactly what it should."""

from typing import Any

from jianyan.kernel.values import Span
from jianyan.records.responsibilities import actions
from jianyan.records.responsibilities.forms import DutyForm
from jianyan.records.responsibilities.models import Patrol
from tests.entry import bring_in, cleaned, moved, values
from tests.records.responsibilities.conftest import Scene

SINCE = {"since": "2020-01-28"}
ROWS: list[dict[str, Any]] = [
    {"key": "Z1", "sort": "分包街道", "team": "机关志愿服务队", "body": "新河街道", **SINCE},
    {
        "key": "Z2",
        "sort": "分包小区",
        "level": "直接负责",
        "person": "办公室",
        "body": "织锦里",
        "post": "东门",
        "until": "2020-03-20",
        "note": "早晚两班",
        **SINCE,
    },
    {"key": "Z3", "sort": "联系委员组", "person": "安宁", "body": "第一委员组", **SINCE},
    {"key": "Z4", "sort": "党员联系党外委员", "person": "安宁", "counterpart": "岑远", **SINCE},
    {"key": "Z5", "sort": "结对户", "person": "办公室", "code": "帮2020-01", **SINCE},
]


def prepared(scene: Scene) -> None:
    scene.person("安宁", scene.members, scene.party, scene.party_group)
    scene.person("岑远", scene.members)


def test_each_figure_moves_by_what_was_brought_in(scene: Scene) -> None:
    prepared(scene)
    before = values(scene.committee)
    result = bring_in("responsibilities", scene.cast.office.by, scene.committee, ROWS)
    assert (result.errors, result.created) == ([], 5)
    assert moved(before, values(scene.committee)) == {
        "责任.分包街道.名单": ([], ["新河"]),
        "责任.分包小区": (0, 1),
        "责任.责任人": (0, 2),
        "联系.党组成员": (0, 1),
        "联系.每人委员组数": (None, Span(1, 1)),
        "联系.党员委员": (0, 1),
        "联系.党外委员": (0, 1),
        "联系.每人党外委员数": (None, Span(1, 1)),
        "联系.结对户": (0, 1),
    }


def test_the_same_sheet_twice_changes_nothing(scene: Scene) -> None:
    prepared(scene)
    by = scene.cast.office.by
    bring_in("responsibilities", by, scene.committee, ROWS)
    again = bring_in("responsibilities", by, scene.committee, ROWS)
    assert (again.errors, again.created, again.updated, again.unchanged) == ([], 0, 0, 5)


def test_what_was_entered_reads_as_it_was_written(scene: Scene) -> None:
    prepared(scene)
    for row in ROWS:
        data = cleaned(DutyForm, scene.committee, **row)
        made = actions.add_duty(scene.cast.office.by, scene.committee.pk, data)
        assert DutyForm.read(made) == data


def test_shifts_and_notes_by_sheet(scene: Scene) -> None:
    prepared(scene)
    by = scene.cast.office.by
    bring_in("responsibilities", by, scene.committee, ROWS)
    day = {"record": "Z2", "on": "2020-02-01"}
    shifts = [
        {**day, "shift": "早班", "on_duty": 3, "entries": 120, "temperatures": 118},
        {**day, "shift": "晚班"},
    ]
    notes = [{"record": "Z1", "on": "2020-02-01", "text": "走访网格员。"}]
    before = values(scene.committee)
    assert bring_in("patrols", by, scene.committee, shifts).created == 2
    assert moved(before, values(scene.committee)) == {
        "责任.巡查": (0, 2),
        "责任.巡查天数": (0, 1),
        "责任.登记人次": (0, 120),
        "责任.测温人次": (0, 118),
    }
    after = values(scene.committee)
    assert bring_in("responsibility-notes", by, scene.committee, notes).created == 1
    assert moved(after, values(scene.committee)) == {}
    assert bring_in("patrols", by, scene.committee, shifts).unchanged == 2
    assert bring_in("responsibility-notes", by, scene.committee, notes).unchanged == 1
    assert bring_in("patrols", by, scene.committee, [{**shifts[1], "entries": 9}]).updated == 1
    assert Patrol.objects.count() == 3
