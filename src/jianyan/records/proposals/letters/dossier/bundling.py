"""案卷 and all attached files as one file: written, and read back with every checksum tried."""

from __future__ import annotations

import hashlib
import lzma
import tempfile
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from django.conf import settings

from jianyan.ground import storage
from jianyan.ground.register import By
from jianyan.ground.uploads import safe_name
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.models import Proposal

from .items import files_of
from .verifying import Read, read_dossier
from .writing import dossier

DOSSIER, INDEX, FOLDER = "案卷.docx", "目录.txt", "附件"
MEMBERS = 500
UPLOADS = 20
"""A bundle is at most as large as so many of the largest files."""
CHUNK = 1 << 20
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError,
)  # fmt: skip
BROKEN_WORDS = "“{}”已损坏，读不出来，请用导出的原件核对。"


@dataclass(slots=True)
class Bundle:
    """A 案卷 as it was read, with what does not hold of the file that it came in."""

    read: Read
    faults: list[str] = field(default_factory=list)


def write_bundle(by: By, row: Proposal, out: IO[bytes]) -> str:
    """Write the 案卷 of a case, the contents of its files, and the index with the SHA-256 of each.

    Gives the checksum of the 案卷. Raises Refused when the content of a file is not there.
    """
    files = [(one, storage.path_of(one)) for one in files_of(row.pk)]
    made = dossier(by, row)
    index = [(hashlib.sha256(made.content).hexdigest(), DOSSIER)]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(DOSSIER, made.content)
        for place, (one, path) in enumerate(files, 1):
            name = f"{FOLDER}/附{place} {safe_name(one.name)}"
            packed.write(path, name)
            index.append((one.sha256, name))
        packed.writestr(INDEX, "".join(f"{digest}  {name}\n" for digest, name in index))
    return made.total


def read_any(path: Path) -> Bundle:
    """Read a 案卷, alone or with its files. Raises Refused for a file that is neither."""
    if not zipfile.is_zipfile(path):
        raise Refused(f"“{path.name}”不是案卷，请选择导出的 .docx 或 .zip 文件。")
    try:
        packed = zipfile.ZipFile(path)
    except BROKEN as error:
        raise Refused(BROKEN_WORDS.format(path.name)) from error
    with packed:
        names = {one.filename for one in packed.infolist()}
        if not {DOSSIER, INDEX} & names:
            return Bundle(read_dossier(path))
        if not names >= {DOSSIER, INDEX}:
            lacking = DOSSIER if INDEX in names else INDEX
            raise Refused(f"“{path.name}”里没有“{lacking}”，请用导出的原件核对。")
        return _read(packed, path.name)


def _read(packed: zipfile.ZipFile, name: str) -> Bundle:
    whole = packed.infolist()
    most = UPLOADS * settings.MAX_UPLOAD_BYTES
    if len(whole) > MEMBERS or sum(one.file_size for one in whole) > most:
        raise Refused(f"“{name}”过大，不是本系统导出的案卷。")
    try:
        found = {one.filename: _digest(packed, one) for one in whole if one.filename != INDEX}
        said = _index(packed.read(INDEX).decode())
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / DOSSIER
            path.write_bytes(packed.read(DOSSIER))
            read = read_dossier(path)
    except BROKEN as error:
        raise Refused(BROKEN_WORDS.format(name)) from error
    twice = [each for each, times in Counter(one.filename for one in whole).items() if times > 1]
    faults = [f"压缩包里有几个“{each}”，无法认定是哪一个。" for each in twice]
    return Bundle(read, [*faults, *_against_index(found, said), *_against_dossier(found, read)])


def _digest(packed: zipfile.ZipFile, one: zipfile.ZipInfo) -> str:
    digest = hashlib.sha256()
    with packed.open(one) as content:
        while part := content.read(CHUNK):
            digest.update(part)
    return digest.hexdigest()


def _index(text: str) -> dict[str, str]:
    """What the index says: SHA-256 by name. Raises ValueError for a line that says neither."""
    rows = [line.split("  ", 1) for line in text.splitlines() if line.strip()]
    return {name: digest for digest, name in rows}


def _against_index(found: dict[str, str], said: dict[str, str]) -> list[str]:
    faults = [f"目录所列“{name}”不在压缩包里。" for name in said if name not in found]
    for name, digest in found.items():
        if name not in said:
            faults.append(f"压缩包里的“{name}”不在目录中。")
        elif said[name] != digest:
            faults.append(f"压缩包里的“{name}”与目录的校验值不符，内容被改动。")
    return faults


def _against_dossier(found: dict[str, str], read: Read) -> list[str]:
    """Every file that the 案卷 names lies beside it, and no other."""
    named = {number: digest for number, key, digest in read.checks if key.startswith("file/")}
    there = {
        name.removeprefix(f"{FOLDER}/").partition(" ")[0]: digest
        for name, digest in found.items()
        if name.startswith(f"{FOLDER}/")
    }
    faults = [
        f"{number}：压缩包里的附件与案卷所列不符。"
        for number, digest in named.items()
        if there.get(number) != digest
    ]
    return faults + [f"{number}：案卷没有列这个附件。" for number in there if number not in named]
