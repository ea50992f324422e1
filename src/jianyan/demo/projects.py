"""Work points, key projects, members' homes and agreements."""

from __future__ import annotations

from datetime import date
from random import Random

from jianyan.demo.cast import Cast
from jianyan.demo.draw import between, chance, later, spread, words
from jianyan.demo.works import Agreement, KeyProject, MemberHome, WorkPoint

HOMES = {2017: 2, 2018: 4, 2019: 3, 2020: 7}
HOUSEHOLDS = {2017: 34, 2018: 52, 2019: 41, 2020: 86}
NOTES = ("现场调度，协调管线迁改。", "研究征收安置方案。", "完成主体结构施工。", "办结用地手续。")


def make_work_points(seed: int, cast: Cast) -> list[WorkPoint]:
    """The tasks of each year; all of 2018 are done, one of 2020 is not."""
    found = []
    committees = cast.kind("special_committee")
    for year in (2017, 2018, 2019, 2020):
        rng = chance(seed, f"work points {year}")
        titles = words("work")["work_points"][: 32 if year in (2018, 2020) else 20]
        for number, title in enumerate(titles, start=1):
            due = between(rng, date(year, 5, 20), date(year, 12, 20))
            done = min(later(rng, due, -30, 4), date(year, 12, 28))
            if year == 2020 and title == "推进文史资料征编":
                done = None  # type: ignore[assignment]
            key = f"point:{year}:{number:02d}"
            body = committees[number % len(committees)].key
            found.append(WorkPoint(key, year, title, body, date(year, 1, 17), due, done))
    return found


def make_key_projects(seed: int, cast: Cast) -> list[KeyProject]:
    """Projects that leaders answer for; one a year clears households, all of them signed up."""
    rng = chance(seed, "key projects")
    names = words("work")["key_projects"]
    spans = ((2017, 2018), (2018, 2020), (2019, None), (2018, 2019), (2020, None), (2017, 2017))
    found = []
    council = cast.council(date(2018, 2, 1))
    for number, (name, (first, last)) in enumerate(zip(names, spans, strict=True), start=1):
        since = date(first, 3, 1)
        until = date(last, 12, 31) if last and last < 2020 else None
        notes = tuple(
            (day, rng.choice(NOTES)) for day in spread(rng, since, until or date(2020, 12, 1), 4)
        )
        leaders = cast.council(since)[:1] if first == 2017 else [council[number % len(council)]]
        found.append(
            KeyProject(f"project:{number:02d}", name, tuple(leaders), since, until, 0, (), notes)
        )
    for number, (year, count) in enumerate(HOUSEHOLDS.items(), start=len(found) + 1):
        since = date(year, 3, 1)
        name = f"{words('places')['roads'][number]}打通工程住户征迁"
        leader = cast.council(since)[1]
        found.append(
            KeyProject(
                f"project:{number:02d}",
                name,
                (leader,),
                since,
                date(year, 12, 31),
                count,
                _signings(rng, year, count),
                (),
            )
        )
    return found


def _signings(rng: Random, year: int, count: int) -> tuple[tuple[date, int], ...]:
    found: list[tuple[date, int]] = []
    left = count
    for day in spread(rng, date(year, 4, 2), date(year, 10, 20), 9):
        share = left if len(found) == 8 else min(left, rng.randint(1, max(1, count // 7)))
        if share:
            found.append((day, share))
        left -= share
    return tuple(found)


def make_homes(seed: int, cast: Cast) -> list[MemberHome]:
    """Members' homes by street and sector, with the money put in."""
    rng = chance(seed, "homes")
    bodies = [*cast.kind("street"), *cast.kind("sector")[18:25]]
    found: list[MemberHome] = []
    for year, count in HOMES.items():
        for _ in range(count):
            body = bodies[len(found)]
            opened = between(rng, date(year, 5, 10), date(year, 11, 20))
            first = rng.randrange(3, 9) * 1000000 + rng.randrange(0, 10) * 50000
            spent = (
                (later(rng, opened, -60, -30), first),
                (later(rng, opened, -9, -1), first // 4),
            )
            key = f"home:{year}:{len(found) + 1:02d}"
            name = f"{body.name}委员之家"
            found.append(MemberHome(key, name, body.key, date(year, 2, 20), opened, spent))
    return found


def make_agreements(seed: int, cast: Cast) -> list[Agreement]:
    """Cooperation between enterprises and institutes that the committee brought about."""
    rng = chance(seed, "agreements")
    partners = [body.key for body in cast.kind("institute")]
    found = []
    for year in (2017, 2018, 2019, 2020):
        chosen = partners if year in (2018, 2020) else partners[:1]
        for number, partner in enumerate(chosen, start=1):
            firm = (
                "enterprise:澜汀恒通管业有限公司"
                if year == 2018
                else rng.choice(cast.kind("enterprise")[1:40]).key
            )
            day = between(rng, date(year, 5 + number, 4), date(year, 5 + number, 24))
            title = f"{firm.partition(':')[2]}与{partner.partition(':')[2]}合作协议"
            found.append(Agreement(f"agreement:{year}:{number}", title, firm, partner, day))
    return found
