"""What the office does with projects, and what it leaves behind."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from jianyan.ground.models import Trail
from jianyan.kernel.errors import Denied, Refused, Stale
from jianyan.records.projects import actions
from jianyan.records.projects.forms import ProjectForm
from tests.entry import faults
from tests.records.projects.conftest import Scene

DAY = date(2020, 3, 1)


def test_days_known_at_entry_make_their_moves(scene: Scene) -> None:
    row = scene.project("委员之家", started_on="2020-03-01", done_on="2020-06-01")
    trail = Trail.objects.filter(record=row.record).order_by("pk")
    assert (row.record.number, row.record.state, row.until) == (
        "2020-001",
        "done",
        date(2020, 6, 1),
    )
    assert list(trail.values_list("move", "source", "target", "on")) == [
        ("enter", "", "planned", date(2020, 1, 17)),
        ("start", "planned", "under_way", DAY),
        ("finish", "under_way", "done", date(2020, 6, 1)),
    ]


def test_what_is_stopped_ends_and_is_not_done(scene: Scene) -> None:
    row = scene.project(stopped_on="2020-03-01")
    assert (row.record.state, row.done_on, row.until) == ("stopped", None, DAY)
    with pytest.raises(Stale, match="现为“已中止”"):
        actions.finish(scene.cast.office.by, row.pk, on=DAY)


def test_a_member_cannot_finish(scene: Scene) -> None:
    row = scene.project()
    with pytest.raises(Denied):
        actions.finish(scene.cast.member.by, row.pk, on=DAY)


def test_a_day_entered_later_is_a_step_and_a_corrected_one_is_not(scene: Scene) -> None:
    row = scene.project()
    by = scene.cast.office.by
    done = actions.change(by, row, {"done_on": (None, DAY), "note": ("", "提前完成")}, "")
    assert (done.record.state, done.note) == ("done", "提前完成")
    corrected = actions.change(by, done, {"done_on": (DAY, date(2020, 3, 2))}, "记错")
    assert (corrected.record.state, corrected.done_on, corrected.until) == (
        "done",
        date(2020, 3, 2),
        date(2020, 3, 2),
    )


def test_a_corrected_day_of_listing_is_the_register_s_too(scene: Scene) -> None:
    row = scene.project()
    changed = actions.change(
        scene.cast.office.by, row, {"planned_on": (row.planned_on, date(2020, 1, 20))}, "记错"
    )
    assert changed.record.dated_on == date(2020, 1, 20)


def test_corrected_leaders_and_sums(scene: Scene) -> None:
    row = scene.project("重点项目", leaders="安宁")
    one, two = scene.leaders
    by = scene.cast.office.by
    changed = actions.change(by, row, {"leaders": ([one], [one, two])}, "补记")
    assert list(changed.leaders.all()) == [one, two]
    fact = scene.invest(row, "1200.5", "2020-05-01")
    fresh = actions.change_fact(by, fact, {"amount": (fact.amount, Decimal(1300))}, "记错")
    assert row.record.investments.filter(struck_at__isnull=True).get() == fresh
    with pytest.raises(Refused, match="不能改挂"):
        actions.change_fact(by, fresh, {"record": (row.record, None)}, "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"sort": "协作协议"}, {"partner": ["协作协议请填写合作单位。"]}),
        ({"started_on": "2020-01-16"}, {"started_on": ["早于列入日期2020年1月17日，请改正。"]}),
        (
            {"started_on": "2020-03-01", "done_on": "2020-02-01"},
            {"done_on": ["早于启动日期2020年3月1日，请改正。"]},
        ),
        (
            {"done_on": "2020-02-01", "stopped_on": "2020-02-01"},
            {"stopped_on": ["已填完成日期的不能再填中止日期。"]},
        ),
        (
            {"sort": "要点"},
            {"sort": ["没有“要点”，请填工作要点、重点项目、委员之家、协作协议之一。"]},
        ),
    ],
)
def test_refusals(scene: Scene, typed: dict[str, Any], said: dict[str, list[str]]) -> None:
    filled = {"sort": "工作要点", "title": "一项", "planned_on": "2020-01-17", **typed}
    assert faults(ProjectForm, scene.committee, **filled) == said
