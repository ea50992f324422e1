"""Taking an import back as one, until something in it has moved on."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Min, ProtectedError
from django.utils import timezone

from jianyan.kernel.charter import VOID
from jianyan.kernel.errors import Denied, Refused

from . import register
from .fields import Pick, Picks
from .forms import KindForm
from .kinds import KINDS, Kind, kind_named, kind_of_record
from .models import Batch, Record, SheetRow, Trail
from .register import By, hold, leave_trail, today
from .striking import strike_dated, strike_row

REASON = "撤销导入"
HELD = 5000
LOOKING = ("read", "export", "recompute")


def undo(batch: Batch, by: By) -> int:
    """Take back what an import wrote: made records are void, facts struck, named fields as before.

    Gives the number of rows taken back. Raises Denied, and Refused when it was undone already or
    something in it has moved on since (the sentence names it).
    """
    kind = kind_named(batch.kind)
    if batch.committee_id not in by.actor.committees(*kind.writers):
        raise Denied(f"您没有撤销{kind.title}导入的权限。")
    by = By(by.actor)
    with transaction.atomic():
        if not Batch.objects.filter(pk=batch.pk, undone_at__isnull=True).update(
            undone_at=timezone.now()
        ):
            raise Refused("这次导入已经撤销。")
        _hold(batch)
        if moved := moved_on(batch):
            listed = "；".join(moved[:5])
            more = f"等{len(moved)}处" if len(moved) > 5 else ""
            raise Refused(f"导入之后已有办理，不能整批撤销：{listed}{more}。请逐条更正或作废。")
        made, before = _said(batch)
        back = _put_back(kind, by, batch.committee_id, before)
        back += _take_out(kind, by, batch, made)
        SheetRow.objects.filter(batch=batch).delete()
        leave_trail(
            None,
            by,
            committee=batch.committee_id,
            move="undo",
            label=f"撤销导入{kind.title}"[:60],
            on=today(),
            reason=batch.name,
        )
    return back


def _said(batch: Batch) -> tuple[list[Any], dict[str, dict[str, Any]]]:
    """What an import made, and what its changed rows said before; a long one said it in parts."""
    made: list[Any] = []
    before: dict[str, dict[str, Any]] = {}
    for told in Trail.objects.filter(batch=batch, move="import").order_by("pk"):
        made += told.changes.get("made", [])
        before |= told.changes.get("before", {})
    return made, before


def _hold(batch: Batch) -> None:
    """Lock every record that the import touched, in order of their keys."""
    touched = Trail.objects.filter(batch=batch, record__isnull=False)
    pks = sorted(set(touched.values_list("record_id", flat=True)))
    for start in range(0, len(pks), HELD):
        hold(*pks[start : start + HELD])


def moved_on(batch: Batch) -> list[str]:
    """What happened to the records of an import after it, each in words."""
    own = Trail.objects.filter(batch=batch)
    first = own.aggregate(first=Min("pk"))["first"] or 0
    later = (
        Trail.objects.filter(
            pk__gt=first, record__in=own.filter(record__isnull=False).values("record")
        )
        .exclude(batch=batch)
        .exclude(move__in=LOOKING)
        .select_related("record", "by__person")
        .order_by("pk")
    )
    return [f"{one.record}已由{one.by or '系统'}{one.label}" for one in later]


def _put_back(kind: Kind, by: By, committee: int, before: dict[str, dict[str, Any]]) -> int:
    """The changed rows get the values they had."""
    if before and kind.change is None:
        raise Refused(f"{kind.title}不能更正，请逐条核对。")
    form = kind.form(committee=committee)
    for pk, old in before.items():
        row = kind.rows().get(pk=pk)
        now = kind.form.read(row)
        changes = {name: (now[name], _value(form, name, value)) for name, value in old.items()}
        if kind.change:
            kind.change(by, row, changes, REASON)
    return len(before)


def _value(form: KindForm, name: str, said: Any) -> Any:
    """A value as the trail kept it, as the form's cleaned data has it."""
    field = form.fields[name]
    if isinstance(field, Picks):
        ids = [one["id"] for one in said or ()]
        return list(field.rows(form.committee).filter(pk__in=ids))
    if isinstance(field, Pick):
        return field.rows(form.committee).get(pk=said["id"]) if said else None
    try:
        return field.clean("" if said is None else said)
    except ValidationError as error:
        words = "；".join(error.messages)
        raise Refused(f"“{field.label}”不能还原为“{said}”：{words}请逐条更正。") from None


def _take_out(kind: Kind, by: By, batch: Batch, made: list[Any]) -> int:
    """The made rows leave every figure: parts first, since a void record takes no more writes."""
    records = list(Record.objects.filter(batch=batch).exclude(state=VOID).order_by("pk"))
    fresh = {record.pk for record in records}
    for child in KINDS.values():
        if not child.is_record and hasattr(child.model, "record") and hasattr(child.model, "batch"):
            rows = child.model._default_manager.filter(batch=batch, struck_at__isnull=True)
            for row in rows.exclude(record__in=fresh).order_by("pk"):
                _take_part(child, by, row)
    for record in records:
        owner = kind_of_record(record.kind)
        if owner is None or owner.charter is None:
            raise Refused(f"“{record}”所属的种类已停用，不能整批撤销。")
        register.move(
            owner.charter,
            VOID,
            by,
            record.pk,
            on=today(),
            reason=REASON,
            record_columns={"key": ""},
        )
    if not hasattr(kind.model, "record"):
        _take_nouns(kind, by, batch, made)
    return len(made)


def _take_part(kind: Kind, by: By, row: Any) -> None:
    if kind.charter:
        if row.state != VOID:
            register.void(kind.charter, by, row.pk, reason=REASON)
    else:
        strike_row(kind, by, row, REASON)


def _take_nouns(kind: Kind, by: By, batch: Batch, made: list[Any]) -> None:
    """Dated rows are struck; a name in a list goes, as long as nothing stands on it yet."""
    rows = kind.model._default_manager.filter(pk__in=made).order_by("-pk")
    for row in rows:
        if hasattr(row, "struck_at"):
            strike_dated(by, row, batch.committee_id, kind.title, REASON)
            continue
        if _named_by_many(row):
            raise Refused(f"“{row}”已被引用，不能整批撤销。请逐条更正。")
        name = str(row)
        try:
            row.delete()
        except ProtectedError:
            raise Refused(f"“{name}”已被引用，不能整批撤销。请逐条更正。") from None


def _named_by_many(row: models.Model) -> bool:
    """Whether a many-to-many list names the row: its deletion would pass over that in silence."""
    for relation in row._meta.related_objects:
        if relation.many_to_many:
            rows = relation.related_model._default_manager.filter(**{relation.field.name: row.pk})
            if rows.exists():
                return True
    return False
