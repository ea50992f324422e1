"""A reply as it is written: what it must have before it goes on, and the pages it passes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jianyan.ground.models import Notice, Role
from jianyan.ground.register import today
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.queries import suggestions
from jianyan.records.proposals.models import DraftPoint, Proposal, Reply, ReplyDraft
from jianyan.records.proposals.replies import passing, writing
from jianyan.records.proposals.replies.writing import Said
from tests import build
from tests.cast import Cast, Player, play
from tests.records.proposals import made
from tests.records.proposals.made import Place
from tests.records.proposals.test_replying import case_of, columns, drafted, points, with_co

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": " "}, "还没有写答复正文"),
        ({"grade": None}, "还没有拟定办理类别"),
        ({"phone": ""}, "还没有写经办人和联系电话"),
        ({"public": False}, "不同意公开的，请写明理由"),
    ],
)
def test_what_is_missing_is_said(cast: Cast, at: Place, fields: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        drafted(at, cast.officer.by, case_of(at), **fields)


def test_every_suggestion_is_answered_before_it_goes_on(cast: Cast, at: Place) -> None:
    case = case_of(at)
    pk = made.task(case, at.lead).pk
    first, second = points(case)
    silent = Said(second.suggestion)
    writing.keep(cast.officer.by, pk, on=today(), columns=columns(at), points=[first, silent])
    assert DraftPoint.objects.count() == 1
    with pytest.raises(Refused, match="建议2还没有答复。补全后再送"):
        writing.draft(cast.officer.by, pk, on=today())
    bare = Said(second.suggestion, "not")
    undated = Said(first.suggestion, "adopted", "好", "建成20个")
    draft = writing.keep(cast.officer.by, pk, on=today(), points=[undated, bare])
    assert writing.missing(draft) == ["建议1的承诺要写明事项和期限", "建议2未采纳，请写明理由"]
    assert (draft.text, DraftPoint.objects.count()) == ("已组织勘察，年内增建。", 2)
    unknown = build.category(at.committee, "reply_class", "E", "E类")
    draft = writing.keep(cast.officer.by, pk, on=today(), columns={"grade": unknown})
    assert writing.missing(draft)[0] == "这件提案所依的规程没有E类，请改选办理类别"


def sent_form(at: Place, case: Proposal, **fields: Any) -> dict[str, Any]:
    first, second = suggestions().filter(record=case.pk).order_by("order")
    return {
        "text": "已组织勘察。",
        "grade": "A",
        "handler": "张三",
        "phone": "1234567",
        "public": "yes",
        f"verdict_{first.pk}": "adopted",
        f"words_{first.pk}": "列入计划",
        f"verdict_{second.pk}": "partly",
        **fields,
    }


def test_the_unit_s_page_keeps_says_what_is_missing_and_sends(cast: Cast, at: Place) -> None:
    case = case_of(at)
    task = made.task(case, at.lead)
    client = Client()
    client.force_login(cast.officer.account)
    url = reverse("proposal-draft", args=[task.pk])
    page = client.get(url).content.decode()
    assert "按规程须面商1次，已计0次。" in page
    second = suggestions().filter(record=case.pk).order_by("order").last()
    gap = {f"verdict_{second.pk}": ""}
    assert client.post(url, sent_form(at, case, then="keep", **gap)).status_code == 302
    assert ReplyDraft.objects.get().text == "已组织勘察。"
    assert "建议2还没有答复" in client.get(url).content.decode()
    refused = client.post(url, sent_form(at, case, text="又写了一段。", **gap))
    assert (refused.status_code, "又写了一段。" in refused.content.decode()) == (422, True)
    assert client.post(url, sent_form(at, case)).status_code == 302
    assert made.task(case, at.lead).state == "countersigned"
    shown = client.get(reverse("kind-record", args=["proposal-tasks", task.pk])).content.decode()
    assert "答复稿" in shown
    assert "已组织勘察。" in shown
    client.force_login(cast.member.account)
    hidden = client.get(reverse("kind-record", args=["proposal-tasks", task.pk])).content.decode()
    assert "已组织勘察。" not in hidden


def test_the_whole_way_on_pages(cast: Cast, at: Place) -> None:
    case = with_co(at)
    co = play(cast.committee, "会办", Role.UNIT_OFFICER, body=at.co)
    task = made.task(case, at.lead)

    def send(who: Player, name: str, **data: Any) -> int:
        client = Client()
        client.force_login(who.account)
        url = reverse(f"proposal-{name}", args=[task.pk])
        if name != "draft":
            assert "已组织勘察。" in client.get(url).content.decode()
        return client.post(url, data).status_code

    assert send(cast.officer, "draft", **sent_form(at, case)) == 302
    assert send(co, "sign", agreed="yes", reason="") == 302
    assert send(cast.dispatcher, "check", grade="B", reason="") == 422
    assert send(cast.dispatcher, "check", grade="B", reason="尚未建成") == 302
    assert send(cast.signer, "issue", number="") == 302
    reply = Reply.objects.get()
    assert (made.task(case, at.lead).state, reply.number) == (
        "replied",
        f"区民政局提复〔{today().year}〕1号",
    )


def test_a_reply_s_page_answers_point_by_point_and_says_who_has_read_it(
    cast: Cast, at: Place
) -> None:
    case = case_of(at)
    task = drafted(at, cast.officer.by, case)
    passing.check(at.by, task.pk, on=today())
    reply = passing.issue(cast.signer.by, task.pk, on=today())
    notice = Notice.objects.get(person=cast.member.person, key=f"reply:{reply.pk}")
    client = Client()
    client.force_login(cast.member.account)
    client.post(reverse("notice-seen", args=[notice.pk]))
    url = reverse("kind-record", args=["proposal-replies", reply.pk])
    page = client.get(url).content.decode()
    assert [words in page for words in ("收费由物价部门核定", "建成充电桩20个", "已阅")] == [
        True,
        True,
        False,
    ]
    client.force_login(cast.officer.account)
    page = client.get(url).content.decode()
    assert (page.count("已阅"), page.count("未阅")) == (1, 1)
