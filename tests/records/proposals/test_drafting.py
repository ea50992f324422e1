"""A proposal written by its proposer: nobody else's while a draft, whole when sent in, told to whom."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jianyan.ground.models import File, Session
from jianyan.ground.paper_parts import parse
from jianyan.ground.register import today
from jianyan.kernel.errors import Denied, Refused
from jianyan.records.proposals.cases import actions as cases
from jianyan.records.proposals.drafting import actions as drafting
from jianyan.records.proposals.drafting.attaching import MEGABYTE, fits
from jianyan.records.proposals.drafting.forms import read_file
from jianyan.records.proposals.drafting.panels import checked
from jianyan.records.proposals.models import CaseState, Proposal
from jianyan.records.proposals.queries import texts_of
from tests.cast import Cast
from tests.records.proposals.drafts import TEXT, in_session, seen, told, written
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(cast: Cast) -> Place:
    return in_session(cast)


def test_a_draft_is_seen_by_its_proposer_and_who_is_invited_alone(cast: Cast, at: Place) -> None:
    row = written(cast)
    assert seen(cast, row) == {"member"}
    drafting.invite(cast.member.by, row.pk, on=today(), people=[cast.cosigner.person])
    assert seen(cast, row) == {"member", "cosigner"}
    drafting.submit(cast.member.by, row.pk, on=today())
    assert seen(cast, row) == {"member", "office", "leader", "auditor", "administrator"}


def test_sending_in_gives_a_receipt_and_tells_the_proposer_s_office(cast: Cast, at: Place) -> None:
    row = written(cast)
    sent = drafting.submit(cast.member.by, row.pk, on=date(2020, 1, 9))
    assert (sent.receipt_number, sent.timing, sent.submitted_on) == ("收930001", "plenary", today())
    assert told(cast.office) == ["收到提案收930001《关于在石梁街道加装路灯的建议》，待审查。"]
    assert told(cast.member) == []
    with pytest.raises(Refused, match="现为“待审查”"):
        drafting.submit(cast.member.by, row.pk, on=today())


def test_a_late_draft_is_between_sessions(cast: Cast, at: Place) -> None:
    row = written(cast)
    Session.objects.update(closes_on=today() - timedelta(days=1))
    assert drafting.submit(cast.member.by, row.pk, on=today()).timing == "between"


def test_what_has_not_its_three_parts_is_not_sent_in(cast: Cast, at: Place) -> None:
    row = written(cast, analysis="", suggestions=[])
    with pytest.raises(Refused, match="还没有写分析、至少1条建议"):
        drafting.submit(cast.member.by, row.pk, on=today())


def test_only_the_author_saves_and_only_while_it_is_theirs(cast: Cast, at: Place) -> None:
    row = written(cast, cosigners=[cast.cosigner.person])
    with pytest.raises(Denied):
        drafting.save(cast.cosigner.by, row.pk, on=today(), changes={"title": "别的"})
    changes = {"title": "关于加装路灯的建议", "suggestions": ["列入计划"]}
    drafting.save(cast.member.by, row.pk, on=today(), changes=changes)
    found = Proposal.objects.select_related("record").get(pk=row.pk)
    assert (found.record.title, texts_of(found)) == ("关于加装路灯的建议", ["列入计划"])
    assert "列入计划" in found.record.text
    assert "先在路口加装" not in found.record.text
    drafting.submit(cast.member.by, row.pk, on=today())
    with pytest.raises(Refused, match="不能修改"):
        drafting.save(cast.member.by, row.pk, on=today(), changes={"title": "迟了"})


def test_a_discarded_draft_is_void_and_a_sent_one_is_withdrawn(cast: Cast, at: Place) -> None:
    row = written(cast)
    assert drafting.discard(cast.member.by, row.pk, on=today()).record.state == "void"
    sent = written(cast)
    drafting.submit(cast.member.by, sent.pk, on=today())
    assert cases.withdraw(cast.member.by, sent.pk, on=today()).record.state == CaseState.WITHDRAWN


def test_the_check_says_what_is_missing_and_what_is_long(cast: Cast, at: Place) -> None:
    row = written(cast, analysis="", situation="长" * 1501, title="关于甲的建议和关于乙的建议")
    found = Proposal.objects.select_related("record__rulebook").get(pk=row.pk)
    assert [one["words"] for one in checked(found) if not one["good"]] == [
        "还没有写分析",
        "正文 1513 字，超过 1500 字，请精简",
        "案由像是写了两件事，请核对是否一事一案",
    ]


def test_pages_from_draft_to_receipt(client: Client, cast: Cast, at: Place) -> None:
    client.force_login(cast.member.account)
    form = {**TEXT, "public": "yes", "suggestions": "1. 列入明年计划\n2. 先在路口加装"}
    kept = client.post("/proposals/write/", {**form, "then": "keep", "once": "a"})
    row = Proposal.objects.get()
    assert kept.headers["Location"] == f"/r/proposals/{row.pk}/"
    again = client.post("/proposals/write/", {**form, "then": "keep", "once": "a"})
    assert (again.headers["Location"], Proposal.objects.count()) == (f"/r/proposals/{row.pk}/", 1)
    shown = client.get(f"/r/proposals/{row.pk}/").content.decode()
    assert "建议 2 条，已逐条编号" in shown
    assert client.get(f"/r/proposals/{row.pk}/move/save/").headers["Location"] == (
        f"/proposals/{row.pk}/write/"
    )
    sent = client.post(f"/proposals/{row.pk}/write/", {**form, "title": "改了题目", "once": "b"})
    assert sent.status_code == 302
    row.refresh_from_db()
    assert (row.record.title, row.record.state) == ("改了题目", "submitted")
    client.force_login(cast.officer.account)
    assert client.get("/proposals/write/").status_code == 403
    assert client.get(f"/proposals/{row.pk}/write/").status_code == 404


def test_files_are_the_author_s_to_add_while_it_is_theirs(
    client: Client, cast: Cast, at: Place
) -> None:
    row = written(cast, cosigners=[cast.cosigner.person])
    page, url = f"/r/proposals/{row.pk}/", f"/r/proposals/{row.pk}/files/add/"

    def add(name: str) -> Any:
        return client.post(url, {"file": SimpleUploadedFile(name, name.encode())})

    client.force_login(cast.member.account)
    assert url in client.get(page).content.decode()
    assert {add(f"照片说明{place}.txt").status_code for place in range(5)} == {302}
    refused = add("第六个.txt")
    assert refused.context["form"].errors["__all__"] == ["附件至多5个，请先撤下不要的。"]
    kept = File.objects.filter(record=row.pk).latest("pk")
    assert f"/files/{kept.pk}/drop/" in client.get(page).content.decode()
    assert client.post(f"/files/{kept.pk}/drop/", {"reason": "传错了"}).status_code == 302
    assert add("第五个.txt").status_code == 302
    with pytest.raises(Refused, match="附件每个至多32兆"):
        fits(row, 33 * MEGABYTE)
    client.force_login(cast.cosigner.account)
    assert (client.get(url).status_code, url in client.get(page).content.decode()) == (403, False)
    drafting.submit(cast.member.by, row.pk, on=today())
    client.force_login(cast.member.account)
    assert (client.get(url).status_code, url in client.get(page).content.decode()) == (403, False)


def test_a_text_is_read_into_its_parts() -> None:
    running = (
        "调研情况：有三条背街没有路灯。问题分析：没有列入计划。"
        "具体建议：为此建议：一、列入明年计划。二、先在路口加装。"
    )
    assert parse(["关于加装路灯的建议", running]) == {
        "title": "关于加装路灯的建议",
        "situation": "有三条背街没有路灯。",
        "analysis": "没有列入计划。",
        "suggestions": "列入明年计划。\n先在路口加装。",
    }
    assert parse(
        [
            "案由：加装路灯",
            "一、情况",
            "没有路灯。",
            "二、分析",
            "没有计划。",
            "三、建议",
            "1. 加装",
        ]
    ) == {
        "title": "加装路灯",
        "situation": "没有路灯。",
        "analysis": "没有计划。",
        "suggestions": "1. 加装",
    }


def test_a_word_file_is_read_and_another_file_refused() -> None:
    document = docx.Document()
    for line in ("关于加装路灯的提案", "情况：", "没有路灯。", "建议：", "加装路灯。"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    out.seek(0)
    out.name = "提案.docx"
    assert read_file(out)["suggestions"] == "加装路灯。"
    lie = io.BytesIO(b"%PDF-1.4")
    lie.name = "提案.docx"
    with pytest.raises(Refused, match="不是完好的 Word 文件"):
        read_file(lie)
