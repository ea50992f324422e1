"""The category lists that come with the program, and what a committee's own lists lack of them.

A committee gets them all when it is founded; an entry that comes with a later version is added only
where its administrator agrees. What the place has, by its code, is never touched: it may have
renamed, moved or ended it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Max

from jianyan.kernel.errors import Refused

from .models import Category
from .register import By, leave_trail, today

ITEMS = "item"
"""What the lists of items are called in the same files."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """One entry that comes with the program."""

    scheme: str
    code: str
    label: str
    parent: str = ""

    @property
    def key(self) -> str:
        """How a page names it."""
        return f"{self.scheme}/{self.code}"


@dataclass(frozen=True, slots=True)
class Lacking:
    """An entry that a committee's list lacks; `alike` is one of its own of the same name."""

    entry: Shipped
    alike: str = ""


@cache
def lists() -> tuple[dict[str, Any], ...]:
    """What each module ships: {scheme: [{code, label, parent?}]}, and items."""
    paths = [Path(config.path) / "categories.toml" for config in apps.get_app_configs()]
    return tuple(tomllib.loads(path.read_text("utf-8")) for path in paths if path.exists())


def shipped() -> list[Shipped]:
    """Every entry of every list, in the order of the files."""
    return [
        Shipped(scheme, entry["code"], entry["label"], entry.get("parent", ""))
        for data in lists()
        for scheme, entries in data.items()
        if scheme != ITEMS
        for entry in entries
    ]


def lacking(committee: int) -> list[Lacking]:
    """The shipped entries whose codes the committee's lists do not have."""
    rows = Category.objects.filter(committee=committee)
    own = list(rows.values_list("scheme", "code", "label"))
    codes = {(scheme, code) for scheme, code, _ in own}
    named = {(scheme, label): code for scheme, code, label in own}
    return [
        Lacking(one, named.get((one.scheme, one.label), ""))
        for one in shipped()
        if (one.scheme, one.code) not in codes
    ]


def take(by: By, committee: int, keys: Collection[str]) -> list[Category]:
    """Add the lacking entries that are agreed to, at the end of their lists, each with its trail row.

    Raises Refused for none, and for one whose entry above is neither there nor agreed to.
    """
    asked = [one.entry for one in lacking(committee) if one.entry.key in keys]
    if not asked:
        raise Refused("请先勾选要加入的类别。")
    made = []
    with transaction.atomic():
        for entry in asked:
            rows = Category.objects.filter(committee=committee, scheme=entry.scheme)
            above = rows.filter(code=entry.parent).first() if entry.parent else None
            if entry.parent and above is None:
                raise Refused(f"“{entry.label}”的上级“{entry.parent}”还没有，请一并勾选。")
            last = rows.aggregate(last=Max("order"))["last"]
            row = Category.objects.create(
                committee_id=committee,
                scheme=entry.scheme,
                code=entry.code,
                label=entry.label,
                parent=above,
                order=0 if last is None else last + 1,
            )
            leave_trail(
                None,
                by,
                committee=committee,
                part=row,
                move="enter",
                label="加入随程序的类别",
                on=today(),
                changes={"code": [None, entry.key], "label": [None, entry.label]},
            )
            made.append(row)
    return made
