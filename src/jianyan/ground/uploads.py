"""Takes files in: what they are by content, whether they may be kept, where they are kept.

A file lies outside the web root under the SHA-256 of its content, without a name or extension;
its name is a column of whoever keeps it. The same content is kept once.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .sheet_safety import OLE, is_bomb

CHUNK = 1024 * 1024
LONGEST_NAME = 120
LONGEST_NAME_BYTES = 240


class UploadError(ValueError):
    """A file that is not kept; `str()` is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that may be kept."""

    key: str
    label: str
    extensions: tuple[str, ...]
    content_type: str


OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    kind.key: kind
    for kind in (
        Kind("pdf", "PDF 文档", (".pdf",), "application/pdf"),
        Kind("docx", "Word 文档", (".docx",), f"{OFFICE}.wordprocessingml.document"),
        Kind("xlsx", "Excel 表格", (".xlsx",), f"{OFFICE}.spreadsheetml.sheet"),
        Kind("doc", "Word 97-2003 文档", (".doc", ".wps"), "application/msword"),
        Kind("xls", "Excel 97-2003 表格", (".xls", ".et"), "application/vnd.ms-excel"),
        Kind("png", "PNG 图片", (".png",), "image/png"),
        Kind("jpg", "JPEG 图片", (".jpg", ".jpeg"), "image/jpeg"),
        Kind("txt", "文本", (".txt",), "text/plain; charset=utf-8"),
    )
}

PROGRAM_ENDINGS = frozenset(
    [
        ".exe",
        ".com",
        ".bat",
        ".cmd",
        ".scr",
        ".msi",
        ".dll",
        ".lnk",
        ".js",
        ".jse",
        ".vbs",
        ".vbe",
        ".wsf",
        ".ps1",
        ".sh",
        ".jar",
        ".apk",
        ".hta",
        ".reg",
        ".chm",
        ".html",
        ".htm",
        ".svg",
        ".xhtml",
        ".php",
        ".py",
    ]
)
MACRO_ENDINGS = frozenset([".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".xlam", ".pptm", ".ppam"])
PROGRAM_STARTS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"#!",
)
ACTIVE_STARTS = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?php", b"<?xml", b"<%")
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stored:
    """A kept file: its digest (which is its address), size, kind, and the name to show."""

    sha256: str
    size: int
    kind: str
    content_type: str
    name: str


def keep(
    stream: BinaryIO,
    name: str,
    files_dir: Path,
    max_bytes: int,
    kinds: Collection[str] = tuple(KINDS),
) -> Stored:
    """Reads the stream to its end, checks the content and keeps it under `files_dir`.

    Raises UploadError; then nothing is left behind.
    """
    cleaned = safe_name(name)
    ending = check_name(cleaned, kinds)
    files_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft_name = tempfile.mkstemp(prefix=".incoming-", dir=files_dir)
    draft = Path(draft_name)
    try:
        with os.fdopen(handle, "wb") as out:
            digest, size = _copy(stream, out, max_bytes)
        kind = KINDS[check_content(draft, ending)]
        path = stored_path(files_dir, digest)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # The same content again replaces itself, which also mends a copy damaged on the disk.
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return Stored(digest, size, kind.key, kind.content_type, cleaned)


def _copy(stream: BinaryIO, out: BinaryIO, max_bytes: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > max_bytes:
            raise UploadError(f"文件超过{max_bytes / CHUNK:g}MB，请压缩图片或拆分后再传。")
        digest.update(chunk)
        out.write(chunk)
    if size == 0:
        raise UploadError("文件是空的，请重新选择。")
    out.flush()
    os.fsync(out.fileno())
    return digest.hexdigest(), size


def stored_path(files_dir: Path, sha256: str) -> Path:
    """Where the content of this digest lies. Raises ValueError for what is no digest."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise ValueError(f"not a sha256 digest: {sha256[:80]!r}")
    return files_dir / sha256[:2] / sha256[2:4] / sha256


def is_intact(files_dir: Path, sha256: str) -> bool:
    """Whether the file is there and its content still has this digest."""
    path = stored_path(files_dir, sha256)
    if not path.is_file():
        return False
    with path.open("rb") as kept:
        return hashlib.file_digest(kept, "sha256").hexdigest() == sha256


