"""Leaders, standing members, leading party group, conveners, staff: the dated offices."""

from __future__ import annotations

from datetime import date
from random import Random

from jianyan.demo.cast import CPC, Cast
from jianyan.demo.draw import chance, words
from jianyan.demo.nouns import Membership, Office
from jianyan.demo.units import ELECTED, NEW, OLD, OLD_END

LEFT = date(2019, 5, 10)
SYSTEM = date(2017, 1, 1)


def make_seats(seed: int, cast: Cast) -> None:
    """Everything that people hold, both terms."""
    rng = chance(seed, "seats")
    _term(rng, cast, "8", OLD, OLD_END, standing=38)
    _term(rng, cast, "9", ELECTED, None, standing=45)
    _conveners(cast)
    _committee_heads(cast)
    _non_members(cast)


def _term(
    rng: Random, cast: Cast, term: str, since: date, until: date | None, standing: int
) -> None:
    stay = [k for k in cast.of(f"members:{term}", since) if term == "9" or _only_eighth(cast, k)]
    stay = [k for k in stay if not _leaves(cast, k, term)]
    cpc = [k for k in stay if cast.by_key[k].party == CPC]
    rest = [k for k in stay if cast.by_key[k].party != CPC]
    chair, secretary, deputies = cpc[0], cpc[3 % len(cpc)], [*cpc[1:3], *rng.sample(rest[:40], 3)]
    roles = [(chair, "主席"), *((k, "副主席") for k in deputies), (secretary, "秘书长")]
    why = "换届" if until else ""
    for person, role in roles:
        for body in (f"council:{term}", f"standing:{term}"):
            cast.memberships.append(Membership(person, body, role, since, until, why))
        cast.offices.append(Office(person, "leader", None, f"区政协{role}", since, until))
    taken = {person for person, _ in roles}
    free_cpc = [k for k in cpc if k not in taken]
    heads = free_cpc[:4]
    wanted = min(standing - 13, len(rest) - 3)
    chosen = heads + rng.sample(free_cpc[4:], min(9, len(free_cpc) - 4))
    chosen += rng.sample([k for k in rest if k not in taken], wanted)
    for person in chosen:
        cast.memberships.append(Membership(person, f"standing:{term}", "常委", since, until, why))
    group = [(chair, "书记"), (cpc[1], "副书记"), (cpc[2], "成员"), (secretary, "成员")]
    group += [(person, "成员") for person in (heads if term == "9" else heads[:2])]
    for place, (person, role) in enumerate(group):
        end = LEFT if term == "9" and place == 7 else until
        moved = "工作变动" if end == LEFT else why
        cast.memberships.append(Membership(person, "party_group", role, since, end, moved))


def _only_eighth(cast: Cast, key: str) -> bool:
    return key not in cast.of("members:9", NEW)


def _leaves(cast: Cast, key: str, term: str) -> bool:
    row = next(r for r in cast.memberships if r.person == key and r.body == f"members:{term}")
    return row.why not in ("", "换届")


def _conveners(cast: Cast) -> None:
    """The first member of each collective that can propose signs for it."""
    for kind, title in (
        ("sector", "召集人"),
        ("member_group", "组长"),
        ("street_group", "组长"),
        ("party", "主委"),
    ):
        for body in cast.kind(kind):
            stay = [k for k in cast.of(body.key, date(2021, 1, 1)) if k in cast.of(body.key, NEW)]
            old = [k for k in cast.of(body.key, OLD) if k not in stay]
            if stay:
                since = SYSTEM if stay[0] in cast.of(body.key, SYSTEM) else NEW
                cast.offices.append(Office(stay[0], "convener", body.key, title, since))
                if since == NEW and old:
                    cast.offices.append(Office(old[0], "convener", body.key, title, OLD, OLD_END))
    for number, body in enumerate(cast.kind("organisation")):
        sector = ["总工会", "共青团和青联", "妇联", "工商联", "科协"][number]
        stay = list(cast.of(f"sector:{sector}", date(2021, 1, 1)))
        cast.offices.append(Office(stay[0], "convener", body.key, "负责人", SYSTEM))


def _committee_heads(cast: Cast) -> None:
    """Each special committee's head acts for it; the party group's four heads come first."""
    heads = list(cast.party_group(ELECTED))[4:]
    standing = [k for k in cast.of("standing:9", ELECTED, "常委") if k not in heads]
    heads += [k for k in standing if cast.by_key[k].party != CPC][:4]
    for body, person in zip(cast.kind("special_committee"), heads, strict=True):
        cast.memberships.append(Membership(person, body.key, "主任", NEW))
        cast.offices.append(Office(person, "convener", body.key, f"{body.short}主任", NEW))
    before = cast.of("standing:8", OLD, "常委")
    for body, person in zip(cast.kind("special_committee"), before[:8], strict=True):
        cast.memberships.append(Membership(person, body.key, "主任", OLD, OLD_END, "换届"))
        cast.offices.append(Office(person, "convener", body.key, f"{body.short}主任", OLD, OLD_END))


def _non_members(cast: Cast) -> None:
    """Roles of those who are not members, by their posts in the order they were made."""
    rest = iter([p for p in cast.people if p.key.startswith("s")])
    for _ in range(7):
        person = next(rest)
        cast.offices.append(Office(person.key, "leader", None, person.post, SYSTEM))
    for role in ("administrator", "auditor"):
        person = next(rest)
        cast.offices.append(Office(person.key, role, None, person.post, SYSTEM))
    lists = words("bodies")
    bodies = [("staff", f"desk:{n}") for n in lists["desks"] for _ in range(2)]
    bodies += [("committee_staff", f"committee:{n}") for _, n in lists["committees"] for _ in "12"]
    bodies += [("dispatcher", body.key) for body in cast.kind("dispatcher")]
    for body in cast.kind("unit"):
        bodies += [("unit_leader", body.key), ("unit_officer", body.key)]
    for role, key in bodies:
        person = next(rest)
        cast.offices.append(Office(person.key, role, key, person.post, SYSTEM))
