"""The rulebook (规程), dated and versioned, and clocks (时限): due dates as rows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .committees import Committee
from .records import Record


class Rulebook(models.Model):
    """What differs from place to place, as of a day. A record keeps the version it is judged by."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="rulebooks")
    number = models.PositiveIntegerField("版次")
    name = models.CharField("名称", max_length=60)
    since = models.DateField("施行")
    data = models.JSONField("规定", default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("committee", "number"), name="rulebook_once")
        ]
        ordering = ("committee", "-since", "-number")

    def __str__(self) -> str:
        return f"{self.name}（第{self.number}版）"


class Clock(models.Model):
    """One due date: computed once on the working-day calendar, recomputed for open ones.

    It keeps the rule that it was computed by (`count` of `unit` from `event` on `starts_on`; none
    where the day was all that was said). `set_by_hand` says that a person set the day (on the
    letter, by an extension): the calendar no longer moves it.
    """

    class Unit(models.TextChoices):
        WORKDAYS = "workdays", "工作日"
        DAYS = "days", "日"
        MONTHS = "months", "月"

    record = models.ForeignKey(Record, models.PROTECT, related_name="clocks")
    part = models.CharField("部分", max_length=80, blank=True)
    part_id = models.BigIntegerField(null=True, blank=True)
    kind = models.CharField("事项", max_length=30)
    starts_on = models.DateField("起算")
    event = models.CharField("起算事由", max_length=20, blank=True)
    unit = models.CharField("时限单位", max_length=10, choices=Unit.choices, blank=True)
    count = models.PositiveIntegerField("时限", null=True, blank=True)
    start_counts = models.BooleanField("起算日计入", default=False)
    rolls = models.BooleanField("遇休息日顺延", default=True)
    set_by_hand = models.BooleanField("指定日期", default=False)
    due_on = models.DateField("期限")
    met_on = models.DateField("完成", null=True, blank=True)
    ended_on = models.DateField("不再适用", null=True, blank=True)
    rulebook = models.ForeignKey(Rulebook, models.PROTECT, null=True, related_name="+")
    provisional = models.BooleanField("暂定", default=False)
    explanation = models.CharField("依据", max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("record", "part", "part_id", "kind", "starts_on"), name="clock_once"
            )
        ]
        indexes = [
            models.Index(fields=("due_on", "met_on")),
            models.Index(fields=("record", "kind")),
            # What reminders and recomputing look through: the open ones, a small part of all.
            models.Index(
                fields=("due_on",),
                condition=Q(met_on__isnull=True, ended_on__isnull=True),
                name="clock_open",
            ),
        ]


class ClockPause(models.Model):
    """Days on which a clock stood still, both included; without `until` it still does."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="pauses")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200)


class Cursor(models.Model):
    """How far a task of the ticking has come: a day, or what it saw last, as the task keeps it."""

    name = models.CharField(max_length=30, unique=True)
    value = models.JSONField(default=dict)
