"""Proposals for anybody: only what both sides opened, and nobody's telephone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from jianyan.front.contacts import without_contacts
from jianyan.ground.models import Record
from jianyan.records.proposals.cases.charter import may_publish
from jianyan.records.proposals.models import Proposal, Reply
from jianyan.records.proposals.ratings import actions as ratings
from tests import build
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
CONTACTS = {"handler": "王经办", "phone": "0571-88001234"}


@pytest.fixture
def at() -> Place:
    return made.place(build.committee())


def opened(at: Place, **fields: Any) -> Proposal:
    """An answered case that both sides agreed to open, and that was opened."""
    case = made.replied(at, **fields)
    Proposal.objects.filter(pk=case.pk).update(published_on=date(2020, 5, 8))
    text = "路灯已装好。联系人：王经办，电话88001234。\n可致电13812345678或a.b@x.gov.cn询问。"
    Reply.objects.filter(record=case.pk).update(public=True, text=text, **CONTACTS)
    return case


def titles(**asked: str) -> list[str]:
    rows = Client().get("/public/proposals/", asked).context["rows"]
    return [row.title for row in rows]


def status(case: Proposal) -> int:
    return int(Client().get(f"/public/proposals/{case.pk}/").status_code)


def test_only_what_both_sides_opened_and_was_answered(at: Place) -> None:
    case = opened(at, title="公开的")
    closed = [
        made.replied(at, title="单位不同意"),
        opened(at, title="提案者不同意", public=False, public_reason="涉及个人"),
        opened(at, title="限机关", visibility="office"),
        made.assigned(at, title="还没有答复"),
        made.filed(at, title="还没有交办"),
    ]
    waiting = opened(at, title="待公开")
    Proposal.objects.filter(pk=waiting.pk).update(published_on=None)
    closed.append(waiting)
    again = opened(at, title="重新办理中")
    ratings.rehandle_case(at.by, again.pk, on=date(2020, 5, 11))
    second = opened(at, title="第二次的答复不公开")
    ratings.rehandle_case(at.by, second.pk, on=date(2020, 5, 11))
    made.reply(at, second, at.lead, on=date(2020, 5, 12), text="不公开的")
    second.refresh_from_db()
    assert may_publish(second, at.by.actor) == "承办单位的答复没有同意公开的。"
    Proposal.objects.filter(pk=second.pk).update(published_on=date(2020, 5, 13))
    closed.append(second)
    assert titles() == ["公开的"]
    assert status(case) == 200
    assert [status(one) for one in (*closed, again)] == [404] * 8
    assert Client().get(f"/public/proposals/{2**70}/").status_code == 404


def test_text_and_reply_without_contacts(at: Place) -> None:
    case = opened(at, title="请致电0571-88005678", situation="情况一。联系电话：0571-88005678。")
    assert titles() == titles(q="情况一\0致电") == ["请致电（略）"]
    assert [titles(q=words) for words in ("0571", "88005678", "情况一 8800", "联系电话")] == [
        []
    ] * 4
    shown = Client().get(f"/public/proposals/{case.pk}/").content.decode()
    for words in ("情况一", "增建充电桩", "路灯已装好", "区住建局", "A类"):
        assert words in shown
    for words in ("王经办", "88001234", "13812345678", "88005678", "x.gov.cn"):
        assert words not in shown


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("请拨12345热线，2020年投入13800万元。", "请拨12345热线，2020年投入13800万元。"),
        ("（联系人：李某，电话：8800 1234）谢谢。", "谢谢。"),
        ("增设电话亭，方便群众。", "增设电话亭，方便群众。"),
        ("电话 88001234。", "电话（略）。"),
        ("可拨打138 1234 5678。", "可拨打（略）。"),
        ("座机0571 88001234转2。", "座机（略）转2。"),
        ("座机（0571）88001234。", "座机（略）。"),
        ("拨１３８１２３４５６７８。", "拨（略）。"),
        ("拨138—1234—5678，或1 3 8 1 2 3 4 5 6 7 8。", "拨（略），或（略）。"),
        (
            "张某，身份证341302198001011234，卡6222 0212 3456 7890 123。",
            "张某，身份证（略），卡（略）。",
        ),
        ("身份证：34130219800101123X。困难。", "。困难。"),
        ("家庭住址：汇文路1号。路灯地址：汇文路东段。", "。路灯地址：汇文路东段。"),
        ("联系人及电话：李某 88001234", ""),
        (
            "微信ab_12345，开通微信公众号。手机号码 88001234",
            "微信（略），开通微信公众号。手机号码（略）",
        ),
        (
            "2018—2020年投入1500000000元，项目2020-341302-48-01-012345。",
            "2018—2020年投入1500000000元，项目2020-341302-48-01-012345。",
        ),
    ],
)
def test_what_looks_like_a_contact(text: str, left: str) -> None:
    assert without_contacts(text) == left


def test_by_session_and_by_words(at: Place) -> None:
    opened(at, title="关于充电桩的提案")
    opened(at, title="关于养老的提案", situation="老旧小区")
    assert titles(q="充电桩") == ["关于充电桩的提案"]
    assert titles(q="老旧") == ["关于养老的提案"]
    Record.objects.filter(title="关于养老的提案").update(number="930123")
    for said in ("930123", "第930123号", "第0123号"):
        assert titles(q=said) == ["关于养老的提案"]
    assert titles(session="9.3", q="没有的词") == []
    assert len(titles(session="9.3")) == 2
    assert Client().get("/public/proposals/?committee=none").status_code == 404


@pytest.mark.parametrize("size", [1, 3])
def test_it_costs_the_same_whatever_its_length(
    at: Place, django_assert_num_queries: Any, size: int
) -> None:
    for _ in range(size):
        opened(at)
    with django_assert_num_queries(5):
        Client().get("/public/proposals/")
