"""Texts of proposals: a topic's sentences with one coherent set of places and numbers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

from jianyan.demo.draw import fill, some
from jianyan.demo.nouns import Body
from jianyan.demo.places import setting

LISTS = ("city", "traffic", "life", "culture", "economy", "community", "other")
ORDINALS = "一二三四五六"
OPENINGS = (
    "",
    "据了解，",
    "经走访了解，",
    "近年来，区委、区政府高度重视相关工作，取得了一定成效。但从实际情况看，",
)
SINGLE = "为此，提出以下建议："
# The year's first proposal asks for lamps on one road, the third is on parking at one market.
LAMPS = {
    2017: {"road": "春晖路", "part": "西段", "community": "书院社区", "street": "柳堤街道"},
    2018: {"road": "柳堤路", "part": "东段", "community": "映柳社区", "street": "柳堤街道"},
    2019: {"road": "津渡路", "part": "南段", "community": "听澜社区", "street": "柳堤街道"},
    2020: {"road": "砚湖大道", "part": "北段", "community": "新荷社区", "street": "柳堤街道"},
}
MARKET = {
    2017: {"market": "望桥农贸市场", "hospital": "区中医院"},
    2018: {"market": "澜汀商贸城", "hospital": "区第二医院"},
    2019: {"market": "砚湖水产市场", "hospital": "区第二医院"},
    2020: {"market": "石梁农贸市场", "hospital": "区人民医院"},
}


@dataclass(frozen=True, slots=True)
class Topic:
    key: str
    local: str
    national: str
    units: tuple[str, ...]
    titles: tuple[str, ...]
    now: str
    why: tuple[str, ...]
    do: tuple[str, ...]
    outcome: str
    epidemic: bool


@dataclass(frozen=True, slots=True)
class Text:
    """One drawn text; `street` names the street office that it concerns."""

    topic: Topic
    title: str
    situation: str
    analysis: str
    suggestions: tuple[str, ...]
    street: str
    road: str
    names_street: bool


@cache
def topics() -> tuple[Topic, ...]:
    """All topics of the seven local categories."""
    found = []
    for name in LISTS:
        path = files(__package__) / "data" / "topics" / f"{name}.toml"
        rows = tomllib.loads(path.read_text("utf-8"))
        found += [
            Topic(
                row["key"],
                rows["category"],
                row["nation"],
                tuple(row["units"]),
                tuple(row["title"]),
                row["now"],
                tuple(row["why"]),
                tuple(row["do"]),
                row.get("outcome", ""),
                row.get("only") == "epidemic",
            )
            for row in rows["topic"]
        ]
    return tuple(found)


def topic(key: str) -> Topic:
    """One topic by its key."""
    return next(row for row in topics() if row.key == key)


def write(
    rng: Random,
    of: Topic,
    places: list[Body],
    title: int | None = None,
    fixed: dict[str, str] | None = None,
) -> Text:
    """A text on the topic; `title` picks a title, `fixed` fixes places."""
    names = setting(rng, places) | (fixed or {})
    pattern = of.titles[title] if title is not None else rng.choice(of.titles)
    reasons = some(rng, of.why, 2, 3)
    analysis = "".join(
        f"{ORDINALS[n]}是{fill(rng, why, names).removesuffix('。')}；"
        for n, why in enumerate(reasons)
    )
    opening = "" if "{road}" in of.now[:6] or rng.random() < 0.4 else rng.choice(OPENINGS)
    return Text(
        of,
        fill(rng, pattern, names),
        opening + fill(rng, of.now, names),
        analysis.removesuffix("；") + "。",
        tuple(fill(rng, do, names) for do in some(rng, of.do, 3, 4)),
        names["street"],
        names["road"] + names["part"],
        "{street}" in pattern or "{community}" in pattern,
    )
