"""The dictionary of figures as a reader of old reports needs it: names, units, meanings, parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from jianyan.ground.shipped import ITEMS, lists
from jianyan.ground.splits import PartOf, kept, parts_of
from jianyan.kernel.figure import FIGURES, Split

_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
UNNAMED = ("person", "body:")
"""Lists of people and bodies: what a report says of them is not guessed at."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One split of a figure with the labels of its list. `own`: the figure's first."""

    name: str
    own: bool
    labels: tuple[str, ...]
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure of the dictionary."""

    name: str
    unit: str
    fold: str
    means: str = ""
    owner: str = ""
    splits: tuple[Dimension, ...] = ()


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Every figure with its parts, and what the place is called, where that is known.

    `place` gives a name of ground (政协.区名) its value; `listed` says of a name that stands in
    lists of the report's year which entries it is (帮扶.村.名单 | 第(1)).
    """

    entries: dict[str, Entry]
    place: dict[str, str]
    listed: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, bool]:
        """Every name that is known, and whether it is the place's own."""
        return dict.fromkeys(self.listed, False) | dict.fromkeys(self.place.values(), True)


def dictionary_of(
    committees: tuple[int, ...] = (), place: dict[str, str] | None = None
) -> Dictionary:
    """The dictionary with the lists of these committees; of none, with the lists that are shipped."""
    listing: Callable[[Split], Iterable[PartOf]] = (
        (lambda split: parts_of(split, committees)) if committees else _shipped
    )
    with kept():
        entries = {
            figure.name: Entry(
                figure.name,
                "%" if figure.fold.kind == "ratio" else figure.unit,
                figure.fold.kind,
                figure.means,
                figure.owner,
                tuple(
                    Dimension(
                        split.name, at == 0, _labels(figure.name, split, listing), split.suffix
                    )
                    for at, split in enumerate(figure.by)
                ),
            )
            for figure in FIGURES.values()
            if not figure.retired
        }
    return Dictionary(entries, place or {})


def _labels(
    name: str, split: Split, listing: Callable[[Split], Iterable[PartOf]]
) -> tuple[str, ...]:
    if split.scheme.startswith(UNNAMED):
        return ()
    whole = name.partition(".")[0]  # the root of its tree says no more than the figure's name
    labels = tuple(dict.fromkeys(each.label for each in listing(split) if each.label != whole))
    known = set(labels)
    # 党组（扩大）会议 is said of any 党组会议: what only adds an aside to another label is left out.
    return tuple(
        each for each in labels if (bare := _ASIDE.sub("", each)) == each or bare not in known
    )


def _shipped(split: Split) -> list[PartOf]:
    """A split's parts as they come with the program."""
    if split.choices:
        return [PartOf(code, label) for code, label in split.choices]
    name, _, top = split.scheme.partition("/")
    if name == "item":
        return [
            PartOf(each["code"], each["label"]) for told in lists() for each in told.get(ITEMS, ())
        ]
    found = [each for told in lists() for each in told.get(name, ())]
    above = {each["code"]: each.get("parent") for each in found}
    return [
        PartOf(each["code"], each["label"], each.get("parent"))
        for each in found
        if not top or _below(each["code"], top, above)
    ]


def _below(code: str, top: str, above: dict[str, str | None]) -> bool:
    parent = above.get(code)
    return parent is not None and (parent == top or _below(parent, top, above))
