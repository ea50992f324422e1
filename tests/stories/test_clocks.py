"""A unit's task that is stopped, goes on, and is given longer: each from its page."""

from __future__ import annotations

from datetime import timedelta

from jianyan.ground.days import said_day
from jianyan.ground.models import Clock
from jianyan.records.proposals.models import UnitTask
from tests.stories.conftest import Sit


def test_a_task_is_stopped_and_given_longer(sit: Sit) -> None:
    desk = sit("proposals")
    task = UnitTask.objects.filter(state="accepted", role="sole", extensions=None).latest("sent_on")
    due, since = task.due_on, task.sent_on + timedelta(days=2)
    assert due is not None
    page = f"/r/proposal-tasks/{task.pk}/"
    desk.open(page)
    assert f"答复期限：{said_day(due)}" in desk.text()
    desk.follow("暂停计时")
    desk.fill(暂停起日=str(since), 理由="等待上级部门批复")
    desk.press("暂停计时")
    desk.open(page)
    assert f"自{said_day(since)}暂停计时：等待上级部门批复" in desk.text()
    desk.follow("恢复计时")
    desk.fill(恢复日期=str(since + timedelta(days=7)))
    desk.press("恢复计时")
    desk.open(page)
    clock = Clock.objects.get(part_id=task.pk, kind="reply")
    assert clock.due_on > due
    assert "暂停不计" in desk.text()
    until = clock.due_on + timedelta(days=20)
    desk.follow("申请延期")
    desk.fill(申请日期=str(since + timedelta(days=8)), 申请延至=str(until), 延期理由="方案尚需会商")
    desk.press("申请延期")
    desk.open(page)
    desk.follow("批准延期")
    desk.fill(批复日期=str(since + timedelta(days=9)))
    desk.press("批准延期")
    desk.open(page)
    assert f"批准延期至{until.year}年{until.month}月{until.day}日" in desk.text()
    desk.follow("撤回延期")
    desk.fill(日期=str(since + timedelta(days=10)), 理由="会商提前办完")
    desk.press("撤回延期")
    desk.open(page)
    assert f"答复期限：{said_day(clock.due_on)}" in desk.text()
