"""A figure's name with its brackets: 提案.交办[城市交通], 建议.采纳[来源=协商], 会议.次数[党组会议|主席会议]."""

from __future__ import annotations

from dataclasses import dataclass

from jianyan.ground.splits import codes_of
from jianyan.kernel.errors import Refused
from jianyan.kernel.figure import Figure, figure_named
from jianyan.kernel.scope import Scope

Picked = tuple[str | None, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a name with brackets asks for: the figure's name and the labels picked by dimension."""

    name: str
    picks: tuple[Picked, ...] = ()


def parse_name(text: str) -> Asked:
    """Read a name with brackets. Raises Refused on a bracket without its pair or without a label."""
    plain = text.strip().translate({ord("［"): "[", ord("］"): "]", ord("｜"): "|", ord("＝"): "="})
    name, opened, rest = plain.partition("[")
    picks: list[Picked] = []
    while opened:
        inside, closed, rest = rest.partition("]")
        if not closed:
            raise Refused(f"“{text}”的方括号没有收尾，请补上 ]。")
        dimension, equals, labels = inside.rpartition("=")
        found = tuple(label.strip() for label in labels.split("|"))
        if not all(found):
            raise Refused(f"“{text}”的方括号中缺少分列名，请写明。")
        picks.append((dimension.strip() if equals else None, found))
        before, opened, rest = rest.partition("[")
        if before.strip():
            raise Refused(f"“{text}”的方括号后多出“{before.strip()}”，请删去。")
    return Asked(name.strip(), tuple(picks))


def resolved(asked: Asked, scope: Scope) -> tuple[Figure, tuple[Picked, ...]]:
    """The figure and the picks as codes, looked up in the scope's own lists. Raises UnknownName."""
    figure = figure_named(asked.name)
    picks = tuple(
        (dimension, codes_of(figure.split(dimension), labels, scope.committees))
        for dimension, labels in asked.picks
    )
    return figure, picks
