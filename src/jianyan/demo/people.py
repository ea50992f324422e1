"""Members of two terms and where they belong."""

from __future__ import annotations

from datetime import date
from random import Random

from jianyan.demo.cast import CPC, Cast
from jianyan.demo.draw import chance, words
from jianyan.demo.names import Namer
from jianyan.demo.nouns import Membership, Person
from jianyan.demo.places import setting
from jianyan.demo.units import NEW, OLD, OLD_END

CPC_ELSEWHERE = 77
OWN_PARTY = {"民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟"}
JOINED = {"无党派人士": "无党派人士", "民族宗教": "群众", "中共": CPC}


def make_members(seed: int, cast: Cast) -> None:
    """The ninth term's members, the eighth's, by-elections and resignations."""
    rng = chance(seed, "members")
    namer = Namer(rng)
    seats = [name for name, count in words("bodies")["sectors"] for _ in range(count)]
    parties = _parties(rng, seats)
    ninth = [_member(rng, cast, namer, s, p) for s, p in zip(seats, parties, strict=True)]
    former_seats = rng.sample(seats, 78)
    former_parties = [
        CPC if s not in OWN_PARTY and s not in JOINED and rng.random() < 0.45 else _party(rng, s)
        for s in former_seats
    ]
    former = [
        _member(rng, cast, namer, s, p, born=1950)
        for s, p in zip(former_seats, former_parties, strict=True)
    ]
    kept = [person for person in ninth if rng.random() < 0.56]
    leavers = _leavers(rng, ninth)
    for person, sector in zip(former, former_seats, strict=True):
        _seat(rng, cast, person, sector, "members:8", OLD, OLD_END)
    for person, sector in zip(ninth, seats, strict=True):
        if person in kept:
            cast.memberships.append(
                Membership(person.key, "members:8", "委员", OLD, OLD_END, "换届")
            )
        until, why = leavers.get(person.key, (None, ""))
        since = OLD if person in kept else NEW
        _seat(rng, cast, person, sector, "members:9", since, until, why)
    for day, count in ((date(2019, 1, 4), 5), (date(2020, 1, 3), 4)):
        for sector in rng.sample(["经济", "教育", "医药卫生", "工商联", "科学技术", "妇联"], count):
            person = _member(rng, cast, namer, sector, "群众" if count == 4 else CPC)
            _seat(rng, cast, person, sector, "members:9", day, None)
    _others(rng, cast, namer)


def _parties(rng: Random, seats: list[str]) -> list[str]:
    """Each seat's party: CPC members outside their own sector are drawn to a fixed number."""
    free = [n for n, s in enumerate(seats) if s not in OWN_PARTY and s not in JOINED]
    cpc = set(rng.sample(free, CPC_ELSEWHERE))
    return [CPC if n in cpc else _party(rng, s) for n, s in enumerate(seats)]


def _party(rng: Random, sector: str) -> str:
    if sector in OWN_PARTY:
        return sector
    if sector in JOINED:
        return JOINED[sector]
    return rng.choices(["群众", "无党派人士", "民盟", "民建", "九三学社"], [62, 16, 8, 8, 6])[0]


def _leavers(rng: Random, ninth: list[Person]) -> dict[str, tuple[date, str]]:
    """Who resigns when; leaders (the first of the list) and party sectors stay."""
    found: dict[str, tuple[date, str]] = {}
    others = ninth[80:]
    cpc = [p for p in others if p.party == CPC]
    rest = [p for p in others if p.party == "群众"]
    for person in rng.sample(cpc, 2):
        found[person.key] = (date(2018, 11, 28), "工作调动")
    for person in rng.sample(rest, 3):
        found[person.key] = (date(2019, 6, 20), "因病辞去委员")
    left = [p for p in cpc if p.key not in found]
    found[rng.choice(left).key] = (date(2020, 9, 16), "调离本区")
    return found


def _member(
    rng: Random, cast: Cast, namer: Namer, sector: str, party: str, born: int = 1957
) -> Person:
    posts = words("bodies")["posts"]
    place = setting(rng, cast.bodies)
    place["community"] = place["community"].removesuffix("社区")
    place["enterprise"] = rng.choice([b for b in cast.kind("enterprise") if "有限" in b.name]).name
    place["mall"] = rng.choice(words("places")["malls"])
    sex = "女" if rng.random() < (0.9 if sector == "妇联" else 0.34) else "男"
    post = _post(rng, cast, [p.format(**place) for p in posts.get(sector, posts["党派"])], party)
    key = f"p{len(cast.people) + 1:03d}"
    return cast.add(Person(key, namer.name(sex), sex, born + rng.randint(0, 30), post, party))


def _post(rng: Random, cast: Cast, posts: list[str], party: str) -> str:
    """A post nobody has yet if there is one; a party post only for a CPC member."""
    fit = [post for post in posts if party == CPC or "党" not in post] or posts
    held = {person.post for person in cast.people}
    return rng.choice([post for post in fit if post not in held] or fit)


def _seat(
    rng: Random,
    cast: Cast,
    person: Person,
    sector: str,
    term: str,
    since: date,
    until: date | None,
    why: str = "",
) -> None:
    """Membership of the term, and of sector, group, committee, street group and party."""
    start = max(since, NEW) if term == "members:9" else since
    end_why = why or ("换届" if until == OLD_END else "")
    cast.memberships.append(Membership(person.key, term, "委员", start, until, end_why))
    lists = words("bodies")
    group = next(name for name, sectors in lists["member_groups"] if sector in sectors)
    committee = rng.choice(lists["committees"])[1]
    street = rng.choice(words("places")["streets"])
    belongs = [f"sector:{sector}", f"member_group:{group}", f"committee:{committee}"]
    belongs.append(f"street_group:{street}")
    if person.party in OWN_PARTY:
        belongs.append(f"party:{person.party}")
    cast.memberships += [
        Membership(person.key, body, "委员", since, until, end_why) for body in belongs
    ]


def _others(rng: Random, cast: Cast, namer: Namer) -> None:
    """People who are not members: leaders, staff, units' officers; their offices come later."""
    lists = words("bodies")
    posts = [
        "区委书记",
        "区委副书记、区长",
        "区委副书记",
        "区委常委、常务副区长",
        "副区长",
        "副区长",
    ]
    posts += ["市政协主席", "系统管理员", "区审计局特派审计员"]
    posts += [
        f"区政协{desk}{('长' if desk.endswith('科') else '主任') if n == 0 else '干部'}"
        for desk in lists["desks"]
        for n in (0, 1)
    ]
    posts += [
        f"区政协{short}{'办公室主任' if n == 0 else '干部'}"
        for _, short in lists["committees"]
        for n in (0, 1)
    ]
    posts += [f"{body.name}督办专员" for body in cast.kind("dispatcher")]
    for body in cast.kind("unit"):
        posts += [f"{body.name}副职领导", f"{body.name.removesuffix('办公室')}办公室提案经办"]
    for number, post in enumerate(posts, start=1):
        sex = "女" if rng.random() < 0.4 else "男"
        name = namer.name(sex)
        if post == "市政协主席":
            name = "卢" + name[1:]
        born = 1962 + rng.randint(0, 30)
        cast.add(Person(f"s{number:03d}", name, sex, born, post, CPC))
