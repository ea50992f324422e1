"""The change of term, the page of terms, members as of a day and by body."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from jianyan.ground.models import Batch, Membership, Office, Person, Role, Session, Term, Trail
from jianyan.ground.nouns import offices
from jianyan.ground.nouns.change_of_term import preview
from jianyan.ground.register import today
from jianyan.ground.striking import strike_dated
from jianyan.kernel.errors import Refused
from tests import build, cast
from tests.ground.terms import LAST, NEW, OLD, asked, assembled, body, change, of, serving
from tests.ground.walking import signed_in


@pytest.fixture
def players(db: None) -> cast.Cast:
    return assembled()


def test_what_is_dated_stays_true_for_the_past(players: cast.Cast) -> None:
    newcomer = {"code": "m9", "name": "新", "sector": "民革与无党派界"}
    done = change(
        players,
        leaving=[of("m2").pk],
        renamed={body(players, "民革界").pk: "民革与无党派界"},
        ending=[body(players, "特邀界").pk],
        newcomers=[newcomer],
    )
    assert (done.carried, done.left, done.came) == (2, ["乙"], ["新"])
    assert (done.renamed, done.ended) == (["民革界改称民革与无党派界"], ["特邀界"])
    assert serving(players, LAST) == [("甲", "民革界"), ("乙", "民革界"), ("丙", "特邀界")]
    assert serving(players, NEW) == [("甲", "民革与无党派界"), ("丙", ""), ("新", "民革与无党派界")]
    terms = Term.objects.filter(committee=players.committee).order_by("number")
    assert [(one.number, one.starts_on, one.ends_on) for one in terms] == [
        (9, OLD, LAST),
        (10, NEW, None),
    ]
    assert str(Session.objects.get(term__number=10)) == "十届一次"
    offices = Office.objects.filter(role=Role.MEMBER, person__code__in=("m1", "m2", "m9"))
    assert dict(offices.values_list("person__code", "until")) == {
        "m1": None,
        "m2": LAST,
        "m9": None,
    }


def test_offices_and_boards_end_and_begin_on_the_day(players: cast.Cast) -> None:
    chair = build.person(players.committee, "老主席")
    held = build.office(chair, Role.LEADER, title="主席")
    stays = build.office(build.person(players.committee, "秘书长"), Role.LEADER)
    standing = Membership.objects.create(
        person=of("m1").person, body=body(players, "常务委员会"), since=OLD
    )
    begun = [{"person": "甲", "role": "领导", "body": "", "title": "主席"}]
    done = change(players, offices_end=[held.pk], begun=begun)
    for row in (held, stays, standing):
        row.refresh_from_db()
    assert (held.until, stays.until, standing.until) == (LAST, None, LAST)
    assert done.offices_begun == ["甲（主席）"]
    assert Office.objects.get(role=Role.LEADER, person__name="甲").since == NEW


def test_it_is_one_batch_in_the_trail(players: cast.Cast) -> None:
    before = Trail.objects.count()
    done = change(players, leaving=[of("m2").pk])
    rows = Trail.objects.order_by("pk")[before:]
    assert {one.batch_id for one in rows} == {done.batch}
    assert [one.label for one in rows] == [
        "第九届届满",
        "登记届",
        "登记届次",
        "换届离任",
        "换届：第九届至第十届",
    ]
    assert rows[4].reason == "留任2人，离任1人，新任0人"


def test_a_preview_writes_nothing(players: cast.Cast) -> None:
    before = (Trail.objects.count(), Person.objects.count())
    done = preview(
        players.administrator.by,
        players.committee.pk,
        asked(players, leaving=[of("m1").pk], newcomers=[{"code": "m9", "name": "新"}]),
    )
    assert (done.left, done.came) == (["甲"], ["新"])
    assert (Trail.objects.count(), Person.objects.count()) == before
    assert (Term.objects.count(), Batch.objects.count()) == (2, 0)


def test_a_committee_keeps_an_administrator(players: cast.Cast) -> None:
    office = Office.objects.get(committee=players.committee, role=Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="没有能登录的管理员"):
        offices.change(players.administrator.by, office, {"until": (None, today())}, "")
    with pytest.raises(Refused, match="没有能登录的管理员"):
        strike_dated(players.administrator.by, office, players.committee.pk, "职务", "误录")
    with pytest.raises(Refused, match="没有能登录的管理员"):
        change(players, offices_end=[office.pk])
    office.refresh_from_db()
    assert (office.until, office.struck_at) == (None, None)
    build.office(players.office.person, Role.ADMINISTRATOR)
    offices.change(players.administrator.by, office, {"until": (None, today())}, "")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"code": "m9", "name": ""}, "新任委员第1行姓名：请填写姓名。"),
        ({"code": "m1", "name": "甲"}, "新任委员第1行：甲已在留任之列。"),
        (
            {"code": "m9", "name": "新", "sector": "特邀界"},
            "新任委员第1行：“特邀界”届时已撤销或改称，请写新的名称。",
        ),
    ],
)
def test_a_row_that_cannot_be_used_stops_all(
    players: cast.Cast, row: dict[str, str], message: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        change(players, ending=[body(players, "特邀界").pk], newcomers=[row])
    assert caught.value.messages == [message]
    assert Term.objects.filter(committee=players.committee).count() == 1


@pytest.mark.parametrize(
    ("more", "words"),
    [({"number": 9}, "应大于9"), ({"starts_on": OLD}, "之后"), ({"opens_on": LAST}, "日期次序")],
)
def test_a_term_out_of_order_is_refused(
    players: cast.Cast, more: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        change(players, **more)


def test_another_committee_is_not_touched(players: cast.Cast) -> None:
    foreign = build.office(players.outsider.person, Role.LEADER)
    change(players, offices_end=[foreign.pk])
    foreign.refresh_from_db()
    assert foreign.until is None
    assert Term.objects.get(committee=players.other).ends_on is None


def test_the_wizard_goes_from_form_to_preview_to_done(players: cast.Cast) -> None:
    client = signed_in(players.administrator)
    form = client.get("/terms/change/")
    assert [row["name"] for row in form.context["sections"][0]["rows"]] == [
        "甲（全体委员）",
        "乙（全体委员）",
        "丙（全体委员）",
    ]
    pks = [row["pk"] for row in form.context["sections"][0]["rows"]]
    sent = {"number": 10, "session": 1, "starts_on": "2023-01-09", "boards_end": "on"}
    sent |= {"opens_on": "2023-01-10", "closes_on": "2023-01-13"}
    sent |= {"newcomers": "m9，新，民革界，，区一中校长\n", "begun": "新，领导，，副主席"}
    sent |= {"member-shown": pks, "member": pks[:2]}
    sent |= {f"name-{body(players, '特邀界').pk}": "特别邀请界"}
    shown = client.post("/terms/change/", sent)
    facts = {one["label"]: one["value"] for one in shown.context["sections"][0]["facts"]}
    assert (facts["留任委员"], facts["离任委员"], facts["新任委员"]) == (
        "2人",
        "1人　丙",
        "1人　新",
    )
    assert facts["新任职务"] == "1项　新（副主席）"
    assert Term.objects.filter(committee=players.committee).count() == 1
    plan = shown.context["form"]["plan"].value()
    once = shown.context["form"]["once"].value()
    for _ in range(2):
        done = client.post("/terms/change/", {"plan": plan, "once": once})
        assert (done.status_code, done["location"]) == (302, "/terms/")
    assert serving(players, NEW) == [("甲", "民革界"), ("乙", "民革界"), ("新", "民革界")]
    assert client.post("/terms/change/", {"plan": "forged"}).status_code == 422


def test_only_administrators_change_terms(players: cast.Cast) -> None:
    codes = {
        name: signed_in(player).get("/terms/change/").status_code
        for name, player in players.players().items()
    }
    assert codes == dict.fromkeys(codes, 403) | {"administrator": 200}


def test_terms_are_listed_with_their_sessions(players: cast.Cast) -> None:
    page = signed_in(players.member).get("/terms/")
    said = [(one["title"], one["page"]["rows"][0]["cells"]) for one in page.context["sections"]]
    cells = ["九届三次", "9.3", "2020年1月8日", "2020年1月11日", ""]
    assert said == [("第九届　2018年1月8日至今", cells)]
    assert signed_in(players.officer).get("/terms/").status_code == 403


def test_members_are_shown_as_they_were_on_a_day(
    players: cast.Cast, django_assert_num_queries: Any
) -> None:
    change(players, leaving=[of("m2").pk])
    client = signed_in(players.leader)

    def names(query: str) -> list[str]:
        return [row["name"] for row in client.get(f"/members/{query}").context["page"]["rows"]]

    assert names("") == ["甲", "丙"]
    assert names("?day=2020-06-01") == ["甲", "乙", "丙"]
    assert names("?day=2010-06-01") == []
    with django_assert_num_queries(8):
        client.get("/members/")


def test_a_body_s_members_are_named_on_its_page(players: cast.Cast) -> None:
    page = signed_in(players.office).get(f"/r/bodies/{body(players, '民革界').pk}/")
    rows = page.context["sections"][0]["page"]["rows"]
    assert sorted(row["cells"][0] for row in rows) == ["乙", "甲"]
