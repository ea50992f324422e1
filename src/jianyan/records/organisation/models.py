"""Tables of organisation: bodies of members with their lists, and the committee's own channels."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from jianyan.ground.days import said_day
from jianyan.ground.models import Body, Category, Detail, Part, Person, StatePart

STANDING = Q(struck_at__isnull=True)


class State(models.TextChoices):
    """States of an organisation and of a channel."""

    IN_BEING = "in_being", "存续"
    ENDED = "ended", "已撤销"
    VOID = "void", "已作废"


class Organisation(Detail):
    """An organisation of members or of the office. Who belongs to it is said by its body's
    memberships; a void one has no body, so that the body can be registered again."""

    body = models.OneToOneField(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisation",
        verbose_name="组织",
    )
    sort = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name="种类")
    since = models.DateField("成立")
    until = models.DateField("撤销", null=True, blank=True)
    note = models.TextField("职责", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="organisation_days"
            )
        ]
        indexes = [models.Index(fields=("sort", "since"), name="organisation_sort")]


class ItemState(models.TextChoices):
    """States of an item of a list."""

    OPEN = "open", "未完成"
    DONE = "done", "已完成"
    VOID = "void", "已作废"


class ListItem(StatePart):
    """One item of an organisation's responsibility list, or one matter to be put right."""

    class Nature(models.TextChoices):
        RESPONSIBILITY = "responsibility", "责任清单"
        RECTIFICATION = "rectification", "整改事项"

    nature = models.CharField("性质", max_length=20, choices=Nature.choices)
    text = models.CharField("事项", max_length=300)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任人"
    )
    found_on = models.DateField("列入")
    due_on = models.DateField("期限", null=True, blank=True)
    done_on = models.DateField("完成", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=("nature", "found_on"), name="list_item_found")]

    def __str__(self) -> str:
        return self.text[:60]


class LedgerEntry(Part):
    """One line of the ledger (台账): what was done about an organisation's lists, on which day."""

    on = models.DateField("日期")
    text = models.TextField("办理情况")

    class Meta:
        indexes = [models.Index(fields=("on",), name="ledger_entry_on")]

    def __str__(self) -> str:
        return f"{said_day(self.on)} {self.text[:20]}"


class Channel(Detail):
    """A public account or work group that the committee itself keeps."""

    sort = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name="种类")
    keeper = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="管理员"
    )
    since = models.DateField("启用")
    until = models.DateField("停用", null=True, blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="channel_days"
            )
        ]


class ChannelCheck(Part):
    """A check of a channel, and what it found."""

    class Result(models.TextChoices):
        SOUND = "sound", "正常"
        FLAWED = "flawed", "有问题"

    on = models.DateField("检查日期")
    result = models.CharField("结果", max_length=10, choices=Result.choices)
    note = models.CharField("情况", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("record", "on"), condition=STANDING, name="channel_check_once"
            )
        ]

    def __str__(self) -> str:
        return f"{said_day(self.on)} {self.get_result_display()}"


class ChannelIncident(Part):
    """Something that went wrong in a channel, and how it was dealt with."""

    on = models.DateField("发生日期")
    text = models.TextField("情况和处置")

    class Meta:
        indexes = [models.Index(fields=("on",), name="channel_incident_on")]

    def __str__(self) -> str:
        return f"{said_day(self.on)} {self.text[:20]}"
