"""Restore from an archive: checked in full first, the present data kept aside, then put in place."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from . import dumps
from .backup import DATABASE, Manifest, unpack
from .dumps import BackupError, Broken, Database


def restore(
    archive: Path,
    home: Path,
    database: Database,
    passphrase: str | None = None,
    newer: bool = False,
    last_change: datetime | None = None,
) -> Manifest:
    """Puts the archive's files and database in place and says what they were.

    `last_change` is when the present data changed, where the caller knows better than the database.
    Data changed after the archive was made is replaced only with `newer`. What was there is kept
    in `home/backups/before-restore-…`. Raises BackupError; then the database is as it was.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as folder:
        staging = Path(folder)
        manifest = unpack(archive, staging, passphrase)
        kind = dumps.engine(database)
        if manifest.engine != kind:
            raise BackupError(
                f"备份出自 {manifest.engine}，现用数据库是 {kind}，不能直接恢复。请先改用同一种数据库。"
            )
        present = dumps.last_change(database)
        if present is not None:
            if not newer:
                _refuse_newer(manifest.created_at, last_change or present)
            _keep_present(home, database, kind)
        _place_files(staging, home, manifest)
        dumps.load(database, staging / DATABASE[kind])
        if kind == "sqlite":
            _date_back(Path(str(database["NAME"])), manifest.created_at)
    return manifest


def _refuse_newer(made: datetime, changed: datetime) -> None:
    if changed > made:
        raise BackupError(
            f"现有数据比备份新（备份于{_local(made)}，数据最近改动于{_local(changed)}），没有恢复。"
            "确要用旧备份覆盖，请加 --newer。"
        )


def _local(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def _keep_present(home: Path, database: Database, kind: str) -> None:
    folder = home / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    kept = folder / f"before-restore-{stamp}{Path(DATABASE[kind]).suffix}"
    try:
        dumps.dump(database, kept)
    except Broken:
        # A file that cannot be read cannot be written over either: it is put aside as it is.
        for ending in ("", "-wal", "-shm"):
            part = Path(f"{database['NAME']}{ending}")
            if part.exists():
                shutil.move(part, f"{kept}{ending}")


def _place_files(staging: Path, home: Path, manifest: Manifest) -> None:
    """Files come before the database that names them; those already there and not named stay."""
    for name in manifest.entries:
        if name.startswith("files/"):
            target = home / name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            (staging / name).replace(target)


def _date_back(path: Path, moment: datetime) -> None:
    """The data is as old as its backup, so that the same backup can be restored again."""
    for one in (path, Path(f"{path}-wal")):
        if one.exists():
            os.utime(one, (moment.timestamp(), moment.timestamp()))
