"""案卷: what stands in it for whom, and that its checksums tell every change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from jianyan.ground import storage, uploads
from jianyan.ground.models import Body, Category, File, Suggestion, Trail
from jianyan.ground.register import By
from jianyan.kernel.errors import Refused
from jianyan.kernel.rules import Actor, Held
from jianyan.records.proposals.letters import queries
from jianyan.records.proposals.letters.dossier.verifying import (
    Verified,
    case_of,
    read_dossier,
    verify,
)
from jianyan.records.proposals.letters.dossier.writing import dossier
from jianyan.records.proposals.models import Contact, Opinion, Rating
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.site.cli import main

from . import lettered, made

pytestmark = [pytest.mark.django_db, pytest.mark.alike]
NAMES = [
    "提案",
    "提交",
    "审查结果",
    "交办澜汀区城市管理局",
    "交办澜汀区住房和城乡建设局",
    "澜汀区城市管理局与提案者联系",
    "提案者对联系的意见",
    "澜汀区住房和城乡建设局会办意见",
    "澜汀区城市管理局答复",
    "提案者评价",
    "回头看",
    "办理经过",
]


def written(life: lettered.Life, folder: Path, by: By | None = None) -> Path:
    """A 案卷 of the case, as a file."""
    path = folder / "案卷.docx"
    path.write_bytes(dossier(by or life.at.by, queries.cases().get(pk=life.case.pk)).content)
    return path


def verified(path: Path) -> Verified:
    found = read_dossier(path)
    return verify(found, case_of(found))


def index_of(path: Path) -> list[str]:
    return [row.cells[1].text for row in Document(str(path)).tables[1].rows[1:]]


def with_file(life: lettered.Life) -> File:
    upload = SimpleUploadedFile("现场照片说明.txt", "三处小区的现场情况。".encode())
    return storage.attach(life.at.by, life.case.pk, upload)


def test_it_holds_every_document_in_time_order(tmp_path: Path) -> None:
    assert index_of(written(lettered.life(), tmp_path)) == NAMES


def test_it_names_files_and_verifies(tmp_path: Path) -> None:
    life = lettered.life()
    kept = with_file(life)
    path = written(life, tmp_path)
    assert index_of(path)[-1] == f"附件：现场照片说明.txt（{kept.size}字节）"
    found = verified(path)
    assert (found.holds, found.count, found.faults, found.since) == (True, 13, [], [])
    trail = Trail.objects.get(record=life.case.pk, move="export")
    assert trail.label == "导出案卷"


def _amend_suggestion(life: lettered.Life) -> None:
    Suggestion.objects.filter(record=life.case.pk, order=3).update(text="另一条建议。")


def _amend_contact(life: lettered.Life) -> None:
    Contact.objects.filter(record=life.case.pk).update(words="另有所商。")


def _amend_rating(life: lettered.Life) -> None:
    Rating.objects.filter(record=life.case.pk).update(words="另一意见。")


def _strike_opinion(life: lettered.Life) -> None:
    Opinion.objects.filter(pk=life.opinion.pk).update(struck_at="2026-01-01T00:00:00Z")


def _amend_trail(life: lettered.Life) -> None:
    Trail.objects.filter(record=life.case.pk, move="file").update(reason="另有理由")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_amend_suggestion, "第1件《提案》：台账中的内容与出卷时不同，已经更正或被改动。"),
        (
            _amend_contact,
            "第6件《澜汀区城市管理局与提案者联系》：台账中的内容与出卷时不同，已经更正或被改动。",
        ),
        (_amend_rating, "第10件《提案者评价》：台账中的内容与出卷时不同，已经更正或被改动。"),
        (_strike_opinion, "第8件：台账中已没有这一件（opinion/{opinion}），可能已作废。"),
        (_amend_trail, "第12件《办理经过》：台账中的内容与出卷时不同，已经更正或被改动。"),
    ],
)
def test_a_changed_fact_no_longer_verifies(
    tmp_path: Path, change: Callable[[lettered.Life], None], fault: str
) -> None:
    life = lettered.life()
    path = written(life, tmp_path)
    change(life)
    assert verified(path).faults == [fault.format(opinion=life.opinion.pk)]


def _rename_unit(life: lettered.Life) -> None:
    Body.objects.filter(pk=life.at.lead.pk).update(name="澜汀区城市运行管理局")


def _rename_category(life: lettered.Life) -> None:
    way = Contact.objects.get(record=life.case.pk).way
    Category.objects.filter(pk=way.pk).update(label="当面走访")


def _relabel_steps(life: lettered.Life) -> None:
    Trail.objects.filter(record=life.case.pk, move="file").update(label="予以立案")


@pytest.mark.parametrize("rename", [_rename_unit, _rename_category, _relabel_steps])
def test_another_name_for_the_same_fact_is_no_fault(
    tmp_path: Path, rename: Callable[[lettered.Life], None]
) -> None:
    life = lettered.life()
    path = written(life, tmp_path)
    rename(life)
    assert verified(path).faults == []


def test_given_out_before_facts_were_kept_it_verifies_by_its_words(tmp_path: Path) -> None:
    life = lettered.life()
    path = written(life, tmp_path)
    for row in Trail.objects.filter(record=life.case.pk, move="export"):
        Trail.objects.filter(pk=row.pk).update(changes={"dossier": row.changes["dossier"]})
    assert verified(path).holds
    _rename_category(life)
    assert not verified(path).holds


def test_every_value_of_a_document_is_among_its_facts(tmp_path: Path) -> None:
    life = lettered.life()
    path = written(life, tmp_path)
    Contact.objects.filter(record=life.case.pk).update(stage="after")
    Rating.objects.filter(record=life.case.pk).update(counted=False)
    assert [one[:4] for one in verified(path).faults] == ["第6件《", "第10件"]


def test_what_came_later_is_no_fault(tmp_path: Path) -> None:
    life = lettered.life()
    path = written(life, tmp_path)
    tasks.contact(
        life.at.by,
        life.case.pk,
        {
            "unit": life.at.lead,
            "on": date(2021, 4, 1),
            "way": life.at.category("contact_way", "visit"),
            "stage": "after",
            "place": "",
            "who": "",
            "words": "",
            "signed_form": False,
        },
    )
    found = verified(path)
    assert (found.holds, found.since) == (True, ["2021年4月1日澜汀区城市管理局与提案者联系"])


def test_a_later_extension_leaves_the_assignment_as_it_was(tmp_path: Path) -> None:
    at = lettered.place()
    case = lettered.assigned(at)
    path = tmp_path / "案卷.docx"
    path.write_bytes(dossier(at.by, queries.cases().get(pk=case.pk)).content)
    task = made.task(case, at.lead)
    tasks.accept(at.by, task.pk, on=date(2020, 3, 3))
    until = date(2020, 8, 3)
    tasks.ask_extension(at.by, task.pk, on=date(2020, 5, 6), asked_until=until, reason="须先增容。")
    tasks.grant_extension(at.by, task.pk, on=date(2020, 5, 8), granted_until=until)
    assert (verified(path).faults, len(verified(path).since)) == ([], 3)


@pytest.mark.parametrize("gone", [True, False])
def test_a_changed_or_missing_file_no_longer_verifies(tmp_path: Path, gone: bool) -> None:
    life = lettered.life()
    kept = with_file(life)
    path = written(life, tmp_path)
    content = uploads.stored_path(Path(settings.FILES), kept.sha256)
    before = content.read_bytes()
    try:
        content.unlink() if gone else content.write_bytes(b"other")
        assert verified(path).faults == ["附1：附件“现场照片说明.txt”的内容缺失或被改动。"]
    finally:
        content.write_bytes(before)


def test_a_withdrawn_file_is_told(tmp_path: Path) -> None:
    life = lettered.life()
    kept = with_file(life)
    path = written(life, tmp_path)
    storage.withdraw(life.at.by, kept, reason="重复")
    assert verified(path).faults == ["附1：附件“现场照片说明.txt”已撤下。"]


def test_a_word_changed_in_the_file_is_told(tmp_path: Path) -> None:
    path = written(lettered.life(), tmp_path)
    document = Document(str(path))
    line = next(one for one in document.paragraphs if one.text == "办理结果：基本满意")
    line.runs[0].text = "办理结果：满意"
    document.save(str(path))
    assert verified(path).faults == [
        "正文与正文校验不符，正文被改动。",
        "第10件《提案者评价》：卷中的文字与台账不同。",
    ]


def test_a_checksum_changed_with_the_text_is_told(tmp_path: Path) -> None:
    path = written(lettered.life(), tmp_path)
    document = Document(str(path))
    document.tables[-1].rows[3].cells[2].paragraphs[0].runs[0].text = "0" * 64
    document.save(str(path))
    assert verified(path).faults == [
        "校验表与全卷校验不符，校验表被改动。",
        "第3件《审查结果》：台账中的内容与出卷时不同，已经更正或被改动。",
    ]


def test_a_case_that_this_register_never_gave_out_is_told(tmp_path: Path) -> None:
    life = lettered.life()
    path = written(life, tmp_path)
    Trail.objects.filter(record=life.case.pk, move="export").delete()
    assert verified(path).faults[0] == (
        "台账没有这份案卷的出卷记录，它不是导出的原件，或校验值被改动。"
    )


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "别的.docx"
    Document().save(str(path))
    with pytest.raises(Refused, match="卷末没有校验"):
        read_dossier(path)


def test_a_member_gets_what_members_see(tmp_path: Path) -> None:
    life = lettered.life()
    of = life.at.committee.pk
    actor = Actor(date(2026, 1, 1), person=life.at.member.pk, held=frozenset({Held("member", of)}))
    path = written(life, tmp_path, By(actor))
    assert index_of(path) == [name for name in NAMES if not name.endswith("会办意见")]
    lines = [one.text for one in Document(str(path)).paragraphs]
    steps = lines[lines.index("第11件　办理经过（2020年5月6日）") + 1 :]
    assert steps[:4] == [
        "2020年1月9日，系统，登记",
        "2020年1月9日，系统，提交",
        "2020年1月20日，系统，立案",
        "2020年3月2日，系统，交办",
    ]
    assert verified(path).faults == []


def test_no_telephone_of_a_member_stands_in_it() -> None:
    life = lettered.life()
    content = dossier(life.at.by, queries.cases().get(pk=life.case.pk)).content
    text = Document(BytesIO(content)).element.body.xml
    assert [phone in text for phone in (*lettered.PHONES, "0551-6230 1188")] == [False, False, True]


def test_the_commands_write_and_verify(tmp_path: Path, capsys: Any) -> None:
    life = lettered.life()
    path = tmp_path / "案卷.docx"
    assert main(["proposals", "dossier", "930001", "-o", str(path)]) == 0
    assert main(["proposals", "verify", str(path)]) == 0
    name = "930001《关于在老旧小区补建电动自行车充电设施的提案》"
    assert capsys.readouterr().out.splitlines()[1:] == [f"{name}的案卷共12项：校验通过。"]
    _amend_contact(life)
    assert main(["proposals", "verify", str(path)]) == 1
    assert main(["proposals", "dossier", "999999", "-o", str(path)]) == 2
    assert capsys.readouterr().err == "没有提案“999999”，或该账号无权查看。请写提案号或收件号。\n"
    assert main(["proposals", "dossier", "930001", "-o", str(tmp_path / "案卷.pdf")]) == 2
