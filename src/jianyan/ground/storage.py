"""Files of records: kept outside the web root, named by a row, told in the trail."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from jianyan.kernel.errors import Refused

from . import filetext, search, uploads
from .models import File, Record
from .register import By, leave_trail, lock, today


def attach(by: By, record_id: int, upload: Any, *, caption: str = "") -> File:
    """Keep an uploaded file with a record. Raises UploadError (not fit to keep) or Refused (void)."""
    stored = uploads.keep(upload, upload.name, Path(settings.FILES), settings.MAX_UPLOAD_BYTES)
    with transaction.atomic():
        record = lock(record_id)
        kept = File.objects.create(
            record=record,
            name=stored.name,
            caption=caption,
            sha256=stored.sha256,
            size=stored.size,
            type=stored.content_type,
            by_id=by.actor.account,
        )
        leave_trail(record, by, move="attach", label="上传附件", on=today(), reason=stored.name)
        search.index([record_id])
        # Reading may take seconds, in which nobody else should have to wait for the tables.
        transaction.on_commit(lambda: read_text(kept, stored.kind), robust=True)
    return kept


def read_text(kept: File, kind: str) -> bool:
    """Enter a file's text into the search index; whether it has some that can be read."""
    if text := filetext.text_of(path_of(kept), kind):
        with transaction.atomic():
            File.objects.filter(pk=kept.pk).update(text=text)
            search.index([kept.record_id])
    return bool(text)


@dataclass(slots=True)
class Reading:
    """How far the files are read: how many of how many, and of how many there was a text."""

    of: int
    files: int = 0
    read: int = 0


def read_again(committees: Collection[int], *, every: bool) -> Iterator[Reading]:
    """Read the texts of files kept before: of those without one, or of `every` file.

    Yields after each file how far it is. A file that reads empty now keeps the text it had.
    """
    endings = Q()
    for kind in filetext.KINDS:
        endings |= Q(name__iendswith=f".{kind}")
    rows = File.objects.filter(endings, record__committee__in=committees, struck_at=None)
    rows = (rows if every else rows.filter(text="")).order_by("pk")
    found = Reading(of=rows.count())
    for kept in rows.iterator(chunk_size=200):
        found.files += 1
        found.read += read_text(kept, Path(kept.name).suffix[1:].lower())
        yield found


def withdraw(by: By, kept: File, *, reason: str) -> None:
    """Take a file off its record's page; the content stays. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused("请写明撤下附件的理由。")
    with transaction.atomic():
        record: Record = lock(kept.record_id)
        File.objects.filter(pk=kept.pk, struck_at__isnull=True).update(struck_at=timezone.now())
        said = f"{kept.name}：{reason}"[:500]
        leave_trail(record, by, move="withdraw", label="撤下附件", on=today(), reason=said)
        search.index([kept.record_id])


def path_of(kept: File) -> Path:
    """Where a file's content lies. Raises Refused when it is not there."""
    path = uploads.stored_path(Path(settings.FILES), kept.sha256)
    if not path.is_file():
        raise Refused(f"附件“{kept.name}”的内容不在服务器上，请管理员从备份中恢复。")
    return path
