"""What was asked of whoever decides, in a sentence: it stands on the page on which they answer."""

from __future__ import annotations

from jianyan.ground.days import said_day

from . import queries
from .actions.extensions import longest
from .models import ReturnRequest, UnitTask


def term_said(task: UnitTask) -> str:
    """Until when a reply is due, and until when at most."""
    term = queries.term_of(task)
    now = f"现答复期限为{said_day(term)}，" if term else ""
    return f"{now}按规程最迟可延至{said_day(longest(task))}"


def longer_said(task: UnitTask) -> str:
    """The longer term that a unit asks for, and why."""
    asked = queries.waiting(task.pk).order_by("pk").last()
    if asked is None:
        return ""
    why = f"，理由：{asked.reason.rstrip('。')}" if asked.reason else ""
    return f"{task.unit}申请延至{said_day(asked.asked_until)}{why}。{term_said(task)}"


def return_said(task: UnitTask) -> str:
    """Why a unit asks to return a task, and whose it is instead."""
    rows = ReturnRequest.objects.filter(task=task, struck_at=None, answered_on=None)
    asked = rows.select_related("rather").order_by("pk").last()
    if asked is None:
        return ""
    rather = f"；建议改交{asked.rather}" if asked.rather else ""
    return f"{task.unit}{said_day(asked.on)}申请退件，理由：{asked.reason.rstrip('。')}{rather}"
