"""Backup into one archive: the database, then the files it may name, then what each should be.

The database comes first: every file it names was there before. The archive is read back in full and
compared before it gets its name.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from . import dumps
from .dumps import BackupError, Database
from .faults import of_system
from .sealed import MAGIC, Opener, Sealer, SealError

MANIFEST = "manifest.json"
DATABASE = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
MEMBER = re.compile(
    r"manifest\.json|database\.(sqlite3|pgdump)|files(/[0-9A-Za-z_][0-9A-Za-z_.-]*)+"
)
LARGEST_MANIFEST = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds: when it was made, from which engine, each entry's SHA-256 and size."""

    created_at: datetime
    engine: str
    entries: dict[str, tuple[str, int]]

    def to_json(self) -> bytes:
        """The manifest as it lies in the archive."""
        entries = {
            name: {"sha256": digest, "size": size} for name, (digest, size) in self.entries.items()
        }
        whole = {
            "format": 1,
            "product": "jianyan",
            "created_at": self.created_at.isoformat(),
            "engine": self.engine,
            "entries": entries,
        }
        return json.dumps(whole, ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Manifest:
        """Raises BackupError for what is no manifest of ours."""
        try:
            whole = json.loads(data)
            if (whole["format"], whole["product"]) != (1, "jianyan") or whole[
                "engine"
            ] not in DATABASE:
                raise BackupError("这份备份出自更新的版本，请先升级建言再恢复。")
            entries = {
                name: (one["sha256"], int(one["size"])) for name, one in whole["entries"].items()
            }
            return cls(datetime.fromisoformat(whole["created_at"]), whole["engine"], entries)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise BackupError("备份的清单已损坏。") from None


def make_backup(
    home: Path, database: Database, out: Path, passphrase: str | None = None
) -> Manifest:
    """Writes the archive to `out` (mode 0600), reads it back, and says what it holds.

    `home` is the data directory with `files` below it. The site may run meanwhile. Raises
    BackupError; then nothing is left at `out`.
    """
    if out.exists():
        raise BackupError(f"{out} 已经存在，请换一个文件名。")
    draft = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as raw:
            manifest = _write(home, database, raw, passphrase)
            raw.flush()
            os.fsync(raw.fileno())
        if verify(draft, passphrase) != manifest:
            raise BackupError("备份写完后核对不符，请检查磁盘后重做。")
        draft.rename(out)
    except SealError as error:
        raise BackupError(f"备份未完成：{error}") from error
    except OSError as error:
        raise BackupError(f"备份未完成：{of_system(error)}") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return manifest


def _write(home: Path, database: Database, raw: BinaryIO, passphrase: str | None) -> Manifest:
    sealer = Sealer(raw, passphrase) if passphrase is not None else None
    created_at = datetime.now(UTC)
    kind = dumps.engine(database)
    entries: dict[str, tuple[str, int]] = {}
    target = cast("IO[bytes]", sealer or raw)
    with (
        tempfile.TemporaryDirectory(dir=home, prefix=".backup-") as staging,
        tarfile.open(fileobj=target, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        dumped = Path(staging) / DATABASE[kind]
        dumps.dump(database, dumped)
        dumps.check_dump(kind, dumped)
        entries[dumped.name] = _add(tar, dumped.name, dumped)
        for name, path in _files(home):
            entries[name] = _add(tar, name, path)
        manifest = Manifest(created_at, kind, entries)
        listed = manifest.to_json()
        tar.addfile(_info(MANIFEST, len(listed)), io.BytesIO(listed))
    if sealer is not None:
        sealer.close()
    return manifest


def _files(home: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted((home / "files").rglob("*")):
        name = path.relative_to(home).as_posix()
        # Uploads under way begin with a dot; no row names them yet.
        if path.is_file() and not path.is_symlink() and MEMBER.fullmatch(name):
            yield name, path


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info


class _Hashing:
    def __init__(self, source: BinaryIO) -> None:
        self.source, self.digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.source.read(size)
        self.digest.update(data)
        return data


def _add(tar: tarfile.TarFile, name: str, path: Path) -> tuple[str, int]:
    with path.open("rb") as opened:
        size = os.fstat(opened.fileno()).st_size
        source = _Hashing(opened)
        tar.addfile(_info(name, size), cast("IO[bytes]", source))
    return source.digest.hexdigest(), size


def verify(archive: Path, passphrase: str | None = None) -> Manifest:
    """Reads all of the archive and compares it with its manifest, keeping nothing.

    Raises BackupError when anything is missing, changed or too much, or the passphrase is wrong.
    """
    return _compared(archive, passphrase, None)


def unpack(archive: Path, staging: Path, passphrase: str | None = None) -> Manifest:
    """Like `verify`, and leaves the content in the empty folder `staging`. Raises BackupError."""
    manifest = _compared(archive, passphrase, staging)
    dumps.check_dump(manifest.engine, staging / DATABASE[manifest.engine])
    return manifest


def _compared(archive: Path, passphrase: str | None, staging: Path | None) -> Manifest:
    found: dict[str, tuple[str, int]] = {}
    listed = io.BytesIO()
    try:
        with _opened(archive, passphrase) as tar:
            for member in tar:
                if not member.isreg() or not MEMBER.fullmatch(member.name) or member.name in found:
                    raise BackupError("备份里有不该有的内容，已停止。")
                if member.name == MANIFEST:
                    if member.size > LARGEST_MANIFEST:
                        raise BackupError("备份的清单已损坏。")
                    found[MANIFEST] = _extract(tar, member, listed)
                    continue
                with _place(staging, member.name) as out:
                    found[member.name] = _extract(tar, member, out)
    except SealError as error:
        raise BackupError(str(error)) from None
    except (tarfile.TarError, EOFError):
        raise BackupError("备份文件不完整或已损坏。") from None
    except OSError as error:
        raise BackupError(f"没有恢复：{of_system(error)}") from error
    if found.pop(MANIFEST, None) is None:
        raise BackupError("备份文件不完整：没有清单。")
    manifest = Manifest.from_json(listed.getvalue())
    if manifest.entries != found or DATABASE[manifest.engine] not in found:
        raise BackupError("备份的内容与其清单不符，可能已损坏或被改动。")
    return manifest


def _place(staging: Path | None, name: str) -> AbstractContextManager[BinaryIO | None]:
    if staging is None:
        return nullcontext()
    path = staging / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


@contextmanager
def _opened(archive: Path, passphrase: str | None) -> Iterator[tarfile.TarFile]:
    with archive.open("rb") as raw:
        sealed = raw.read(len(MAGIC)) == MAGIC
        raw.seek(0)
        if sealed and passphrase is None:
            raise BackupError("这份备份已加密，请加 --encrypted，并给出口令。")
        source: Any = Opener(raw, passphrase) if sealed and passphrase is not None else raw
        with tarfile.open(fileobj=source, mode="r|") as tar:
            yield tar
        # The end of the archive is proven too, not only what was needed of it.
        while source.read(1024 * 1024):
            pass


def _extract(
    tar: tarfile.TarFile, member: tarfile.TarInfo, out: BinaryIO | None
) -> tuple[str, int]:
    source = tar.extractfile(member)
    if source is None:
        raise BackupError("备份文件不完整或已损坏。")
    digest, size = hashlib.sha256(), 0
    while data := source.read(1024 * 1024):
        digest.update(data)
        size += len(data)
        if out is not None:
            out.write(data)
    return digest.hexdigest(), size
