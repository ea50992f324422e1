"""The year's consultation plan, its suggestions and the leaders' instructions."""

from __future__ import annotations

from datetime import date
from random import Random

from jianyan.demo.cast import Cast
from jianyan.demo.draw import between, chance, later, some, words
from jianyan.demo.facts import Instruction, PlanItem, Suggestion

LISTS = {2017: "light", 2018: "y2018", 2019: "light", 2020: "y2020"}
WORDS = (
    "报告调研深入、建议可行，请相关部门认真研究采纳。",
    "请区政府办牵头，逐条研究落实，结果报区委并反馈政协。",
    "所提建议针对性强，请有关部门吸收到工作安排中。",
)
# What the plenary consults on is held with it; the rest is spread over these months.
MONTHS = {
    "专题议政性常委会议协商": (6, 9),
    "专题协商": (4, 10),
    "调研协商": (5, 10),
    "视察监督": (6, 11),
}


def make_consultations(
    seed: int, cast: Cast, openings: dict[int, date]
) -> tuple[list[PlanItem], list[Suggestion], list[Instruction]]:
    """Items of each year's plan with their suggestions and instructions."""
    items: list[PlanItem] = []
    suggestions: list[Suggestion] = []
    instructions: list[Instruction] = []
    for year, name in LISTS.items():
        rng = chance(seed, f"consultations {year}")
        for number, row in enumerate(words("consultations")[name]["items"], start=1):
            item = _item(rng, year, number, row, openings[year])
            items.append(item)
            suggestions += _suggestions(rng, item, row[4], len(suggestions), year)
            leader = cast.office("leader", item.reported)[-7 + len(instructions) % 2]
            key = f"instruction:c{len(instructions) + 1:03d}"
            day = min(later(rng, item.reported, 3, 12), date(year, 12, 30))
            instructions.append(Instruction(key, item.key, leader, day, rng.choice(WORDS)))
    return items, suggestions, instructions


def _item(rng: Random, year: int, number: int, row: list[str], opening: date) -> PlanItem:
    form, title, committee, units, _ = row
    approved = between(rng, date(year, 1, 15), date(year, 1, 19))
    passed = between(rng, date(year, 1, 22), date(year, 1, 24))
    if form == "全体会议协商":
        approved = passed = opening
        started = held = opening
    else:
        low, high = MONTHS[form]
        held = between(rng, date(year, low, 8), date(year, high, 26))
        started = later(rng, held, -40, -20)
    reported = later(rng, held, 5, 14)
    projects = words("consultations")["livelihood"]["items"]
    inspected = form == "视察监督" and ("民生" in title or "惠民" in title)
    return PlanItem(
        f"plan:{year}:{number:02d}",
        year,
        form,
        title,
        f"committee:{committee}",
        tuple(f"unit:{u}" for u in units),
        between(rng, date(year - 1, 10, 9), date(year - 1, 10, 30)),
        between(rng, date(year - 1, 12, 5), date(year - 1, 12, 25)),
        approved,
        passed,
        started,
        held,
        reported,
        min(later(rng, reported, 20, 40), date(year, 12, 29)),
        some(rng, projects, 10, 12) if inspected else (),
    )


def _suggestions(
    rng: Random, item: PlanItem, texts: list[str], known: int, year: int
) -> list[Suggestion]:
    """Every suggestion of 2020 was adopted; before, one in twelve was adopted in part."""
    found = []
    for order, text in enumerate(texts, start=1):
        unit = item.units[(order - 1) % len(item.units)]
        answered = min(later(rng, item.reported, 8, 25), date(year, 12, 25))
        part = year != 2020 and rng.random() < 0.08
        verdict, note = ("部分采纳", "其余内容待条件成熟后研究") if part else ("采纳", "")
        found.append(
            Suggestion(
                f"suggestion:c{known + order:04d}",
                "协商",
                item.key,
                "建议",
                order,
                text,
                item.reported,
                unit,
                None,
                answered,
                verdict,
                note,
                date(year, 12, 31),
            )
        )
    return found
