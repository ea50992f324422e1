"""The field's words: how reports call the figures of the dictionary, the parts of lists, the units."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

FILE = Path(__file__).parent / "vocabulary.toml"
Reach = Literal["near", "wide"]
Role = Literal["", "must", "may"]


@dataclass(frozen=True, slots=True)
class Saying:
    """How a figure is spoken of.

    `says`: one of these stands beside the number. `needs`: of each group one stands somewhere
    around. `only` or else `units`: the units it is counted in beside its own. `split`: whether the
    part may be named further off. `item`: it is known by the part alone. `label`: the part must
    be named, or may stand for the words. `parts`: words of which the part's label has one.
    `yields`: where the sentence or a heading says these, another figure is meant; `unless`: where
    the own words do. `close`: the groups are asked of the own words. `spread`: a least and a most.
    `nearly`: units in which it is not quite what is meant, and never sure.
    `yearly`: it sums up a year's meetings; what is told of one meeting is not it. `named`: beside a
    name in quotes its words tell of that one alone: “委员进社区”活动36次.
    `has`: words that call it only where nothing more is said than how many there are: 共有X名委员.
    """

    says: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...] = ()
    units: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    split: Reach = "near"
    item: bool = False
    label: Role = ""
    parts: tuple[str, ...] = ()
    yields: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    close: bool = False
    spread: bool = False
    has: tuple[str, ...] = ()
    nearly: tuple[str, ...] = ()
    yearly: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Naming:
    """When a place that stands for words is a name, an entry of a list, or `words` of its own."""

    figure: str
    words: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    inside: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """The rate that a figure's share is, of wholes that are so called."""

    name: str
    wholes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of it.

    `near`, `share`, `growth` beside a number, `by` right before it: no figure of ours counts it.
    `others`: what no figure counts. `nouns`: words that tell of no doing though a part of them does. `narrow`: labels that count only beside
    a number, wherever others may be further off, `before`: words that tell nothing of a number
    before them. `sums`: rates
    that are parts of one, and added up; `shares`: the rate that a share of the total is, `parts`:
    the rate that the share of a part is.
    """

    figures: dict[str, Saying]
    labels: dict[str, tuple[str, ...]]
    units: dict[str, tuple[str, ...]]
    near: tuple[str, ...] = ()
    share: tuple[str, ...] = ()
    growth: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    names: tuple[Naming, ...] = ()
    narrow: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    sums: tuple[frozenset[str], ...] = ()
    shares: dict[str, Share] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)

    def called(self, label: str) -> tuple[str, ...]:
        """A label and what else it is called."""
        return (label, *self.labels.get(label, ()))

    def saying(self, name: str) -> Saying:
        """How a figure is spoken of; one that the file does not know by the words of its name."""
        if name in self.figures:
            return self.figures[name]
        first, *rest = [part for part in name.split(".") if part != "名单"]
        return Saying(says=(rest[-1] if rest else first,), needs=((first,),) if rest else ())


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that comes with the program."""
    told: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    foreign = told["foreign"]
    return Vocabulary(
        figures={name: _saying(each) for name, each in told["figures"].items()},
        labels={name: tuple(words.split()) for name, words in told["labels"].items()},
        units={name: tuple(words.split()) for name, words in told["units"].items()},
        near=tuple(foreign["near"].split()),
        share=tuple(foreign["share"].split()),
        growth=tuple(foreign["growth"].split()),
        by=tuple(foreign["by"].split()),
        others=tuple(foreign["else"].split()),
        nouns=tuple(foreign["noun"].split()),
        names=tuple(_naming(each) for each in told["names"]),
        narrow=tuple(told["wide"]["never"].split()),
        before=tuple(told["wide"]["before"].split()),
        sums=tuple(frozenset(each.split()) for each in told["rates"]["sums"]),
        shares={
            name: Share(each["rate"], tuple(each["of"].split()))
            for name, each in told["rates"]["shares"].items()
        },
        parts=told["rates"]["parts"],
    )


def _naming(told: dict[str, str]) -> Naming:
    return Naming(
        told.get("figure", ""),
        told.get("words", ""),
        tuple(told.get("before", "").split()),
        tuple(told.get("after", "").split()),
        told.get("inside", ""),
        tuple(told.get("with", "").split()),
    )


def _saying(told: dict[str, Any]) -> Saying:
    groups = [group.split() for group in told.get("with", "").split("+")]
    return Saying(
        says=tuple(told["says"].split()),
        needs=tuple(tuple(group) for group in groups if group),
        units=tuple(told.get("units", "").split()),
        only=tuple(told.get("only", "").split()),
        split=told.get("split", "near"),
        item=told.get("item", False),
        label=told.get("label", ""),
        parts=tuple(told.get("parts", "").split()),
        yields=tuple(told.get("yields", "").split()),
        close=told.get("close", False),
        unless=tuple(told.get("unless", "").split()),
        spread=told.get("range", False),
        has=tuple(told.get("has", "").split()),
        nearly=tuple(told.get("nearly", "").split()),
        yearly=told.get("yearly", False),
        named=told.get("named", False),
    )
