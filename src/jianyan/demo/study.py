"""Study: reading, lectures, integrity, training; and the topics of research with their trips."""

from __future__ import annotations

from datetime import date

from jianyan.demo.diary import Diary
from jianyan.demo.draw import between, months_of, some, words
from jianyan.demo.facts import ResearchTopic
from jianyan.demo.works import Publication

TRAINING = {2017: 3, 2018: 5, 2019: 4, 2020: 5}


def write_study(diary: Diary) -> None:
    """All study of the year: integrity study in every month, a party lecture by each leader."""
    lists = words("activities")
    for number, (first, last) in enumerate(months_of(diary.year)):
        day = between(diary.rng, first, last)
        title = lists["integrity"][number % len(lists["integrity"])]
        diary.put("integrity_study", title, day, people=diary.staff(18, 28, day))
        if diary.full or number % 3 == 0:
            for name in lists["theory"][: 2 if diary.full else 1]:
                day = between(diary.rng, first, last)
                diary.put("theory", f"{number + 1}月份{name}", day, people=diary.staff(12, 26, day))
    _lectures(diary)
    guest = ("云陂市委党校教授", "云陂理工大学教授", "市政协研究室专家", "区委党校讲师")
    for number, day in enumerate(diary.days(6 if diary.full else 3, (3, 24)), start=1):
        title = lists["expert"][(number + diary.year) % len(lists["expert"])]
        diary.put(
            "expert",
            title,
            day,
            "区会议中心",
            people=diary.members(60, 110, day),
            guest=guest[number % 4],
            issue=number,
        )
    for number, day in enumerate(diary.days(9 if diary.full else 4, (2, 26)), start=1):
        title = lists["talk"][number % len(lists["talk"])]
        diary.put("talk", title, day, people=diary.members(24, 60, day), issue=number)
    start = between(diary.rng, date(diary.year, 9, 14), date(diary.year, 9, 15))
    diary.put(
        "training",
        "委员政治理论专题培训班",
        start,
        "云陂干部学院",
        people=diary.members(45, 60, start),
        days=TRAINING[diary.year],
    )
    sites = list(diary.cast.kind("site", "参观地"))
    chosen = diary.rng.sample(sites, 3 if diary.full else 2)
    seasons = [(date(diary.year, m, 8), date(diary.year, m, 27)) for m in (4, 6, 9)]
    for site, (low, high) in zip(chosen, seasons[: len(chosen)], strict=True):
        day = between(diary.rng, low, high)
        diary.put(
            "integrity_visit",
            f"到{site.name}参观学习",
            day,
            site.name,
            bodies=(site.key,),
            people=diary.staff(18, 28, day),
        )


def _lectures(diary: Diary) -> None:
    """Party lectures by every member of the leading party group in office at the year's end."""
    lists = words("activities")
    leaders = diary.cast.party_group(date(diary.year, 12, 31)) or diary.cast.party_group(
        date(diary.year, 6, 1)
    )
    for number, day in enumerate(diary.days(len(leaders), (2, 12), (11, 20))):
        diary.put(
            "party_lecture",
            lists["party_lecture"][number % 8],
            day,
            speakers=(leaders[number],),
            people=diary.staff(18, 28, day),
            issue=number + 1,
        )
    for number, day in enumerate(diary.days(4 if diary.full else 2, (3, 1)), start=1):
        title = lists["integrity_lecture"][number % 5]
        diary.put(
            "integrity_lecture",
            title,
            day,
            speakers=(leaders[number % len(leaders)],),
            people=diary.staff(18, 28, day),
            issue=number,
        )


def write_research(diary: Diary) -> tuple[list[ResearchTopic], list[Publication]]:
    """Topics chosen in spring, two trips each, a report in autumn; one topic may run on."""
    titles = words("activities")["research"]
    count = 8 if diary.full else 4
    chosen = some(diary.rng, titles, count, count)
    topics, reports = [], []
    committees = diary.cast.kind("special_committee")
    day = between(diary.rng, date(diary.year, 3, 2), date(diary.year, 3, 27))
    for number, title in enumerate(chosen, start=1):
        key = f"topic:{diary.year}:{number:02d}"
        committee = committees[number % len(committees)].key
        report = f"publication:{diary.year}:r{number:02d}"
        written = not (diary.year == 2020 and number == count)
        topics.append(
            ResearchTopic(key, diary.year, title, committee, day, report if written else None)
        )
        people = diary.members(6, 12, day)
        for trip in diary.days(2 if diary.full else 1, (5, 6), (9, 25)):
            diary.put("research", f"“{title}”课题调研", trip, "现场", people=people, topic=key)
        if written:
            on = between(diary.rng, date(diary.year, 10, 12), date(diary.year, 12, 4))
            reports.append(
                Publication(
                    report,
                    "research_report",
                    f"关于{title}的调研报告",
                    on,
                    people[:3],
                    committee,
                    topic=key,
                )
            )
    return topics, reports
