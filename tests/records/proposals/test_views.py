"""Pages of proposals: the list, the case with all its facts, the forms and the moves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from jianyan.ground.models import Clock
from jianyan.records.proposals import actions as proposals
from jianyan.records.proposals.followup import actions as followup
from jianyan.records.proposals.models import Proposal
from jianyan.records.proposals.queries import whole
from jianyan.records.proposals.replies import actions as replies
from tests.cast import Cast
from tests.ground.walking import taken
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db


def signed_in(client: Client, player: Any) -> Client:
    client.force_login(player.account)
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def test_a_list_takes_as_many_statements_for_one_as_for_five(
    client: Client, cast: Cast, at: Place, django_assert_max_num_queries: Any
) -> None:
    signed_in(client, cast.office)
    made.replied(at)
    assert "关于补建充电设施的提案" in page(client, "/r/proposals/")
    with django_assert_max_num_queries(12):
        page(client, "/r/proposals/")
    for _ in range(4):
        made.replied(at)
    with django_assert_max_num_queries(12):
        page(client, "/r/proposals/?state=replied&local=city&unit=民政&proposer=甲&session=9.3")


def test_the_page_of_a_case_shows_its_whole_story(client: Client, cast: Cast, at: Place) -> None:
    case = made.replied(at, cosigners=[at.cosigner])
    followup.choose_key(at.by, case.pk, on=date(2020, 4, 1), leaders=[(at.cosigner, "副主席")])
    shown = page(signed_in(client, cast.office), f"/r/proposals/{case.pk}/")
    for words in ("930001", "委员甲", "委员乙", "城市建设管理", "增建充电桩", "区民政局（独办）"):
        assert words in shown
    for words in ("单位任务", "提案答复", "重点提案", "副主席委员乙", "A类", "已答复"):
        assert words in shown
    said = {"timing": ("plenary", "between"), "public": ("yes", "no")}
    said |= {
        "public_reason": ("", "涉及个人"),
        "reviewed_on": (date(2020, 1, 20), date(2020, 1, 21)),
    }
    proposals.change(at.by, whole().get(pk=case.pk), said, "")
    told = page(client, f"/r/proposals/{case.pk}/")
    for words in ("提出时间：大会提案 → 平时提案", "是否公开：是 → 否", "理由：空 → 涉及个人"):
        assert words in told


@pytest.mark.parametrize("slug", ["proposals", "proposal-tasks", "proposal-contacts"])
def test_the_forms_open(client: Client, cast: Cast, at: Place, slug: str) -> None:
    case = made.assigned(at)
    signed_in(client, cast.office)
    page(client, f"/r/{slug}/add/?record={case.pk}")
    page(client, f"/r/proposals/{case.pk}/amend/")


def test_assigning_on_its_page(client: Client, cast: Cast, at: Place) -> None:
    case = made.filed(at)
    path = f"/r/proposals/{case.pk}/move/assign/"
    shown = page(signed_in(client, cast.office), path)
    assert "主办单位" in shown
    sent = {"on": "2020-03-02", "lead": "区民政局", "cos": "区城管局", "separate": ""}
    assert client.post(path, sent).status_code == 302
    assert Proposal.objects.get(pk=case.pk).record.state == "assigned"


def test_another_committees_hand_finds_nothing(client: Client, cast: Cast, at: Place) -> None:
    case = made.replied(at)
    assert signed_in(client, cast.outsider).get(f"/r/proposals/{case.pk}/").status_code == 404


@pytest.mark.parametrize(
    "slug",
    [
        "proposal-tasks",
        "proposal-contacts",
        "proposal-extensions",
        "proposal-replies",
        "proposal-regradings",
        "proposal-ratings",
        "proposal-rehandlings",
        "proposal-key",
        "proposal-supervisions",
        "overdue-consultations",
        "proposal-lookbacks",
    ],
)
def test_every_list_opens_and_exports(client: Client, cast: Cast, at: Place, slug: str) -> None:
    made.replied(at)
    signed_in(client, cast.office)
    page(client, f"/r/{slug}/")
    assert taken(client.get(f"/r/{slug}/export/"))[:2] == b"PK"


def test_the_list_shows_what_is_open_first_and_of_it_what_is_due_first(
    client: Client, cast: Cast, at: Place
) -> None:
    """Pages go on where the open ones end."""
    closed = made.replied(at, title="已办结")
    replies.close(at.by, closed.pk, on=date(2020, 6, 1))
    made.submitted(at, title="待审查")
    for days in (5, 2):
        case = made.assigned(at, title=f"{days}日到期")
        Clock.objects.filter(record=case.pk, kind="reply").update(due_on=date(2020, 6, days))
    signed_in(client, cast.office)
    rows = client.get("/r/proposals/").context["page"]["rows"]
    assert [row["name"] for row in rows] == ["2日到期", "5日到期", "待审查", "已办结"]
