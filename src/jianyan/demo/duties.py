"""Who answers for what: streets, communities, compounds, posts with patrols, households."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from jianyan.demo.cast import Cast
from jianyan.demo.draw import chance, spread
from jianyan.demo.nouns import Body
from jianyan.demo.works import Patrol, Responsibility
from jianyan.ground.calendar import days

# year: first and last day of the posting, compounds posted, campaign
POSTINGS = {
    2017: (date(2017, 6, 5), date(2017, 6, 16), 4, "文明创建"),
    2018: (date(2018, 5, 14), date(2018, 5, 31), 6, "文明创建"),
    2019: (date(2019, 6, 10), date(2019, 6, 26), 5, "文明创建"),
    2020: (date(2020, 1, 28), date(2020, 3, 20), 9, "疫情防控"),
}
SHIFTS = ("早班", "中班", "晚班")
NOTES = (
    "走访网格员，了解近期群众诉求。",
    "协调解决卡点帐篷和照明。",
    "与社区研究停车和环境整治。",
    "参加院落议事会，听取意见。",
)


def make_responsibilities(seed: int, cast: Cast) -> list[Responsibility]:
    """Each year's postings, leaders' streets and communities, and households by code."""
    found: list[Responsibility] = []
    for year, (first, last, count, campaign) in POSTINGS.items():
        rng = chance(seed, f"duties {year}")
        street = cast.kind("street")[(year - 2017) * 3 % 12]
        found += _posting(rng, cast, street, first, last, count, campaign, len(found))
        found += _leaders(rng, cast, year, last, campaign, street, len(found))
        found += _households(rng, cast, year, len(found))
    return found


def _posting(
    rng: Random,
    cast: Cast,
    street: Body,
    first: date,
    last: date,
    count: int,
    campaign: str,
    known: int,
) -> list[Responsibility]:
    """The volunteers' street, its two communities, and posts at their compounds."""
    communities = [b for b in cast.kind("community") if b.parent == street.key][:2]
    compounds = [b for c in communities for b in cast.kind("compound") if b.parent == c.key]
    more = [
        b
        for c in cast.kind("community")
        if c.parent == street.key and c not in communities
        for b in cast.kind("compound")
        if b.parent == c.key
    ]
    targets = [street, *communities, *(compounds + more)[:count]]
    staff = cast.staff(first)
    found = []
    for number, body in enumerate(targets, start=1):
        person = staff[number % len(staff)]
        post = f"{body.name}出入口" if body.kind == "compound" else ""
        label = {"street": "分包街道", "community": "分包社区", "compound": "分包小区"}[body.kind]
        patrols = tuple(_patrols(rng, first, last)) if post else ()
        found.append(
            Responsibility(
                f"duty:{known + number:04d}",
                label,
                person,
                body.key,
                first,
                last,
                campaign,
                post=post,
                patrols=patrols,
            )
        )
    return found


def _patrols(rng: Random, first: date, last: date) -> list[Patrol]:
    """At least one shift on every day of the posting."""
    found = []
    for day in days(first, last):
        for shift in SHIFTS[: rng.randint(1, 3)]:
            entries = rng.randint(40, 320)
            found.append(
                Patrol(day, shift, rng.randint(2, 4), entries, entries - rng.randint(0, 6))
            )
    return found


def _leaders(
    rng: Random, cast: Cast, year: int, last: date, campaign: str, own: Body, known: int
) -> list[Responsibility]:
    """Each leader one street and one community of it, from a day after the volunteers."""
    start = POSTINGS[year][0] + timedelta(days=1)
    streets = [b for b in cast.kind("street") if b.key != own.key]
    found: list[Responsibility] = []
    for place, leader in enumerate(cast.council(start)):
        street = streets[(place + year) % len(streets)]
        community = next(b for b in cast.kind("community") if b.parent == street.key)
        for body, label in ((street, "分包街道"), (community, "分包社区")):
            notes = tuple((day, rng.choice(NOTES)) for day in spread(rng, start, last, 3))
            key = f"duty:{known + len(found) + 1:04d}"
            found.append(
                Responsibility(key, label, leader, body.key, start, last, campaign, notes=notes)
            )
    return found


def _households(rng: Random, cast: Cast, year: int, known: int) -> list[Responsibility]:
    """Staff paired with households of the aided villages, under a code of the office."""
    first, last = date(year, 3, 5), date(year, 12, 25)
    found = []
    for number, person in enumerate(cast.staff(first)[:16], start=1):
        notes = tuple((day, "入户走访，了解生产生活情况。") for day in spread(rng, first, last, 3))
        found.append(
            Responsibility(
                f"duty:{known + number:04d}",
                "结对帮扶户",
                person,
                "village:岩背村",
                first,
                last,
                code=f"帮{year}-{number:02d}",
                notes=notes,
            )
        )
    return found
