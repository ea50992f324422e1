"""Tables of replies. Point by point they are answered in ground's Response."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jianyan.ground.days import said_day
from jianyan.ground.models import Category, Part, Suggestion
from jianyan.records.proposals.tasks.models import UnitTask


class Reply(Part):
    """A reply of a unit to the proposer. `round` is 2 for one after re-handling."""

    task = models.ForeignKey(UnitTask, models.PROTECT, related_name="replies")
    number = models.CharField("答复文号", max_length=60, blank=True)
    on = models.DateField("答复")
    text = models.TextField("答复内容", blank=True)
    signer = models.CharField("签发人", max_length=40, blank=True)
    handler = models.CharField("经办人", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)
    public = models.BooleanField("同意公开", default=False)
    public_reason = models.CharField("不公开的理由", max_length=200, blank=True)
    round = models.PositiveSmallIntegerField("次", default=1)

    class Meta:
        indexes = [
            models.Index(fields=("task", "on")),
            models.Index(fields=("record", "on")),
            models.Index(fields=("on",)),
        ]

    def __str__(self) -> str:
        return f"{said_day(self.on)}答复"


class ReplyDraft(Part):
    """A reply as the unit drafts it, until it is signed; one drawn up again takes its place.

    `grade` is the class the unit proposes, `grade_checked` the one the dispatcher settled.
    """

    task = models.ForeignKey(UnitTask, models.PROTECT, related_name="drafts")
    on = models.DateField("拟稿")
    text = models.TextField("答复内容", blank=True)
    grade = models.ForeignKey(
        Category,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="拟定办理类别",
    )
    grade_checked = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="核定类别"
    )
    checked_on = models.DateField("核定", null=True, blank=True)
    checked_words = models.CharField("核稿意见", max_length=500, blank=True)
    handler = models.CharField("经办人", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)
    public = models.BooleanField("同意公开", default=False)
    public_reason = models.CharField("不公开的理由", max_length=200, blank=True)
    ended_on = models.DateField("终止", null=True, blank=True)
    reply = models.OneToOneField(
        Reply, models.PROTECT, null=True, blank=True, related_name="draft", verbose_name="成为答复"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("task",),
                condition=Q(struck_at__isnull=True, ended_on__isnull=True),
                name="reply_draft_once",
            )
        ]

    def __str__(self) -> str:
        return f"{said_day(self.on)}答复稿"


class DraftPoint(Part):
    """What a draft says to one numbered suggestion, and what it promises by when."""

    draft = models.ForeignKey(ReplyDraft, models.PROTECT, related_name="points")
    suggestion = models.ForeignKey(Suggestion, models.PROTECT, related_name="+")
    verdict = models.CharField("意见", max_length=10, blank=True)
    words = models.TextField("答复", blank=True)
    promise = models.CharField("承诺事项", max_length=300, blank=True)
    promised_by = models.DateField("承诺期限", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("draft", "suggestion"),
                condition=Q(struck_at__isnull=True),
                name="point_once",
            )
        ]

    def __str__(self) -> str:
        return f"对{self.suggestion}的答复"


class Countersign(Part):
    """A co-unit's signature under a draft, or what it wants changed."""

    draft = models.ForeignKey(ReplyDraft, models.PROTECT, related_name="countersigns")
    task = models.ForeignKey(UnitTask, models.PROTECT, related_name="countersigns")
    on = models.DateField("日期")
    agreed = models.BooleanField("同意", default=True)
    words = models.CharField("意见", max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.task.unit}{'会签' if self.agreed else '提出修改意见'}"


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
