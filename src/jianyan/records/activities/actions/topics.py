"""Writes of research topics."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.register import By, amend, enter, first_days
from jianyan.kernel.charter import action
from jianyan.records.activities.charter import RESEARCH_TOPICS
from jianyan.records.activities.models import ResearchTopic, TopicState

from .steps import moved, registered

TOPIC_OWN = ("body", "leader", "note")


def add_topic(by: By, committee: int, data: Mapping[str, Any]) -> ResearchTopic:
    """Enter a research topic with the days that are already known."""
    with transaction.atomic():
        row: ResearchTopic = enter(
            RESEARCH_TOPICS,
            by,
            committee=committee,
            title=data["title"],
            state=TopicState.PLANNED,
            dated_on=data["dated_on"],
            text=data["note"],
            detail={name: data[name] for name in TOPIC_OWN},
            **registered(committee, "research_topics", data["dated_on"], data),
        )
        for name, step in TOPIC_DAYS.items():
            if data[name]:
                row = step(by, row.pk, on=data[name])
    return row


def change_topic(
    by: By, row: ResearchTopic, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> ResearchTopic:
    """更正 a research topic; a day entered for the first time makes its move."""
    with transaction.atomic():
        said = dict(changes)
        steps = first_days(said, TOPIC_DAYS)
        amended: ResearchTopic = amend(RESEARCH_TOPICS, by, row.pk, said, reason=reason)
        for name, day in steps.items():
            amended = TOPIC_DAYS[name](by, row.pk, on=day, reason=reason)
    return amended


@action(RESEARCH_TOPICS, "choose")
def choose(by: By, pk: int, *, on: date, reason: str = "") -> ResearchTopic:
    """选定."""
    return moved(RESEARCH_TOPICS, "choose", by, pk, on, reason, chosen_on=on)


@action(RESEARCH_TOPICS, "complete")
def complete(by: By, pk: int, *, on: date, reason: str = "") -> ResearchTopic:
    """完成: the research is done and written up."""
    return moved(RESEARCH_TOPICS, "complete", by, pk, on, reason, completed_on=on)


@action(RESEARCH_TOPICS, "drop")
def drop(by: By, pk: int, *, on: date, reason: str = "") -> ResearchTopic:
    """取消."""
    return moved(RESEARCH_TOPICS, "drop", by, pk, on, reason, dropped_on=on)


TOPIC_DAYS = {"chosen_on": choose, "completed_on": complete, "dropped_on": drop}
