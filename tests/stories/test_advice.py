"""Advice beside a proposal: what an office hand sees while reviewing it, and looks up."""

from __future__ import annotations

from typing import Any

from jianyan.assist.training import train
from jianyan.ground.models import Record
from tests.stories.conftest import Sit


def panel(desk: Any, title: str) -> str:
    return str(
        desk.page.locator(
            "section", has=desk.page.get_by_role("heading", name=title, exact=True)
        ).first.inner_text()
    )


def test_a_proposal_is_reviewed_with_advice_beside_it(sit: Sit, demo: Any) -> None:
    train(demo.pk)
    record = Record.objects.filter(
        kind="proposals", state="submitted", title__contains="电梯"
    ).get()
    for width in (1440, 390):
        desk = sit("proposals", width=width)
        desk.open(f"/r/proposals/{record.pk}/")
        assert "情况" in panel(desk, "提案体检")
        assert "正文用语相同" in panel(desk, "相近的提案")
        assert "已办结" in panel(desk, "相近的提案")
        assert "区住房城乡建设局" in panel(desk, "类别和单位参考")
        assert desk.faults() == []
        assert desk.wide() == []
        desk.page.get_by_text("对照", exact=True).first.click()
        desk.page.locator("mark").first.wait_for()
        assert desk.faults() == []
        assert desk.wide() == []
    desk = sit("proposals")
    desk.open("/advice/clusters/")
    assert "没有发现相近的" in desk.text()
    assert desk.faults() == []
