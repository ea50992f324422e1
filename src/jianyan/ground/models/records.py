"""The register (台账): one row for everything registered, and the bases of kinds and parts."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from .accounts import Account
from .committees import Campaign, Committee, Session


class Visibility(models.TextChoices):
    """Who may see a record besides those its own rules name."""

    PUBLIC = "public", "公开"
    MEMBERS = "members", "委员可见"
    OFFICE = "office", "机关内部"
    RESTRICTED = "restricted", "限定范围"


class Record(models.Model):
    """One row of the register. Its `state` and `version` are moved only by `ground.register`."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="records")
    kind = models.CharField("种类", max_length=30)
    number = models.CharField("编号", max_length=40, blank=True)
    key = models.CharField("外部编号", max_length=80, blank=True)
    title = models.CharField("标题", max_length=200)
    state = models.CharField("状态", max_length=30)
    version = models.PositiveIntegerField("版本", default=1)
    dated_on = models.DateField("日期")
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="records"
    )
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="records"
    )
    visibility = models.CharField(
        "可见范围", max_length=12, choices=Visibility.choices, default=Visibility.MEMBERS
    )
    rulebook = models.ForeignKey(
        "ground.Rulebook", models.PROTECT, null=True, blank=True, related_name="records"
    )
    text = models.TextField("检索文本", blank=True)
    entered_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="entered"
    )
    entered_at = models.DateTimeField("登记时间", auto_now_add=True)
    on_behalf = models.BooleanField("代录", default=False)
    batch = models.ForeignKey(
        "ground.Batch", models.PROTECT, null=True, blank=True, related_name="records"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("committee", "kind", "number"),
                condition=~Q(number=""),
                name="record_number_once",
            ),
            models.UniqueConstraint(
                fields=("committee", "kind", "key"), condition=~Q(key=""), name="record_key_once"
            ),
        ]
        indexes = [
            models.Index(fields=("committee", "kind", "-dated_on", "-id"), name="record_list"),
            models.Index(fields=("kind", "-dated_on", "-id"), name="record_list_all"),
            models.Index(fields=("committee", "-dated_on", "-id"), name="record_newest"),
            # A list's tabs: rows of a state, and how many there are of each.
            models.Index(
                fields=("committee", "kind", "state", "-dated_on", "-id"), name="record_tabs"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refused: a row is entered and moved only through `ground.register`, which leaves a trail."""
        raise TypeError("Record is written by ground.register only")


class Detail(models.Model):
    """Base of a kind's table: its own columns beside the register row, whose key it shares."""

    record = models.OneToOneField(
        Record, models.PROTECT, primary_key=True, related_name="%(class)s", db_index=False
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.record)


class PartQuerySet(models.QuerySet[Any]):
    """Rows of a part."""

    def standing(self) -> Self:
        """Rows that were not struck out and whose record is not void."""
        return self.filter(struck_at__isnull=True).exclude(record__state="void")


class Part(models.Model):
    """Base of a part of a record: a dated fact. It is struck out, never deleted or overwritten."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="%(class)ss")
    key = models.CharField("外部编号", max_length=80, blank=True)
    batch = models.ForeignKey(
        "ground.Batch", models.PROTECT, null=True, blank=True, related_name="+"
    )
    struck_at = models.DateTimeField("作废于", null=True, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True


class StatePart(Part):
    """Base of a part with a life of its own, moved only by `ground.register`."""

    state = models.CharField("状态", max_length=30)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        abstract = True
