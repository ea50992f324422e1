"""The seal chain: readings sealed at signing, checked later, and what has changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jianyan.ground.models import Committee
from jianyan.ground.periods import scope_of
from jianyan.ground.register import By
from jianyan.kernel.errors import Refused, UnknownName

from .evidence import EvidenceRow, evidence_of
from .jsonable import counts_decimals, value_json
from .models import Seal, SealedReading, SealedRow
from .read import Reading, read


def canonical(document: Any) -> bytes:
    """Canonical JSON: keys sorted, no blanks, UTF-8."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(data: bytes) -> str:
    """The digest as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def row_digest(row: EvidenceRow) -> str:
    """The digest of what counted of a row: its identity, its contribution, its counted fields."""
    return sha256(canonical([row.pk, row.record, row.part, row.contribution, list(row.counted)]))


def seal(
    by: By, committee: Committee, title: str, text: str, readings: Sequence[Reading], period: str
) -> Seal:
    """Seal readings under a text; gives the seal, chained to the committee's previous one.

    The committee's row is locked, so that two signings at once make two links of one chain; not
    its key, so that others go on entering records meanwhile.
    """
    with transaction.atomic():
        Committee.objects.select_for_update(no_key=True).get(pk=committee.pk)
        last = Seal.objects.filter(committee=committee).order_by("-number").first()
        sealed = Seal(
            committee=committee,
            number=last.number + 1 if last else 1,
            title=title,
            period=period,
            known_until=max((r.known_until for r in readings), default=timezone.localdate()),
            text_digest=sha256(text.encode()),
            by_id=by.actor.account,
            signer=by.actor.name,
            at=timezone.now().replace(microsecond=0),
            previous=last.digest if last else "",
        )
        found = [(reading, evidence_of(reading)) for reading in readings]
        kept = [(_kept(reading), [_kept_row(row) for row in rows]) for reading, rows in found]
        sealed.digest = sha256(canonical(_document(sealed, kept)))
        sealed.save(force_insert=True)
        for row, evidence in kept:
            row.seal = sealed
            row.save(force_insert=True)
            for each in evidence:
                each.reading = row
            SealedRow.objects.bulk_create(evidence, batch_size=1000)
    return sealed


def _kept(reading: Reading) -> SealedReading:
    value = value_json(reading.value, decimal=counts_decimals(reading.figure, reading))
    return SealedReading(
        name=reading.name,
        definition=reading.figure.digest(),
        value=value,
        rows=reading.rows,
        period=reading.scope.period.label,
        known_until=reading.known_until,
    )


def _kept_row(row: EvidenceRow) -> SealedRow:
    return SealedRow(
        record_id=row.record,
        row=row.pk,
        part=row.part[:200],
        contribution=row.contribution[:60],
        label=f"{row.number} {row.title}".strip()[:240],
        digest=row_digest(row),
    )


def _document(
    sealed: Seal, kept: Sequence[tuple[SealedReading, Sequence[SealedRow]]]
) -> dict[str, Any]:
    """What the seal covers, as canonical JSON has it."""
    return {
        "committee": sealed.committee.code,
        "number": sealed.number,
        "title": sealed.title,
        "period": sealed.period,
        "known_until": sealed.known_until.isoformat(),
        "text": sealed.text_digest,
        "signer": sealed.signer,
        "at": _moment(sealed.at),
        "previous": sealed.previous,
        "readings": [
            {
                "name": reading.name,
                "definition": reading.definition,
                "period": reading.period,
                "known_until": reading.known_until.isoformat(),
                "value": reading.value,
                "rows": [
                    [row.record_id, row.row, row.part, row.contribution, row.label, row.digest]
                    for row in rows
                ],
            }
            for reading, rows in kept
        ],
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def valid(sealed: Seal) -> bool:
    """Whether the seal's digest still covers what is kept, and its link to the one before holds."""
    kept = [(reading, list(reading.evidence.all())) for reading in sealed.readings.all()]
    before = Seal.objects.filter(committee=sealed.committee, number=sealed.number - 1).first()
    linked = sealed.previous == (before.digest if before else "")
    return linked and sealed.digest == sha256(canonical(_document(sealed, kept)))


def seal_named(digest: str) -> Seal:
    """The seal of a digest, or of its first eight or more digits as printed. Raises Refused."""
    text = digest.replace(" ", "").lower()
    found = list(Seal.objects.filter(digest__startswith=text)[:2]) if len(text) >= 8 else []
    if len(found) != 1:
        raise Refused("台账中没有这枚印记，请核对印记的前八位以上。")
    return found[0]


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between a sealed reading and the same reading now."""

    name: str
    then: Any
    now: Any
    came: tuple[str, ...]
    gone: tuple[str, ...]
    altered: tuple[str, ...]


def changes_since(sealed: Seal) -> list[Change]:
    """封存后差异: every sealed reading whose value or rows are others now, each read again with its
    own period and cut-off."""
    found = []
    for kept in sealed.readings.prefetch_related("evidence"):
        then = {row.row: row for row in kept.evidence.all()}
        scope = scope_of((sealed.committee_id,), kept.period, kept.known_until)
        try:
            reading = read(kept.name, scope)
            rows = {row.pk: row for row in evidence_of(reading)}
            now = value_json(reading.value, decimal=counts_decimals(reading.figure, reading))
        except UnknownName:
            rows, now = {}, None
        change = _change(kept, then, rows, now)
        if change:
            found.append(change)
    return found


def _change(
    kept: SealedReading, then: dict[int, SealedRow], rows: dict[int, EvidenceRow], now: Any
) -> Change | None:
    came = tuple(f"{rows[pk].number} {rows[pk].title}".strip() for pk in rows if pk not in then)
    gone = tuple(then[pk].label for pk in then if pk not in rows)
    altered = tuple(
        then[pk].label for pk in then if pk in rows and then[pk].digest != row_digest(rows[pk])
    )
    if kept.value == now and not (came or gone or altered):
        return None
    return Change(kept.name, kept.value, now, came, gone, altered)


def counted_in_signed_report(record_id: int) -> bool:
    """Whether a record was counted in a sealed reading (then its 更正 wants a reason)."""
    return SealedRow.objects.filter(record=record_id).exists()
