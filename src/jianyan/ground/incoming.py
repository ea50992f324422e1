"""Sheets between choosing and importing: kept by digest for a day, named by a signed ticket."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import signing

from jianyan.kernel.errors import Refused

SALT = "incoming-sheet"
KEPT = 24 * 3600
GONE = "上传的表格已过期，请重新选择文件。"


@dataclass(frozen=True, slots=True)
class Ticket:
    """Which sheet, whose, and how its columns are mapped."""

    account: int
    digest: str
    name: str
    mapping: dict[str, str] = field(default_factory=dict)

    def signed(self) -> str:
        """The ticket as a page carries it."""
        said = [self.account, self.digest, self.name, self.mapping]
        return signing.dumps(said, salt=SALT, compress=True)

    def path(self) -> Path:
        """Where the sheet lies. Raises Refused when it was cleared away."""
        path = _folder() / self.digest
        if not path.is_file():
            raise Refused(GONE)
        return path


def take_in(account: int, upload: Any) -> Ticket:
    """Keep an uploaded sheet for a while; older ones are cleared away."""
    data = upload.read()
    digest = sha256(data).hexdigest()
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    oldest = time.time() - KEPT
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
    path = folder / digest
    path.write_bytes(data)
    path.chmod(0o600)
    return Ticket(account, digest, str(upload.name)[:200])


def ticket_of(account: int, text: str) -> Ticket:
    """The ticket of a page. Raises Refused for one that is false, old, or another's."""
    try:
        owner, digest, name, mapping = signing.loads(text, salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        raise Refused(GONE) from None
    if owner != account:
        raise Refused(GONE)
    return Ticket(owner, digest, name, mapping)


def _folder() -> Path:
    return Path(settings.HOME) / "incoming"
