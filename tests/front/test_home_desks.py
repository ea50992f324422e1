"""What the home page offers whom: the kind of one's desk, and the first steps of a new committee."""

from __future__ import annotations

from typing import Any

import pytest

from jianyan.ground.models import BodyKind, Membership, Role
from tests import build, cast
from tests.ground.walking import signed_in, stage

OFFERED = {
    "": "登记提案",
    "提案": "登记提案",
    "信息": "登记社情民意信息",
    "委员联络": "登记会议活动",
    "综合": "登记会议活动",
}


@pytest.fixture
def players(db: None) -> cast.Cast:
    return stage()


def home(person: Any) -> Any:
    account = build.account(person)
    return signed_in(cast.Player(person, account)).get("/")


def primary(page: Any) -> list[str]:
    return [tool["label"] for tool in page.context["page"]["tools"] if tool.get("primary")]


@pytest.mark.parametrize("desk", OFFERED)
def test_a_desk_is_offered_what_it_enters_most(players: cast.Cast, desk: str) -> None:
    person = build.person(players.committee, "机关")
    build.office(person, Role.STAFF, desk=desk)
    assert primary(home(person)) == [OFFERED[desk]]


def test_a_special_committee_is_offered_its_topics(players: cast.Cast) -> None:
    person = build.person(players.committee, "专委会")
    build.office(person, Role.COMMITTEE_STAFF, desk="经济")
    assert primary(home(person)) == ["登记协商议题"]


def begin(page: Any) -> list[str]:
    boxes = [box for box in page.context["boxes"] if box["title"] == "从这里开始"]
    return [row["title"] for box in boxes for row in box["rows"]]


def test_a_new_committee_tells_its_administrator_what_is_left(db: None) -> None:
    place = build.committee()
    first = build.person(place, "管理员")
    build.office(first, Role.ADMINISTRATOR)
    account = build.account(first)
    client = signed_in(cast.Player(first, account))
    left = ["登记机构", "导入委员", "登记承办单位", "开通账号，打印一次性口令"]
    assert begin(client.get("/")) == left
    build.body(place, BodyKind.SECTOR, "经济界")
    build.body(place, BodyKind.UNIT, "住建局")
    assert begin(client.get("/")) == ["导入委员", "开通账号，打印一次性口令"]
    member = build.person(place, "委员甲")
    whole = build.body(place, BodyKind.MEMBERS, "全体委员")
    Membership.objects.create(person=member, body=whole, since=whole.since)
    build.account(member)
    assert begin(client.get("/")) == []
