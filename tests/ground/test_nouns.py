"""The nouns of ground: by page and by sheet, who reads and who writes them, what is masked."""

from __future__ import annotations

import pytest

from jianyan.ground import imports
from jianyan.ground.kinds import KINDS
from jianyan.ground.models import Person, Trail
from jianyan.ground.nouns import people
from jianyan.ground.nouns.drawn import masked
from jianyan.kernel.errors import Denied, Stale
from tests import build, cast
from tests.ground.nouns import SHEETS, bring, exported, sheet
from tests.ground.walking import signed_in, taken


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
