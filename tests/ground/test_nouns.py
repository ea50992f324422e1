"""The nouns of ground: by page and by sheet, who reads and who writes them, and their dates."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyan.ground import imports
from jianyan.ground.actors import overseen
from jianyan.ground.imports_undo import undo
from jianyan.ground.kinds import KINDS
from jianyan.ground.models import (
    Account,
    Batch,
    Body,
    BodyKind,
    Category,
    Membership,
    Office,
    Oversight,
    Person,
    Role,
    Trail,
)
from jianyan.ground.nouns import belonging, members, offices, people, units
from jianyan.ground.nouns.drawn import masked
from jianyan.ground.nouns.writing import belong
from jianyan.ground.register import today
from jianyan.ground.sheet_columns import export_columns, export_rows
from jianyan.ground.sheet_writing import write
from jianyan.kernel.errors import Denied, Refused, Stale
from tests import build, cast
from tests.ground.walking import signed_in, taken

DAY = date(2020, 3, 2)

SHEETS: dict[str, list[dict[str, Any]]] = {
    "people": [
        {"编号": "m1", "姓名": "沈知远", "性别": "男", "电话": "13800001234"},
        {"编号": "m2", "姓名": "顾言", "单位职务": "区第一中学校长"},
    ],
    "members": [
        {
            "编号": "m1",
            "姓名": "沈知远",
            "性别": "男",
            "任委员起": DAY,
            "党派": "民革",
            "界别": "民革界",
            "委员组": "第一组",
            "专委会": "提案委员会、城建委员会",
        },
        {"编号": "m2", "姓名": "顾言", "任委员起": DAY, "任委员止": date(2021, 1, 1)},
    ],
    "bodies": [
        {"种类": "专门委员会", "代码": "health", "名称": "医卫委员会", "成立": DAY, "排序": 3},
        {"种类": "企业", "代码": "e1", "名称": "澜江印刷厂", "上级": "提案委员会", "成立": DAY},
    ],
    "memberships": [
        {"姓名": "委员甲", "机构": "民革界（界别）", "起": DAY},
        {"姓名": "委员甲", "机构": "提案委员会", "职务": "主任", "起": DAY, "止": date(2021, 1, 1)},
    ],
    "offices": [
        {"姓名": "委员乙", "角色": "召集人", "代表机构": "第一组", "起": DAY},
        {"姓名": "委员乙", "角色": "领导", "职务名称": "副主席", "起": DAY, "止": date(2021, 1, 1)},
    ],
    "units": [
        {"代码": "road", "名称": "区交通局", "交办机构": "区政府督查室", "成立": DAY},
        {"代码": "plan", "名称": "区规划局", "简称": "规划局", "成立": DAY},
    ],
    "accounts": [
        {"用户名": "shen", "姓名": "委员丙"},
        {"用户名": "gu", "姓名": "委员丁", "登录": "停用"},
    ],
    "categories": [
        {"列表": "topic", "代码": "city", "名称": "城市建设"},
        {"列表": "topic", "代码": "road", "名称": "道路", "上级代码": "city", "排序": 2},
    ],
    "items": [
        {"代码": "mask", "名称": "口罩", "基本单位": "只", "其他单位": "箱=2000、包=50"},
        {"代码": "rice", "名称": "大米", "基本单位": "千克"},
    ],
    "holidays": [
        {"日期": date(2031, 2, 3), "上班": "否", "名称": "春节"},
        {"日期": date(2031, 2, 8), "上班": "是"},
    ],
    "terms": [{"届": 8, "起": date(2013, 1, 8), "止": date(2018, 1, 7)}, {"届": 10, "起": DAY}],
    "sessions": [
        {"届": 9, "次": 4, "开幕": date(2021, 1, 8), "闭幕": date(2021, 1, 11)},
        {"届": 9, "次": 5, "开幕": date(2022, 1, 8), "闭幕": date(2022, 1, 11)},
    ],
    "campaigns": [
        {"代码": "epidemic", "名称": "疫情防控", "起": DAY},
        {"代码": "flood", "名称": "防汛", "起": DAY, "止": date(2020, 9, 1)},
    ],
}


@pytest.fixture
def players(db: None) -> cast.Cast:
    found = cast.assemble()
    here = found.committee
    build.body(here, BodyKind.MEMBERS, "全体委员", code="members")
    build.body(here, BodyKind.SPECIAL_COMMITTEE, "提案委员会", code="proposals")
    build.body(here, BodyKind.SPECIAL_COMMITTEE, "城建委员会", code="city")
    build.body(here, BodyKind.SECTOR, "民革界", code="mg")
    build.body(here, BodyKind.SECTOR, "教育界", code="edu")
    build.body(here, BodyKind.PARTY, "民革", code="mg")
    build.body(here, BodyKind.MEMBER_GROUP, "第一组", code="g1")
    build.person(here, "委员丙")
    build.person(here, "委员丁")
    return found


def sheet(slug: str, rows: list[dict[str, Any]]) -> bytes:
    out = io.BytesIO()
    columns = export_columns(KINDS[slug])
    names = {column.title: column.name for column in columns}
    write(out, columns, [{names[title]: cell for title, cell in row.items()} for row in rows])
    return out.getvalue()


def bring(players: cast.Cast, slug: str, data: bytes) -> imports.ImportResult:
    return imports.run(KINDS[slug], data, players.administrator.by, players.committee.pk)


def exported(players: cast.Cast, slug: str) -> bytes:
    kind = KINDS[slug]
    rows = kind.rows().filter(**{kind.committee: players.committee}).order_by(*kind.order)
    if hasattr(kind.model, "struck_at"):
        rows = rows.filter(struck_at__isnull=True)
    out = io.BytesIO()
    write(out, export_columns(kind), export_rows(kind, rows))
    return out.getvalue()


def member(players: cast.Cast, code: str = "m1", **given: Any) -> Membership:
    data = dict.fromkeys(members.MemberForm.base_fields, None)
    data |= {"code": code, "name": f"委员{code}", "sex": "", "post": "", "phone": "", "since": DAY}
    data |= {"special_committees": [], **given}
    return members.add(players.administrator.by, players.committee.pk, data)


def body(players: cast.Cast, kind: str, name: str) -> Body:
    return Body.objects.get(committee=players.committee, kind=kind, name=name)


def test_the_slugs_are_those_of_the_command_line() -> None:
    named = "people bodies memberships offices units accounts categories holidays"
    assert set(named.split()) | {"members", "items", "terms", "sessions", "campaigns"} == set(
        SHEETS
    )
    assert set(SHEETS) - set(KINDS) == set()


@pytest.mark.parametrize("slug", SHEETS)
def test_a_sheet_of_nouns_goes_in_once(players: cast.Cast, slug: str) -> None:
    data = sheet(slug, SHEETS[slug])
    first, second = bring(players, slug, data), bring(players, slug, data)
    assert (first.errors, first.created, first.updated) == ([], 2, 0)
    assert (second.errors, second.created, second.updated, second.unchanged) == ([], 0, 0, 2)


@pytest.mark.parametrize("slug", SHEETS)
def test_what_is_exported_comes_back_unchanged(players: cast.Cast, slug: str) -> None:
    bring(players, slug, sheet(slug, SHEETS[slug]))
    again = bring(players, slug, exported(players, slug))
    assert (again.errors, again.created, again.updated) == ([], 0, 0)
    assert again.unchanged >= 2


@pytest.mark.parametrize("slug", SHEETS)
def test_each_row_has_a_page_and_a_trail(players: cast.Cast, slug: str) -> None:
    bring(players, slug, sheet(slug, SHEETS[slug]))
    kind, client = KINDS[slug], signed_in(players.administrator)
    row = kind.rows().filter(**{kind.committee: players.committee}).order_by("-pk").first()
    assert client.get(f"/r/{slug}/{row.pk}/").status_code == 200
    assert client.get(f"/r/{slug}/{row.pk}/amend/").status_code == 200
    entered = Trail.objects.filter(part_id=row.pk, record=None, move="enter")
    assert {one.committee_id for one in entered} == {players.committee.pk}


def test_who_reads_and_who_writes_each_noun(players: cast.Cast) -> None:
    for slug, rows in SHEETS.items():
        bring(players, slug, sheet(slug, rows))
    reads: dict[str, str] = {}
    for slug in SHEETS:
        kind = KINDS[slug]
        held = {
            name: kind.model._default_manager.filter(kind.view(player.actor)).exists()
            for name, player in players.players().items()
        }
        reads[slug] = " ".join(name for name, yes in held.items() if yes)
    everyone = "member cosigner office leader auditor administrator"
    office = "office leader auditor administrator"
    assert reads == dict.fromkeys(SHEETS, everyone) | {
        "offices": f"{office} outsider",
        "units": office,
        "accounts": "auditor administrator",
    } | dict.fromkeys(("terms", "sessions", "people"), f"{everyone} outsider")
    writes = {slug: " ".join(KINDS[slug].writers) for slug in SHEETS}
    assert writes == dict.fromkeys(SHEETS, "administrator staff") | {
        "offices": "administrator",
        "accounts": "administrator",
    }


def test_another_committee_s_nouns_are_not_there(players: cast.Cast) -> None:
    stranger = players.outsider.person
    client = signed_in(players.administrator)
    assert client.get(f"/r/people/{stranger.pk}/").status_code == 404
    assert client.get(f"/r/people/{stranger.pk}/amend/").status_code == 404
    names = [row["name"] for row in client.get("/r/people/").context["page"]["rows"]]
    assert "局外" not in names


def test_an_importer_without_the_office_is_refused(players: cast.Cast) -> None:
    data = sheet("offices", SHEETS["offices"])
    with pytest.raises(Denied, match="管理员可以导入"):
        imports.run(KINDS["offices"], data, players.office.by, players.committee.pk)


def test_telephones_are_whole_for_the_office_only(players: cast.Cast) -> None:
    row = build.person(players.committee, "有电话", phone="13812345678")
    shown = {
        name: "13812345678" in signed_in(player).get(f"/r/people/{row.pk}/").content.decode()
        for name, player in players.players().items()
        if name in ("member", "office", "leader", "auditor", "administrator")
    }
    assert shown == {
        "member": False,
        "office": True,
        "leader": False,
        "auditor": False,
        "administrator": True,
    }
    for player, whole in ((players.member, False), (players.office, True)):
        content = taken(signed_in(player).get("/r/people/export/"))
        result = imports.run(
            KINDS["people"], content, players.office.by, players.committee.pk, dry_run=True
        )
        assert (result.errors, result.updated) == ([], 0 if whole else 1)
    assert signed_in(players.member).get("/r/people/?q=13812345678").context["page"]["rows"] == []


def test_a_changed_telephone_does_not_leak_by_the_story(players: cast.Cast) -> None:
    row = build.person(players.committee, "有电话", phone="13812345678")
    pair = {"phone": ("13812345678", "13987654321")}
    people.change(players.office.by, row, pair, "换号")
    page = signed_in(players.member).get(f"/r/people/{row.pk}/").content.decode()
    assert "138****5678 → 139****4321" in page
    assert "13812345678" not in page


@pytest.mark.parametrize(
    ("phone", "shown"), [("13812345678", "138****5678"), ("65432109", "654*2109"), ("110", "***")]
)
def test_masking(phone: str, shown: str) -> None:
    assert masked(phone) == shown


def test_a_second_change_does_not_overwrite_the_first(players: cast.Cast) -> None:
    row = build.person(players.committee, "原名")
    people.change(players.office.by, row, {"name": ("原名", "新名")}, "")
    with pytest.raises(Stale, match="已被他人改动"):
        people.change(players.office.by, row, {"name": ("原名", "另一名")}, "")
    assert Person.objects.get(pk=row.pk).name == "新名"


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
    assert said == [("止", "早于起始日2020-03-02，请改正。")]


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
