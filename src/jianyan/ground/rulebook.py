"""Reading the rulebook (规程): what a committee's version in force says."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from .models import Rulebook

PRESETS = ("county", "beijing", "shanghai")


@cache
def preset(name: str) -> dict[str, Any]:
    """The provisions of a shipped preset over the defaults, as nested tables."""
    folder = files("jianyan.ground") / "presets"
    base = tomllib.loads((folder / "defaults.toml").read_text("utf-8"))
    return _over(base, tomllib.loads((folder / f"{name}.toml").read_text("utf-8")))


def _over(base: dict[str, Any], top: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in top.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _over(merged[key], value) if both else value
    return merged


def in_force(committee: int, on: date) -> Rulebook | None:
    """The version of a committee's rulebook in force on a day."""
    return (
        Rulebook.objects.filter(committee=committee, since__lte=on)
        .order_by("-since", "-number")
        .first()
    )


def versions(committee: int) -> list[Rulebook]:
    """All versions of a committee's rulebook; the first whose `since` is not after a day is in
    force on it."""
    return list(Rulebook.objects.filter(committee=committee).order_by("-since", "-number"))


def provision(rulebook: Rulebook | None, path: str) -> Any:
    """What a version says under a dotted path; the county preset where it says nothing.

    Raises KeyError for a path that no preset knows (a fault of the caller, not of the place).
    """
    for data in ((rulebook.data if rulebook else {}), preset("county")):
        found: Any = data
        for key in path.split("."):
            found = found.get(key) if isinstance(found, dict) else None
            if found is None:
                break
        if found is not None:
            return found
    raise KeyError(path)
