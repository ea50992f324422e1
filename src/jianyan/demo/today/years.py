"""The years between 2020 and the loading day: their sessions, and how what was left open ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from jianyan.demo.loading.house import House
from jianyan.ground import clocks
from jianyan.ground.models import Notice, Record, Session, Suggestion, Term
from jianyan.kernel.charter import ACTIONS
from jianyan.records.organisation.models import ListItem
from jianyan.records.proposals.models import UnitTask

from .desk import Desk

LAST_OF_PLAN = 2020
TERM_YEARS = 5
FIRST_TERM, FIRST_YEAR = 9, 2018
OPENS = (1, 8)
CLEARED = date(2021, 3, 31)
"""The day on which the office cleared what 2020 and the years before had left open."""


def hold_sessions(house: House, today: date) -> None:
    """A session each January since the plan's last, a term every five years, up to the loading day."""
    terms = {term.number: term for term in Term.objects.filter(committee=house.committee)}
    for year in range(LAST_OF_PLAN + 1, today.year + 1):
        opens = house.calendar.next_workday(date(year, *OPENS))
        if opens > today:
            break
        number, place = divmod(year - FIRST_YEAR, TERM_YEARS)
        term = _term(house, terms, FIRST_TERM + number, opens)
        Session.objects.create(
            term=term,
            number=place + 1,
            opens_on=opens,
            closes_on=opens + timedelta(days=3),
            proposals_until=opens + timedelta(days=2),
        )


def _term(house: House, terms: dict[int, Term], number: int, opens: date) -> Term:
    if number not in terms:
        last = terms[number - 1]
        last.ends_on = opens - timedelta(days=1)
        last.save(update_fields=("ends_on",))
        terms[number] = Term.objects.create(
            committee=house.committee, number=number, starts_on=opens
        )
    return terms[number]


def close_years(house: House, desk: Desk) -> None:
    """What the plan left open came to its end after 2020, when no figure of its years counts it."""
    _answer_last(house, desk)
    own = Record.objects.filter(committee=house.committee)
    for record in own.filter(kind="proposals", state="replied").order_by("pk"):
        _do("proposals", "close", desk, "proposals", record.pk, CLEARED)
        clocks.end(record.pk, CLEARED)
    for place, record in enumerate(own.filter(kind="briefs", state="accepted").order_by("pk")):
        _do("briefs", "issue", desk, "briefs", record.pk, _day(house, date(2021, 1, 6), place))
    for record in own.filter(kind="projects", state__in=("planned", "under_way")).order_by("pk"):
        _do("projects", "finish", desk, "general", record.pk, date(2021, 12, 24))
    disputed = Suggestion.objects.filter(record__committee=house.committee, state="disputed")
    for place, row in enumerate(disputed.order_by("pk")):
        _do(
            "suggestions", "confirm", desk, "general", row.pk, _day(house, date(2021, 1, 11), place)
        )
    for item in _open_items(house):
        _do("list_items", "finish", desk, "party", item.pk, CLEARED)
    # Of what ended years ago nobody is told today.
    Notice.objects.filter(record__in=own).delete()


def _answer_last(house: House, desk: Desk) -> None:
    """The one reply that 2020 was still owed came in the new year."""
    owed = UnitTask.objects.filter(record__committee=house.committee, state="accepted")
    for task in owed.select_related("record", "unit").order_by("pk"):
        desk.enter(
            "proposal-replies",
            {
                "提案号": task.record.number,
                "承办单位": task.unit.name,
                "答复日期": date(2021, 1, 22),
                "办理类别": "A类",
                "答复内容": "所提道路已列入通行条件改善计划并完成整修，请您实地查看。",
            },
        )


def _open_items(house: House) -> Iterable[ListItem]:
    return ListItem.objects.filter(record__committee=house.committee, state="open").order_by("pk")


def _day(house: House, since: date, place: int) -> date:
    return house.calendar.next_workday(since + timedelta(days=3 * place))


def _do(charter: str, move: str, desk: Desk, who: str, pk: int, on: date) -> Any:
    return ACTIONS[charter, move](desk.by(who), pk, on=on)
