"""The pages of reports and templates, as the cast sees them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jianyan.ground.models import Trail
from jianyan.reports import actions
from jianyan.reports.models import Report, Template
from tests.cast import Cast, Player, assemble

from . import year
from .test_life import in_approval

pytestmark = pytest.mark.django_db
DAY = date(2020, 12, 28)


@pytest.fixture
def cast() -> Cast:
    cast = assemble()
    year.year(cast)
    year.template(cast)
    return cast


def as_(player: Player) -> Client:
    client = Client()
    client.force_login(player.account)
    return client


def test_a_report_is_begun_on_the_page(cast: Cast) -> None:
    client = as_(cast.office)
    sent = {"title": "总结", "template": "小结", "period": "2020", "once": "a"}
    answer = client.post(reverse("kind-add", args=["reports"]), sent)
    row = Report.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("report", args=[row.pk]))


def test_the_document_stands_with_its_doors(cast: Cast) -> None:
    row = year.begun(cast)
    page = as_(cast.office).get(reverse("report", args=[row.pk]))
    said = page.content.decode()
    assert page.status_code == 200
    assert f'href="/reports/{row.pk}/?slot=6#evidence"' in said
    assert "1 处声明不成立，1 处待填，暂不能核对。" in said
    assert "<s>均</s>" in said
    assert "缺：2020年1月、2020年2月、2020年4月" in said
    assert "还有 2 处要先处理" in said
    listed = as_(cast.office).get(reverse("report-findings", args=[row.pk])).content.decode()
    assert "上期1篇，相差较大" not in listed
    assert "“均”不成立，未写入" in listed


def test_a_figure_opens_its_source_sheet(cast: Cast) -> None:
    row = year.begun(cast)
    client = as_(cast.office)
    slots = actions.composed(row).filled.slots
    number = next(one.slot for one in slots if one.expression == "{{ 文稿.印发 }}")
    url = reverse("report-evidence", args=[row.pk, number])
    panel = client.get(url, headers={"HX-Request": "true"}).content.decode()
    for words in ("文稿.印发", "3 篇", "城市交通调研报告", "提案工作条例", "▲ 多 2 篇", "未"):
        assert words in panel
    assert "<html" not in panel
    assert "旧条例" not in panel
    page = client.get(reverse("report", args=[row.pk]), {"slot": number}).content.decode()
    assert 'aria-expanded="true"' in page
    assert "城市交通调研报告" in page


def test_every_door_opens(cast: Cast) -> None:
    row = year.begun(cast)
    client = as_(cast.office)
    filled = actions.composed(row).filled
    for slot in filled.slots:
        url = reverse("report-evidence", args=[row.pk, slot.slot])
        words = slot.expression.startswith("{{ 文本.")
        assert client.get(url).status_code == (404 if words else 200), slot.expression
    for place in range(len(filled.claims)):
        assert client.get(reverse("report-claim", args=[row.pk, place])).status_code == 200


def test_a_panel_reads_its_own_place_alone(cast: Cast, django_assert_num_queries: Any) -> None:
    row = year.begun(cast)
    client = as_(cast.office)
    slots = actions.composed(row).filled.slots
    number = next(one.slot for one in slots if one.expression == "{{ 文稿.印发 }}")
    client.get(reverse("report-evidence", args=[row.pk, number]))
    for url, statements in (
        (reverse("report-evidence", args=[row.pk, number]), 11),
        (reverse("report-claim", args=[row.pk, 0]), 10),
        (reverse("report-claim", args=[row.pk, 1]), 12),
    ):
        with django_assert_num_queries(statements):
            assert client.get(url, headers={"HX-Request": "true"}).status_code == 200


def test_the_unknown_name_is_shown_at_its_place_and_nothing_is_lost(cast: Cast) -> None:
    row = year.begun(cast)
    url = reverse("report-edit", args=[row.pk])
    client = as_(cast.office)
    assert "文稿.印发[制度]" in client.get(url).content.decode()
    answer = client.post(url, {"text": "全年印发{{ 文稿.印法 }}篇"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "是否为文稿.印发" in said
    assert "<mark> 文稿.印法 </mark>" in said
    assert "全年印发{{ 文稿.印法 }}篇</textarea>" in said
    answer = client.post(url, {"text": "全年印发{{ 文稿.印发 }}篇"})
    assert answer["Location"] == reverse("report", args=[row.pk])
    assert row.drafts.count() == 2


def test_words_are_kept_with_the_report(cast: Cast) -> None:
    row = year.begun(cast)
    url = reverse("report-words", args=[row.pk])
    client = as_(cast.office)
    assert "空着即写“2020”" in client.get(url).content.decode()
    client.post(url, {"words-0": "还不够深入。", "words-1": ""})
    assert Report.objects.get(pk=row.pk).words == {"不足": "还不够深入。"}


def test_a_claim_is_let_stand_with_a_reason(cast: Cast) -> None:
    row = year.begun(cast)
    url = reverse("report-stand", args=[row.pk, 1])
    client = as_(cast.office)
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "四月起停刊"}).status_code == 302
    page = client.get(reverse("report", args=[row.pk])).content.decode()
    assert "保留的理由：四月起停刊" in page


def test_moves_go_through_the_pages_to_the_signing(cast: Cast) -> None:
    row = year.begun(cast)
    office, leader = as_(cast.office), as_(cast.leader)
    office.post(reverse("report-edit", args=[row.pk]), {"text": "印发{{ 文稿.印发 }}篇"})
    for client, name in (
        (office, "check"),
        (office, "send"),
        (office, "pass"),
        (leader, "pass"),
        (leader, "sign"),
    ):
        url = reverse("kind-move", args=["reports", row.pk, name])
        answer = client.post(url, {"on": "2020-12-28", "once": name})
        assert (name, answer.status_code) == (name, 302)
    page = leader.get(reverse("report", args=[row.pk])).content.decode()
    assert "已封存" in page
    assert Report.objects.get(pk=row.pk).seal is not None


def test_changes_since_sealing_name_the_records(cast: Cast) -> None:
    row = actions.sign(cast.leader.by, in_approval(cast).pk, on=DAY)
    client = as_(cast.office)
    url = reverse("report-changes", args=[row.pk])
    assert "没有差异" in client.get(url).content.decode()
    year.publish(cast, "regulation", date(2020, 11, 2), "迟报的条例")
    said = client.get(url).content.decode()
    assert "文稿.印发[制度]" in said
    assert "迟报的条例" in said
    page = client.get(reverse("report", args=[row.pk])).content.decode()
    assert "全年印发文稿" in page
    assert "4</a>篇，其中" not in page


def test_drafts_are_compared(cast: Cast) -> None:
    row = year.begun(cast)
    client = as_(cast.office)
    url = reverse("report-drafts", args=[row.pk])
    assert "只有一稿" in client.get(url).content.decode()
    year.publish(cast, "regulation", date(2020, 11, 2))
    actions.save(cast.office.by, row.pk, on=DAY, words={"不足": "不够深入"})
    said = client.get(url).content.decode()
    assert "第 2 稿与第 1 稿" in said
    assert "<ins>不够深入</ins>" in said or "不够深入" in said


def test_an_export_carries_what_its_audience_may_see_and_leaves_a_trail(cast: Cast) -> None:
    row = year.begun(cast)
    client = as_(cast.office)
    url = reverse("report-export", args=[row.pk])
    assert client.get(url).status_code == 200
    answer = client.post(url, {"audience": "公开", "format": "html"})
    said = b"".join(answer.streaming_content).decode()
    assert "提案工作条例" in said
    assert "城市交通调研报告" not in said
    assert "另2件不公开" in said
    data = client.post(url, {"audience": "内部", "format": "json"})
    assert json.loads(b"".join(data.streaming_content))["blank"] == 1
    assert list(Trail.objects.filter(move="export").values_list("reason", flat=True)) == [
        "读者：公开",
        "读者：内部",
    ]


def test_members_export_no_internal_file(cast: Cast) -> None:
    row = year.begun(cast, visibility="members")
    client = as_(cast.member)
    assert client.get(reverse("report", args=[row.pk])).status_code == 404


def test_templates_are_kept_in_versions(cast: Cast) -> None:
    client = as_(cast.office)
    page = client.get(reverse("report-templates")).content.decode()
    assert "小结" in page
    assert "年度总结（疫情之年）" in page
    template = Template.objects.get()
    url = reverse("report-template", args=[template.pk])
    assert client.get(url).status_code == 200
    client.post(url, {"text": "印发{{ 文稿.印发[制度] }}篇"})
    assert list(template.versions.values_list("number", "text")) == [
        (2, "印发{{ 文稿.印发[#regulation] }}篇"),
        (1, template.versions.get(number=1).text),
    ]
    client.post(reverse("report-template-retire", args=[template.pk]))
    assert client.get(url).status_code == 404


def test_a_template_comes_from_a_file(cast: Cast) -> None:
    client = as_(cast.office)
    file = SimpleUploadedFile("稿.txt", "印发{{ 文稿.印发 }}篇".encode("gb18030"))
    url = reverse("report-template-add")
    answer = client.post(url, {"name": "新", "file": file, "text": ""})
    assert answer.status_code == 302
    assert Template.objects.get(name="新").versions.get().figures == ["文稿.印发"]
    bad = SimpleUploadedFile("稿.txt", "印发{{ 文稿.印法 }}篇".encode())
    answer = client.post(url, {"name": "又", "file": bad, "text": ""})
    assert answer.status_code == 422
    assert "印发{{ 文稿.印法 }}篇</textarea>" in answer.content.decode()


def test_the_preview_fills_what_was_typed(cast: Cast) -> None:
    url = reverse("report-preview")
    answer = as_(cast.office).post(url, {"text": "印发{{ 文稿.印发 }}篇", "period": "2019"})
    assert '印发<span class="num">1</span>篇' in answer.content.decode()
    assert as_(cast.member).post(url, {"text": "甲"}).status_code == 403


def test_the_preview_of_a_report_has_its_own_words_and_reasons(cast: Cast) -> None:
    row = year.begun(cast)
    stood = actions.composed(row).filled.claims[1].expression
    actions.save(cast.office.by, row.pk, on=DAY, words={"不足": "还不够深入。"})
    actions.let_stand(cast.office.by, row.pk, expression=stood, reason="四月起停刊")
    url = reverse("report-edit-preview", args=[row.pk])
    said = as_(cast.office).post(url, {"text": year.TEXT}).content.decode()
    assert "还不够深入。" in said
    assert "保留的理由：四月起停刊" in said
    assert as_(cast.auditor).post(url, {"text": "甲"}).status_code == 403


def test_the_built_in_templates_are_shown(cast: Cast) -> None:
    client = as_(cast.office)
    url = reverse("report-template-builtin", args=["ordinary-year"])
    assert "年度工作总结" in client.get(url).content.decode()
    copy = reverse("report-template-add") + "?copy=ordinary-year"
    assert "{{ 提案.交办 }}" in client.get(copy).content.decode()


def test_who_may_not_is_told_so(cast: Cast) -> None:
    row = year.begun(cast)
    assert as_(cast.auditor).get(reverse("report", args=[row.pk])).status_code == 200
    assert as_(cast.auditor).get(reverse("report-edit", args=[row.pk])).status_code == 403
    assert as_(cast.outsider).get(reverse("report", args=[row.pk])).status_code == 404
    assert as_(cast.member).get(reverse("report-templates")).status_code == 403
    assert Client().get(reverse("report", args=[row.pk])).status_code == 302
