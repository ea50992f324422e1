"""Reads of organisation, used by pages and figures."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from jianyan.ground.models import Membership, Person
from jianyan.ground.models.committees import in_force
from jianyan.kernel.scope import Scope

from .models import Channel, ChannelCheck, ChannelIncident, LedgerEntry, ListItem, Organisation

Nature = ListItem.Nature


# lists


def listed() -> QuerySet[Any]:
    """Organisations with what a list shows."""
    return Organisation.objects.select_related("record", "body__parent", "sort")


def channels_listed() -> QuerySet[Any]:
    """Channels with what a list shows."""
    return Channel.objects.select_related("record", "sort", "keeper")


def items_listed() -> QuerySet[Any]:
    """Items of lists that are not struck out."""
    return ListItem.objects.filter(struck_at__isnull=True).select_related("record", "person")


def items_alive() -> QuerySet[Any]:
    """Items of lists that may still be amended."""
    return items_listed().exclude(state="void")


def entries_listed() -> QuerySet[Any]:
    return LedgerEntry.objects.standing().select_related("record")


def checks_listed() -> QuerySet[Any]:
    return ChannelCheck.objects.standing().select_related("record")


def incidents_listed() -> QuerySet[Any]:
    return ChannelIncident.objects.standing().select_related("record")


def belonging(row: Organisation, on: Any) -> QuerySet[Any]:
    """Who belongs to an organisation on a day, in order of code."""
    held = Membership.objects.filter(in_force(on), body=row.body_id, struck_at__isnull=True)
    return Person.objects.filter(pk__in=held.values("person")).order_by("code")


# organisations


def organisations(scope: Scope) -> QuerySet[Any]:
    """All organisations but void ones."""
    return Organisation.objects.exclude(record__state="void")


def _of(scope: Scope, *codes: str) -> QuerySet[Any]:
    """Organisations of the sorts named, or of a sort right below one of them."""
    return organisations(scope).filter(Q(sort__code__in=codes) | Q(sort__parent__code__in=codes))


def functional_branches(scope: Scope) -> QuerySet[Any]:
    return _of(scope, "functional_branch")


def party_cells(scope: Scope) -> QuerySet[Any]:
    return _of(scope, "party_cell")


def _belonging(scope: Scope, *codes: str) -> QuerySet[Any]:
    """Memberships of organisations of the sorts named that are in being on the last day."""
    alive = _of(scope, *codes).filter(in_force(scope.last_day))
    rows = Membership.objects.filter(body__organisation__in=alive.values("pk"))
    return rows.filter(struck_at__isnull=True)


def in_branches(scope: Scope) -> QuerySet[Any]:
    return _belonging(scope, "functional_branch")


def in_cells(scope: Scope) -> QuerySet[Any]:
    return _belonging(scope, "party_cell")


def advisers(scope: Scope) -> QuerySet[Any]:
    return _belonging(scope, "advisory_group")


# lists and ledgers


def _items(nature: str) -> QuerySet[Any]:
    return ListItem.objects.standing().filter(nature=nature).exclude(state="void")


def responsibilities(scope: Scope) -> QuerySet[Any]:
    """Items of responsibility lists."""
    return _items(Nature.RESPONSIBILITY)


def rectifications(scope: Scope) -> QuerySet[Any]:
    """Matters to be put right."""
    return _items(Nature.RECTIFICATION)


def done(scope: Scope) -> Q:
    """Items done by the cut-off."""
    return Q(done_on__lte=scope.known_until)


def ledger(scope: Scope) -> QuerySet[Any]:
    return LedgerEntry.objects.standing()


# channels


def channels(scope: Scope) -> QuerySet[Any]:
    """All channels but void ones."""
    return Channel.objects.exclude(record__state="void")


def checks(scope: Scope) -> QuerySet[Any]:
    return ChannelCheck.objects.standing()


def incidents(scope: Scope) -> QuerySet[Any]:
    return ChannelIncident.objects.standing()
