"""Tables of responsibilities: who answers for what, the shifts of a post, dated notes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from jianyan.ground.days import said_day
from jianyan.ground.models import Body, Category, Detail, Part, Person

STANDING = Q(struck_at__isnull=True)


class State(models.TextChoices):
    """States of a responsibility."""

    IN_FORCE = "in_force", "履行中"
    ENDED = "ended", "已结束"
    VOID = "void", "已作废"


class Level(models.TextChoices):
    """At which level somebody answers: leaders head, deputies take a share, departments do it."""

    HEAD = "head", "牵头负责"
    SHARE = "share", "分包负责"
    DIRECT = "direct", "直接负责"


class Duty(Detail):
    """One responsibility: a person or a team answers for a body, a person, or what a code stands for.

    With a `post` it is a post at which shifts are kept. A household is known by the office's code
    alone.
    """

    sort = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name="种类")
    level = models.CharField("责任层级", max_length=10, choices=Level.choices, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name="责任人"
    )
    team = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任队伍"
    )
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="对象单位"
    )
    counterpart = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="联系对象"
    )
    code = models.CharField("对象编号", max_length=40, blank=True)
    post = models.CharField("岗位", max_length=60, blank=True)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="duty_days"
            )
        ]
        indexes = [
            models.Index(fields=("sort", "since"), name="duty_sort"),
            models.Index(fields=("since", "until"), name="duty_in_force"),
        ]


class Patrol(Part):
    """One shift kept at a post: totals only, no resident's data."""

    on = models.DateField("日期")
    shift = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name="班次")
    on_duty = models.PositiveIntegerField("值守人数", default=0)
    entries = models.PositiveIntegerField("登记人次", default=0)
    temperatures = models.PositiveIntegerField("测温人次", default=0)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("record", "on", "shift"), condition=STANDING, name="patrol_once"
            )
        ]
        indexes = [models.Index(fields=("on",), name="patrol_on")]

    def __str__(self) -> str:
        return f"{said_day(self.on)} {self.shift}"


class DutyNote(Part):
    """What was done or found, on which day."""

    on = models.DateField("日期")
    text = models.TextField("内容")

    class Meta:
        indexes = [models.Index(fields=("on",), name="duty_note_on")]

    def __str__(self) -> str:
        return f"{said_day(self.on)} {self.text[:20]}"
