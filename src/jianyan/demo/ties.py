"""Party organisations of members, and who keeps in touch with whom, year by year."""

from __future__ import annotations

from datetime import date
from random import Random

from jianyan.demo.cast import CPC, Cast
from jianyan.demo.draw import chance, words
from jianyan.demo.nouns import Link, Membership
from jianyan.demo.units import BRANCHES, OLD_END

# A new set each spring; the last one is still in force.
SETS: tuple[tuple[date, date | None], ...] = (
    (date(2017, 3, 1), OLD_END),
    (date(2018, 3, 1), date(2019, 2, 28)),
    (date(2019, 3, 1), date(2020, 2, 29)),
    (date(2020, 3, 1), None),
)


def make_ties(seed: int, cast: Cast) -> None:
    """Branches, cells, the advisory group and the yearly sets of liaison."""
    rng = chance(seed, "ties")
    _branches(rng, cast)
    _advisers(rng, cast)
    for since, until in SETS:
        _leaders(rng, cast, since, until)
        _pairs(rng, cast, since, until)


def _branches(rng: Random, cast: Cast) -> None:
    """Every CPC member is in a branch and a cell; every other member is linked to a cell."""
    olds = [name for _, name in words("bodies")["committees"]][:5]
    cells = [name for name, _ in words("bodies")["member_groups"]][:6]
    rows = [r for r in cast.memberships if r.body in ("members:8", "members:9")]
    for row in rows:
        eighth = row.body == "members:8"
        since = max(row.since, date(2017, 3, 1) if eighth else BRANCHES)
        if eighth:
            branch, cell = f"8{rng.choice(olds)}", f"8{rng.choice(cells)}"
        else:
            branch = cast.body_of(row.person, "committee:", row.since).partition(":")[2]
            cell = cast.body_of(row.person, "member_group:", row.since).partition(":")[2]
        if cast.by_key[row.person].party == CPC:
            for body in (f"party_branch:{branch}", f"party_cell:{cell}"):
                cast.memberships.append(
                    Membership(row.person, body, "党员", since, row.until, row.why)
                )
        else:
            _link(cast, "member_cell", row.person, f"party_cell:{cell}", since, row.until)


def _advisers(rng: Random, cast: Cast) -> None:
    for key, since, until, count in (
        ("advisory_group:8", date(2017, 4, 10), OLD_END, 16),
        ("advisory_group:9", date(2018, 4, 16), None, 23),
    ):
        stay = set(cast.members(until or date(2021, 1, 1)))
        # Who heads one of the two committees belongs to it twice.
        both = ("committee:经济委", "committee:人资环委")
        pool = list(dict.fromkeys(k for body in both for k in cast.of(body, since) if k in stay))
        for person in rng.sample(pool, min(count, len(pool))):
            cast.memberships.append(Membership(person, key, "成员", since, until))


def _leaders(rng: Random, cast: Cast, since: date, until: date | None) -> None:
    """Each of the leading party group: some sectors, and one or two member groups."""
    leaders = cast.party_group(since)
    sectors = [body.key for body in cast.kind("sector")]
    groups = [body.key for body in cast.kind("member_group")]
    rng.shuffle(sectors)
    rng.shuffle(groups)
    for number, sector in enumerate(sectors):
        _link(cast, "leader_sector", leaders[number % len(leaders)], sector, since, until)
    for number, group in enumerate(groups):
        _link(cast, "leader_group", leaders[number % len(leaders)], group, since, until)


def _pairs(rng: Random, cast: Cast, since: date, until: date | None) -> None:
    """Each member outside the party has one party member; a party member has two or three."""
    last = until or date(2021, 1, 1)
    stay = set(cast.members(last))
    members = [k for k in cast.members(max(since, date(2017, 3, 1))) if k in stay]
    cpc = [k for k in members if cast.by_key[k].party == CPC]
    rest = [k for k in members if cast.by_key[k].party != CPC]
    rng.shuffle(rest)
    for person in rng.sample(cpc, len(cpc)):
        # What is left is always two or more, so that nobody ends with one.
        count = len(rest) if len(rest) < 4 else 2 if len(rest) == 4 else rng.choice((2, 3, 3))
        for _ in range(count):
            _link(cast, "member_member", person, rest.pop(), since, until)
        if not rest:
            break


def _link(cast: Cast, kind: str, person: str, target: str, since: date, until: date | None) -> None:
    key = f"link:{len(cast.links) + 1:04d}"
    cast.links.append(Link(key, kind, person, target, since, until))
