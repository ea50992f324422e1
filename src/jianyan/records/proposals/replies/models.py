"""Tables of replies. Point by point they are answered in ground's Response."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jianyan.ground.models import Category, Part
from jianyan.records.proposals.tasks.models import UnitTask


class Reply(Part):
    """A reply of a unit to the proposer. `round` is 2 for one after re-handling."""

    task = models.ForeignKey(UnitTask, models.PROTECT, related_name="replies")
    number = models.CharField("答复文号", max_length=60, blank=True)
    on = models.DateField("答复")
    text = models.TextField("答复内容", blank=True)
    signer = models.CharField("签发人", max_length=40, blank=True)
    round = models.PositiveSmallIntegerField("次", default=1)

    class Meta:
        indexes = [
            models.Index(fields=("task", "on")),
            models.Index(fields=("record", "on")),
            models.Index(fields=("on",)),
        ]

    def __str__(self) -> str:
        return f"{self.on}答复"


class ReplyClass(Part):
    """The class of a reply from `on` until `ended_on`: changed, or a later reply took its place.

    `solved` and `tracked` are what the rulebook said of the class on that day.
    """

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="classes")
    grade = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name="办理类别")
    solved = models.BooleanField("算作解决", default=False)
    tracked = models.BooleanField("须跟踪", default=False)
    on = models.DateField("起")
    ended_on = models.DateField("止", null=True, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("reply",),
                condition=Q(struck_at__isnull=True, ended_on__isnull=True),
                name="reply_class_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.grade)
