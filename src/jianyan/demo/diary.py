"""A year's diary of meetings and activities while it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from jianyan.demo.cast import Cast
from jianyan.demo.draw import fill, some, spread, words
from jianyan.demo.facts import Activity
from jianyan.demo.places import setting

HALL = "区政协三楼会议室"
FULL = {2018, 2020}
REASONS = ("因公出差", "因病", "参加上级会议")


@dataclass(slots=True)
class Diary:
    """Collects activities; keys are given in the order of writing."""

    year: int
    rng: Random
    cast: Cast
    rows: list[Activity] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Whether the year is there in full."""
        return self.year in FULL

    def days(
        self, count: int, first: tuple[int, int] = (1, 4), last: tuple[int, int] = (12, 24)
    ) -> list[date]:
        """Working days in order between two days of the year."""
        return spread(self.rng, date(self.year, *first), date(self.year, *last), count)

    def put(self, kind: str, title: str, day: date, place: str = HALL, **facts: Any) -> Activity:
        """Write one activity."""
        key = f"activity:{self.year}:{len(self.rows) + 1:03d}"
        row = Activity(key, kind, title, day, place, **facts)
        self.rows.append(row)
        return row

    def series(self, kind: str, titles: str | list[str], days: list[date], **facts: Any) -> None:
        """One activity per day, numbered, titles in turn from a word list."""
        named = words("activities")[titles] if isinstance(titles, str) else titles
        for number, day in enumerate(days, start=1):
            self.put(kind, named[(number - 1) % len(named)], day, issue=number, **facts)

    def members(self, low: int, high: int, day: date) -> tuple[str, ...]:
        """Some members of the day."""
        return some(self.rng, self.cast.members(day), low, high)

    def staff(self, low: int, high: int, day: date) -> tuple[str, ...]:
        """Some of the office's staff."""
        return some(self.rng, self.cast.staff(day), low, high)

    def present(self, wanted: list[str], share: float) -> dict[str, Any]:
        """Who came of those who should, and who was absent with a reason."""
        here = [key for key in wanted if self.rng.random() < share]
        here = here or wanted[:1]
        away = tuple((key, self.rng.choice(REASONS)) for key in wanted if key not in here)
        return {"people": tuple(here), "absent": away}

    def setting(self) -> dict[str, str]:
        """Places for a title."""
        return setting(self.rng, self.cast.bodies)

    def filled(self, text: str, places: dict[str, str]) -> str:
        """A title with its places put in."""
        return fill(self.rng, text, places)
