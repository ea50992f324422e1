"""One proposal through all of its life, as every party to it, in the browser."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jianyan.ground.register import today
from jianyan.records.proposals.models import Proposal
from tests.stories.conftest import Take
from tests.stories.desk import Desk
from tests.stories.district import District

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "关于在汇文路东段加装路灯的提案"


def test_one_proposal_through_all_of_it(district: District, take: Take) -> None:
    phone = take(district.proposer, width=390)
    written(phone, district, take)


def written(phone: Desk, district: District, take: Take) -> None:
    phone.open("/")
    print(phone.text())
    phone.open("/proposals/write/")
    print(phone.text())
    phone.fill(案由=TITLE, 情况="汇文路东段晚上没有路灯，一公里内有两所学校。")
    phone.page.get_by_text("已自动保存").wait_for()
    phone.page.reload()
    phone.press("填回来")
    assert phone.field("案由").input_value() == TITLE
    phone.fill(邀请联名="白榕锐", 希望主办单位="区住建局")
    phone.press("存草稿")
    print(phone.said(), phone.text())
