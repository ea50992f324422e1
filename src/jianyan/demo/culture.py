"""Cultural activities, lecture halls, good stories and party days."""

from __future__ import annotations

from datetime import date

from jianyan.demo.diary import Diary
from jianyan.demo.draw import between, words

# Activities tied to a season, by a word of the title: month and day from, to.
SEASONS = {
    "春节": (1, 8, 1, 18),
    "元宵": (2, 5, 2, 24),
    "清明": (4, 1, 4, 8),
    "端午": (5, 26, 6, 22),
    "中秋": (9, 10, 9, 28),
    "重阳": (10, 9, 10, 26),
    "国庆": (9, 20, 9, 30),
    "雷锋": (3, 5, 4, 28),
    "植树": (3, 10, 3, 20),
    "送清凉": (7, 10, 8, 10),
    "祭扫": (4, 1, 4, 8),
    "诗歌": (9, 20, 9, 30),
    "文艺": (9, 20, 9, 30),
    "文明祭祀": (3, 26, 4, 3),
}
STORIES = ("public_virtue", "work_virtue", "family_virtue", "personal_virtue")


def write_culture(diary: Diary) -> None:
    """All of the year's civility work."""
    lists = words("activities")
    titles = lists["spirit"] if diary.full else lists["spirit"][:12]
    rows = []
    for title in titles:
        season = next((span for word, span in SEASONS.items() if word in title), (3, 16, 12, 10))
        low, high = date(diary.year, *season[:2]), date(diary.year, *season[2:])
        rows.append((between(diary.rng, low, high), title))
    for day, title in sorted(rows):
        diary.put(
            "spirit",
            title,
            day,
            "委员活动中心",
            people=diary.members(10, 30, day),
            others=diary.rng.randint(10, 60),
        )
    for kind in ("moral_hall", "culture_hall"):
        count = 6 if diary.full else 4
        diary.series(kind, kind, diary.days(count, (3, 8)), others=diary.rng.randint(30, 50))
    # Four of each virtue, told at different times of the year.
    each = 4 if diary.full else 2
    for number, kind in enumerate(STORIES):
        stories = lists["stories"][number * 4 : number * 4 + 4]
        diary.series(kind, stories, diary.days(each, (3, 12)), others=36)
    months = range(1, 13) if diary.full else range(3, 13, 3)
    for number, month in enumerate(months):
        day = between(diary.rng, date(diary.year, month, 3), date(diary.year, month, 26))
        title = f"主题党日：{lists['party_day'][number % 10]}"
        diary.put("party_day", title, day, "党员活动室", people=diary.staff(18, 28, day))
