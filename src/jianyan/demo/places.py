"""Streets, communities, compounds, enterprises, aided places; and the names for filled texts."""

from __future__ import annotations

from datetime import date
from random import Random

from jianyan.demo.draw import chance, words
from jianyan.demo.nouns import Body, Place

SINCE = date(2013, 1, 1)
PLACE = Place(
    district="澜汀区",
    district_short="澜汀",
    city="云陂市",
    city_short="云陂",
    committee="中国人民政治协商会议云陂市澜汀区委员会",
    committee_short="政协澜汀区委员会",
    city_chair="卢",
)


def bodies(seed: int) -> list[Body]:
    """Every place of the district and of the counties aided, parents first."""
    rng = chance(seed, "places")
    lists = words("places")
    found = []
    names = iter(lists["words"])
    for street in lists["streets"]:
        found.append(Body(f"street:{street}", "street", f"{street}街道", street, SINCE))
        for _ in range(8):
            name = next(names)
            key = f"community:{name}"
            parent = f"street:{street}"
            found.append(Body(key, "community", f"{name}社区", name, SINCE, parent=parent))
            found.extend(_compounds(rng, name, lists["compound_tails"]))
    return found + _enterprises(rng, lists) + _sites(lists) + _aided(lists)


def _compounds(rng: Random, community: str, tails: list[str]) -> list[Body]:
    stem = community[:-1] if len(community) > 2 and community[-1] in "里苑园" else community
    tails = [tail for tail in tails if not tail.startswith(stem[-1])]
    return [
        Body(
            f"compound:{stem}{tail}",
            "compound",
            f"{stem}{tail}",
            f"{stem}{tail}",
            SINCE,
            parent=f"community:{community}",
        )
        for tail in rng.sample(tails, 3)
    ]


def _enterprises(rng: Random, lists: dict[str, list[str]]) -> list[Body]:
    trades = lists["enterprise_trades"]
    found = ["澜汀恒通管业有限公司"]
    for word in lists["enterprise_words"]:
        found += [f"澜汀{word}{trade}有限公司" for trade in rng.sample(trades, 3)]
    found += lists["malls"]
    return [Body(f"enterprise:{name}", "enterprise", name, name, SINCE) for name in found]


def _sites(lists: dict[str, list[str]]) -> list[Body]:
    found = [("隔离点", name) for name in lists["isolation"]]
    found += [("指挥部", name) for name in lists["headquarters"]]
    found += [("参观地", name) for name in lists["integrity_places"]]
    rows = [Body(f"site:{name}", "site", name, name, SINCE, topic=topic) for topic, name in found]
    partners = ["云陂材料研究院", "云陂理工大学"]
    rows += [Body(f"institute:{name}", "institute", name, name, SINCE) for name in partners]
    return rows


def _aided(lists: dict[str, list[list[str]]]) -> list[Body]:
    found = [
        Body(f"county:{name}", "county", str(name), str(name), SINCE) for name in lists["counties"]
    ]
    for above, below, levels in (("county", "town", "towns"), ("town", "village", "villages")):
        found += [
            Body(f"{below}:{name}", below, name, name, SINCE, parent=f"{above}:{parent}")
            for parent, name in lists[levels]
        ]
    found += [
        Body(f"school:{name}", "school", name, name, SINCE, parent=f"village:{parent}")
        for parent, name in lists["village_schools"]
    ]
    return found


def setting(rng: Random, places: list[Body]) -> dict[str, str]:
    """One coherent set of place names for a text: street, a community of it, roads, a school."""
    lists = words("places")
    community = rng.choice([body for body in places if body.kind == "community"])
    compounds = [b for b in places if b.kind == "compound" and b.parent == community.key]
    roads = rng.sample(lists["roads"], 2)
    return {
        "street": f"{(community.parent or '').partition(':')[2]}街道",
        "community": community.name,
        "compound": rng.choice(compounds).name,
        "road": roads[0],
        "road2": roads[1],
        "part": rng.choice(lists["parts"]),
        "school": rng.choice(lists["schools"]),
        "market": rng.choice(lists["markets"]),
        "park": rng.choice(lists["parks"]),
        "hospital": rng.choice(lists["hospitals"]),
        "community_key": community.key,
    }
