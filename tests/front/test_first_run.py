"""An empty installation: every address leads to the first-run page, which the console's code opens."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from jianyan.front.first_run import announcement, setup_code
from jianyan.ground.accounts import guessing
from jianyan.ground.founding import Founding, found
from jianyan.ground.models import Account, Body, Committee, Office, Role, Rulebook, Session, Trail
from jianyan.kernel.errors import Refused
from tests import build

PAGE = "/first-run/"
PASSWORD = "plum-river-lantern"


def filled(**more: str) -> dict[str, str]:
    return {
        "setup": setup_code(),
        "code": "lanting",
        "name": "政协云陂市澜汀区委员会",
        "district": "澜汀",
        "city": "云陂",
        "preset": "county",
        "term": "9",
        "term_starts_on": "2018-01-08",
        "session": "3",
        "opens_on": "2020-01-08",
        "closes_on": "2020-01-11",
        "administrator": "林管理",
        "username": "lin",
        "password": PASSWORD,
        "again": PASSWORD,
        **more,
    }


def errors(answer: Any) -> dict[str, list[str]]:
    return dict(answer.context["form"].errors)


@pytest.mark.parametrize("address", ["/", "/sign-in/", "/r/people/", "/nowhere/"])
def test_every_address_leads_to_the_first_run(db: None, address: str) -> None:
    answer = Client().get(address)
    assert (answer.status_code, answer["location"]) == (302, PAGE)


def test_the_committee_is_founded_and_its_administrator_signed_in(db: None) -> None:
    client = Client()
    assert client.get(PAGE).status_code == 200
    answer = client.post(PAGE, filled())
    assert (answer.status_code, answer["location"]) == (302, "/")
    assert client.get("/").status_code == 200
    committee = Committee.objects.get()
    assert (committee.code, committee.district) == ("lanting", "澜汀")
    assert str(Session.objects.get()) == "九届三次"
    assert Rulebook.objects.get().name == "县区通用"
    assert Account.objects.get().check_password(PASSWORD)
    roles = Office.objects.values_list("role", flat=True)
    assert sorted(roles) == [Role.ADMINISTRATOR, Role.STAFF]
    assert Body.objects.filter(kind="members").count() == 1
    assert list(Trail.objects.values_list("move", flat=True)) == ["found", "sign-in"]


def test_it_is_gone_once_a_committee_exists(db: None) -> None:
    build.committee()
    assert Client().get(PAGE).status_code == 404
    assert Client().post(PAGE, filled()).status_code == 404
    assert Client().get("/")["location"] == "/sign-in/?next=/"
    assert Committee.objects.count() == 1
    assert announcement("http://127.0.0.1:8000") == ""


def test_nobody_founds_it_without_the_console_s_code(db: None) -> None:
    answer = Client().post(PAGE, filled(setup="aaaa-bbbb-cccc"))
    said = {"setup": ["启动码不对。请看服务器控制台上印出的12位码。"]}
    assert (answer.status_code, errors(answer)) == (422, said)
    assert Committee.objects.count() == 0
    for _ in range(guessing.FREE - 1):
        Client().post(PAGE, filled(setup="aaaa-bbbb-cccc"))
    assert Client().post(PAGE, filled()).status_code == 429
    assert Committee.objects.count() == 0


def test_the_code_is_that_of_the_installation_s_key(settings: Any, db: None) -> None:
    first = setup_code()
    assert (len(first), setup_code()) == (14, first)
    assert first in announcement("http://127.0.0.1:8000")
    settings.SECRET_KEY = "another"
    assert setup_code() != first


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": "澜汀"}, {"code": ["代码只用字母、数字和横线，至多20个，如 lanting。"]}),
        ({"username": "林 管理"}, {"username": ["用户名只用字母、数字、横线和圆点，不留空格。"]}),
        ({"closes_on": "2020-01-01"}, {"closes_on": ["闭幕日早于开幕日，请改正。"]}),
        ({"term_starts_on": "2021-01-08"}, {"opens_on": ["开幕日早于本届起始日，请改正。"]}),
        ({"again": "other"}, {"again": ["两遍不一样，请重新填写。"]}),
        ({"password": "123", "again": "123"}, None),
        ({"opens_on": "2020-13-40"}, {"opens_on": ["没有“2020-13-40”这一天，请改正。"]}),
        ({"name": ""}, {"name": ["请填写全称。"]}),
    ],
)
def test_what_cannot_stand_is_said_by_its_field(
    db: None, wrong: dict[str, str], said: dict[str, list[str]] | None
) -> None:
    answer = Client().post(PAGE, filled(**wrong))
    assert answer.status_code == 422
    assert Committee.objects.count() == 0
    if said is not None:
        assert errors(answer) == said


def test_the_command_line_founds_with_the_same_rules(db: None) -> None:
    names = ("code", "name", "district", "city", "preset", "administrator", "username")
    asked = Founding(
        **{name: filled()[name] for name in names},
        term=9,
        term_starts_on=date(2018, 1, 8),
        session=3,
        opens_on=date(2020, 1, 8),
        closes_on=date(2020, 1, 11),
    )
    _, account, password = found(asked)
    assert (account.check_password(password), account.must_change) == (True, True)
    with pytest.raises(Refused, match="已被使用"):
        found(asked)
