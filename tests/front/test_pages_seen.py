"""The pages of signing in, first run, nouns and terms, in a browser: within the screen, axe clean."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jianyan.front.first_run import setup_code
from jianyan.ground.models import BodyKind, Committee
from jianyan.ground.nouns import provisions, rulebook
from jianyan.ground.rulebook import preset
from tests import build, cast
from tests.stories.desk import Desk

ADDRESSES = (
    "/password/",
    "/account/",
    "/r/people/",
    "/r/members/add/",
    "/members/",
    "/terms/",
    "/terms/change/",
    "/rulebook/",
    "/rulebook/add/",
    "/accounts/issue/",
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_pages_fit_and_are_accessible(page: Any) -> None:
    players = cast.assemble()
    here = players.committee
    build.body(here, BodyKind.MEMBERS, "全体委员", code="members")
    build.body(here, BodyKind.SECTOR, "民革界", code="mg")
    values = provisions.values_of(preset("county"))
    rulebook.enact(players.administrator.by, here.pk, "县区通用", date(2018, 1, 1), values)
    desk = Desk(page)
    desk.open("/sign-in/")
    found = desk.faults(narrow=True)
    desk.sign_in(players.administrator.account.username, "a-long-password")
    for address in ADDRESSES:
        desk.open(address)
        found += desk.faults(narrow=True)
    assert found == []


def test_an_empty_installation_begins_in_a_browser_without_javascript(open_page: Any) -> None:
    page = open_page(width=390, javascript=False)
    page.goto("/")
    filled = {
        "启动码": setup_code(),
        "代码": "lanting",
        "全称": "政协云陂市澜汀区委员会",
        "区县简称": "澜汀",
        "本届起始日": "2018-01-08",
        "会议开幕日": "2020-01-08",
        "会议闭幕日": "2020-01-11",
        "姓名": "林管理",
        "用户名": "lin",
        "口令": "plum-river-lantern",
        "再写一遍": "plum-river-lantern",
    }
    for label, text in filled.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("届", exact=True).fill("9")
    page.get_by_label("次", exact=True).fill("3")
    page.get_by_role("button", name="建立委员会并登录").click()
    page.wait_for_url("**/")
    assert page.get_by_text("已建立政协云陂市澜汀区委员会").count() == 1
    assert Committee.objects.get().code == "lanting"


def test_a_first_password_is_set_on_a_phone(phone: Any) -> None:
    players = cast.assemble()
    players.member.account.must_change = True
    players.member.account.save()
    phone.goto("/sign-in/")
    phone.get_by_label("用户名").fill(players.member.account.username)
    phone.get_by_label("口令", exact=True).fill("a-long-password")
    phone.get_by_role("button", name="登录", exact=True).click()
    phone.wait_for_url("**/password/")
    assert Desk(phone).faults() == []
    phone.get_by_label("新口令").fill("plum-river-lantern")
    phone.get_by_label("再写一遍").fill("plum-river-lantern")
    phone.get_by_role("button", name="设置口令").click()
    phone.wait_for_url("**/")
    assert phone.get_by_text("口令已更换").count() == 1