def safe_name(name: str) -> str:
    """The last part of a name, fit for every file system and for a header; never empty."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(
        char
        for char in last
        if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )
    kept = re.sub(r"\s+", " ", re.sub(r'[<>:"|?*]', "_", kept)).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if not dot or len(ending) > 10:
        stem, dot, ending = kept, "", ""
    stem = stem.strip(" .") or "未命名"
    if RESERVED.fullmatch(stem.split(".")[0]):
        stem = f"_{stem}"
    stem = stem[: LONGEST_NAME - len(dot + ending)]
    while len(f"{stem}{dot}{ending}".encode()) > LONGEST_NAME_BYTES:
        stem = stem[:-1]
    return f"{stem.rstrip(' .')}{dot}{ending}"


def check_name(name: str, kinds: Collection[str] = tuple(KINDS)) -> str:
    """The extension, when a kind that may be kept has it. Raises UploadError with those that do."""
    ending = Path(name).suffix.lower()
    if ending in PROGRAM_ENDINGS:
        raise UploadError("不接受程序、脚本和网页文件。")
    if ending in MACRO_ENDINGS:
        raise UploadError("不接受带宏的文件。请另存为不带宏的 .docx 或 .xlsx 后再传。")
    allowed = [one for key in KINDS if key in kinds for one in KINDS[key].extensions]
    if ending not in allowed:
        raise UploadError(f"不接受“{ending or '无扩展名'}”的文件。可传：{'、'.join(allowed)}。")
    return ending


def check_content(path: Path, ending: str) -> str:
    """The key of the kind that the content is. Raises UploadError when it is not what it says."""
    found = detect(path)
    if ending not in KINDS[found].extensions:
        label = KINDS[found].label
        raise UploadError(f"文件内容是{label}，扩展名却是“{ending}”。请改用正确的扩展名后再传。")
    return found


def detect(path: Path) -> str:
    """The key of the kind by content alone. Raises UploadError for what may not be kept."""
    with path.open("rb") as opened:
        head = opened.read(4096)
    if head.startswith(PROGRAM_STARTS):
        raise UploadError("文件内容是程序或脚本，不接受。")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"PK"):
        return _detect_zip(path)
    if head.startswith(OLE):
        return _detect_ole(path)
    return _detect_text(path, head)


def _detect_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as packed:
            names = {name.lower() for name in packed.namelist()}
            if is_bomb(packed, path.stat().st_size):
                raise UploadError("文件解压后过大，已拒绝。")
            types = packed.read("[Content_Types].xml") if "[content_types].xml" in names else b""
    except (
        zipfile.BadZipFile,
        zlib.error,
        RuntimeError,
        NotImplementedError,
        KeyError,
        EOFError,
        OSError,
    ):
        raise UploadError("文件已损坏，打不开。请重新保存后再传。") from None
    if any(name.endswith("vbaproject.bin") for name in names) or b"macroEnabled" in types:
        raise UploadError("不接受带宏的文件。请另存为不带宏的 .docx 或 .xlsx 后再传。")
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise UploadError("不接受压缩包和此类文档。请把其中的文件逐个上传，演示文稿请另存为 PDF。")


def _detect_ole(path: Path) -> str:
    data = path.read_bytes()

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise UploadError("文件设有打开密码，请取消密码后再传。")
    if has("_VBA_PROJECT"):
        raise UploadError("不接受带宏的文件。请另存为不带宏的 .docx 或 .xlsx 后再传。")
    if has("WordDocument"):
        return "doc"
    if has("Workbook") or has("Book"):
        return "xls"
    raise UploadError("认不出这个文件。请另存为 PDF、.docx 或 .xlsx 后再传。")


def _detect_text(path: Path, head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(ACTIVE_STARTS):
        raise UploadError("不接受程序、脚本和网页文件。")
    data = path.read_bytes()
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(char < " " and char not in "\t\r\n\f" for char in text):
            return "txt"
    raise UploadError("认不出这个文件，可能已损坏。请另存为 PDF、.docx、.xlsx 或图片后再传。")
