"""旧稿转模板: sent, agreed to place by place, made into a template; nothing is lost on the way."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jianyan.reports import queries
from jianyan.reports.models import Agreement, Template
from tests.cast import Cast, Player, assemble
from tests.reports import year

pytestmark = pytest.mark.django_db
TEXT = "2020年工作总结\n一、理论建设\n全年印发制度X项，撰写调研报告X篇，其余X项。\n二、其他\n与X社区共建。"
BEGIN, CHOOSE = "report-from-old", "report-from-old-choose"


@pytest.fixture
def cast() -> Cast:
    cast = assemble()
    year.year(cast)
    return cast


def as_(player: Player) -> Client:
    client = Client()
    client.force_login(player.account)
    return client


def fields(page: str) -> dict[str, str]:
    """What the form of the page would send as it stands."""
    selects = re.findall(r'<select name="(\w+)".*?</select>', page, re.S)
    chosen = {
        name: re.search(rf'<select name="{name}".*?<option value="([^"]*)" selected', page, re.S)
        for name in selects
    }
    return {name: match[1] for name, match in chosen.items() if match}


def test_a_template_is_made_and_what_was_agreed_to_is_kept(cast: Cast) -> None:
    client = as_(cast.office)
    sent = SimpleUploadedFile("上年.txt", TEXT.replace("\n", "\r\n").encode())
    page = client.post(reverse(BEGIN), {"file": sent, "text": ""})
    assert page.status_code == 200
    chosen = fields(page.content.decode())
    assert chosen == {
        "s1": "{{ 制度.修订 }}",
        "s2": "{{ 调研.报告 }}",
        "s3": "{{ 文本.空3 }}",
        "s4": "{{ 政协.区名 }}",
    }
    own = {"o1": "文稿.印发[制度]", "o2": "", "o3": "", "o4": "", "s3": "-"}
    sent = {**chosen, **own, "name": "去年的", "text": TEXT, "years": "on", "once": "a"}
    answer = client.post(reverse(CHOOSE), sent)
    made = Template.objects.get(name="去年的")
    lines = queries.newest(made).text.split("\n")
    assert lines[0] == "{{ 文本.年度 }}年工作总结"
    assert lines[2] == (
        "全年印发制度{{ 文稿.印发[#regulation] }}项，撰写调研报告{{ 调研.报告 }}篇，其余X项。"
    )
    assert answer["Location"] == reverse("report-template", args=[made.pk])
    kept = Agreement.objects.order_by("pk").values_list("signature", "expression")
    assert list(kept) == [
        ("全年印发制度#项#，撰写调研报告篇", "{{ 文稿.印发[#regulation] }}"),
        ("全年印发制度项，撰写调研报告#篇#，其项", "{{ 调研.报告 }}"),
        ("年印发制度项，撰写调研报告篇，其#项#", "-"),
        ("与##社区共建", "{{ 政协.区名 }}"),
    ]


def test_what_was_agreed_to_comes_first_the_next_time(cast: Cast) -> None:
    test_a_template_is_made_and_what_was_agreed_to_is_kept(cast)
    again = TEXT.replace("X项", "12项").replace("X篇", "3篇")
    page = as_(cast.office).post(reverse(BEGIN), {"text": again})
    chosen = fields(page.content.decode())
    assert (chosen["s1"], chosen["s3"]) == ("{{ 文稿.印发[制度] }}", "-")
    assert 'href="#field-s3"' not in page.content.decode()
    assert " 认定照原样保留。" in page.content.decode()
    assert "认定过同样的写法" in page.content.decode()
    assert '<small class="quiet">制度.修订：' in page.content.decode()


def test_a_slot_that_cannot_be_read_is_said_at_its_place_and_all_else_stays(cast: Cast) -> None:
    client = as_(cast.office)
    chosen = fields(client.post(reverse(BEGIN), {"text": TEXT}).content.decode())
    own = {"o1": "文稿.印法", "o2": "", "o3": "", "o4": ""}
    sent = {**chosen, **own, "name": "去年的", "text": TEXT, "once": "b", "s2": "-"}
    page = client.post(reverse(CHOOSE), sent)
    said = page.content.decode()
    assert (page.status_code, Template.objects.filter(name="去年的").count()) == (422, 0)
    assert 'value="文稿.印法"' in said
    assert 'value="去年的"' in said
    assert TEXT.split("\n")[2] in said
    assert fields(said)["s2"] == "-"
    assert Agreement.objects.count() == 0


def test_a_choice_stands_when_others_have_agreed_since(cast: Cast) -> None:
    client = as_(cast.office)
    chosen = fields(client.post(reverse(BEGIN), {"text": TEXT}).content.decode())
    own = {"o1": "", "o2": "", "o3": "", "o4": ""}
    sent = {**chosen, **own, "s1": "{{ 文本.制度 }}", "name": "去年的", "text": TEXT, "once": "c"}
    assert client.post(reverse(CHOOSE), sent).status_code == 302
    assert "{{ 文本.制度 }}" in queries.newest(Template.objects.get(name="去年的")).text


def test_a_text_without_places_is_handed_back(cast: Cast) -> None:
    page = as_(cast.office).post(reverse(BEGIN), {"text": "没有数的一段话。"})
    assert page.status_code == 422
    assert "没有数的一段话。" in page.content.decode()


def test_only_the_office_turns_reports_into_templates(cast: Cast) -> None:
    assert as_(cast.member).get(reverse(BEGIN)).status_code == 403


def test_names_of_the_year_s_lists_are_places_of_a_numbered_report(cast: Cast) -> None:
    text = "2020年工作总结\n一、制度\n修订《提案工作条例》等12项制度，撰写调研报告2篇。"
    chosen = fields(as_(cast.office).post(reverse(BEGIN), {"text": text}).content.decode())
    assert chosen == {
        "s1": "{{ 制度.名单 | 第(1) }}",
        "s2": "{{ 制度.修订 }}",
        "s3": "{{ 调研.报告 }}",
    }


def test_claims_are_offered_and_taken_only_when_ticked(cast: Cast) -> None:
    text = (
        "2020年工作总结\n一、提案\n共收到提案20件，"
        "立案18件，不予立案2件。交办的18件提案已全部办复，面商率和办复率均达到100%，满意率达98%以上。"
    )
    client = as_(cast.office)
    page = client.post(reverse(BEGIN), {"text": text}).content.decode()
    chosen = fields(page)
    boxes = re.findall(r'name="(f[\d-]+)"', page)
    assert (boxes, "checked" in page.partition("另可这样写")[2].partition("</section>")[0]) == (
        ["f15-16", "f46-48", "f58-59", "f69-75"],
        False,
    )
    own = {f"o{name[1:]}": "" for name in chosen}
    sent = {**chosen, **own, "text": text, "years": "on"}
    client.post(reverse(CHOOSE), {**sent, "name": "不勾", "once": "a"})
    assert "声明" not in queries.newest(Template.objects.get(name="不勾")).text
    client.post(
        reverse(CHOOSE), {**sent, "name": "都勾", "once": "b", **dict.fromkeys(boxes, "on")}
    )
    made = queries.newest(Template.objects.get(name="都勾")).text.split("\n")[2]
    assert made == (
        '{{ 声明(提案.立案 + 提案.不予立案 = 提案.提交, "共") }}收到提案{{ 提案.提交 }}件，'
        "立案{{ 提案.立案 }}件，不予立案{{ 提案.不予立案 }}件。交办的{{ 提案.办复 }}件提案已"
        '{{ 声明(提案.办复 = 提案.交办, "全部") }}办复，面商率和办复率'
        '{{ 声明(提案.面商率 >= p 且 提案.办复率 >= p, "均") }}达到{{ 低者(提案.面商率, 提案.办复率) }}，'
        '满意率{{ 声明(提案.满意率 >= 0.98, "达98%以上") }}。'
    )
