"""A year's activities by sheet: what is brought in twice changes nothing, and each figure moves by
exactly what it should."""

from typing import Any

from jianyan.records.activities.actions import add
from jianyan.records.activities.forms import ActivityForm
from jianyan.records.activities.models import Activity, Attendance
from tests.entry import bring_in, cleaned, moved, values
from tests.records.activities.conftest import Scene

ROWS: list[dict[str, Any]] = [
    {
        "key": "H1",
        "title": "九届十二次常委会议",
        "sort": "常委会议",
        "starts_on": "2020-03-10",
        "ends_on": "2020-03-11",
        "held_on": "2020-03-10",
        "people": "安宁、柏舟",
        "others": 4,
        "note": "审议视察报告",
    },
    {
        "key": "H2",
        "title": "到新河社区走访",
        "sort": "社区走访",
        "starts_on": "2020-04-01",
        "held_on": "2020-04-01",
        "hosts": "安宁",
        "places": "新河社区",
        "served": 12,
    },
    {"key": "H3", "title": "学雷锋", "sort": "志愿服务", "starts_on": "2020-03-05"},
]


def test_each_figure_moves_by_what_was_brought_in(scene: Scene) -> None:
    before = values(scene.committee)
    result = bring_in("activities", scene.cast.office.by, scene.committee, ROWS)
    assert (result.errors, result.created) == ([], 3)
    assert moved(before, values(scene.committee)) == {
        "会议.次数": (0, 1),
        "会议.出席率": (before["会议.出席率"], type(before["会议.出席率"])(2, 2)),
        "走访.社区": (0, 1),
        "走访.人次": (0, 1),
        "走访.处次": (0, 1),
        "活动.人次": (0, 7),
        "活动.出席人次": (0, 3),
        "活动.人数": (0, 2),
        "活动.服务人次": (0, 12),
    }


def test_the_same_sheet_twice_changes_nothing(scene: Scene) -> None:
    by = scene.cast.office.by
    bring_in("activities", by, scene.committee, ROWS)
    again = bring_in("activities", by, scene.committee, ROWS)
    assert (again.errors, again.created, again.updated, again.unchanged) == ([], 0, 0, 3)


def test_a_later_sheet_holds_what_was_planned(scene: Scene) -> None:
    by = scene.cast.office.by
    bring_in("activities", by, scene.committee, ROWS)
    later = bring_in("activities", by, scene.committee, [{**ROWS[2], "held_on": "2020-03-05"}])
    assert (later.errors, later.updated) == ([], 1)
    assert Activity.objects.get(record__key="H3").record.state == "held"
    first = bring_in("activities", by, scene.committee, ROWS)
    assert (first.errors, first.unchanged) == ([], 3)


def test_a_sheet_takes_no_names_away(scene: Scene) -> None:
    by = scene.cast.office.by
    bring_in("activities", by, scene.committee, ROWS)
    bring_in("activities", by, scene.committee, [{**ROWS[0], "people": "岑远"}])
    row = Activity.objects.get(record__key="H1")
    assert [str(one) for one in ActivityForm.read(row)["people"]] == ["安宁", "柏舟", "岑远"]


def test_what_was_entered_reads_as_it_was_written(scene: Scene) -> None:
    topic = scene.topic(chosen_on="2020-02-20")
    data = cleaned(
        ActivityForm,
        scene.committee,
        key="H9",
        title="课题调研",
        sort="调研",
        starts_on="2020-04-01",
        announced_on="2020-03-25",
        held_on="2020-04-01",
        place="区政协机关",
        lecturers="岑远",
        people="柏舟、安宁",
        places="新河社区、澜汀织锦厂",
        series="课题",
        issue="2",
        held_for=topic.record.number,
    )
    row = add(scene.cast.office.by, scene.committee.pk, data)
    assert ActivityForm.read(row) == data


PARTS: dict[str, tuple[list[dict[str, Any]], dict[str, tuple[Any, Any]]]] = {
    "attendances": (
        [
            {"record": "H3", "person": "安宁"},
            {"record": "H3", "person": "柏舟", "role": "列席", "presence": "请假"},
        ],
        {"活动.人次": (0, 1), "活动.出席人次": (0, 1), "活动.人数": (0, 1)},
    ),
    "visits": (
        [{"record": "H3", "place": "澜汀织锦厂"}, {"record": "H3", "place": "新河社区"}],
        {
            "走访.企业": (0, 1),
            "走访.企业.名单": ([], ["澜汀织锦厂"]),
            "走访.社区": (0, 1),
            "走访.人次": (0, 2),
            "走访.处次": (0, 2),
        },
    ),
    "guests": ([{"record": "H3", "name": "方教授", "post": "省委党校"}], {}),
    "agenda-items": (
        [
            {"record": "H3", "order": 1, "title": "听取报告", "done_on": "2020-03-05"},
            {"record": "H3", "order": 2, "title": "大会发言"},
        ],
        {"会议.议程": (0, 2), "会议.已完成议程": (0, 1)},
    ),
}


def test_parts_by_sheet(scene: Scene) -> None:
    by = scene.cast.office.by
    scene.activity(key="H3", sort="调研")
    for kind, (rows, expected) in PARTS.items():
        before = values(scene.committee)
        result = bring_in(kind, by, scene.committee, rows)
        assert (kind, result.errors, result.created) == (kind, [], len(rows))
        assert moved(before, values(scene.committee)) == expected
        again = bring_in(kind, by, scene.committee, rows)
        assert (kind, again.errors, again.unchanged) == (kind, [], len(rows))


def test_a_corrected_attendance_strikes_the_old_row_out(scene: Scene) -> None:
    by = scene.cast.office.by
    scene.activity(key="H3", people="安宁")
    row = {"record": "H3", "person": "安宁", "presence": "请假"}
    assert bring_in("attendances", by, scene.committee, [row]).updated == 1
    standing = Attendance.objects.filter(struck_at__isnull=True)
    assert list(standing.values_list("presence", flat=True)) == ["leave"]
    assert Attendance.objects.count() == 2


def test_research_topics_by_sheet(scene: Scene) -> None:
    by = scene.cast.office.by
    rows = [
        {"key": "K1", "title": "停车资源共享", "dated_on": "2020-02-10", "chosen_on": "2020-02-20"},
        {"key": "K2", "title": "养老服务", "dated_on": "2020-02-10"},
    ]
    before = values(scene.committee)
    result = bring_in("research-topics", by, scene.committee, rows)
    assert (result.errors, result.created) == ([], 2)
    after = moved(before, values(scene.committee))
    assert sorted(after) == ["调研.课题", "调研.课题完成率"]
    assert after["调研.课题"] == (0, 1)
    again = bring_in("research-topics", by, scene.committee, rows)
    assert (again.errors, again.unchanged) == ([], 2)
