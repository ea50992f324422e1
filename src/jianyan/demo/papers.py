"""Publications, regulations, honours; public accounts and the party group's ledgers."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from jianyan.demo.cast import Cast
from jianyan.demo.draw import between, chance, later, months_of, some, words
from jianyan.demo.facts import Proposal
from jianyan.demo.works import Account, Ledger, Publication

# year: papers, regulations, articles, honours, banners, reports to the party committee
COUNTS = {
    2017: (3, 3, 5, 1, 1, 3),
    2018: (9, 14, 8, 3, 3, 6),
    2019: (4, 5, 6, 2, 1, 4),
    2020: (7, 9, 8, 4, 2, 6),
}
OUTLETS = ("《云陂日报》", "云陂电视台", "《澜汀通讯》", "“云陂政协”网站")


def make_publications(
    seed: int, cast: Cast, reports: list[Publication], proposals: list[Proposal]
) -> list[Publication]:
    """All publications of all years, research reports first."""
    found = list(reports)
    for year in COUNTS:
        found += _year(chance(seed, f"papers {year}"), cast, year, proposals)
    return found


def _year(rng: Random, cast: Cast, year: int, proposals: list[Proposal]) -> list[Publication]:
    lists = words("work")
    papers, rules, articles, honours, banners, ups = COUNTS[year]
    rows: list[Publication] = []

    def put(
        kind: str, title: str, first: tuple[int, int], last: tuple[int, int], **facts: Any
    ) -> None:
        day = between(rng, date(year, *first), date(year, *last))
        rows.append(
            Publication(f"publication:{year}:{len(rows) + 1:02d}", kind, title, day, **facts)
        )

    for title in some(rng, lists["papers"], papers, papers):
        put("paper", title, (6, 1), (9, 20), people=some(rng, cast.members(date(year, 6, 1)), 1, 2))
    for title in some(rng, lists["regulations"], rules, rules):
        put(
            "regulation",
            f"政协澜汀区委员会{title}" if "党" not in title else f"区政协{title}",
            (2, 20),
            (11, 28),
            change=rng.choice(("制定", "修订", "修订")),
        )
    for title in some(rng, lists["articles"], articles, articles):
        put("article", title, (2, 1), (12, 20), outlet=rng.choice(OUTLETS))
    for title in some(rng, lists["honours"], honours, honours):
        put("honour", title, (2, 1), (12, 20))
    put("acceptance", lists["acceptances"][str(year)], (11, 2), (12, 18))
    key = next(p.key for p in proposals if p.received.year == year and p.serial == 3)
    for number, title in enumerate(lists["banners"][:banners]):
        put("banner", title, (8, 1), (11, 20), proposal=key if number == 0 else None)
    for title in lists["reports"][:ups]:
        put("report_up", title, (1, 20), (12, 20))
    for title in lists["guides"] if year == 2020 else lists["guides"][:1]:
        put(
            "guide",
            title,
            (2, 3) if year == 2020 else (11, 1),
            (4, 20) if year == 2020 else (12, 10),
            aimed=title.removesuffix("防护指南"),
            campaign="疫情防控" if year == 2020 else None,
        )
    return rows


def make_accounts(seed: int, cast: Cast) -> list[Account]:
    """The committee's own accounts, checked once a month; one month of 2020 was missed."""
    rng = chance(seed, "accounts")
    found = []
    keepers = cast.office("staff", date(2018, 1, 1), "desk:信息科")
    for number, (name, kind) in enumerate(words("work")["accounts"], start=1):
        months = [span for year in (2017, 2018, 2019, 2020) for span in months_of(year)]
        checks = tuple(
            between(rng, first, last)
            for first, last in months
            if not (number == 4 and first == date(2020, 2, 1))
        )
        incidents = (
            ((date(2020, 2, 11), "群内转发未经核实的消息，已撤回并提醒。"),) if number == 3 else ()
        )
        keeper = keepers[number % len(keepers)]
        found.append(
            Account(f"account:{number}", name, kind, keeper, date(2016, 6, 1), checks, incidents)
        )
    return found


def make_ledger(seed: int, cast: Cast) -> list[Ledger]:
    """The responsibility list of each year and what had to be put right."""
    found = []
    for year in (2017, 2018, 2019, 2020):
        rng = chance(seed, f"ledger {year}")
        group = cast.party_group(date(year, 3, 1))
        rows = [("责任清单", title) for title in words("work")["duties"]]
        rows += [("整改事项", title) for title in words("work")["rectification"]]
        for number, (kind, title) in enumerate(rows, start=1):
            due = between(rng, date(year, 7, 1), date(year, 11, 30))
            open_ = year == 2020 and number in (4, 14)
            done = None if open_ else later(rng, due, -40, 6)
            person = group[number % len(group)]
            key = f"ledger:{year}:{number:02d}"
            found.append(Ledger(key, kind, title, person, date(year, 3, 12), due, done))
    return found
