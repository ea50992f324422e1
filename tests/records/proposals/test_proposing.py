"""Who proposes in which name: the rulebook's table, its versions, and the pages and sheets that ask it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from jianyan.ground.models import Body, BodyKind, Role, Rulebook, Session
from jianyan.ground.nouns.provisions import values_of
from jianyan.ground.nouns.rulebook import enact
from jianyan.ground.register import today
from jianyan.ground.rulebook import preset
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.proposing import writing
from jianyan.records.proposals.drafting import actions as drafting
from jianyan.records.proposals.drafting.forms import WriteForm
from jianyan.records.proposals.models import Proposal
from tests import build
from tests.cast import Cast, Player, play
from tests.entry import bring_in
from tests.records.proposals.made import Place, stage
from tests.records.proposals.test_drafting import TEXT, seen

pytestmark = pytest.mark.django_db

SHIPPED = {
    BodyKind.SECTOR: "sector",
    BodyKind.PARTY: "party",
    BodyKind.ORGANISATION: "organisation",
    BodyKind.SPECIAL_COMMITTEE: "special_committee",
    BodyKind.MEMBER_GROUP: "group",
    BodyKind.STREET_GROUP: "group",
}


@pytest.fixture
def at(cast: Cast) -> Place:
    at = stage(cast)
    Session.objects.filter(term__committee=cast.committee).update(
        opens_on=today() - timedelta(days=3), closes_on=today() + timedelta(days=1)
    )
    return at


def convener_of(cast: Cast, kind: str) -> tuple[Player, Any]:
    body = build.body(cast.committee, kind, "某会")
    return play(cast.committee, "召集人", Role.CONVENER, body=body), body


def let_counties_write(cast: Cast, since: date) -> Rulebook:
    values = values_of(preset("county")) | {"proposals.proposers.county": "other"}
    return enact(cast.office.by, cast.committee.pk, "县政协可以提出", since, values)


def test_the_shipped_rulebook_names_six_kinds() -> None:
    assert writing(None) == SHIPPED


@pytest.mark.parametrize("kind", SHIPPED)
def test_a_convener_writes_for_a_body_of_each_kind(cast: Cast, at: Place, kind: str) -> None:
    convener, body = convener_of(cast, kind)
    form = WriteForm(None, committee=cast.committee.pk, actor=convener.actor)
    offered: Any = form.fields["body"]
    assert offered.choices == [("", "本人"), (str(body.pk), "某会")]
    row = drafting.begin(convener.by, cast.committee.pk, {**TEXT, "body": body})
    assert (row.proposer, row.body, row.proposer_kind.code) == (None, body, SHIPPED[kind])
    assert drafting.authors_of(row.pk) == [convener.person.pk]
    assert seen(cast, row) == set()
    sent = drafting.submit(convener.by, row.pk, on=today())
    assert (sent.record.state, sent.proposer_kind.code) == ("submitted", SHIPPED[kind])


def test_a_rulebook_lets_another_kind_write_from_its_day(cast: Cast, at: Place) -> None:
    convener, body = convener_of(cast, BodyKind.COUNTY)
    page = Client()
    page.force_login(convener.account)
    assert "以谁的名义" not in page.get("/proposals/write/").content.decode()
    with pytest.raises(Refused, match="县不以自己的名义提出提案"):
        drafting.begin(convener.by, cast.committee.pk, {**TEXT, "body": body})
    let_counties_write(cast, today())
    assert "以谁的名义" in page.get("/proposals/write/").content.decode()
    row = drafting.begin(convener.by, cast.committee.pk, {**TEXT, "body": body})
    assert row.proposer_kind.label == "其他"
    shown = f"/r/proposals/{row.pk}/"
    assert "不以自己的名义" not in page.get(shown).content.decode()
    Body.objects.filter(pk=body.pk).update(kind=BodyKind.ADVISORY_GROUP)
    assert "按现行规程，智囊组不以自己的名义提出提案" in page.get(shown).content.decode()


def test_a_sheet_goes_by_the_version_of_its_day(cast: Cast, at: Place) -> None:
    _, body = convener_of(cast, BodyKind.COUNTY)
    let_counties_write(cast, today())
    rows = [
        {
            "title": f"关于{day}的提案",
            "body": body.name,
            "submitted_on": f"{day}",
            "suggestions": "办",
        }
        for day in (today() - timedelta(days=1), today())
    ]
    done = bring_in("proposals", at.by, cast.committee, rows)
    assert [(one.column, one.message) for one in done.errors] == [
        (
            "提案者类别",
            "按规程，县不以自己的名义提出提案；要改请管理员制定新版规程。旧案请直接填写提案者类别。",
        )
    ]
    assert bring_in("proposals", at.by, cast.committee, rows[1:]).errors == []
    assert [row.proposer_kind.code for row in Proposal.objects.all()] == ["other"]
