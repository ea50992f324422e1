"""Pages that give letters out: to whom, with which trail, one or many at once."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from jianyan.ground.days import said_day
from jianyan.ground.models import Role, Trail
from jianyan.ground.register import today
from jianyan.records.proposals.letters.dossier.verifying import case_of, read_dossier, verify
from jianyan.records.proposals.models import Opinion, Proposal, Reply, UnitTask
from jianyan.records.proposals.tasks.actions import Sending
from tests.cast import Cast, play
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = [pytest.mark.django_db, pytest.mark.alike]
DRAWN = "{urn:schemas-microsoft-com:vml}textpath"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def case(cast: Cast, at: Place) -> Proposal:
    """A case that the cast's unit handled with another, replied to by the unit."""
    found = made.assigned(
        at, sendings=[Sending(cast.unit, "lead"), Sending(at.co, "co")], proposer=cast.member.person
    )
    co = made.task(found, at.co)
    Opinion.objects.create(record=found.record, task=co, on=date(2020, 3, 20), words="同意。")
    made.reply(at, found, cast.unit, on=date(2020, 5, 6))
    return found


def got(player: Any, path: str) -> Any:
    client = Client()
    client.force_login(player.account)
    return client.get(path)


def paths(case: Proposal) -> dict[str, str]:
    task = UnitTask.objects.get(record=case.pk, role="lead")
    reply, opinion = Reply.objects.get(record=case.pk), Opinion.objects.get(record=case.pk)
    return {
        "提案纸": f"/proposals/{case.pk}/letters/paper/",
        "征询意见表": f"/proposals/{case.pk}/letters/asking/",
        "提案摘报": f"/proposals/{case.pk}/letters/digest/",
        "案卷": f"/proposals/{case.pk}/dossier/",
        "交办单": f"/proposals/tasks/{task.pk}/slip/",
        "答复函": f"/proposals/replies/{reply.pk}/letter/",
        "会办意见": f"/proposals/opinions/{opinion.pk}/letter/",
    }


def test_who_takes_which_letter(cast: Cast, case: Proposal) -> None:
    other = play(cast.committee, "委员丙", Role.MEMBER)
    players = {
        "office": cast.office,
        "officer": cast.officer,
        "dispatcher": cast.dispatcher,
        "member": cast.member,
        "fellow": other,
        "outsider": cast.outsider,
    }
    answers = {
        label: {name: got(player, path).status_code for name, player in players.items()}
        for label, path in paths(case).items()
    }
    working = {"office": 200, "officer": 200, "dispatcher": 200}
    everybody = {**working, "member": 200, "fellow": 200, "outsider": 404}
    assert answers == {
        "提案纸": everybody,
        "征询意见表": {**everybody, "fellow": 403},
        "提案摘报": {**working, "member": 403, "fellow": 403, "outsider": 404},
        "案卷": everybody,
        "交办单": {**working, "member": 403, "fellow": 403, "outsider": 404},
        "答复函": everybody,
        "会办意见": {**working, "member": 403, "fellow": 403, "outsider": 404},
    }


def test_a_letter_is_a_word_file_and_leaves_a_trail_row(cast: Cast, case: Proposal) -> None:
    answer = got(cast.officer, paths(case)["答复函"])
    assert (answer["Content-Type"], answer["Cache-Control"]) == (DOCX, "private, no-store")
    Document(BytesIO(b"".join(answer.streaming_content)))
    row = Trail.objects.get(record=case.pk, move="export")
    assert (row.label, row.by) == ("导出答复函", cast.officer.account)


def words_behind(answer: Any) -> set[str]:
    """What stands behind the pages of a file, in whichever headers."""
    document = Document(BytesIO(b"".join(answer.streaming_content)))
    heads = [
        one._element
        for section in document.sections
        for one in (section.header, section.even_page_header, section.first_page_header)
    ]
    found = {one.get("string") for head in heads for one in head.iter(DRAWN)}
    return found - {None}


def test_a_copy_of_a_closed_case_names_who_took_it(
    cast: Cast, case: Proposal, client: Client, tmp_path: Path
) -> None:
    def behind() -> dict[str, set[str]]:
        return {label: words_behind(got(cast.office, path)) for label, path in paths(case).items()}

    assert set(map(len, behind().values())) == {0}
    Proposal.objects.filter(pk=case.pk).update(public=False, public_reason="涉及个人")
    marked = {f"不公开　办公室　{said_day(today())}"}
    copies = {"提案纸", "提案摘报", "案卷"}
    assert behind() == {label: marked if label in copies else set() for label in paths(case)}
    client.force_login(cast.office.account)
    assert (
        words_behind(client.post("/proposals/letters/cases/digest/", {"pk": [case.pk]})) == marked
    )
    taken = client.get(f"/proposals/{case.pk}/dossier/")
    (tmp_path / "案卷.docx").write_bytes(b"".join(taken.streaming_content))
    found = read_dossier(tmp_path / "案卷.docx")
    assert verify(found, case_of(found)).holds


