"""Days as people say them: one way for pages, papers and messages."""

from __future__ import annotations

from datetime import date


def said_day(day: date | None, missing: str = "") -> str:
    """A day with its year: 2020年6月2日; `missing` for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else missing


def near_day(day: date, today: date) -> str:
    """A day with its year only where that is not today's: 6月2日, 2020年6月2日."""
    return f"{day.month}月{day.day}日" if day.year == today.year else said_day(day)
