"""Tables of ratings and of what a dissatisfied one opens."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jianyan.ground.days import said_day
from jianyan.ground.models import Body, Category, Part, Person
from jianyan.records.proposals.tasks.models import UnitTask


class Level(models.IntegerChoices):
    """What an entry of the scale counts as, the worse the greater."""

    SATISFIED = 1, "满意"
    BASICALLY = 2, "基本满意"
    NEITHER = 3, "其他"
    UNSATISFIED = 4, "不满意"


class Rating(Part):
    """One proposer's rating. Copied at entry: `counted` is what the case's rule says of this rater,
    the levels what its rulebook takes the result, and attitude and way where rated, for. From `left_on` the rater has no part in the case any
    more, since the merging that gave it was undone: the rating stays, and does not count."""

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="ratings", verbose_name="评价人"
    )
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="评价单位"
    )
    on = models.DateField("日期")
    round = models.PositiveSmallIntegerField("次", default=1)
    attitude = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办理态度"
    )
    way = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办理方式"
    )
    result = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name="办理结果")
    words = models.CharField("意见", max_length=500, blank=True)
    counted = models.BooleanField("计入满意率", default=True)
    left_on = models.DateField("不再计入", null=True, blank=True)
    level = models.PositiveSmallIntegerField("算作", choices=Level.choices, default=Level.NEITHER)
    attitude_level = models.PositiveSmallIntegerField(
        "态度算作", choices=Level.choices, null=True, blank=True
    )
    way_level = models.PositiveSmallIntegerField(
        "方式算作", choices=Level.choices, null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(body__isnull=False), name="rating_rater"
            )
        ]
        indexes = [models.Index(fields=("record", "on")), models.Index(fields=("on",))]

    def __str__(self) -> str:
        return f"{self.person or self.body}的评价"


class RatingObjection(Part):
    """The proposer says that a rating entered on their behalf is not theirs: from then on it does
    not count."""

    rating = models.ForeignKey(Rating, models.PROTECT, related_name="objections")
    on = models.DateField("日期")
    words = models.CharField("异议", max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{said_day(self.on)}对评价提出异议"


class Rehandling(Part):
    """A second handling of a task, with its own term."""

    task = models.ForeignKey(UnitTask, models.PROTECT, related_name="rehandlings")
    on = models.DateField("日期")
    due_on = models.DateField("期限", null=True, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=("on",))]

    def __str__(self) -> str:
        return f"{said_day(self.on)}重新办理"
