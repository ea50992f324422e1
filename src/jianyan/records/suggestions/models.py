"""What a suggestion copies from its source record at entry. The tables themselves are ground's."""

from __future__ import annotations

from django.db import models

from jianyan.ground.models import BodyKind


class Source(models.TextChoices):
    """Where a suggestion comes from."""

    PROPOSAL = "proposal", "提案"
    BRIEF = "brief", "信息"
    CONSULTATION = "consultation", "协商"
    VISIT = "visit", "走访"
    MEETING = "meeting", "会议"
    REPORT = "report", "报告"


KINDS = {
    "proposals": "提案",
    "briefs": "信息",
    "consultations": "协商",
    "activities": "活动",
    "publications": "文稿",
    "projects": "项目",
}
"""The kinds of records that facts are entered on, with the word that goes before a number."""

SOURCE_OF_KIND = {
    "proposals": Source.PROPOSAL,
    "briefs": Source.BRIEF,
    "consultations": Source.CONSULTATION,
    "activities": Source.MEETING,
    "publications": Source.REPORT,
}
"""The kinds of records that suggestions come from, each with the source it usually stands for."""

COLLECTED = (Source.VISIT, Source.BRIEF, Source.MEETING)
"""Sources by which the opinions of people outside are collected (意见), not worked out (建议)."""

PLACES = (
    BodyKind.COMMUNITY,
    BodyKind.ENTERPRISE,
    BodyKind.STREET,
    BodyKind.COMPOUND,
    BodyKind.VILLAGE,
    BodyKind.TOWN,
    BodyKind.COUNTY,
    BodyKind.SCHOOL,
    BodyKind.INSTITUTE,
    BodyKind.SITE,
)
"""Kinds of bodies where something may be collected."""
