"""What the office does with responsibilities, and what it leaves behind."""

from datetime import date, timedelta

import pytest

from jianyan.ground.models import Category, Trail
from jianyan.ground.register import today
from jianyan.kernel.errors import Denied, Refused
from jianyan.records.responsibilities import actions
from jianyan.records.responsibilities.forms import DutyForm, PatrolForm
from jianyan.records.responsibilities.models import Duty, Patrol
from tests.entry import faults
from tests.records.responsibilities.conftest import Scene

DAY = date(2020, 3, 20)


def posted(scene: Scene, **typed: str) -> Duty:
    filled = {"sort": "分包小区", "body": "织锦里", "person": "办公室", "post": "东门"}
    return scene.duty(**{**filled, **typed})


def shift(scene: Scene, code: str = "early") -> Category:
    return Category.objects.get(committee=scene.committee, scheme="patrol_shift", code=code)


def test_a_last_day_that_has_come_ends_it(scene: Scene) -> None:
    row = posted(scene, until="2020-03-20")
    trail = Trail.objects.filter(record=row.pk).order_by("pk")
    assert (row.record.state, row.record.number) == ("ended", "2020-001")
    assert row.record.title == "分包小区：织锦里东门（办公室）"
    assert list(trail.values_list("move", "source", "target", "on")) == [
        ("enter", "", "in_force", date(2020, 1, 28)),
        ("end", "in_force", "ended", DAY),
    ]


def test_a_last_day_to_come_leaves_it_in_force(scene: Scene) -> None:
    later = today() + timedelta(days=30)
    row = posted(scene, until=later.isoformat())
    assert (row.record.state, row.until) == ("in_force", later)


def test_it_does_not_end_before_it_begins(scene: Scene) -> None:
    row = posted(scene)
    with pytest.raises(Refused, match="结束日期早于起始日期2020年1月28日"):
        actions.end_duty(scene.cast.office.by, row.pk, on=date(2020, 1, 27))


def test_a_member_cannot_end_it(scene: Scene) -> None:
    row = posted(scene)
    with pytest.raises(Denied):
        actions.end_duty(scene.cast.member.by, row.pk, on=DAY)
    row.record.refresh_from_db()
    assert row.record.state == "in_force"


def test_what_is_corrected_moves_it_and_renames_it(scene: Scene) -> None:
    by, row = scene.cast.office.by, posted(scene)
    ended = actions.change_duty(by, row, {"until": (None, DAY), "post": ("东门", "西门")}, "更正")
    assert (ended.record.state, ended.until) == ("ended", DAY)
    assert ended.record.title == "分包小区：织锦里西门（办公室）"
    again = actions.change_duty(by, ended, {"until": (DAY, None)}, "仍在履行")
    assert (again.record.state, again.until) == ("in_force", None)
    earlier = {"since": (date(2020, 1, 28), date(2020, 1, 20))}
    assert actions.change_duty(by, again, earlier, "").record.dated_on == date(2020, 1, 20)


def test_many_shifts_in_a_few_statements(scene: Scene, django_assert_num_queries: object) -> None:
    row, early = posted(scene), shift(scene)
    rows = [{"on": date(2020, 2, 1) + timedelta(days=n), "shift": early} for n in range(90)]
    with django_assert_num_queries(8):  # type: ignore[operator]
        actions.add_patrols(scene.cast.office.by, row, rows)
    assert Patrol.objects.count() == 90
    assert Trail.objects.filter(record=row.pk, label="登记值守90个班次").count() == 1


def test_bulk_shifts_are_all_entered_or_none(scene: Scene) -> None:
    row, early = posted(scene, until="2020-03-20"), shift(scene)
    rows = [{"on": DAY, "shift": early}]
    for wrong, said in (
        ({"on": date(2020, 3, 21), "shift": early}, "晚于结束日期"),
        ({"on": date(2020, 1, 27), "shift": early}, "早于起始日期"),
        ({"on": DAY, "shift": early}, "已登记"),
    ):
        with pytest.raises(Refused, match=said):
            actions.add_patrols(scene.cast.office.by, row, [*rows, wrong])
    assert Patrol.objects.count() == 0


def test_a_corrected_shift_strikes_the_old_row_out(scene: Scene) -> None:
    by, row = scene.cast.office.by, posted(scene)
    old = actions.add_patrols(by, row, [{"on": DAY, "shift": shift(scene), "entries": 40}])[0]
    actions.change_patrol(by, old, {"entries": (40, 41)}, "漏记一人")
    standing = Patrol.objects.filter(struck_at__isnull=True)
    assert list(standing.values_list("on", "entries")) == [(DAY, 41)]
    assert Patrol.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"person": ""}, {"person": ["请填写责任人或责任队伍。"]}),
        ({"body": ""}, {"body": ["分包小区须填写对象单位，且为小区。"]}),
        ({"body": "东关社区"}, {"body": ["分包小区须填写对象单位，且为小区。"]}),
        ({"until": "2020-01-27"}, {"until": ["早于起始日期2020年1月28日，请改正。"]}),
        ({"sort": "结对户"}, {"code": ["结对户须填写对象编号。"]}),
        (
            {"sort": "联系界别", "person": "", "body": "经济界"},
            {"person": ["联系界别须填写责任人。"]},
        ),
        (
            {"sort": "其他", "body": ""},
            {"body": ["请填写对象单位、联系对象、对象编号或岗位之一。"]},
        ),
        (
            {"sort": "党员联系党外委员", "counterpart": "办公室"},
            {"counterpart": ["联系对象不能是责任人本人。"]},
        ),
    ],
)
def test_what_the_form_refuses(
    scene: Scene, typed: dict[str, str], said: dict[str, list[str]]
) -> None:
    filled = {"sort": "分包小区", "body": "织锦里", "person": "办公室", "since": "2020-01-28"}
    assert faults(DutyForm, scene.committee, **{**filled, **typed}) == said


def test_shifts_belong_to_a_post_and_its_days(scene: Scene) -> None:
    posted(scene, key="东", until="2020-03-20")
    scene.duty(key="街", sort="分包街道", body="新河街道", person="办公室")
    filled = {"on": "2020-03-21", "shift": "早班"}
    assert faults(PatrolForm, scene.committee, record="东", **filled) == {
        "on": ["2020年3月21日晚于结束日期2020年3月20日，请改正。"]
    }
    assert faults(PatrolForm, scene.committee, record="街", **filled) == {
        "record": ["这项责任没有设岗，请先在责任中填写岗位。"]
    }


def test_a_household_is_for_the_office_alone(scene: Scene) -> None:
    row = scene.duty(sort="结对户", person="办公室", code="帮2020-01")
    assert row.record.visibility == "office"
