"""Handling units under their dispatchers, and the bodies that members belong to."""

from __future__ import annotations

from datetime import date

from jianyan.demo.draw import words
from jianyan.demo.nouns import Body

OLD = date(2013, 1, 14)
OLD_END = date(2018, 1, 8)
NEW = date(2018, 1, 9)
ELECTED = date(2018, 1, 12)
BRANCHES = date(2018, 3, 1)


def handling() -> list[Body]:
    """Dispatchers (nested) and the sixty units below them, street offices among them."""
    lists = words("bodies")
    found = []
    for code, (name, parent) in lists["dispatchers"].items():
        above = f"dispatcher:{parent}" if parent else None
        found.append(Body(f"dispatcher:{code}", "dispatcher", name, name, OLD, parent=above))
    for code, rows in lists["units"].items():
        found += [
            Body(f"unit:{short}", "unit", name, short, OLD, parent=f"dispatcher:{code}")
            for short, name in rows
        ]
    for street in words("places")["streets"]:
        name = f"{street}街道办事处"
        key = f"unit:{street}街道"
        found.append(Body(key, "unit", name, f"{street}街道", OLD, parent="dispatcher:street"))
    return found


def own() -> list[Body]:
    """The committee's own bodies: sectors, groups, committees, parties, party organisations."""
    lists = words("bodies")
    found = [
        Body("members:8", "members", "第八届全体委员", "八届委员", OLD, OLD_END),
        Body("members:9", "members", "第九届全体委员", "九届委员", NEW),
        Body("standing:8", "standing", "第八届常务委员会", "八届常委会", OLD, OLD_END),
        Body("standing:9", "standing", "第九届常务委员会", "九届常委会", NEW),
        Body("council:8", "council", "第八届主席会议", "八届主席会议", OLD, OLD_END),
        Body("council:9", "council", "第九届主席会议", "九届主席会议", NEW),
        Body("party_group", "party_group", "区政协党组", "党组", OLD),
    ]
    found += [Body(f"sector:{n}", "sector", f"{n}界", n, OLD) for n, _ in lists["sectors"]]
    found += [
        Body(f"member_group:{n}", "member_group", n, n, OLD) for n, _ in lists["member_groups"]
    ]
    found += [
        Body(f"committee:{short}", "special_committee", name, short, OLD)
        for name, short in lists["committees"]
    ]
    found += [Body(f"party:{n}", "party", name, n, OLD) for n, name in lists["parties"]]
    found += [
        Body(f"street_group:{n}", "street_group", f"{n}街道政协小组", n, OLD, parent=f"street:{n}")
        for n in words("places")["streets"]
    ]
    found += [Body(f"desk:{n}", "office", n, n, OLD) for n in lists["desks"]]
    found += [
        Body(f"organisation:{n}", "organisation", name, n, OLD)
        for n, name in (
            ("总工会", "区总工会"),
            ("团区委", "团区委"),
            ("妇联", "区妇联"),
            ("工商联", "区工商联"),
            ("科协", "区科协"),
        )
    ]
    return found + _party() + _groups()


def _party() -> list[Body]:
    """Party organisations of members: a provisional party committee, branches and cells."""
    lists = words("bodies")
    top = "party_branch:临时党委"
    name = "中共政协澜汀区第九届委员会临时党委"
    found = [Body(top, "party_branch", name, "临时党委", BRANCHES, topic="临时党委")]
    for place, (name, short) in enumerate(lists["committees"]):
        topic = "功能型支部"
        if place < 5:
            key = f"party_branch:8{short}"
            old = f"第八届{short}功能型党支部"
            found.append(
                Body(key, "party_branch", old, short, date(2017, 3, 1), OLD_END, topic=topic)
            )
        label = f"{name.removesuffix('委员会')}专委会功能型党支部"
        key = f"party_branch:{short}"
        found.append(Body(key, "party_branch", label, short, BRANCHES, parent=top, topic=topic))
    for place, (name, _) in enumerate(lists["member_groups"]):
        if place < 6:
            old = f"第八届委员第{place + 1}党小组"
            since = date(2017, 3, 1)
            found.append(Body(f"party_cell:8{name}", "party_cell", old, name, since, OLD_END))
        label = f"{name}委员党小组"
        found.append(Body(f"party_cell:{name}", "party_cell", label, name, BRANCHES, parent=top))
    return found


def _groups() -> list[Body]:
    return [
        Body(
            "advisory_group:8",
            "advisory_group",
            "第八届智囊小组",
            "智囊小组",
            date(2017, 4, 10),
            OLD_END,
        ),
        Body("advisory_group:9", "advisory_group", "区政协智囊小组", "智囊小组", date(2018, 4, 16)),
        Body(
            "leading_group:疫情",
            "leading_group",
            "区政协疫情防控领导小组",
            "疫情防控领导小组",
            date(2020, 1, 26),
            date(2020, 12, 31),
            topic="疫情防控",
        ),
        Body(
            "leading_group:文明",
            "leading_group",
            "区政协文明单位创建领导小组",
            "文明创建领导小组",
            date(2018, 2, 26),
            topic="文明创建",
        ),
        Body(
            "team:志愿",
            "team",
            "区政协机关志愿服务队",
            "志愿服务队",
            date(2016, 3, 4),
            topic="志愿服务",
        ),
    ]
