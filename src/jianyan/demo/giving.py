"""Gifts by members and aid by programme. Money and values are in fen."""

from __future__ import annotations

from datetime import date
from random import Random

from jianyan.demo.cast import Cast
from jianyan.demo.draw import between, chance, later, some, words
from jianyan.demo.nouns import Item
from jianyan.demo.works import Aid, Gift, HandOver

ITEMS = (
    Item("口罩", "个", (("盒", 50), ("箱", 2000))),
    Item("测温仪", "台"),
    Item("医用手套", "双", (("箱", 1000),)),
    Item("二氧化氯消毒片", "片", (("瓶", 100), ("箱", 5000))),
    Item("旅游驿站", "座"),
    Item("鸡苗", "只"),
    Item("土豆", "斤", (("公斤", 2), ("吨", 2000))),
    Item("就业岗位", "个"),
    Item("图书", "册"),
    Item("衣被", "件"),
    Item("其他生活物资", "件"),
    Item("乒乓球台", "张"),
    Item("沙发", "组"),
    Item("桌椅", "套"),
    Item("电脑", "台"),
    Item("农副产品", "斤", (("公斤", 2),)),
)
# item: pack, base units in one, least and most packs, value of a base unit in fen
GOODS = {
    "口罩": ("盒", 50, 10, 80, 200),
    "测温仪": ("台", 1, 1, 4, 28000),
    "医用手套": ("双", 1, 200, 2000, 60),
    "二氧化氯消毒片": ("瓶", 100, 20, 120, 15),
}
# year: gifts of money, then of each of the four goods
GIFTS = {
    2017: (22, 3, 2, 2, 2),
    2018: (46, 4, 3, 3, 3),
    2019: (30, 6, 3, 4, 3),
    2020: (168, 64, 17, 26, 12),
}


def make_gifts(seed: int, cast: Cast) -> list[Gift]:
    """Each year's gifts, every one handed on in full."""
    found: list[Gift] = []
    for year, counts in GIFTS.items():
        rng = chance(seed, f"gifts {year}")
        crisis = year == 2020
        first, last = (
            (date(2020, 1, 29), date(2020, 4, 24))
            if crisis
            else (date(year, 3, 12), date(year, 11, 20))
        )
        rows: list[tuple[date, str | None]] = [
            (between(rng, first, last), None) for _ in range(counts[0])
        ]
        for item, count in zip(GOODS, counts[1:], strict=True):
            rows += [(between(rng, first, last), item) for _ in range(count)]
        if year == 2018:
            rows += [(date(2018, 7, 20), row[0]) for row in words("work")["community_goods"]]
        for number, (day, given) in enumerate(
            sorted(rows, key=lambda row: (row[0], row[1] or "")), 1
        ):
            key = f"gift:{year}:{number:03d}"
            found.append(_gift(rng, cast, key, day, given, "疫情防控" if crisis else None))
    return found


def _gift(
    rng: Random, cast: Cast, key: str, day: date, item: str | None, campaign: str | None
) -> Gift:
    donor = rng.choice(cast.members(day))
    recipients = _recipients(rng, cast, campaign)
    if item is None:
        money = rng.choice((20000, 30000, 50000, 50000, 100000, 100000, 200000, 500000, 1000000))
        whole = (_hand(rng, day, recipients[0], 0, money),)
        return Gift(key, donor, day, None, 0, 0, "", 0, money, whole, campaign)
    if item in GOODS:
        pack, size, low, high, price = GOODS[item]
        packs = rng.randint(low, high)
        if packs > 10:
            packs -= packs % 10
    else:
        row = next(row for row in words("work")["community_goods"] if row[0] == item)
        pack, size, packs, price = str(row[1]), 1, rng.randint(2, 8), int(row[2])
    quantity = packs * size
    # A larger gift goes to two places, half and half.
    part = quantity // 2 if len(recipients) > 1 and quantity >= 500 else quantity
    handed = [_hand(rng, day, recipients[0], part, 0)]
    if part < quantity:
        handed.append(_hand(rng, day, recipients[1], quantity - part, 0))
    return Gift(
        key, donor, day, item, quantity, packs, pack, quantity * price, 0, tuple(handed), campaign
    )


def _recipients(rng: Random, cast: Cast, campaign: str | None) -> list[tuple[str, str]]:
    streets = [("街道", body.key) for body in cast.kind("street")]
    if campaign is None:
        communities = [("社区", body.key) for body in cast.kind("community")[:20]]
        return [rng.choice(streets), rng.choice(communities)]
    sites = [("隔离点", body.key) for body in cast.kind("site", "隔离点")]
    office = [("指挥部", body.key) for body in cast.kind("site", "指挥部")]
    return rng.sample([*streets, *sites, *office], 2)


