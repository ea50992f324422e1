"""The generic pages, walked with publications: moves, 作废, files, ties, views, notices."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jianyan.ground.kinds import KINDS
from jianyan.ground.models import File, Notice, Record, SavedView, Tie, Trail, Visibility
from tests import cast
from tests.ground.walking import LIST, publication, signed_in, stage, taken, typed

PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def players(db: None) -> cast.Cast:
    return stage()


def labels(page: Any, name: str) -> list[str]:
    return [one["label"] for one in page.context[name]]


def test_the_bar_holds_the_moves_that_this_actor_may_make_now(players: cast.Cast) -> None:
    row = publication(players)
    assert labels(signed_in(players.office).get(f"{LIST}{row.pk}/"), "moves") == ["印发"]
    assert labels(signed_in(players.leader).get(f"{LIST}{row.pk}/"), "moves") == []


def test_a_move_is_made_on_its_page_once(players: cast.Cast) -> None:
    row = publication(players)
    client, url = signed_in(players.office), f"{LIST}{row.pk}/move/issue/"
    mark = client.get(url).context["form"]["once"].value()
    sent = {"on": "2020-04-01", "once": mark}
    answers = [client.post(url, sent), client.post(url, sent)]
    assert [(one.status_code, one["location"]) for one in answers] == [
        (302, f"{LIST}{row.pk}/"),
        (302, f"{LIST}{row.pk}/"),
    ]
    row.refresh_from_db()
    assert (row.record.__class__.objects.get(pk=row.pk).state, str(row.issued_on)) == (
        "issued",
        "2020-04-01",
    )
    assert Trail.objects.filter(record=row.pk, move="issue").count() == 1


def test_a_move_that_came_too_late_says_the_state_that_is(players: cast.Cast) -> None:
    row = publication(players)
    client, url = signed_in(players.office), f"{LIST}{row.pk}/move/issue/"
    client.post(url, {"on": "2020-04-01"})
    late = client.post(url, {"on": "2020-04-02", "reason": "印发"})
    assert late.status_code == 409
    assert "现为“已印发”" in late.context["form"].non_field_errors()[0]
    assert late.context["form"]["on"].value() == "2020-04-02"
    assert client.get(url).status_code == 409


def test_who_may_not_move_is_refused(players: cast.Cast) -> None:
    row = publication(players)
    url = f"{LIST}{row.pk}/move/issue/"
    assert signed_in(players.leader).post(url, {"on": "2020-04-01"}).status_code == 403
    lost = signed_in(players.outsider).post(url, {"on": "2020-04-01", "reason": "写了很久"})
    assert (lost.status_code, "写了很久" in lost.content.decode()) == (404, True)
    assert signed_in(players.office).get(f"{LIST}{row.pk}/move/void/").status_code == 404


def test_a_void_record_leaves_the_list_and_keeps_its_page(players: cast.Cast) -> None:
    row = publication(players)
    client = signed_in(players.office)
    assert client.post(f"{LIST}{row.pk}/void/", {"reason": ""}).status_code == 422
    assert client.post(f"{LIST}{row.pk}/void/", {"reason": "重复登记"}).status_code == 302
    assert client.get(LIST).context["page"]["rows"] == []
    found = client.get(LIST, {"state": "void"}).context["page"]["rows"]
    assert [one["pk"] for one in found] == [row.pk]
    page = client.get(f"{LIST}{row.pk}/")
    assert (page.status_code, page.context["state"]["label"]) == (200, "已作废")
    assert [tool["label"] for tool in page.context["page"]["tools"]] == ["打印"]


def test_reading_a_restricted_record_leaves_a_trail_row(players: cast.Cast) -> None:
    row = publication(players, visibility=Visibility.RESTRICTED)
    signed_in(players.leader).get(f"{LIST}{row.pk}/")
    signed_in(players.member).get(f"{LIST}{row.pk}/")
    read = Trail.objects.filter(record=row.pk, move="read")
    assert [one.by_id for one in read] == [players.leader.account.pk]


def test_several_are_moved_together_and_those_that_cannot_be_are_said(
    players: cast.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = KINDS["publications"]
    assert kind.charter is not None
    moves = tuple(replace(one, bulk=one.name == "issue") for one in kind.charter.moves)
    charter = replace(kind.charter, moves=moves)
    monkeypatch.setitem(KINDS, "publications", replace(kind, charter=charter))
    rows = [publication(players, f"文章{number}") for number in range(3)]
    client = signed_in(players.office)
    assert labels_of_bulk(client.get(LIST)) == ["印发"]
    assert labels_of_bulk(signed_in(players.leader).get(LIST)) == []
    chosen = {"move": "issue", "pk": [row.pk for row in rows]}
    asked = client.post(f"{LIST}bulk/", chosen)
    assert (asked.status_code, len(asked.context["page"]["table"]["rows"])) == (200, 3)
    client.post(f"{LIST}{rows[1].pk}/move/issue/", {"on": "2020-04-01"})
    mark = asked.context["form"]["once"].value()
    done = client.post(f"{LIST}bulk/", {**chosen, "on": "2020-05-01", "once": mark}, follow=True)
    states = Record.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["issued"] * 3
    said = [str(one) for one in done.context["messages"]]
    assert said[1] == "已印发2篇。"
    assert said[2].startswith("1篇没有办成。2020-002：")


def labels_of_bulk(page: Any) -> list[str]:
    return [one["label"] for one in page.context["page"]["bulk"]]


def test_a_file_is_kept_and_given_out_by_the_view_rule(players: cast.Cast) -> None:
    row = publication(players, visibility=Visibility.OFFICE)
    client = signed_in(players.office)
    upload = SimpleUploadedFile("正文.pdf", PDF)
    assert client.post(f"{LIST}{row.pk}/files/add/", {"file": upload}).status_code == 302
    kept = File.objects.get()
    given = client.get(f"/files/{kept.pk}/")
    assert taken(given) == PDF
    assert "attachment" in given["content-disposition"]
    assert signed_in(players.member).get(f"/files/{kept.pk}/").status_code == 404
    bad = SimpleUploadedFile("正文.pdf", b"MZ\x90")
    refused = client.post(f"{LIST}{row.pk}/files/add/", {"file": bad})
    assert (refused.status_code, refused.context["form"].errors["file"]) == (
        422,
        ["文件内容是程序或脚本，不接受。"],
    )
    dropped = client.post(f"/files/{kept.pk}/drop/", {"reason": "传错了"})
    assert dropped.status_code == 302
    assert client.get(f"/files/{kept.pk}/").status_code == 404


def test_a_tie_is_made_by_number_and_hides_what_may_not_be_seen(players: cast.Cast) -> None:
    row = publication(players, "甲篇")
    other = publication(players, "乙篇", visibility=Visibility.OFFICE)
    client = signed_in(players.office)
    wrong = client.post(f"{LIST}{row.pk}/ties/add/", {"why": "related", "number": "9999"})
    assert wrong.context["form"].non_field_errors() == ["没有编号为“9999”的记录，请核对编号。"]
    client.post(f"{LIST}{row.pk}/ties/add/", {"why": "related", "number": other.record.number})
    seen = client.get(f"{LIST}{row.pk}/").context["ties"]
    assert [(one["why"], one["label"]) for one in seen] == [("相关", "2020-002 乙篇")]
    assert signed_in(players.member).get(f"{LIST}{row.pk}/").context["ties"] == []


def test_what_is_made_from_a_record_is_tied_to_it_once(players: cast.Cast) -> None:
    row = publication(players, "由此而来")
    client = signed_in(players.office)
    url = f"{LIST}add/?from={row.pk}"
    form = client.get(url).context["form"]
    assert form["title"].value() == "由此而来"
    sent = typed(once=form["once"].value())
    client.post(url, sent)
    client.post(url, sent)
    tie = Tie.objects.get()
    assert (tie.source_id, tie.why, tie.target.title) == (row.pk, "turned_into", "新的文章")
    hidden = publication(players, visibility=Visibility.OFFICE)
    assert signed_in(players.outsider).get(f"{LIST}add/?from={hidden.pk}").status_code == 404


def test_a_view_is_saved_shared_and_dropped(players: cast.Cast) -> None:
    client, other = signed_in(players.office), signed_in(players.administrator)
    publication(players)
    saved = client.post(f"{LIST}views/add/?state=draft&q=养老", {"name": "养老", "shared": "on"})
    assert saved.status_code == 302
    names = [view["label"] for view in other.get(LIST).context["page"]["views"]]
    assert names == ["全部", "草稿", "制度", "养老"]
    theirs = [
        view["label"] for view in signed_in(players.member).get(LIST).context["page"]["views"]
    ]
    assert theirs == ["全部", "草稿", "制度"]  # 全机关可用 is not 全体委员可用
    view = SavedView.objects.get()
    nameless = client.post(f"{LIST}views/add/?state=draft", {"name": ""})
    assert nameless.context["form"].errors == {"name": ["请填写名称。"]}
    assert signed_in(players.member).post(f"{LIST}views/{view.pk}/drop/").status_code == 404
    assert client.post(f"{LIST}views/{view.pk}/drop/").status_code == 302
    assert SavedView.objects.count() == 0


def test_a_view_of_the_same_name_is_replaced_when_asked_only(players: cast.Cast) -> None:
    client = signed_in(players.office)
    page = f"{LIST}views/add/?state=draft"
    assert "replace" not in client.get(page).context["form"].fields
    client.post(page, {"name": "养老"})
    again = client.post(f"{LIST}views/add/?q=养老", {"name": "养老 "})
    said = "您已有名为“养老”的视图，请换一个名称；要替换它的，勾选“替换原来的视图”。"
    assert (again.status_code, again.context["form"].errors) == (422, {"name": [said]})
    assert "replace" in again.context["form"].fields
    assert SavedView.objects.get().query == "state=draft"
    client.post(f"{LIST}views/add/?q=养老", {"name": "养老", "replace": "on"})
    assert SavedView.objects.get().query == urlencode({"q": "养老"})


def test_conditions_too_long_to_keep_are_refused(players: cast.Cast) -> None:
    page = f"{LIST}views/add/?{urlencode({'q': '养' * 60})}"
    answer = signed_in(players.office).post(page, {"name": "养老"})
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [
        "条件太长，存不下。请回到列表去掉一两个条件，或缩短查找的词，再存。"
    ]
    assert answer.context["form"]["name"].value() == "养老"
    assert SavedView.objects.count() == 0


def test_an_administrator_drops_a_shared_view_of_one_who_left(players: cast.Cast) -> None:
    client, administrator = signed_in(players.office), signed_in(players.administrator)
    client.post(f"{LIST}views/add/?state=draft", {"name": "草稿的", "shared": "on"})
    client.post(f"{LIST}views/add/?q=甲", {"name": "自己的"})
    shared, own = SavedView.objects.order_by("pk")
    tools = administrator.get(f"{LIST}?state=draft").context["page"]["tools"]
    assert "删除视图“草稿的”" in [one["label"] for one in tools]
    assert administrator.post(f"{LIST}views/{own.pk}/drop/").status_code == 404
    assert administrator.post(f"{LIST}views/{shared.pk}/drop/").status_code == 302
    assert SavedView.objects.get() == own


def test_what_the_office_enters_for_a_member_is_told_and_objected_to(
    players: cast.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = KINDS["publications"]
    writers = (*kind.writers, "member")
    monkeypatch.setitem(KINDS, "publications", replace(kind, writers=writers, of_members=True))
    client = signed_in(players.office)
    scan = SimpleUploadedFile("原件.pdf", PDF)
    sent = typed(behalf_person="委员甲") | {"behalf_scan": scan}
    assert client.post(f"{LIST}add/", sent).status_code == 302
    record = Record.objects.get()
    assert (record.on_behalf, record.files.get().caption) == (True, "代录原件")
    notice = Notice.objects.get()
    assert (notice.person, notice.may_object) == (players.member.person, True)
    member = signed_in(players.member)
    assert "behalf_person" not in member.get(f"{LIST}add/").context["form"].fields
    assert [one["text"] for one in member.get("/notices/").context["notices"]] == [notice.text]
    url = f"/notices/{notice.pk}/object/"
    assert signed_in(players.cosigner).get(url).status_code == 404
    assert member.post(url, {"objection": "标题不对"}).status_code == 302
    assert member.post(url, {"objection": "再说一次"}).status_code == 422
    notice.refresh_from_db()
    assert (notice.objection, notice.seen_at is not None) == ("标题不对", True)
    told = Trail.objects.get(record=record, move="object")
    assert (told.by, told.reason) == (players.member.account, "标题不对")
    (staff,) = signed_in(players.office).get("/notices/").context["notices"]
    assert staff["text"] == f"委员甲对代录的“{record.title}”提出异议：标题不对"
    answering = f"/objections/{record.pk}/answer/"
    assert member.get(answering).status_code == 403
    assert client.get(answering).context["page"]["about"] == "委员甲对代录提出异议：标题不对"
    voided = client.post(f"{LIST}{record.pk}/void/", {"reason": "标题不对"})
    assert voided.status_code == 302
    settled = member.get("/notices/").context["notices"][0]
    said = f"您提出异议的“{record.title}”，机关已作废。理由：标题不对"
    assert (settled["text"], settled["seen_at"]) == (said, None)
    assert member.get("/notices/").context["notices"][1]["answer"] == "机关已作废。理由：标题不对"
    late = client.post(answering, {"words": "已核对"})
    assert (late.status_code, late.context["form"].non_field_errors()) == (
        422,
        ["没有待答复的异议，可能已由他人答复。"],
    )


def test_a_notice_keeps_the_receipt_of_its_reading(players: cast.Cast) -> None:
    notice = Notice.objects.create(person=players.member.person, text="请知悉", url=LIST)
    member = signed_in(players.member)
    assert member.post(f"/notices/{notice.pk}/seen/")["location"] == LIST
    notice.refresh_from_db()
    assert notice.seen_at is not None


def test_an_act_refuses_to_be_read(players: cast.Cast) -> None:
    client = signed_in(players.office)
    assert client.get(f"{LIST}bulk/").status_code == 405
    assert client.post(LIST).status_code == 405
