"""Tables of projects."""

from __future__ import annotations

from django.db import models

from jianyan.ground.days import said_day
from jianyan.ground.models import Body, Detail, Part, Person


class State(models.TextChoices):
    """States of a project."""

    PLANNED = "planned", "已列入"
    UNDER_WAY = "under_way", "进行中"
    DONE = "done", "已完成"
    STOPPED = "stopped", "已中止"
    VOID = "void", "已作废"


class Sort(models.TextChoices):
    """The four things planned and done that are kept here."""

    WORK_POINT = "work_point", "工作要点"
    KEY_PROJECT = "key_project", "重点项目"
    MEMBERS_HOME = "members_home", "委员之家"
    AGREEMENT = "agreement", "协作协议"


class Project(Detail):
    """A task of the year, a key project led, a members' home, or a cooperation agreement.

    `planned_on` is when it was listed, `started_on` when it began (a project led, an agreement
    signed), `done_on` when it was done (a home built), `stopped_on` when it was given up;
    `until` is the day of whichever ended it.
    """

    sort = models.CharField("种类", max_length=12, choices=Sort.choices)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承担单位"
    )
    leaders = models.ManyToManyField(
        Person, blank=True, related_name="led_projects", verbose_name="负责人"
    )
    partner = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="合作单位"
    )
    planned_on = models.DateField("列入")
    due_on = models.DateField("期限", null=True, blank=True)
    started_on = models.DateField("启动", null=True, blank=True)
    done_on = models.DateField("完成", null=True, blank=True)
    stopped_on = models.DateField("中止", null=True, blank=True)
    until = models.DateField("结束", null=True, blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=("sort", "planned_on")),
            models.Index(fields=("sort", "started_on")),
        ]


class Households(Part):
    """Households that a project plans to sign up, or that signed on a day: totals, no resident."""

    class What(models.TextChoices):
        PLANNED = "planned", "计划"
        SIGNED = "signed", "签约"

    what = models.CharField("事项", max_length=10, choices=What.choices)
    number = models.PositiveIntegerField("户数")
    on = models.DateField("日期")

    def __str__(self) -> str:
        return f"{self.get_what_display()}{self.number}户"


class Investment(Part):
    """Money put in, in yuan."""

    amount = models.DecimalField("金额（元）", max_digits=14, decimal_places=2)
    on = models.DateField("日期")
    origin = models.CharField("资金来源", max_length=100, blank=True)

    def __str__(self) -> str:
        return f"投入{self.amount}元"


class Progress(Part):
    """What was achieved by a day, in words."""

    on = models.DateField("日期")
    text = models.TextField("进展")

    def __str__(self) -> str:
        return f"{said_day(self.on)}进展"
