"""Addresses of the generic pages, and the way back that stands above each."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, get_script_prefix, reverse

from jianyan.ground.kinds import Kind, kind_of_record
from jianyan.ground.models import Record

MARK = 2**53
"""A key that no row has, and that no address holds by chance."""


def list_url(kind: Kind, query: str = "") -> str:
    """The list of a kind, with conditions."""
    address = _kept(get_script_prefix(), "kind-list", kind.slug)
    return address + (f"?{query}" if query else "")


def record_url(kind: Kind, pk: int) -> str:
    """The page of one row: the kind's own where it has one."""
    return record_urls(kind)(pk)


def record_urls(kind: Kind) -> Callable[[int], str]:
    """The pages of many rows: the address is looked up once."""
    named = (kind.page, MARK) if kind.page else ("kind-record", kind.slug, MARK)
    before, after = _kept(get_script_prefix(), *named).split(str(MARK))
    return lambda pk: f"{before}{pk}{after}"


@lru_cache(maxsize=1000)
def _kept(prefix: str, name: str, *args: Any) -> str:
    """An address, looked up once under the prefix at which the site is served: a page has a hundred."""
    return reverse(name, args=args)


def url_of(record: Record) -> str:
    """The page of a register row; empty when its kind has none."""
    kind = kind_of_record(record.kind)
    return record_url(kind, record.pk) if kind else ""


def add_url(kind: Kind, **query: Any) -> str:
    """The page that adds a row; `record` for a part, `from` for what it is made from."""
    if kind.adding:
        return reverse(kind.adding, args=[query["record"]] if "record" in query else [])
    return reverse("kind-add", args=[kind.slug]) + (f"?{urlencode(query)}" if query else "")


def act_url(kind: Kind, name: str, pk: int, *more: Any) -> str:
    """A page of one row: amend, void, move, file-add, tie-add, turn."""
    return reverse(f"kind-{name}", args=[kind.slug, pk, *more])


def move_url(kind: Kind, pk: int, name: str) -> str:
    """The page of a move: the module's own where it has one."""
    if name in kind.own_pages:
        return reverse(kind.own_pages[name], args=[pk])
    return act_url(kind, "move", pk, name)


def url_or_none(name: str, *args: Any) -> str | None:
    """The address of a page that another floor may have; None when it is not built in."""
    try:
        return reverse(name, args=args) if args else _kept(get_script_prefix(), name)
    except NoReverseMatch:
        return None


def crumbs(kind: Kind, row: Any = None, here: str = "") -> list[dict[str, str]]:
    """Where one is: the list, the parent record of a part, the row, the page."""
    found: list[dict[str, str]] = []
    parent = owner_of(kind, row)
    if parent is not None:
        found.append({"label": parent.title, "url": list_url(parent)})
        found.append({"label": name_of(row.record), "url": record_url(parent, row.record_id)})
    else:
        found.append({"label": kind.title, "url": list_url(kind)})
    if row is not None and here:
        found.append({"label": row_name(kind, row), "url": record_url(kind, row.pk)})
    found.append(
        {"label": here or (row_name(kind, row) if row is not None else kind.title), "url": ""}
    )
    return found[1:] if row is None and not here else found


def owner_of(kind: Kind, row: Any) -> Kind | None:
    """The kind of the record that a part belongs to; None for a record, and for a row of ground."""
    record = None if kind.is_record else getattr(row, "record", None)
    return kind_of_record(record.kind) if record is not None else None


def back_url(kind: Kind, row: Any) -> str:
    """Where one goes after an act on a row: its record's page for a part, else its own."""
    owner = owner_of(kind, row)
    return record_url(owner, row.record_id) if owner else record_url(kind, row.pk)


def name_of(record: Record) -> str:
    """A record in short: its number, else its title."""
    return record.number or record.title


def row_name(kind: Kind, row: Any) -> str:
    """A row in short."""
    return name_of(row.record) if kind.is_record else str(row)


def noun(kind: Kind) -> str:
    """What one row is called: 文稿, where the list is called 文稿、制度、荣誉."""
    return kind.charter.title if kind.charter else kind.title
