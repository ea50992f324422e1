"""A candidate as a template writes it: the value and the filters that print what stood there."""

from __future__ import annotations

from .marks import Mark
from .matching import Match

ROUNDED = ("count", "distinct", "sum")


def written(match: Match, mark: Mark) -> str:
    """The slot: {{ 捐赠.金额 | 万 | 余 }}."""
    return slot(match.value, *filters(match, mark))


def slot(value: str, *filters: str) -> str:
    """A value with its filters in double braces."""
    return f"{{{{ {' | '.join((value, *filters))} }}}}"


def filters(match: Match, mark: Mark) -> list[str]:
    """The filters that a figure of this fold takes here."""
    found = []
    if match.entry.name.startswith("届次."):
        return ["汉字"]
    if match.entry.fold == "range":
        return [{"low": "低", "high": "高"}.get(mark.side, "至")]
    if match.part and match.part.each:
        found.append("各")
    if match.entry.fold in ROUNDED:
        found += ["万"] if mark.scaled else []
        found += ["余"] if mark.rounds else []
    return found
