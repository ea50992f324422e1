"""Periods that need the committee's own days: a session runs to the day before the next opens."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from jianyan.kernel.errors import Refused
from jianyan.kernel.period import SESSION, Period, parse_period, plain_period
from jianyan.kernel.scope import Scope, make_scope

from .days import said_day
from .models import Session
from .register import today


def period_of(text: str, committees: tuple[int, ...]) -> Period:
    """The period a person wrote, sessions (9.3) included.

    Raises Refused when it cannot be read, when no committee has such a session, or when the
    committees' sessions of that number fell on different days.
    """
    plain = plain_period(text)
    if not re.fullmatch(SESSION, plain):
        return parse_period(text)
    term, number = (int(part) for part in plain.split("."))
    found = {
        _days(session)
        for session in Session.objects.filter(
            term__committee__in=committees, term__number=term, number=number
        ).select_related("term")
    }
    if not found:
        raise Refused(f"没有{plain}这一届次，请先在“届次”中登记。")
    if len(found) > 1:
        raise Refused(f"各委员会{plain}的会期不同，请改按日期取数。")
    start, end = found.pop()
    period = Period(start, end, plain, session=(term, number))
    return replace(period, earlier=_earlier(start, committees))


def _earlier(opened: date, committees: tuple[int, ...]) -> Period | None:
    """The session before the one that opened on a day."""
    before = Session.objects.filter(term__committee__in=committees, opens_on__lt=opened)
    last = before.select_related("term").order_by("-opens_on").first()
    if last is None:
        return None
    start, end = _days(last)
    return Period(start, end, last.code, session=(last.term.number, last.number))


def _days(session: Session) -> tuple[date, date]:
    following = (
        Session.objects.filter(
            term__committee=session.term.committee_id, opens_on__gt=session.opens_on
        )
        .order_by("opens_on")
        .values_list("opens_on", flat=True)
        .first()
    )
    end = following - timedelta(days=1) if following else max(today(), session.closes_on)
    return session.opens_on, end


def scope_of(committees: tuple[int, ...], period: str, until: date | None = None) -> Scope:
    """A scope as pages and commands ask for it. Raises Refused, also for a cut-off before the period."""
    found = period_of(period, committees)
    if until and until < found.start:
        raise Refused(f"数据截止日{said_day(until)}早于期间的起日{said_day(found.start)}，请改正。")
    return make_scope(committees, found, until, today())
