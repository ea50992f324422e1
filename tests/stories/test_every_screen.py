"""The main pages fit desk and phone in both sizes of type, are axe clean, and need no script."""

from __future__ import annotations

import re

from jianyan.ground.actors import actor_of
from jianyan.ground.kinds import KINDS
from jianyan.ground.models import Account
from tests.stories.conftest import Sit
from tests.stories.desk import LARGE_TYPE, sheet

ADDRESSES = (
    "/",
    "/search/?q=公交",
    "/r/proposals/",
    "/r/proposals/?state=replied&q=公交",
    "/r/proposals/add/",
    "/r/proposals/import/",
    "/r/activities/",
    "/r/people/",
    "/r/members/",
    "/r/reports/add/",
    "/figures/",
    "/figures/提案.办复率/",
    "/reports/templates/",
    "/notices/",
    "/imports/",
)
RECORDS = ("proposals", "consultations", "gifts", "responsibilities", "people")


def test_pages_fit_desk_and_phone_and_are_accessible(sit: Sit) -> None:
    desk = sit()
    desk.open("/sign-in/")
    found = desk.faults(narrow=True)
    desk = sit("general")
    for address in ADDRESSES:
        desk.open(address)
        found += desk.faults(narrow=True)
    desk.open("/r/proposals/")
    desk.page.evaluate(LARGE_TYPE, "large")
    title = desk.page.locator("main tbody td.main").first.bounding_box()
    assert title["width"] > title["height"]
    actor = actor_of(Account.objects.get(username="general"))
    for kind in RECORDS:
        row = KINDS[kind].rows().filter(KINDS[kind].view(actor)).latest("pk")
        desk.open(f"/r/{kind}/{row.pk}/")
        found += desk.faults(narrow=True)
    assert found == []


def test_a_member_s_phone_fits_in_both_sizes_of_type(sit: Sit) -> None:
    desk = sit("member", width=390)
    found = desk.faults()
    desk.press("大字", within="body")
    found += desk.faults()
    for address in ("/search/?q=公交", "/r/proposals/", "/figures/提案.办复率/", "/notices/"):
        desk.open(address)
        found += desk.wide()
    desk.open("/r/proposals/")
    desk.page.locator("main tbody a.t").first.click()
    desk.settle()
    assert found + desk.wide() == []


def test_the_day_goes_without_scripts(sit: Sit) -> None:
    desk = sit("proposals", javascript=False)
    assert "已逾期" in desk.text()
    desk.open("/r/proposals/")
    desk.page.get_by_text("加条件", exact=True).click()
    desk.fill(状态="已答复")
    desk.press("按条件查看")
    assert "状态 已答复" in desk.text(".chip")
    desk.open("/r/proposals/add/")
    desk.fill(案由="关于增设社区书屋的提案", 第一提案人="谷言节", 收到日期="2020-12-01")
    desk.press("登记提案")
    assert desk.field("案由").input_value() == "关于增设社区书屋的提案"
    desk.fill(第一提案人="谷言捷")
    desk.press("登记提案")
    assert desk.title == "关于增设社区书屋的提案"
    desk.open("/r/publications/import/")
    heads = ["标题", "种类", "登记日期"]
    desk.choose_file(sheet(heads, ["关于社区书屋的调研报告", "调研报告", "2020-12-02"]))
    desk.press("试导")
    desk.page.get_by_role("button", name=re.compile("^导入1")).click()
    desk.settle()
    assert "新增1" in desk.said()
    desk.open("/figures/提案.办复率/")
    assert "出自这些记录" in desk.text()
