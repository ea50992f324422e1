"""Meetings of the year, and the meetings and visits of its consultation plan."""

from __future__ import annotations

from datetime import date, timedelta

from jianyan.demo.diary import Diary
from jianyan.demo.draw import words
from jianyan.demo.facts import Agenda, PlanItem
from jianyan.demo.nouns import Session

# kind, list of titles, how many in a full year and in a light one, who should come
COUNTS = (
    ("party_group", "党组会议", "party_group", 9, 5),
    ("party_group_wide", "党组（扩大）会议", "party_group", 7, 3),
    ("chair", "主席会议", "chair", 12, 6),
    ("standing", "常委会议", "standing", 6, 4),
)


def write_meetings(diary: Diary, session: Session, items: list[PlanItem]) -> None:
    """All meetings of the year."""
    _plenary(diary, session)
    for kind, label, titles, full, light in COUNTS:
        names = words("activities")[titles]
        for number, day in enumerate(diary.days(full if diary.full else light, (1, 16)), start=1):
            topics = [names[(number + n) % len(names)] for n in range(2)]
            agenda = tuple(Agenda(topic, day) for topic in topics)
            title = f"第{number}次{label}：{topics[0]}"
            who = _expected(diary, kind, day)
            share = 0.88 if kind == "standing" else 0.94
            diary.put(kind, title, day, agenda=agenda, issue=number, **diary.present(who, share))
    _small(diary)
    _consulting(diary, items)


def _expected(diary: Diary, kind: str, day: date) -> list[str]:
    if kind == "standing":
        return diary.cast.standing(day)
    if kind == "chair":
        return diary.cast.council(day)
    group = diary.cast.party_group(day)
    if kind == "party_group":
        return group
    return list(
        dict.fromkeys([*group, *diary.cast.council(day), *diary.cast.office("staff", day)[:6]])
    )


def _plenary(diary: Diary, session: Session) -> None:
    lists = words("activities")
    texts = list(lists["plenary_agenda"])
    if session.number == 1:
        texts.insert(4, lists["plenary_agenda_first"][0])
    agenda = tuple(
        Agenda(text, min(session.opens + timedelta(days=n * 4 // len(texts)), session.closes))
        for n, text in enumerate(texts)
    )
    term = {8: "八", 9: "九"}[session.term]
    number = "一二三四五"[session.number - 1]
    title = f"区政协{term}届{number}次会议"
    days = (session.closes - session.opens).days + 1
    who = diary.cast.of(f"members:{session.term}", session.closes)
    diary.put(
        "plenary",
        title,
        session.opens,
        "区会议中心",
        agenda=agenda,
        days=days,
        others=60,
        **diary.present(who, 0.96),
    )


def _small(diary: Diary) -> None:
    full = diary.full
    forums = words("activities")["forum"]
    for number, day in enumerate(diary.days(7 if full else 3, (3, 20))):
        diary.put("forum", forums[number], day, people=diary.members(12, 24, day))
    for number, day in enumerate(diary.days(5 if full else 2, (3, 10)), start=1):
        title = words("activities")["seminar"][number % 6]
        diary.put("seminar", title, day, people=diary.members(18, 34, day), issue=number)
    for day in diary.days(2 if full else 1, (2, 24), (12, 20)):
        diary.put(
            "democratic",
            f"{diary.year}年党组专题民主生活会",
            day,
            people=tuple(diary.cast.party_group(day)),
        )
    for number, day in enumerate(diary.days(4 if full else 2, (3, 10)), start=1):
        title = words("activities")["case_reform"][number % 4]
        diary.put("case_reform", title, day, people=diary.staff(16, 26, day), issue=number)
    assigned = {2017: (2, 24), 2018: (2, 8), 2019: (2, 21), 2020: (3, 18)}[diary.year]
    day = date(diary.year, *assigned)
    people = (*diary.cast.council(day)[:3], *diary.cast.office("dispatcher", day))
    diary.put(
        "assigning", f"{diary.year}年提案交办会", day, "区行政中心会议室", people=people, others=58
    )
    for number, day in enumerate(diary.days(8 if full else 4)):
        kinds = ("机关工作例会", "安全保密工作会", "文明创建推进会", "全会筹备会")
        diary.put("office_meeting", kinds[number % 4], day, people=diary.staff(14, 26, day))


def _consulting(diary: Diary, items: list[PlanItem]) -> None:
    """Each item of the plan: a trip before, then the consultation or the inspection itself."""
    for item in items:
        if item.form == "全体会议协商":
            continue
        people = diary.members(10, 20, item.held)
        if item.form == "视察监督":
            diary.put(
                "inspection",
                f"视察{item.title.removesuffix('情况')}情况",
                item.held,
                "现场",
                people=people,
                others=diary.rng.randint(4, 10),
                plan_item=item.key,
            )
            continue
        diary.put(
            "research",
            f"“{item.title}”专题调研",
            item.started,
            "现场",
            people=people[:9],
            plan_item=item.key,
        )
        kind = "standing" if "常委会议" in item.form else "consulting"
        who = (
            diary.present(diary.cast.standing(item.held), 0.87)
            if kind == "standing"
            else {"people": people}
        )
        diary.put(
            kind,
            f"“{item.title}”{item.form}",
            item.held,
            plan_item=item.key,
            others=diary.rng.randint(5, 12),
            **who,
        )
