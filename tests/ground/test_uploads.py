"""Files are taken for what they are, and refused in words."""

import hashlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyan.ground.uploads import Stored, UploadError, is_intact, keep, safe_name, stored_path

MOST = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(*names, types="", content=b"<a/>"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", types)
        for name in names:
            made.writestr(name, content)
    return out.getvalue()


def old(*names):
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le") for name in names)


GOOD = {
    "通知.pdf": (b"%PDF-1.7\n%%EOF", "pdf"),
    "建议.DOCX": (packed("word/document.xml"), "docx"),
    "名单.xlsx": (packed("xl/workbook.xml"), "xlsx"),
    "旧文.doc": (old("WordDocument"), "doc"),
    "旧表.xls": (old("Workbook"), "xls"),
    "图.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "png"),
    "照片.jpeg": (b"\xff\xd8\xff\xe0", "jpg"),
    "说明.txt": ("说明".encode("gb18030"), "txt"),
}


@pytest.mark.parametrize("name", GOOD)
def test_good_files_are_kept_by_their_digest(tmp_path, name):
    data, kind = GOOD[name]
    files = tmp_path / "files"
    stored = keep(io.BytesIO(data), name, files, MOST)
    digest = hashlib.sha256(data).hexdigest()
    assert stored == Stored(digest, len(data), kind, stored.content_type, name)
    path = stored_path(files, digest)
    assert path.read_bytes() == data and path.stat().st_mode & 0o777 == 0o600
    assert keep(io.BytesIO(data), name, files, MOST) == stored
    assert [one for one in files.rglob("*") if one.is_file()] == [path]
    assert is_intact(files, digest)
    path.write_bytes(b"changed")
    assert not is_intact(files, digest)
    assert not is_intact(files, "0" * 64)


BAD = {
    "空.txt": (b"", "空的"),
    "大.txt": (b"a" * (MOST + 1), "超过1MB"),
    "程序.exe": (b"MZ", "不接受程序"),
    "程序.pdf": (b"MZ\x90\0", "内容是程序"),
    "脚本.txt": (b"#!/bin/sh\n", "内容是程序"),
    "网页.txt": (b"  <SCRIPT>alert(1)</SCRIPT>", "网页"),
    "图.svg": (b"<svg/>", "网页"),
    "宏.docm": (packed("word/document.xml"), "宏"),
    "宏.docx": (packed("word/document.xml", "word/vbaProject.bin"), "宏"),
    "藏宏.xlsx": (
        packed("xl/workbook.xml", types="application/vnd.ms-excel.sheet.macroEnabled"),
        "宏",
    ),
    "宏.doc": (old("WordDocument", "_VBA_PROJECT"), "宏"),
    "密.docx": (old("EncryptedPackage"), "密码"),
    "压缩.zip": (packed("a.txt"), "不接受“.zip”"),
    "压缩.docx": (packed("a.txt"), "压缩包"),
    "炸弹.docx": (packed("word/document.xml", content=bytes(12 * 1024 * 1024)), "解压后过大"),
    "坏.docx": (b"PK\x03\x04broken", "损坏"),
    "假.docx": (b"%PDF-1.7", "文件内容是PDF 文档，扩展名却是“.docx”"),
    "假.txt": (b"\xff\xd8\xff\xe0", "JPEG"),
    "乱.txt": (bytes(range(256)), "认不出"),
    "零.txt": (b"abc\0def", "认不出"),
    "未知.doc": (old("Other"), "认不出"),
    "无扩展名": (b"abc", "无扩展名"),
    "倒写\u202efdp.exe": (b"MZ", "不接受程序"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_and_leave_nothing(tmp_path, name):
    data, said = BAD[name]
    with pytest.raises(UploadError, match=said):
        keep(io.BytesIO(data), name, tmp_path, MOST)
    assert list(tmp_path.rglob("*")) == []


def test_kinds_may_be_narrowed(tmp_path):
    with pytest.raises(UploadError, match="可传："):
        keep(io.BytesIO(b"%PDF-1"), "a.pdf", tmp_path, MOST, kinds=("png", "jpg"))


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\资料\\建议.docx", "建议.docx"),
        ("a\r\nb.txt", "ab.txt"),
        ("", "未命名"),
        ("...", "未命名"),
        (".pdf", "pdf"),
        ("con.txt", "_con.txt"),
        ('a"<>|?*.txt', "a______.txt"),
        ("倒\u202egpj.exe", "倒gpj.exe"),
        ("　建议　.docx", "建议.docx"),
    ],
)
def test_names_are_made_safe(given_name, name):
    assert safe_name(given_name) == name


@given(st.text(max_size=300))
def test_a_safe_name_is_safe_and_stays_so(name):
    safe = safe_name(name)
    assert safe and safe == safe_name(safe)
    assert (
        len(safe.encode()) <= 240 and not set(safe) & set('/\\\0\r\n"') and not safe.startswith(".")
    )


def test_only_a_digest_is_an_address(tmp_path):
    for wrong in ("", "../" * 20, "A" * 64, "0" * 63, "0" * 64 + "\n"):
        with pytest.raises(ValueError, match="digest"):
            stored_path(tmp_path, wrong)
