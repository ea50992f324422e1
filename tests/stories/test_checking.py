"""A draft is checked: pasted, its findings looked at beside it, and checked again without a script."""

from __future__ import annotations

import pytest

from tests.records.proposals.district import District
from tests.stories.conftest import Take

pytestmark = pytest.mark.django_db(transaction=True)

DRAFT = """政协某区委员会工作总结
一、提案工作
2020年，共收到提案268件，经审查立案241件，立案率89.9%，转为意见建议27件。立案提案中，经济建设类86件，占35.7%；社会民生类112件，占42.3%；生态环境类53件，占22%。
交办的241件提案已全部办复，办复率100%；委员满意220件，基本满意21件。
一、社情民意
全年编报社情民意信息96篇，比上年的80篇增加16篇，增长25%。“双月协商”活动X次。"""


def test_a_draft_is_checked(district: District, take: Take) -> None:
    desk = take(district.office)
    desk.open("/reports/check/")
    faults = desk.faults(narrow=True)
    desk.press("核对")
    assert "还没有稿件" in desk.errors()[0]
    desk.fill(或者贴在这里=DRAFT)
    desk.press("核对")
    said = desk.text()
    assert "3项相加为251件，总数写的是241件，多10件：各项相加不应多于总数。" in said
    assert "由80篇到96篇，变动20.00%，文中写+25%，应为+20%。" in said
    assert "序号“一、”重复，应为“二、”。" in said
    faults += desk.faults(narrow=True)
    desk.picture("check")
    desk.page.locator(".said-wrong").first.click()
    assert desk.page.url.endswith("#finding-1")
    assert faults == []


def test_a_draft_is_checked_without_a_script(district: District, take: Take) -> None:
    desk = take(district.office, javascript=False)
    desk.open("/reports/check/")
    desk.choose_file({"name": "a.txt", "mimeType": "text/plain", "buffer": DRAFT.encode()})
    desk.press("核对")
    assert "多10件" in desk.text()
