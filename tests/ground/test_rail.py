"""The rail leads everybody to what is theirs, and every list of ground says what it is for."""

from __future__ import annotations

import pytest

from jianyan.ground.kinds import KINDS
from tests import cast
from tests.ground.walking import signed_in, stage

OFFICE_ONLY = {
    "人员",
    "成员",
    "委员名册（按日）",
    "类别",
    "物品",
    "节假日",
    "专项工作",
    "届次",
    "规程",
}
OFFICE_ONLY |= {"单位任务", "提案答复", "提案评价", "责任和整改事项", "公众号和工作群"}


@pytest.fixture
def players(db: None) -> cast.Cast:
    return stage()


def rail_of(player: cast.Player) -> set[str]:
    page = signed_in(player).get("/more/")
    return {row["title"] for box in page.context["boxes"] for row in box["rows"]}


def test_a_member_is_led_to_what_a_member_needs(players: cast.Cast) -> None:
    member, office = rail_of(players.member), rail_of(players.office)
    assert member & OFFICE_ONLY == set()
    assert office & OFFICE_ONLY == OFFICE_ONLY
    assert {"提案", "重点提案", "社情民意信息", "会议活动", "委员", "年度报告"} <= member
    assert rail_of(players.cosigner) == member


def test_what_the_rail_leaves_out_can_still_be_opened(players: cast.Cast) -> None:
    client = signed_in(players.member)
    addresses = ("/members/", "/terms/", "/r/people/", "/r/holidays/", "/r/proposal-replies/")
    assert [client.get(url).status_code for url in addresses] == [200] * len(addresses)
    tools = client.get("/r/members/").context["page"]["tools"]
    assert ("按日查看", "/members/") in [(one["label"], one["url"]) for one in tools]


def test_the_lists_of_the_office_say_what_they_are_for(players: cast.Cast) -> None:
    slugs = ("people", "members", "bodies", "memberships", "offices", "units", "items", "holidays")
    slugs = (*slugs, "categories", "campaigns", "accounts")
    client = signed_in(players.administrator)
    told = {slug: client.get(f"/r/{slug}/").context["page"]["about"] for slug in slugs}
    assert told == {slug: KINDS[slug].about for slug in slugs}
    assert [slug for slug, words in told.items() if not words] == []


def test_an_empty_list_of_holidays_says_that_the_calendar_is_built_in(players: cast.Cast) -> None:
    page = signed_in(players.administrator).get("/r/holidays/").context["page"]
    assert page["rows"] == []
    assert page["blank"]["why"].startswith("国务院公布的放假和调休已在程序中，不必登记")
