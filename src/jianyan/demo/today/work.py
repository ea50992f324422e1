"""What is under way on the loading day: proposals, the sheets of the other modules, a report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from jianyan.demo.draw import words
from jianyan.demo.loading.house import House
from jianyan.ground.register import today
from jianyan.reports import actions, template_actions
from jianyan.reports.register_reader import reader_for

from .desk import Desk
from .proposals import enter_proposals
from .years import close_years, hold_sessions

Say = Callable[[str], None]

ENOUGH = 45
"""With fewer days of the year gone by, a report is about the year before."""


def load_today(house: House, say: Say) -> None:
    """Bring the demo to the day on which it is loaded, saying each step."""
    day = today()
    desk = Desk(house, day)
    say("办结2020年遗留的工作……")
    hold_sessions(house, day)
    close_years(house, desk)
    say("登记今天正在办理的提案……")
    enter_proposals(desk)
    say("登记今天正在办理的其他工作……")
    for sheet in words("today")["sheets"]:
        for row in sheet["rows"]:
            _enter(desk, sheet["kind"], dict(row))
        for name, move, days in sheet.get("moves", ()):
            desk.move(sheet["kind"], move, desk.named[name].pk, days)
    say("送审一份情况通报……")
    _report(house, desk, day)


def _enter(desk: Desk, kind: str, row: dict[str, Any]) -> None:
    name = str(row.pop("name", ""))
    if "计划年度" in row:
        row["计划年度"] = desk.today.year
    desk.enter(kind, row, name=name)


def _report(house: House, desk: Desk, day: date) -> None:
    """A notice on proposals, drawn up, checked and sent to the leaders for approval."""
    said, committee = words("today")["report"], house.committee.pk
    year = day.year if day.timetuple().tm_yday > ENOUGH else day.year - 1
    by, on = desk.by("general"), desk.day(-1)
    template_actions.add(
        by, committee, said["name"], said["text"], reader_for(committee, str(year))
    )
    data = {
        "title": said["title"].format(year=year),
        "template": said["name"],
        "period": str(year),
        "dated_on": on,
    }
    row = actions.add(by, committee, data)
    actions.check(by, row.pk, on=on)
    actions.send(by, row.pk, on=on)
