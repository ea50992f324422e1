"""Tables of consultations: a plan's topic, and the livelihood projects inspected under it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jianyan.ground.models import Body, Category, Detail, Part


class State(models.TextChoices):
    """States of a topic."""

    CALLED_FOR = "called_for", "征集中"
    LISTED = "listed", "已列题"
    PUT_FORWARD = "put_forward", "已提请"
    APPROVED = "approved", "已批准"
    PASSED = "passed", "已通过"
    UNDER_WAY = "under_way", "实施中"
    HELD = "held", "已协商"
    REPORTED = "reported", "已报送"
    COMPLETED = "completed", "已完成"
    DROPPED = "dropped", "已撤销"
    VOID = "void", "已作废"


class Topic(Detail):
    """One topic of a year's consultation plan, with the day of each of its steps.

    `planned_on` is the day from which it belongs to the plan: the day the plan was passed, or the
    first day of the plan's year when it was passed before. What is counted is dated by it.
    """

    form = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name="形式")
    plan_year = models.PositiveSmallIntegerField("计划年度")
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办专委会"
    )
    units = models.ManyToManyField(
        Body, blank=True, related_name="consultations", verbose_name="协商单位"
    )
    proposed_by = models.CharField("议题来源", max_length=100, blank=True)
    called_for_on = models.DateField("征集")
    listed_on = models.DateField("列题", null=True, blank=True)
    put_forward_on = models.DateField("提请", null=True, blank=True)
    approved_on = models.DateField("区委常委会批准", null=True, blank=True)
    passed_on = models.DateField("政协常委会通过", null=True, blank=True)
    planned_on = models.DateField("列入计划", null=True, blank=True)
    started_on = models.DateField("启动", null=True, blank=True)
    held_on = models.DateField("举行", null=True, blank=True)
    reported_on = models.DateField("报送", null=True, blank=True)
    completed_on = models.DateField("完成", null=True, blank=True)
    dropped_on = models.DateField("撤销", null=True, blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=("planned_on", "form"), name="consultation_planned"),
            models.Index(fields=("held_on",), name="consultation_held"),
        ]


class LivelihoodProject(Part):
    """A livelihood project (惠民实事) that a topic inspects, and the day it was inspected."""

    title = models.CharField("项目", max_length=100)
    unit = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任单位"
    )
    inspected_on = models.DateField("视察")
    progress = models.CharField("进度", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("record", "title"),
                condition=Q(struck_at__isnull=True),
                name="livelihood_project_once",
            )
        ]

    def __str__(self) -> str:
        return self.title
