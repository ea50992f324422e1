"""Visits to communities and enterprises, the problems collected, and Friday volunteers."""

from __future__ import annotations

from datetime import date

from jianyan.demo.diary import Diary
from jianyan.demo.draw import fill, later, words
from jianyan.demo.facts import Activity, Suggestion
from jianyan.demo.nouns import CALENDAR
from jianyan.ground.calendar import days

MISSED = date(2020, 8, 7)
CRISIS = (date(2020, 1, 28), date(2020, 4, 30))


def write_visits(diary: Diary) -> list[Suggestion]:
    """Community visits with what was collected, and enterprise visits."""
    full = diary.full
    found: list[Suggestion] = []
    communities = diary.rng.sample(diary.cast.kind("community"), 34 if full else 14)
    for day, body in zip(diary.days(len(communities), (2, 20)), communities, strict=True):
        visit = diary.put(
            "community_visit",
            f"到{body.name}走访调研",
            day,
            body.name,
            bodies=(body.key,),
            people=diary.members(4, 8, day),
            others=diary.rng.randint(1, 5),
            campaign="疫情防控" if _crisis(day) else None,
        )
        found += _problems(diary, visit, body.key, len(found))
    firms = diary.rng.sample(diary.cast.kind("enterprise"), 36 if full else 14)
    for number, day in enumerate(diary.days(len(firms) // 2, (3, 3))):
        pair = firms[number * 2 : number * 2 + 2]
        crisis = diary.year == 2020 and day < date(2020, 6, 30)
        title = "复工复产专项调研" if crisis else "走访委员企业"
        diary.put(
            "enterprise_visit",
            f"{title}：{pair[0].name}等",
            day,
            pair[0].name,
            bodies=tuple(b.key for b in pair),
            people=diary.members(4, 7, day),
            others=3,
            campaign="疫情防控" if crisis else None,
        )
    return found


def _crisis(day: date) -> bool:
    return CRISIS[0] <= day <= CRISIS[1]


def _problems(diary: Diary, visit: Activity, community: str, known: int) -> list[Suggestion]:
    """Three to six problems of one visit; most are solved within weeks, some disputed."""
    rng = diary.rng
    compounds = [b for b in diary.cast.kind("compound") if b.parent == community]
    rows = rng.sample(words("briefs")["problems"], rng.randint(3, 6))
    last = date(diary.year, 12, 30)
    found = []
    for order, (text, unit) in enumerate(rows, start=1):
        place = diary.setting() | {"community": visit.place, "compound": rng.choice(compounds).name}
        answered = min(later(rng, visit.day, 5, 20), last)
        due = later(rng, answered, 20, 60)
        done = later(rng, answered, 6, 75) if rng.random() < 0.8 else None
        done = done if done and done <= last else None
        disputed = later(rng, done, 2, 9) if done and rng.random() < 0.05 else None
        confirmed = later(rng, done, 1, 8) if done and not disputed else None
        found.append(
            Suggestion(
                f"suggestion:v{diary.year}{known + order:04d}",
                "走访",
                visit.key,
                "建议" if "希望" in text else "问题",
                order,
                fill(rng, text, place) + "。",
                visit.day,
                f"unit:{unit}",
                community,
                answered,
                "采纳",
                "",
                due,
                done,
                confirmed,
                disputed,
            )
        )
    return found


def write_volunteers(diary: Diary) -> None:
    """Every Friday that is a working day; one Friday of 2020 was called off and not made up."""
    lists = words("activities")
    number = 0
    for day in days(date(diary.year, 1, 1), date(diary.year, 12, 31)):
        if day.weekday() != 4 or not CALENDAR.is_workday(day):
            continue
        place = diary.setting()
        number += 1
        crisis = _crisis(day)
        titles = lists["weekly_epidemic" if crisis else "weekly"]
        title = diary.filled(titles[number % len(titles)], place)
        facts = {"people": diary.staff(8, 14, day), "bodies": (place["community_key"],)}
        if day == MISSED:
            diary.put(
                "weekly",
                title,
                day,
                place["community"],
                held=False,
                note="暴雨橙色预警，取消",
                bodies=facts["bodies"],
            )
            continue
        diary.put(
            "weekly",
            title,
            day,
            place["community"],
            issue=number,
            campaign="疫情防控" if crisis else None,
            **facts,
        )
    for number, day in enumerate(diary.days(5 if diary.full else 2, (3, 5))):
        place = diary.setting()
        title = f"{lists['service'][number]}进{place['community']}"
        diary.put(
            "service",
            title,
            day,
            place["community"],
            people=diary.members(4, 9, day),
            others=6,
            served=diary.rng.randint(40, 160),
            bodies=(place["community_key"],),
            campaign="疫情防控" if _crisis(day) else None,
        )
