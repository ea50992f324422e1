"""Refuses tables that would harm: macros, bombs, cells far out, passwords, web pages in disguise.

Runs before any table is parsed, because the parser lays out every cell up to the farthest one.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

MAX_BYTES = 30 * 1024 * 1024
MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 200
RATIO_FROM = 10 * 1024 * 1024
MAX_ENTRIES = 2000
MAX_ROWS = 50_000
MAX_COLUMNS = 500
MAX_AREA = 5_000_000
MAX_SHARED = 512 * 1024 * 1024

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TAG = re.compile(rb"<(?:\w+:)?(row|c)(\s[^>]*)?>")
REF = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")


class SheetError(ValueError):
    """A table that cannot be used; `str()` is the sentence to show."""


def check(data: bytes) -> str:
    """The true kind of a table's bytes: `xlsx`, `xls` or `csv`.

    Raises SheetError with what to do when it is too large, harmful or not a table.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise SheetError("表格是空的，请选择有内容的文件。")
    if len(data) > MAX_BYTES:
        raise SheetError(f"表格超过{MAX_BYTES // 1024 // 1024}MB，请拆成几个文件分别导入。")
    if data.startswith(b"PK"):
        _check_zip(data)
        return "xlsx"
    if data.startswith(OLE):
        _check_ole(data)
        return "xls"
    start = data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"mime-version")):
        raise SheetError(
            "这个文件其实是网页，不是表格。请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。"
        )
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SheetError("认不出这个文件。请导入 .xlsx、.xls 或 .csv 表格。")
    return "csv"


def _check_ole(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise SheetError("表格设有打开密码，请取消密码后再导入。")
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise SheetError("表格带有宏，不能导入。请另存为不带宏的 .xlsx 后再导入。")
    if not any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        raise SheetError("这个文件不是 Excel 表格。请导入 .xlsx、.xls 或 .csv 表格。")


def _check_zip(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if is_bomb(packed, len(data)):
                raise SheetError("表格解压后过大，已拒绝。请只保留需要导入的工作表和行。")
            _check_names(packed.namelist())
            cells = 0
            for info in packed.infolist():
                # Read in full even where nothing is looked for: a size that lies fails its checksum.
                content = packed.read(info)
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", info.filename, re.IGNORECASE):
                    cells += check_extent(content)
            _check_shared(packed, cells)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError):
        raise SheetError("表格已损坏或被加密，打不开。请用 Excel 或 WPS 打开后重新保存。") from None


def is_bomb(packed: zipfile.ZipFile, size: int) -> bool:
    """Whether an archive of so many bytes would unpack to far more than documents do."""
    infos = packed.infolist()
    total = sum(info.file_size for info in infos)
    swollen = any(
        info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(1, info.compress_size)
        for info in infos
    )
    whole = total > RATIO_FROM and total > MAX_RATIO * size
    return len(infos) > MAX_ENTRIES or total > MAX_UNPACKED or swollen or whole


def _check_names(names: list[str]) -> None:
    lowered = [name.lower() for name in names]
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in lowered):
        raise SheetError("表格带有宏，不能导入。请另存为不带宏的 .xlsx 后再导入。")
    if len(set(lowered)) != len(lowered):
        raise SheetError("表格的内部结构重复，已拒绝。请用 Excel 或 WPS 打开后重新保存。")
    if "xl/workbook.xml" not in lowered:
        raise SheetError("这个文件不是 Excel 表格。请导入 .xlsx、.xls 或 .csv 表格。")


def check_extent(xml: bytes) -> int:
    """How many cells a worksheet's XML fills. Raises SheetError when they reach too far out."""
    row = column = far_row = far_column = cells = 0
    for tag in TAG.finditer(xml):
        attributes = tag[2] or b""
        if attributes.count(b'"') % 2 or attributes.count(b"'") % 2:
            raise SheetError("表格的内部写法异常，已拒绝。请用 Excel 或 WPS 打开后重新保存。")
        found = REF.search(attributes)
        if tag[1] == b"row":
            row, column = (int(found[2]) if found else row + 1), 0
            continue
        column = _column(found[1]) if found else column + 1
        row = int(found[2]) if found else row
        if not attributes.endswith(b"/"):
            cells += 1
            far_row, far_column = max(far_row, row), max(far_column, column)
    if far_row > MAX_ROWS + 100 or far_column > MAX_COLUMNS or far_row * far_column > MAX_AREA:
        raise SheetError(
            f"表格过大（到第{far_row}行、第{far_column}列）。一次至多导入{MAX_ROWS}行、"
            f"{MAX_COLUMNS}列，请拆成几个文件，并删去远处的零星单元格。"
        )
    return cells


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_shared(packed: zipfile.ZipFile, cells: int) -> None:
    """The parser copies a shared text into every cell that names it."""
    for name in packed.namelist():
        if name.lower() == "xl/sharedstrings.xml":
            longest = max(map(len, packed.read(name).split(b"</si>")))
            if longest * cells > MAX_SHARED and longest > 200_000:
                raise SheetError("表格中有过长的文字，已拒绝。请缩短后再导入。")
