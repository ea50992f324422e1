"""The page 稿件核数: a text in, findings beside it, nothing kept."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jianyan.ground.models import Trail
from tests.cast import Cast, Player, assemble

from . import year

pytestmark = pytest.mark.django_db
TEXT = "2020年，共收到提案134件，立案129件，立案率96%，作为意见处理的6件。\n其中重点提案X件。\n二、要点"


@pytest.fixture
def cast() -> Cast:
    cast = assemble()
    year.year(cast)
    return cast


def as_(player: Player) -> Client:
    client = Client()
    client.force_login(player.account)
    return client


def test_a_pasted_text_is_shown_with_its_findings(cast: Cast) -> None:
    before = Trail.objects.count()
    answer = as_(cast.office).post(reverse("report-check"), {"text": TEXT, "period": ""})
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "2项相加为135件，总数写的是134件，多1件：各项相加不应多于总数。" in said
    assert '<a class="said said-wrong" id="at-11" href="#finding-1">134件</a>' in said
    assert "“其中重点提案X件。”处还空着" in said
    assert "读到 4 个数" in said
    assert Trail.objects.count() == before


def test_a_list_that_closes_on_another_total_has_its_own_heading(cast: Cast) -> None:
    text = "共收到提案160件，立案150件，其中集体提案40件、委员提案120件。"
    said = as_(cast.office).post(reverse("report-check"), {"text": text}).content.decode()
    assert "合于另一总数 <span" in said
    assert "“其中”之前写的是150件，这几项合于160件" in said


def test_a_file_is_read_and_an_empty_form_says_what_to_do(cast: Cast) -> None:
    client = as_(cast.office)
    file = SimpleUploadedFile("a.txt", TEXT.encode("gb18030"))
    answer = client.post(reverse("report-check"), {"file": file, "period": ""})
    assert "135件" in answer.content.decode()
    marked = SimpleUploadedFile("b.txt", TEXT.encode("utf-16"))
    answer = client.post(reverse("report-check"), {"file": marked, "period": "2019年"})
    assert "135件" in answer.content.decode()
    assert "文中写的多是2020年，这次是与2019年的台账核对。" in answer.content.decode()
    blank = SimpleUploadedFile("c.txt", "　\n".encode())
    answer = client.post(reverse("report-check"), {"file": blank})
    assert "这个文件里没有文字" in answer.content.decode()
    long = SimpleUploadedFile("d.txt", b"a" * 200_001)
    answer = client.post(reverse("report-check"), {"file": long})
    assert "文件里有 200001 字，至多 200000 字，请分成几篇再传。" in answer.content.decode()
    empty = client.post(reverse("report-check"), {"text": " ", "period": ""})
    assert empty.status_code == 422
    assert "还没有稿件，请选一个文件，或把正文贴进来。" in empty.content.decode()


def test_a_period_that_cannot_be_read_keeps_the_text(cast: Cast) -> None:
    answer = as_(cast.office).post(reverse("report-check"), {"text": TEXT, "period": "去年"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "作为意见处理的" in said
    assert "文中的算术已经核过，没有与台账核对。" in said
    assert '<details class="sheet again" open>' in said
    many = {"text": "办复提案5件。" * 1501, "period": "2020"}
    said = as_(cast.office).post(reverse("report-check"), many).content.decode()
    assert "文中的数超过1500处，请分成几篇再核。文中的算术已经核过，没有与台账核对。" in said
    assert 'id="error-text"' in said


def test_the_page_is_the_offices(cast: Cast) -> None:
    assert as_(cast.member).get(reverse("report-check")).status_code == 403
    assert as_(cast.office).get(reverse("report-check")).status_code == 200


def test_what_is_pasted_is_shown_as_text(cast: Cast) -> None:
    text = "<script>alert(1)</script>共收到提案10件，立案9件。"
    answer = as_(cast.office).post(reverse("report-check"), {"text": text, "period": ""})
    assert "<script>alert(1)" not in answer.content.decode()


def test_numbers_are_set_beside_the_register(cast: Cast) -> None:
    text = "2020年，全年印发文稿2篇，其中调研报告2篇。"
    answer = as_(cast.office).post(reverse("report-check"), {"text": text, "period": "2020"})
    said = answer.content.decode()
    assert (
        "文稿.印发：文中2篇，台账3篇，台账多1篇。按日期最后的1件是《提案工作条例》，请看文中是否未计入。"
        in said
    )
    assert "与2020年台账核对 " in said
