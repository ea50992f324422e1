"""Opinion briefs: collected, issued one by one or combined, sent up, taken up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from jianyan.demo.cast import Cast
from jianyan.demo.draw import chance, cycle, fill, later, spread, words
from jianyan.demo.facts import Brief, Instruction, Level, Proposal, Suggestion
from jianyan.demo.places import setting

COUNTS = {2017: 96, 2018: 152, 2019: 108, 2020: 156}
UP = (("市", "市政协研究室", 0.5), ("区", "区委办公室、区政府办公室", 0.42))
UNITS = {
    "城市建设管理": "城管局",
    "城市交通": "交警大队",
    "群众生产生活": "民政局",
    "教科文卫": "卫健委",
    "经济发展": "工信局",
    "社区建设": "民政局",
    "其他": "审批局",
}
WORDS = (
    "请有关部门阅研，提出办理意见。",
    "所提问题属实，抓紧解决并回复政协。",
    "建议很好，请研究采纳。",
)


def make_briefs(
    seed: int, cast: Cast, proposals: list[Proposal]
) -> tuple[list[Brief], list[Suggestion], list[Instruction]]:
    """Briefs of every year, the suggestions in those taken up, and leaders' instructions."""
    briefs: list[Brief] = []
    for year, count in COUNTS.items():
        briefs += _year(chance(seed, f"briefs {year}"), cast, year, count, proposals)
    suggestions, instructions = _results(chance(seed, "brief results"), cast, briefs)
    return briefs, suggestions, instructions


def _year(rng: Random, cast: Cast, year: int, count: int, proposals: list[Proposal]) -> list[Brief]:
    lists = words("briefs")
    plain = cycle(rng, [tuple(row) for row in lists["items"]])
    epidemic = cycle(rng, [tuple(row) for row in lists["epidemic"]])
    turned = [p for p in proposals if p.received.year == year and "转作社情民意" in p.reason]
    person = cycle(rng, cast.members(date(year, 3, 1)))
    titles: set[str] = set()
    found: list[Brief] = []
    for number, day in enumerate(spread(rng, date(year, 1, 4), date(year, 12, 18), count), start=1):
        crisis = year == 2020 and date(2020, 1, 28) <= day < date(2020, 6, 1) and rng.random() < 0.6
        for _ in range(200):
            title, now, do, category = epidemic() if crisis else plain()
            place = setting(rng, cast.bodies)
            title = fill(rng, title, place)
            if title not in titles:
                break
            crisis = False
        titles.add(title)
        author = rng.random() < 0.86
        body = None if author else rng.choice([*cast.kind("party"), *cast.kind("sector")]).key
        row = Brief(
            f"brief:{year}:{number:03d}",
            title,
            category,
            person() if author else None,
            body,
            fill(rng, now, place),
            fill(rng, do, place),
            day,
            "submitted",
            campaign="疫情防控" if crisis else None,
        )
        found.append(row)
    for number, source in enumerate(turned):
        found[-3 - number] = replace(
            found[-3 - number],
            title=source.title.removesuffix("提案") + "建议",
            person=source.person,
            body=source.body,
            situation=source.situation,
            suggestion="".join(source.suggestions),
            category=source.local,
            from_proposal=source.key,
        )
    return _edit(rng, year, found)


def _edit(rng: Random, year: int, rows: list[Brief]) -> list[Brief]:
    """Accepted, issued, sent up and taken up; every so often several become one combined."""
    found, issue, waiting = [], 0, []
    for row in rows:
        draw = rng.random()
        accepted = later(rng, row.submitted, 1, 5)
        if draw < 0.12:
            found.append(replace(row, fate="kept"))
        elif draw < 0.15:
            found.append(replace(row, fate="sent_back"))
        elif draw < 0.3:
            waiting.append(replace(row, fate="combined", accepted=accepted))
        else:
            issue += 1
            issued = min(later(rng, accepted, 1, 9), date(year, 12, 31))
            row = replace(row, fate="issued", accepted=accepted, issue=issue, issued=issued)
            found.append(_send(rng, year, row))
        if len(waiting) == 4:
            issue += 1
            found += waiting
            found.append(_combine(rng, year, issue, waiting))
            waiting = []
    return [*found, *waiting]


def _combine(rng: Random, year: int, issue: int, rows: list[Brief]) -> Brief:
    day = rows[-1].accepted or rows[-1].submitted
    issued = min(later(rng, day, 2, 8), date(year, 12, 31))
    heads = "、".join(row.title.removeprefix("关于").removesuffix("的建议") for row in rows[:2])
    made = Brief(
        f"brief:{year}:c{issue:03d}",
        f"近期群众反映的{heads}等问题综合",
        rows[0].category,
        None,
        "desk:信息科",
        "".join(row.situation for row in rows),
        "".join(row.suggestion for row in rows),
        day,
        "issued",
        day,
        issue,
        issued,
        tuple(row.key for row in rows),
    )
    return _send(rng, year, made)


def _send(rng: Random, year: int, row: Brief) -> Brief:
    """Every issue is sent up somewhere; some are taken up."""
    how = "综合" if row.members else "单篇"
    day = row.issued or row.submitted
    level, to, odds = UP[0] if rng.random() < 0.62 else UP[1]
    last = date(year, 12, 31)
    sent = Level(min(later(rng, day, 0, 3), last), level, to, how)
    taken = min(later(rng, sent.day, 6, 30), last)
    got: tuple[Level, ...] = (Level(taken, level, to, how),) if rng.random() < odds else ()
    if got and rng.random() < 0.12:
        got += (Level(min(later(rng, taken, 4, 20), last), "省", "省政协研究室", how),)
    return replace(row, sent_up=(sent,), taken_up=got)


def _results(
    rng: Random, cast: Cast, briefs: list[Brief]
) -> tuple[list[Suggestion], list[Instruction]]:
    suggestions: list[Suggestion] = []
    instructions: list[Instruction] = []
    for row in briefs:
        if not row.taken_up or row.members:
            continue
        day = row.taken_up[0].day
        number = len(suggestions) + 1
        answered = later(rng, day, 5, 25)
        due = later(rng, answered, 20, 50)
        done = later(rng, answered, 8, 45) if rng.random() < 0.84 else None
        disputed = later(rng, done, 3, 10) if done and rng.random() < 0.06 else None
        confirmed = later(rng, done, 2, 8) if done and not disputed else None
        suggestions.append(
            Suggestion(
                f"suggestion:b{number:04d}",
                "信息",
                row.key,
                "建议",
                1,
                row.suggestion,
                day,
                f"unit:{UNITS[row.category]}",
                None,
                answered,
                "采纳",
                "",
                due,
                done,
                confirmed,
                disputed,
            )
        )
        if rng.random() < 0.2:
            leader = rng.choice(cast.office("leader", day)[-7:])
            key = f"instruction:b{len(instructions) + 1:03d}"
            instructions.append(
                Instruction(key, row.key, leader, later(rng, day, 1, 6), rng.choice(WORDS))
            )
    return suggestions, instructions