def _hand(
    rng: Random, day: date, recipient: tuple[str, str], quantity: int, money: int
) -> HandOver:
    return HandOver(later(rng, day, 1, 7), recipient[1], recipient[0], quantity, money)


def make_aid(seed: int, cast: Cast) -> list[Aid]:
    """Aid of each year by programme; a year in full gives more."""
    found: list[Aid] = []
    for year in (2017, 2018, 2019, 2020):
        rng = chance(seed, f"aid {year}")
        scale = 2 if year in (2018, 2020) else 1
        found += _year(rng, cast, year, scale)
    return found


def _year(rng: Random, cast: Cast, year: int, scale: int) -> list[Aid]:
    rows: list[Aid] = []

    def put(
        programme: str, title: str, months: tuple[int, int], at: tuple[str, ...], **facts: int | str
    ) -> None:
        day = between(rng, date(year, months[0], 2), date(year, months[1], 26))
        people = some(rng, cast.members(day), 2, 6)
        key = f"aid:{year}:{len(rows) + 1:03d}"
        rows.append(Aid(key, programme, title, day, people, at, **facts))  # type: ignore[arg-type]

    first = ("county:岫川县", "town:松岩镇", "village:岩背村")
    farm = ("county:岫川县", "town:松岩镇", "village:上坪村")
    other = ("county:苍浦县", "town:芦湾镇", "village:沙埂村")
    put(
        "产业",
        "援建乡村旅游驿站",
        (5, 6),
        first,
        item="旅游驿站",
        quantity=scale,
        value=scale * 6800000,
        beneficiaries=46 * scale,
    )
    for _ in range(scale):
        birds = rng.randrange(5000, 9001, 500)
        put(
            "产业",
            "捐赠鸡苗发展林下养殖",
            (6, 7),
            farm,
            item="鸡苗",
            quantity=birds,
            value=birds * 600,
            beneficiaries=birds // 100,
        )
    for _ in range(2 * scale):
        weight = rng.randrange(18000, 36001, 500)
        put(
            "消费",
            "采购滞销土豆",
            (8, 9),
            other,
            item="土豆",
            quantity=weight,
            value=weight * 90,
            beneficiaries=weight // 500,
        )
    for _ in range(2 * scale):
        jobs = rng.randint(18, 42)
        put(
            "就业",
            "委员企业提供就业岗位",
            (3, 10),
            first[:2],
            item="就业岗位",
            quantity=jobs,
            beneficiaries=jobs,
        )
    for _ in range(scale):
        put(
            "文化",
            "书画培训和文艺支教",
            (9, 11),
            first,
            others=rng.randint(16, 26),
            beneficiaries=120,
        )
    books = rng.randrange(1100, 1900, 10) * scale
    put(
        "文化",
        "援建校园书屋、捐赠图书",
        (9, 9),
        (*first, "school:岩背村小学"),
        item="图书",
        quantity=books,
        value=books * 2100,
        beneficiaries=180,
    )
    for item, price, low, high in (("衣被", 9500, 1600, 3200), ("其他生活物资", 2600, 2400, 4200)):
        for _ in range(scale):
            pieces = rng.randrange(low, high, 20)
            put(
                "温暖",
                f"“冬日暖心”捐赠{item}",
                (11, 12),
                farm,
                item=item,
                quantity=pieces,
                value=pieces * price,
                beneficiaries=pieces // 4,
            )
    return rows + _pupils(rng, cast, year, 28 if scale == 2 else 12, len(rows))


def _pupils(rng: Random, cast: Cast, year: int, members: int, known: int) -> list[Aid]:
    """Each member pays one to three pupils at the standard of the year."""
    standard = 200000 if year >= 2019 else 150000
    day = between(rng, date(year, 8, 20), date(year, 8, 30))
    donors = some(rng, cast.members(day), members, members)
    at = ("county:岫川县", "town:松岩镇", "village:岩背村", "school:岩背村小学")
    found = []
    for number, donor in enumerate(donors, start=known + 1):
        pupils = rng.choice((1, 2, 2, 3))
        found.append(
            Aid(
                f"aid:{year}:{number:03d}",
                "助学",
                "资助困难家庭学生",
                day,
                (donor,),
                at,
                money=pupils * standard,
                standard=standard,
                beneficiaries=pupils,
            )
        )
    return found
