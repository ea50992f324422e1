"""Searching: a word, a condition typed, another clicked and taken back, a file's words, the marks."""

from __future__ import annotations

from tests.stories.conftest import Sit
from tests.stories.desk import Desk


def _ask(desk: Desk, words: str) -> None:
    box = desk.page.locator("main form.ask input[type=search]")
    box.fill(words)
    box.press("Enter")
    desk.settle()


def _count(desk: Desk) -> int:
    return int(desk.text("nav[aria-label=排序] .sum").split()[1])


def test_the_office_searches(sit: Sit) -> None:
    desk = sit("general")
    desk.open("/search/")
    assert "状态:已答复" in desk.text()
    _ask(desk, "停车")
    every = _count(desk)
    assert desk.page.locator("mark").first.inner_text() == "停车"
    desk.page.locator("nav[aria-label=种类] a.chip").filter(has_text="提案").first.click()
    desk.settle()
    desk.page.locator("nav[aria-label=只看] a.chip").filter(has_text="2020年").click()
    desk.settle()
    box = desk.page.locator("main form.ask input[type=search]")
    assert box.input_value() == "停车 2020年"
    narrowed = _count(desk)
    assert 0 < narrowed < every
    _ask(desk, "停车 2020年 状态:已办结")
    chips = desk.page.locator("[aria-label=条件] .chip").all_inner_texts()
    assert [chip.strip() for chip in chips] == ["状态:已办结", "2020年"]
    desk.follow("去掉条件：状态:已办结")
    assert desk.page.locator("main form.ask input[type=search]").input_value() == "停车 2020年"
    desk.page.locator("summary").filter(has_text="更多条件").click()
    desk.fill(起始日期="2020-03-01", 截止日期="2020-12-31")
    desk.press("按条件找")
    chips = desk.page.locator("[aria-label=条件] .chip").all_inner_texts()
    assert [chip.strip() for chip in chips] == ["日期:2020-03-01..2020-12-31", "2020年"]
    _ask(desk, "状态:没有的")
    assert "没有对上，可写：" in desk.said()
    desk.open("/search/?q=停车+2020年")
    assert desk.faults(narrow=True) == []


def test_a_phone_searches(sit: Sit) -> None:
    desk = sit("member", width=390)
    desk.open("/search/?q=停车 2020年")
    assert desk.page.locator("mark").first.inner_text() == "停车"
    assert desk.wide() == []
