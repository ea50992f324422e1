"""案卷和全部附件: one file that holds the 案卷, the files themselves and an index, and tells every change."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jianyan.ground import storage
from jianyan.ground.models import Role
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.letters import queries
from jianyan.records.proposals.letters.dossier.bundling import read_any, write_bundle
from jianyan.records.proposals.letters.dossier.verifying import case_of, verify
from jianyan.site.cli import main
from tests import build

from . import lettered

pytestmark = [pytest.mark.django_db, pytest.mark.alike]
SAID = "三处小区的现场情况。".encode()
PLACE, TABLE = "附件/附1 现场照片说明.txt", "附件/附2 点位表.txt"


def bundle(life: lettered.Life, folder: Path) -> Path:
    """The bundle of a case with two files."""
    for name, content in (("现场照片说明.txt", SAID), ("点位表.txt", "小区,点位\n甲,3\n".encode())):
        storage.attach(life.at.by, life.case.pk, SimpleUploadedFile(name, content))
    path = folder / "案卷.zip"
    with path.open("wb") as out:
        write_bundle(life.at.by, queries.cases().get(pk=life.case.pk), out)
    return path


def changed(path: Path, to: Path, **members: bytes | None) -> Path:
    """A copy with members changed, added, or (None) left out; __ in a name stands for a slash."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w") as new:
        kept = {one: old.read(one) for one in old.namelist()} | members
        for name, content in kept.items():
            if content is not None:
                new.writestr(name, content)
    return to


def faults(path: Path) -> list[str]:
    found = read_any(path)
    return verify(found.read, case_of(found.read), faults=found.faults).faults


def test_it_holds_the_dossier_the_files_and_an_index(tmp_path: Path) -> None:
    path = bundle(lettered.life(), tmp_path)
    with zipfile.ZipFile(path) as packed:
        assert packed.namelist() == ["案卷.docx", PLACE, TABLE, "目录.txt"]
        assert packed.read(PLACE) == SAID
        lines = packed.read("目录.txt").decode().splitlines()
        names = packed.namelist()[:-1]
        digests = [hashlib.sha256(packed.read(name)).hexdigest() for name in names]
    assert lines == [f"{digest}  {name}" for digest, name in zip(digests, names, strict=True)]
    assert faults(path) == []


def test_what_is_changed_missing_or_added_is_told(tmp_path: Path) -> None:
    path, other = bundle(lettered.life(), tmp_path), tmp_path / "other.zip"
    assert faults(changed(path, other, **{PLACE: b"other"})) == [
        f"压缩包里的“{PLACE}”与目录的校验值不符，内容被改动。",
        "附1：压缩包里的附件与案卷所列不符。",
    ]
    assert faults(changed(path, other, **{TABLE: None})) == [
        f"目录所列“{TABLE}”不在压缩包里。",
        "附2：压缩包里的附件与案卷所列不符。",
    ]
    assert faults(changed(path, other, **{"附件/附3 补.txt": b"more"})) == [
        "压缩包里的“附件/附3 补.txt”不在目录中。",
        "附3：案卷没有列这个附件。",
    ]
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        new.writestr(PLACE, b"other")
        for name in old.namelist():
            if name != PLACE:
                new.writestr(name, old.read(name))
        with pytest.warns(UserWarning, match="Duplicate"):
            new.writestr(PLACE, old.read(PLACE))
    assert faults(other) == [f"压缩包里有几个“{PLACE}”，无法认定是哪一个。"]


def test_with_its_index_rewritten_it_is_still_told(tmp_path: Path) -> None:
    path = bundle(lettered.life(), tmp_path)
    with zipfile.ZipFile(path) as packed:
        index = packed.read("目录.txt").decode()
    wrong = hashlib.sha256(b"other").hexdigest()
    index = index.replace(hashlib.sha256(SAID).hexdigest(), wrong)
    other = changed(path, tmp_path / "other.zip", **{PLACE: b"other", "目录.txt": index.encode()})
    assert faults(other) == ["附1：压缩包里的附件与案卷所列不符。"]


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = bundle(lettered.life(), tmp_path)
    for name in ("案卷.docx", "目录.txt"):
        with pytest.raises(Refused, match=f"里没有“{name}”"):
            read_any(changed(path, tmp_path / "other.zip", **{name: None}))
    cut = tmp_path / "cut.zip"
    cut.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(Refused, match="不是案卷"):
        read_any(cut)
    broken = bytearray(path.read_bytes())
    broken[60] ^= 0xFF
    cut.write_bytes(bytes(broken))
    with pytest.raises(Refused, match="已损坏"):
        read_any(cut)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(cut, "w", zipfile.ZIP_LZMA) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    packed = bytearray(cut.read_bytes())
    packed[90] ^= 0xFF
    cut.write_bytes(bytes(packed))
    with pytest.raises(Refused, match="已损坏"):
        read_any(cut)


def test_the_page_gives_it_out_and_checks_it(tmp_path: Path, client: Client) -> None:
    life = lettered.life()
    bundle(life, tmp_path)
    person = build.person(life.at.committee, "办公室")
    build.office(person, Role.STAFF)
    client.force_login(build.account(person))
    assert "案卷和全部附件" in client.get(f"/r/proposals/{life.case.pk}/").content.decode()
    answer: Any = client.get(f"/proposals/{life.case.pk}/bundle/")
    content = b"".join(answer.streaming_content)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    upload = SimpleUploadedFile("案卷.zip", content)
    said = client.post("/proposals/dossier/verify/", {"file": upload, "once": "a"})
    assert "校验通过" in said.content.decode()
    client.force_login(build.account(build.person(build.committee("other"), "局外")))
    upload.seek(0)
    said = client.post("/proposals/dossier/verify/", {"file": upload, "once": "b"})
    assert (said.status_code, "请核对是否导自别的委员会" in said.content.decode()) == (422, True)


def test_the_commands_write_and_verify_it(tmp_path: Path, capsys: Any) -> None:
    life = lettered.life()
    given = bundle(life, tmp_path)
    path = tmp_path / "卷.zip"
    assert main(["proposals", "dossier", "930001", "-o", str(path)]) == 0
    assert main(["proposals", "verify", str(path)]) == 0
    other = changed(given, tmp_path / "other.zip", **{PLACE: b"other"})
    assert main(["proposals", "verify", str(other)]) == 1
    assert f"压缩包里的“{PLACE}”与目录的校验值不符" in capsys.readouterr().out
