"""Signing in, passwords, one-time passwords, the slowing of guesses, and the auditor."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from django.utils import timezone

from jianyan.ground.accounts import actions, guessing
from jianyan.ground.accounts.forms import password_problems
from jianyan.ground.models import Account, Role, SignInTry, Trail
from jianyan.kernel.errors import Refused
from tests import build, cast

PASSWORD = "a-long-password"
HOME, SIGN_IN = "/", "/sign-in/"


@pytest.fixture
def players(db: None) -> cast.Cast:
    return cast.assemble()


def signed_in(player: cast.Player) -> Client:
    client = Client()
    client.force_login(player.account)
    return client


def try_to(client: Client, username: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def moves() -> list[str]:
    return list(Trail.objects.order_by("pk").values_list("move", flat=True))


def test_signing_in_and_out_leaves_a_trail(players: cast.Cast) -> None:
    client = Client()
    answer = try_to(client, players.member.account.username, next="/notices/")
    assert (answer.status_code, answer["location"]) == (302, "/notices/")
    assert client.get("/sign-out/")["Location"] == "/"
    assert client.post("/sign-out/").status_code == 302
    assert client.get(HOME)["location"] == f"{SIGN_IN}?next=/"
    rows = Trail.objects.order_by("pk")
    assert [(one.move, one.label, one.committee_id, one.by_id) for one in rows] == [
        ("sign-in", "登录", players.committee.pk, players.member.account.pk),
        ("sign-out", "退出", players.committee.pk, players.member.account.pk),
    ]


def test_a_foreign_address_is_not_gone_to(players: cast.Cast) -> None:
    answer = try_to(Client(), players.member.account.username, next="https://elsewhere.example/")
    assert answer["location"] == HOME


@pytest.mark.parametrize("role", Role.values)
def test_every_role_signs_in_and_lands_on_a_home(db: None, role: str) -> None:
    of = build.committee()
    body = build.body(of, "unit")
    player = cast.play(of, "某人", role, body=body)
    client = Client()
    answer = client.post(
        SIGN_IN, {"username": player.account.username, "password": PASSWORD}, follow=True
    )
    assert (answer.status_code, answer.redirect_chain) == (200, [(HOME, 302)])


def test_a_wrong_password_says_so_and_keeps_nothing_of_an_unknown_name(players: cast.Cast) -> None:
    answer = try_to(Client(), "my-secret-typed-into-the-wrong-box", "x")
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == ["用户名或口令不对，请核对大小写后再试。"]
    row = Trail.objects.get()
    assert (row.move, row.by_id, row.changes) == ("sign-in-failed", None, {"source": "127.0.0.1"})
    assert "secret" not in SignInTry.objects.get().username
    try_to(Client(), players.member.account.username, "x")
    assert Trail.objects.last().changes["username"] == players.member.account.username


def test_guessing_is_slowed_where_it_comes_from_only(players: cast.Cast) -> None:
    name = players.member.account.username
    for _ in range(guessing.FREE):
        assert try_to(Client(), name, "wrong").status_code == 422
    answer = try_to(Client(), name)
    assert (answer.status_code, 0 < int(answer["retry-after"]) <= 30) == (429, True)
    assert "在其他设备上登录不受影响" in answer.context["form"].non_field_errors()[0]
    elsewhere = Client(REMOTE_ADDR="10.1.2.3")
    assert try_to(elsewhere, name).status_code == 302
    assert try_to(Client(), players.cosigner.account.username).status_code == 302


def test_the_owner_s_own_browser_is_not_held_up_by_a_neighbour(players: cast.Cast) -> None:
    name, own = players.member.account.username, Client()
    assert try_to(own, name).status_code == 302
    own.post("/sign-out/")
    for _ in range(guessing.FREE):
        try_to(Client(), name, "wrong")
    assert try_to(Client(), name).status_code == 429
    assert try_to(own, name).status_code == 302


def test_waiting_ends(players: cast.Cast) -> None:
    name = players.member.account.username
    for _ in range(guessing.FREE):
        try_to(Client(), name, "wrong")
    SignInTry.objects.update(at=timezone.now() - timedelta(seconds=31))
    assert try_to(Client(), name).status_code == 302
    assert SignInTry.objects.count() == 0


def test_delays_double_and_end() -> None:
    assert [guessing.pair_delay(n) for n in (0, 4, 5, 6, 7, 9, 10, 50)] == [
        0, 0, 30, 60, 120, 480, 900, 900,
    ]  # fmt: skip
    assert [guessing.source_delay(n) for n in (39, 40, 49, 50, 60, 500)] == [
        0, 30, 30, 60, 120, 900,
    ]  # fmt: skip
    assert [guessing.in_words(n) for n in (5, 60, 95)] == ["5秒", "1分钟", "1分35秒"]


def test_one_source_trying_many_names_is_slowed(players: cast.Cast) -> None:
    for number in range(guessing.SOURCE_FREE):
        assert try_to(Client(), f"name{number}", "x").status_code == 422
    assert try_to(Client(), "one-more", "x").status_code == 429


@pytest.mark.parametrize(
    ("headers", "secure", "source"),
    [
        ({"REMOTE_ADDR": "10.0.0.1"}, False, "10.0.0.1"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.2.3.4"}, False, "10.0.0.1"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 1.2.3.4"}, True, "1.2.3.4"),
        ({"REMOTE_ADDR": "2001:db8:1:2:3::1"}, False, "2001:db8:1:2::/64"),
        ({"REMOTE_ADDR": ""}, False, "unknown"),
    ],
)
def test_the_source_is_what_the_proxy_saw(
    rf: Any, settings: Any, headers: dict[str, str], secure: bool, source: str
) -> None:
    settings.SECURE = secure
    assert guessing.address_of(rf.get("/", **headers)) == source


def test_a_stopped_account_is_out_at_once(players: cast.Cast) -> None:
    client = signed_in(players.member)
    assert client.get(HOME).status_code == 200
    actions.set_active(players.administrator.by, players.member.account, False)
    assert client.get(HOME).status_code == 302
    assert try_to(Client(), players.member.account.username).status_code == 422


def test_nobody_stops_their_own_account(players: cast.Cast) -> None:
    with pytest.raises(Refused, match="不能停用自己的账号"):
        actions.set_active(players.administrator.by, players.administrator.account, False)


def test_demo_accounts_sign_in_only_under_the_flag(players: cast.Cast, settings: Any) -> None:
    build.office(build.person(players.committee, "示范"), Role.STAFF)
    account = build.account(build.person(players.committee, "示范人"), demo=True)
    assert try_to(Client(), account.username).status_code == 422
    settings.DEMO = True
    client = Client()
    assert try_to(client, account.username).status_code == 302
    with pytest.raises(Refused, match="公开的"):
        actions.change_password(players.office.by, account, "another-long-one")
    settings.DEMO = False
    assert client.get(HOME).status_code == 302
    assert Client().get(SIGN_IN).context["demo"] == []


def test_a_sign_in_lasts_so_many_hours_however_busy(players: cast.Cast, settings: Any) -> None:
    client = Client()
    try_to(client, players.member.account.username)
    session = client.session
    session["signed_in_at"] -= settings.SESSION_COOKIE_AGE + 1
    session.save()
    assert client.get(HOME)["location"] == f"{SIGN_IN}?next=/"


def test_the_first_password_comes_before_any_page(players: cast.Cast) -> None:
    person = build.person(players.committee, "新人", code="new1")
    build.office(person, Role.MEMBER)
    slip = actions.issue(players.administrator.by, [person])[0]
    account = Account.objects.get(person=person)
    assert (slip.username, account.must_change) == ("new1", True)
    client = Client()
    assert try_to(client, "new1", slip.password)["location"] == HOME
    assert client.get("/r/people/")["location"] == "/password/"
    same = {"password": slip.password, "again": slip.password}
    assert client.post("/password/", same).status_code == 422
    new = {"password": "plum-river-lantern", "again": "plum-river-lantern"}
    assert client.post("/password/", new)["location"] == HOME
    assert client.get(HOME).status_code == 200
    account.refresh_from_db()
    assert (account.must_change, account.check_password("plum-river-lantern")) == (False, True)


def test_changing_a_password_ends_other_sign_ins(players: cast.Cast) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        try_to(client, players.member.account.username)
    new = {"password": "plum-river-lantern", "again": "plum-river-lantern"}
    assert here.post("/password/", {"old": "not it", **new}).status_code == 422
    assert here.post("/password/", {"old": PASSWORD, **new}).status_code == 302
    assert (here.get(HOME).status_code, there.get(HOME).status_code) == (200, 302)


@pytest.mark.parametrize(
    ("password", "problems"),
    [
        ("plum-7", ["口令至少10个字符。"]),
        ("39201847561029", ["口令不能全是数字，请加上字母。"]),
        ("password123", ["这个口令太常见，请换一个。"]),
        ("plum-river-lantern", []),
    ],
)
def test_weak_passwords_are_refused_in_words(password: str, problems: list[str]) -> None:
    assert password_problems(password) == problems


def test_accounts_are_opened_for_those_in_office_without_one(players: cast.Cast) -> None:
    without = build.person(players.committee, "无账号", code="m101")
    build.office(without, Role.MEMBER)
    build.person(players.committee, "无职务")
    foreign = build.person(players.other, "外人", code="m101")
    build.office(foreign, Role.MEMBER)
    client = signed_in(players.administrator)
    page = client.get("/accounts/issue/")
    assert [row["name"] for row in page.context["page"]["rows"]] == ["无账号"]
    sent = {"pk": [without.pk, foreign.pk, players.member.person.pk]}
    done = client.post("/accounts/issue/", sent)
    assert [(slip.person, slip.username) for slip in done.context["slips"]] == [(without, "m101")]
    assert "no-store" in done["Cache-Control"]
    account = Account.objects.get(username="m101")
    password = done.context["slips"][0].password
    assert account.check_password(password)
    assert password not in str(list(Trail.objects.values_list("changes", "reason", "label")))
    assert client.post("/accounts/issue/", sent).status_code == 422
    assert Account.objects.filter(person=foreign).count() == 0


def test_names_taken_elsewhere_are_avoided(players: cast.Cast) -> None:
    one = build.person(players.committee, code="m101")
    two = build.person(players.other, code="m101")
    slips = actions.issue(players.administrator.by, [one, two])
    assert [slip.username for slip in slips] == ["m101", "other-m101"]


def test_one_time_passwords_are_hashed_anew_at_the_first_sign_in(players: cast.Cast) -> None:
    person = build.person(players.committee, code="m102")
    build.office(person, Role.MEMBER)
    slip = actions.issue(players.administrator.by, [person])[0]
    first = Account.objects.get(person=person).password
    assert identify_hasher(first).algorithm == "one_time"
    try_to(Client(), slip.username, slip.password)
    assert identify_hasher(Account.objects.get(person=person).password).algorithm == "md5"


def test_argon2_keeps_what_people_choose() -> None:
    from jianyan.site import settings

    assert settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


def test_only_administrators_open_accounts(players: cast.Cast) -> None:
    codes = {
        name: signed_in(player).get("/accounts/issue/").status_code
        for name, player in players.players().items()
    }
    assert codes == dict.fromkeys(codes, 403) | {"administrator": 200}


def test_a_new_password_for_one_of_one_s_own_committee(players: cast.Cast) -> None:
    client = signed_in(players.administrator)
    member, stranger = players.member.account, players.outsider.account
    done = client.post(f"/accounts/{member.pk}/reset/")
    slip = done.context["slips"][0]
    member.refresh_from_db()
    assert (member.check_password(slip.password), member.must_change) == (True, True)
    assert "换发，共 1 人" in done.content.decode()
    assert client.post(f"/accounts/{stranger.pk}/reset/").status_code == 404
    assert client.post(f"/accounts/{stranger.pk}/active/").status_code == 404
    client.post(f"/accounts/{member.pk}/active/", {"active": "0"})
    member.refresh_from_db()
    assert member.is_active is False


def test_an_auditor_changes_nothing_and_is_written_down(players: cast.Cast) -> None:
    client = signed_in(players.auditor)
    assert client.get("/r/publications/", {"q": "养老"}).status_code == 200
    row = Trail.objects.get()
    said = (row.move, row.label, row.by_id, row.committee_id)
    assert said == ("audit", "审计查阅", players.auditor.account.pk, players.committee.pk)
    assert row.reason == "/r/publications/?q=养老"
    refused = [
        client.post(url).status_code
        for url in ("/r/publications/add/", "/notices/1/seen/", "/r/publications/bulk/")
    ]
    assert refused == [403, 403, 403]
    assert client.post("/type/", {"type": "large"}).status_code == 302
    assert client.post("/sign-out/").status_code == 302
    assert moves() == ["audit", "sign-out"]


def test_others_reading_is_not_written_down(players: cast.Cast) -> None:
    signed_in(players.office).get("/r/publications/")
    assert moves() == []


def test_one_s_own_account_says_one_s_offices(players: cast.Cast) -> None:
    page = signed_in(players.officer).get("/account/")
    rows = page.context["sections"][0]["page"]["rows"]
    assert [row["cells"] for row in rows] == [["单位经办", "", "区民政局", "2018年1月8日", "在任"]]


def test_the_sign_in_page_costs_few_statements(
    players: cast.Cast, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        Client().get(SIGN_IN)


def test_a_form_out_of_date_says_so_and_loses_nothing(players: cast.Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(players.office.account)
    sent = {"name": "沈知远", "password": "not-to-be-shown"}
    answer = client.post("/r/people/add/", sent)
    said = answer.content.decode()
    assert answer.status_code == 403
    assert ("没有写入任何改动" in said, "沈知远" in said, "not-to-be-shown" in said) == (
        True,
        True,
        False,
    )
