"""What the office does with activities, and what it leaves behind."""

from datetime import date

import pytest

from jianyan.ground.models import Trail
from jianyan.kernel.errors import Denied, Refused, Stale
from jianyan.records.activities import actions
from jianyan.records.activities.forms import ActivityForm, ResearchTopicForm
from jianyan.records.activities.models import AgendaItem, Attendance, Visit
from tests.entry import faults
from tests.records.activities.conftest import Scene

DAY = date(2020, 3, 10)


def test_days_known_at_entry_make_their_moves(scene: Scene) -> None:
    row = scene.activity(announced_on="2020-03-02")
    trail = Trail.objects.filter(record=row.record).order_by("pk")
    assert row.record.state == "held"
    assert row.record.number == "2020-001"
    assert list(trail.values_list("move", "source", "target", "on")) == [
        ("enter", "", "planned", DAY),
        ("announce", "planned", "announced", date(2020, 3, 2)),
        ("hold", "announced", "held", DAY),
    ]


def test_names_in_the_boxes_become_attendance_and_places(scene: Scene) -> None:
    row = scene.activity(
        hosts="安宁", lecturers="柏舟", people="岑远", places="新河社区、澜汀织锦厂"
    )
    there = Attendance.objects.filter(record=row.pk).order_by("person__code")
    assert list(there.values_list("person__name", "role", "presence")) == [
        ("安宁", "chaired", "present"),
        ("柏舟", "lectured", "present"),
        ("岑远", "took_part", "present"),
    ]
    places = Visit.objects.filter(record=row.pk).order_by("pk")
    assert list(places.values_list("place__name", "place_kind")) == [
        ("新河社区", "community"),
        ("澜汀织锦厂", "enterprise"),
    ]


def test_nobody_is_entered_twice(scene: Scene) -> None:
    row = scene.activity(people="安宁")
    with pytest.raises(Refused, match="安宁已登记在这次活动中"):
        actions.attend(scene.cast.office.by, row.pk, [Attendance(person=scene.members[0])], on=DAY)
    assert Attendance.objects.filter(record=row.pk).count() == 1


def test_a_cancelled_activity_cannot_be_held(scene: Scene) -> None:
    row = scene.activity(held_on="", cancelled_on="2020-03-09")
    assert row.record.state == "cancelled"
    with pytest.raises(Stale, match="现为“已取消”"):
        actions.hold(scene.cast.office.by, row.pk, on=DAY)


def test_a_member_cannot_hold(scene: Scene) -> None:
    row = scene.activity(held_on="")
    with pytest.raises(Denied):
        actions.hold(scene.cast.member.by, row.pk, on=DAY)
    row.record.refresh_from_db()
    assert row.record.state == "planned"


def test_a_day_entered_later_is_a_move_and_a_corrected_one_is_not(scene: Scene) -> None:
    row = scene.activity(held_on="")
    by = scene.cast.office.by
    held = actions.change(by, row, {"held_on": (None, DAY)}, "")
    assert (held.record.state, held.held_on) == ("held", DAY)
    again = actions.change(by, held, {"held_on": (DAY, date(2020, 3, 11))}, "记错一天")
    assert (again.record.state, again.held_on) == ("held", date(2020, 3, 11))
    with pytest.raises(Refused, match="不能清空"):
        actions.change(by, again, {"held_on": (date(2020, 3, 11), None)}, "")


def test_another_first_day_is_the_register_s_day_too(scene: Scene) -> None:
    row = scene.activity(held_on="")
    moved = actions.change(scene.cast.office.by, row, {"starts_on": (DAY, date(2020, 3, 12))}, "")
    assert (moved.starts_on, moved.record.dated_on) == (date(2020, 3, 12), date(2020, 3, 12))


def test_a_corrected_list_of_names_strikes_out_and_adds(scene: Scene) -> None:
    row = scene.activity(people="安宁、柏舟")
    one, two, three = scene.members
    actions.change(scene.cast.office.by, row, {"people": ([one, two], [two, three])}, "")
    standing = Attendance.objects.filter(record=row.pk, struck_at__isnull=True)
    assert sorted(standing.values_list("person__name", flat=True)) == ["岑远", "柏舟"]
    assert Attendance.objects.filter(record=row.pk).count() == 3


def test_an_agenda_item_is_done_once(scene: Scene) -> None:
    row = scene.activity(sort="全体会议")
    by = scene.cast.office.by
    item = actions.add_part(by, AgendaItem(record=row.record, order=1, title="听取报告"), "议程")
    assert actions.finish_item(by, item, on=DAY).done_on == DAY
    with pytest.raises(Stale):
        actions.finish_item(by, item, on=date(2020, 3, 11))


def test_what_a_trip_is_held_for(scene: Scene) -> None:
    topic = scene.topic(chosen_on="2020-02-20")
    row = scene.activity(sort="调研", held_for=topic.record.number)
    assert ActivityForm.read(row)["held_for"] == topic.record


def test_a_research_topic_from_choice_to_completion(scene: Scene) -> None:
    topic = scene.topic(chosen_on="2020-02-20", completed_on="2020-09-01")
    assert (topic.record.state, topic.record.number) == ("held", "2020-01")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"ends_on": "2020-03-09"}, {"ends_on": ["早于开始日期2020年3月10日，请改正。"]}),
        (
            {"held_on": "2020-03-10", "cancelled_on": "2020-03-09"},
            {"cancelled_on": ["已填举行日期的不能再填取消日期，请留一个。"]},
        ),
        ({"held_on": "2999-01-01"}, {"held_on": ["举行日期不能晚于今天；尚未发生的先不填。"]}),
        (
            {"people": "安宁", "hosts": "安宁"},
            {"people": ["安宁重复填在“主持人”和“参加人员”中，请留一处。"]},
        ),
    ],
)
def test_what_an_activity_s_form_refuses(
    scene: Scene, typed: dict[str, str], said: dict[str, list[str]]
) -> None:
    filled = {"title": "例会", "sort": "常委会议", "starts_on": "2020-03-10", **typed}
    assert faults(ActivityForm, scene.committee, **filled) == said


def test_a_topic_is_chosen_before_it_is_completed(scene: Scene) -> None:
    typed = {"title": "停车", "dated_on": "2020-02-10", "completed_on": "2020-09-01"}
    assert faults(ResearchTopicForm, scene.committee, **typed) == {
        "completed_on": ["有完成日期的须先填选定日期。"]
    }


def test_entering_takes_as_many_statements_whatever_the_number_of_people(
    scene: Scene, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(60):  # type: ignore[operator]
        scene.activity(people="安宁、柏舟、岑远", places="新河社区、柳林社区")
