"""The rail: the kinds one may see, by group, and the entries that other floors add."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jianyan.kernel.rules import Actor

from .pages.access import seen_kinds
from .pages.places import list_url, url_or_none
from .rules import OFFICE

GROUPS = ("", "履职", "名册", "数出有源", "管理")
"""Groups in the order of the rail; others stand after 数出有源 in the order of declaration."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the rail beside the kinds: a page by its URL name, for whom (all when None)."""

    label: str
    url_name: str
    icon: str
    group: str = ""
    order: int = 100
    who: Callable[[Actor], bool] | None = None


ENTRIES: list[Entry] = [
    Entry("导入记录", "batches", "upload", "管理", 300, lambda actor: actor.has(*OFFICE))
]


def register_entry(entry: Entry) -> None:
    """Enter a page into the rail (floors above ground do so at start-up)."""
    if entry not in ENTRIES:
        ENTRIES.append(entry)


def rail(actor: Actor, here: str) -> list[dict[str, Any]]:
    """The groups of the rail for an actor; `here` is the address one is at."""
    found: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for entry in ENTRIES:
        url = url_or_none(entry.url_name)
        if url and (entry.who is None or entry.who(actor)):
            item: dict[str, Any] = {"label": entry.label, "url": url, "icon": entry.icon}
            found.setdefault(entry.group, []).append((entry.order, item))
    for kind in seen_kinds(actor):
        if kind.nav and (kind.nav_for is None or kind.nav_for(actor)):
            item = {"label": kind.title, "url": list_url(kind), "icon": kind.icon}
            found.setdefault(kind.group, []).append((200, item))
    middle = [label for label in found if label not in GROUPS]
    order = [*GROUPS[:2], *middle, *GROUPS[2:]]
    groups = []
    for label in order:
        if label in found:
            items = [item for _, item in sorted(found[label], key=lambda pair: pair[0])]
            for item in items:
                item["current"] = _within(here, item["url"])
            groups.append({"label": label, "items": items})
    return groups


def _within(here: str, url: str) -> bool:
    return here == url or (url != "/" and url.endswith("/") and here.startswith(url))