def test_the_page_of_a_case_offers_them(cast: Cast, case: Proposal) -> None:
    def offered(player: Any) -> list[str]:
        page = got(player, f"/r/proposals/{case.pk}/").context["panels"]
        (panel,) = [one for one in page if one["key"] == "panel-proposal-letters"]
        return [part.split("</span>")[0] for part in panel["html"].split('<span class="grow">')[1:]]

    assert offered(cast.office) == [
        "提案纸",
        "交办单：区民政局",
        "交办单：区城管局",
        "会办意见：区城管局",
        "答复函：区民政局",
        "征询意见表",
        "提案摘报",
        "案卷",
        "案卷和全部附件",
    ]
    of_members = ["提案纸", "答复函：区民政局", "征询意见表", "案卷", "案卷和全部附件"]
    assert offered(cast.member) == of_members


def test_many_at_once(cast: Cast, at: Place, case: Proposal, client: Client) -> None:
    second = made.assigned(at, sendings=[Sending(cast.unit, "sole")])
    client.force_login(cast.office.account)
    sent = client.post("/proposals/letters/cases/sending/", {"pk": [case.pk, second.pk]})
    text = Document(BytesIO(b"".join(sent.streaming_content)))
    titles = [one.text for one in text.paragraphs if one.text == "提案交办单"]
    assert len(titles) == 3
    row = Trail.objects.filter(move="export").latest("pk")
    assert (row.record, row.label, row.reason) == (None, "导出交办单", "勾选2件")
    pks = list(UnitTask.objects.filter(record=second.pk).values_list("pk", flat=True))
    urged = client.post("/proposals/letters/tasks/reminding/", {"pk": pks})
    assert urged.status_code == 200
    nothing = client.post("/proposals/letters/cases/asking/", {})
    assert nothing.status_code == 422


def test_a_list_offers_them_to_who_sends(cast: Cast, case: Proposal) -> None:
    def offered(player: Any, path: str) -> list[str]:
        return [one["label"] for one in got(player, path).context["page"]["bulk"] if one.get("url")]

    assert offered(cast.office, "/r/proposals/") == ["交办单", "征询意见表", "摘报"]
    assert offered(cast.dispatcher, "/r/proposal-tasks/") == ["交办单", "催办单"]
    assert offered(cast.member, "/r/proposals/") == []


def test_a_dispatcher_takes_many_of_its_own_only(
    cast: Cast, at: Place, case: Proposal, client: Client
) -> None:
    strange = made.assigned(at, sendings=[Sending(at.other, "sole")])
    client.force_login(cast.dispatcher.account)
    answer = client.post("/proposals/letters/cases/digest/", {"pk": [case.pk, strange.pk]})
    lines = [one.text for one in Document(BytesIO(b"".join(answer.streaming_content))).paragraphs]
    assert [line for line in lines if line.startswith("提案号")] == ["提案号：第930001号"]
    client.force_login(cast.member.account)
    denied = client.post("/proposals/letters/cases/digest/", {"pk": [case.pk]})
    assert denied.status_code == 403


def test_the_code_on_a_form_leads_to_where_its_scan_is_added(cast: Cast, case: Proposal) -> None:
    answer = got(cast.office, f"/proposals/{case.pk}/scan/")
    assert (answer.status_code, answer["Location"]) == (302, f"/r/proposals/{case.pk}/files/add/")


def test_the_blank_paper_is_for_everybody(cast: Cast) -> None:
    assert got(cast.member, "/proposals/paper/")["Content-Type"] == DOCX


def test_a_dossier_is_verified_on_a_page(cast: Cast, case: Proposal, client: Client) -> None:
    content = b"".join(got(cast.office, paths(case)["案卷"]).streaming_content)
    client.force_login(cast.office.account)
    page = client.post(
        "/proposals/dossier/verify/", {"file": SimpleUploadedFile("案卷.docx", content)}
    )
    assert [one["lead"] for one in page.context["page"]["notices"]] == ["校验通过"]
    Opinion.objects.filter(record=case.pk).update(words="不同意。")
    page = client.post(
        "/proposals/dossier/verify/", {"file": SimpleUploadedFile("案卷.docx", content)}
    )
    assert [one["lead"] for one in page.context["page"]["notices"]] == ["校验不符"]
    other = client.post(
        "/proposals/dossier/verify/", {"file": SimpleUploadedFile("别的.docx", b"nothing")}
    )
    assert other.status_code == 422
    client.force_login(cast.outsider.account)
    hidden = client.post(
        "/proposals/dossier/verify/", {"file": SimpleUploadedFile("案卷.docx", content)}
    )
    assert (hidden.status_code, "或您无权查看" in hidden.content.decode()) == (422, True)
