"""The steps of a topic, and what its form refuses."""

from datetime import date

import pytest

from jianyan.ground.models import BodyKind, Trail
from jianyan.kernel.errors import Denied, Refused, Stale
from jianyan.records.consultations import actions
from jianyan.records.consultations.forms import TopicForm
from tests import build
from tests.entry import faults
from tests.records.consultations.conftest import WHOLE, Scene

D = date


def test_each_day_makes_its_step(scene: Scene) -> None:
    row = scene.topic()
    trail = Trail.objects.filter(record=row.record).order_by("pk")
    assert (row.record.state, row.record.number) == ("completed", "2020-01")
    assert list(trail.values_list("move", "target", "on")) == [
        ("enter", "called_for", D(2019, 11, 1)),
        ("list", "listed", D(2019, 12, 1)),
        ("put_forward", "put_forward", D(2020, 2, 10)),
        ("approve", "approved", D(2020, 2, 20)),
        ("pass", "passed", D(2020, 3, 1)),
        ("start", "under_way", D(2020, 4, 1)),
        ("hold", "held", D(2020, 6, 10)),
        ("report", "reported", D(2020, 6, 20)),
        ("complete", "completed", D(2020, 9, 1)),
    ]


def test_a_step_that_left_no_date_may_be_missing(scene: Scene) -> None:
    row = scene.topic(listed_on="", approved_on="", started_on="", reported_on="")
    assert row.record.state == "completed"


def test_a_plan_passed_before_its_year_counts_from_its_first_day(scene: Scene) -> None:
    early = scene.topic(upto="approved_on", put_forward_on="2019-12-05", approved_on="2019-12-10")
    by = scene.cast.office.by
    assert actions.pass_topic(by, early.pk, on=D(2019, 12, 25)).planned_on == D(2020, 1, 1)
    late = scene.topic(upto="passed_on")
    assert late.planned_on == D(2020, 3, 1)


def test_the_day_of_the_plan_follows_a_correction(scene: Scene) -> None:
    row = scene.topic(upto="passed_on")
    by = scene.cast.office.by
    moved = actions.change(by, row, {"passed_on": (D(2020, 3, 1), D(2020, 3, 5))}, "记错")
    assert moved.planned_on == D(2020, 3, 5)
    moved = actions.change(by, moved, {"plan_year": (2020, 2021)}, "应为下年计划")
    assert moved.planned_on == D(2021, 1, 1)


def test_other_units_are_a_correction_with_its_trail(scene: Scene) -> None:
    row, by = scene.topic(units="区民政局"), scene.cast.office.by
    other = build.body(scene.committee, BodyKind.UNIT, "区财政局")
    moved = actions.change(by, row, {"units": ([scene.cast.unit], [other])}, "增补")
    assert [str(unit) for unit in moved.units.all()] == ["区财政局"]
    trail = Trail.objects.filter(record=row.record).latest("pk")
    assert (trail.move, trail.reason) == ("amend", "增补")
    assert trail.changes == {
        "units": [
            [{"id": scene.cast.unit.pk, "name": "区民政局"}],
            [{"id": other.pk, "name": "区财政局"}],
        ]
    }
    with pytest.raises(Stale, match="“协商单位”已被改为“区财政局”"):
        actions.change(by, moved, {"units": ([scene.cast.unit], [])}, "")


def test_a_day_entered_later_is_a_move(scene: Scene) -> None:
    row = scene.topic(upto="started_on")
    by = scene.cast.office.by
    held = actions.change(by, row, {"held_on": (None, D(2020, 6, 10))}, "")
    assert (held.record.state, held.held_on) == ("held", D(2020, 6, 10))
    with pytest.raises(Refused, match="不能清空"):
        actions.change(by, held, {"held_on": (D(2020, 6, 10), None)}, "")


def test_what_was_held_cannot_be_dropped(scene: Scene) -> None:
    by = scene.cast.office.by
    with pytest.raises(Stale, match="现为“已协商”"):
        actions.drop(by, scene.topic(upto="held_on").pk, on=D(2020, 7, 1), reason="调整")
    dropped = actions.drop(
        by, scene.topic(upto="started_on").pk, on=D(2020, 5, 1), reason="计划调整"
    )
    assert (dropped.record.state, dropped.dropped_on) == ("dropped", D(2020, 5, 1))


def test_a_member_cannot_complete(scene: Scene) -> None:
    row = scene.topic(upto="reported_on")
    with pytest.raises(Denied):
        actions.complete(scene.cast.member.by, row.pk, on=D(2020, 9, 1))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"held_on": "2020-03-20"}, {"held_on": ["举行日期早于启动日期2020年4月1日，请改正。"]}),
        ({"held_on": "", "reported_on": ""}, {"completed_on": ["有完成日期的须先填举行日期。"]}),
        ({"dropped_on": "2020-07-01"}, {"dropped_on": ["已举行的协商不能撤销，请删去撤销日期。"]}),
        (
            {"completed_on": "2999-01-01"},
            {"completed_on": ["完成日期不能晚于今天；尚未发生的先不填。"]},
        ),
    ],
)
def test_what_the_form_refuses(
    scene: Scene, typed: dict[str, str], said: dict[str, list[str]]
) -> None:
    filled = {"title": "楼宇经济", "form": "专题协商", "plan_year": "2020", **WHOLE, **typed}
    assert faults(TopicForm, scene.committee, **filled) == said
