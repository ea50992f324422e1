"""The nouns of ground by date: members, memberships, offices, units, accounts, lists."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyan.ground.actors import overseen
from jianyan.ground.imports_undo import undo
from jianyan.ground.models import (
    Account,
    Batch,
    BodyKind,
    Category,
    Membership,
    Office,
    Oversight,
    Person,
    Role,
)
from jianyan.ground.nouns import belonging, members, offices, units
from jianyan.ground.nouns.writing import belong
from jianyan.ground.register import today
from jianyan.kernel.errors import Refused
from tests import build, cast
from tests.ground.nouns import DAY, SHEETS, body, bring, member, sheet
from tests.ground.walking import signed_in


def test_a_member_belongs_as_of_a_day(players: cast.Cast) -> None:
    sector, other = body(players, "sector", "民革界"), body(players, "sector", "教育界")
    row = member(players, sector=sector)
    members.change(players.office.by, row, {"sector": (sector, other)}, "转界别")
    row = belonging.listed().get(pk=row.pk)
    yesterday = today() - timedelta(days=1)
    assert belonging.belonging(row, BodyKind.SECTOR, yesterday) == [sector]
    assert belonging.belonging(row, BodyKind.SECTOR, today()) == [other]
    held = Membership.objects.filter(person=row.person, body__kind=BodyKind.SECTOR)
    assert [(one.body, one.since, one.until) for one in held.order_by("since")] == [
        (sector, DAY, yesterday),
        (other, today(), None),
    ]


def test_a_sector_mended_on_the_same_day_leaves_no_day_of_the_wrong_one(players: cast.Cast) -> None:
    right, wrong = body(players, "sector", "民革界"), body(players, "sector", "教育界")
    row = member(players, sector=wrong, since=today())
    belong(players.office.by, row.person, BodyKind.SECTOR, [right], today())
    assert belonging.belonging(belonging.listed().get(pk=row.pk), BodyKind.SECTOR) == [right]
    standing = Membership.objects.filter(body=wrong, struck_at__isnull=True)
    assert standing.count() == 0


def test_a_member_who_leaves_leaves_everything_but_the_party(players: cast.Cast) -> None:
    party, sector = body(players, "party", "民革"), body(players, "sector", "民革界")
    row, end = member(players, party=party, sector=sector), date(2020, 12, 31)
    members.change(players.office.by, row, {"until": (None, end)}, "辞任")
    ends = Membership.objects.filter(person=row.person).values_list("body__kind", "until")
    assert dict(ends) == {"members": end, "sector": end, "party": None}
    assert Office.objects.get(person=row.person).until == end
    row = belonging.listed().get(pk=row.pk)
    assert belonging.belonging(row, BodyKind.SECTOR) == [sector]
    assert members.find(players.committee.pk, {"code": "m1", "since": DAY}) == row
    assert members.find(players.committee.pk, {"code": "m1", "since": date(2021, 1, 8)}) is None


def test_a_code_of_somebody_else_is_refused(players: cast.Cast) -> None:
    build.person(players.committee, "别人", code="m7")
    with pytest.raises(Refused, match="编号m7是别人的"):
        member(players, code="m7")


def test_the_list_of_members_costs_the_same_for_one_and_for_many(players: cast.Cast) -> None:
    client, counts = signed_in(players.office), []
    for number in range(3):
        member(players, f"m{number}", sector=body(players, "sector", "民革界"))
        if number != 1:
            with CaptureQueriesContext(connection) as asked:
                client.get("/r/members/")
            counts.append(len(asked))
    assert counts == [11, 11]


def test_members_are_filtered_by_sector_and_by_day(players: cast.Cast) -> None:
    sector = body(players, "sector", "民革界")
    member(players, "m1", sector=sector)
    member(players, "m2", until=date(2020, 12, 31))
    client = signed_in(players.office)

    def codes(query: str) -> list[Any]:
        rows = client.get(f"/r/members/?{query}").context["page"]["rows"]
        return [row["cells"][0] for row in rows]

    assert codes("") == ["m1", "m2"]
    assert codes("body=sector:mg") == ["m1"]
    assert codes("serving=yes") == ["m1"]
    assert codes("serving=no") == ["m2"]
    assert codes("on=2020-06-01") == ["m1", "m2"]


def test_bodies_of_one_name_are_told_apart(players: cast.Cast) -> None:
    build.body(players.committee, BodyKind.SECTOR, "民革", code="mg2")
    rows = [{"姓名": "委员甲", "机构": "民革", "起": DAY}]
    result = bring(players, "memberships", sheet("memberships", rows))
    assert [one.message for one in result.errors] == ["有2个“民革”，请改写编号：mg、mg2。"]
    rows[0]["机构"] = "民革（党派）"
    assert bring(players, "memberships", sheet("memberships", rows)).created == 1


def test_a_membership_can_be_amended_and_struck(players: cast.Cast) -> None:
    row = Membership.objects.create(
        person=players.member.person, body=body(players, "sector", "民革界"), since=DAY
    )
    client = signed_in(players.office)
    sent = {"person": "委员甲", "body": "民革界（界别）", "since": "2020-03-02"}
    sent |= {"until": "2020-12-31", "post": ""}
    assert client.post(f"/r/memberships/{row.pk}/amend/", sent).status_code == 302
    row.refresh_from_db()
    assert row.until == date(2020, 12, 31)
    struck = client.post(f"/r/memberships/{row.pk}/void/", {"reason": "登记错了"})
    row.refresh_from_db()
    assert (struck.status_code, row.struck_at is None) == (302, False)


def test_an_end_before_the_beginning_is_refused(players: cast.Cast) -> None:
    rows = [{"姓名": "委员甲", "机构": "民革界", "起": DAY, "止": date(2019, 1, 1)}]
    result = bring(players, "memberships", sheet("memberships", rows))
    said = [(one.column, one.message) for one in result.errors]
    assert said == [("止", "早于起始日2020年3月2日，请改正。")]


@pytest.mark.parametrize(
    ("role", "name", "message"),
    [
        ("召集人", "", "召集人须写明代表的机构。"),
        ("单位经办", "民革界", "单位经办代表的应为承办单位。"),
        ("单位经办", "区民政局", ""),
    ],
)
def test_offices_that_act_for_a_body_name_one(
    players: cast.Cast, role: str, name: str, message: str
) -> None:
    rows = [{"姓名": "委员丙", "角色": role, "代表机构": name, "起": DAY}]
    result = bring(players, "offices", sheet("offices", rows))
    assert "".join(one.message for one in result.errors) == message


def test_an_auditor_holds_no_other_office_at_the_same_time(players: cast.Cast) -> None:
    data = {"person": players.auditor.person, "role": Role.STAFF, "body": None, "desk": ""}
    data |= {"title": "", "since": DAY, "until": None}
    with pytest.raises(Refused, match="审计人员只查阅"):
        offices.add(players.administrator.by, players.committee.pk, data)
    before = {"since": date(2015, 1, 1), "until": date(2017, 12, 31)}
    offices.add(players.administrator.by, players.committee.pk, data | before)
    with pytest.raises(Refused, match="还任委员"):
        offices.add(
            players.administrator.by,
            players.committee.pk,
            data | {"person": players.member.person, "role": Role.AUDITOR},
        )


def test_a_unit_s_dispatcher_changes_from_today(players: cast.Cast) -> None:
    other = build.body(players.committee, BodyKind.DISPATCHER, "区委督查室", code="party")
    unit = units.listed().get(pk=players.unit.pk)
    change = {"dispatcher": (players.dispatching, other)}
    unit = units.change(players.office.by, unit, change, "")
    assert units.dispatcher_of(unit) == other
    yesterday = today() - timedelta(days=1)
    assert overseen({players.dispatching.pk}, yesterday) == {unit.pk}
    assert overseen({players.dispatching.pk}, today()) == set()
    assert overseen({other.pk}, today()) == {unit.pk}
    held = Oversight.objects.filter(unit=unit).order_by("since")
    assert [(one.dispatcher, one.until) for one in held] == [
        (players.dispatching, yesterday),
        (other, None),
    ]


def test_an_account_of_the_sheet_waits_for_its_password(players: cast.Cast) -> None:
    bring(players, "accounts", sheet("accounts", SHEETS["accounts"]))
    made = Account.objects.get(username="shen")
    said = (made.has_usable_password(), made.must_change, made.is_active)
    assert said == (False, True, True)
    assert Account.objects.get(username="gu").is_active is False


def test_a_category_is_never_below_itself(players: cast.Cast) -> None:
    bring(players, "categories", sheet("categories", SHEETS["categories"]))
    rows = [{"列表": "topic", "代码": "city", "名称": "城市建设", "上级代码": "road"}]
    result = bring(players, "categories", sheet("categories", rows))
    assert [one.message for one in result.errors] == ["上级不能是它自己或它的下级。"]
    rows[0] = {"列表": "topic", "代码": "city", "名称": "城建", "上级代码": ""}
    assert bring(players, "categories", sheet("categories", rows)).updated == 1
    assert Category.objects.get(code="city", scheme="topic").label == "城建"


def test_units_of_an_item_are_numbers(players: cast.Cast) -> None:
    rows = [{"代码": "oil", "名称": "食用油", "基本单位": "升", "其他单位": "桶=多"}]
    result = bring(players, "items", sheet("items", rows))
    assert [(one.column, one.message) for one in result.errors] == [
        ("其他单位", "“桶=多”应写作 箱=40（一箱合40个基本单位）。")
    ]


def test_a_member_entered_in_error_keeps_no_office(players: cast.Cast) -> None:
    sector = body(players, "sector", "民革界")
    stays = member(players, "m2", sector=sector)
    row = member(players, "m1", sector=sector, party=body(players, "party", "民革"))
    answer = signed_in(players.office).post(f"/r/members/{row.pk}/void/", {"reason": "录错"})
    assert answer.status_code == 302

    def standing(person: Person) -> list[str]:
        held = Membership.objects.filter(person=person, struck_at__isnull=True)
        offices_held = Office.objects.filter(person=person, struck_at__isnull=True)
        kinds = held.order_by("body__kind").values_list("body__kind", flat=True)
        return [*kinds, *offices_held.values_list("role", flat=True)]

    assert standing(row.person) == ["party"]
    assert standing(stays.person) == ["members", "sector", "member"]


def test_an_import_of_members_can_be_undone(players: cast.Cast) -> None:
    done = bring(players, "members", sheet("members", SHEETS["members"]))
    undo(Batch.objects.get(pk=done.batch), players.administrator.by)
    held = Membership.objects.filter(struck_at__isnull=True).exclude(body__kind="party")
    assert (held.count(), Office.objects.filter(title="委员", struck_at=None).count()) == (0, 0)
