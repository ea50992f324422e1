"""The table of honours: whom the committee chose as outstanding in a session's proposal work."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jianyan.ground.models import Body, Detail, Person


class HonourState(models.TextChoices):
    """States of an honour."""

    PROPOSED = "proposed", "拟评"
    CHOSEN = "chosen", "已评定"
    TAKEN_BACK = "taken_back", "已收回"
    VOID = "void", "已作废"


class Sort(models.TextChoices):
    """What is chosen."""

    UNIT = "unit", "优秀承办单位"
    HANDLER = "handler", "优秀承办个人"
    PROPOSER = "proposer", "先进提案者"


class Honour(Detail):
    """One unit or person chosen in a session (the record's), from `chosen_on` until `taken_on`.

    `basis` keeps what the listed criteria showed on that day; the record keeps the rulebook.
    Chosen again after it was taken back, a candidate gets another honour: no day is overwritten.
    """

    sort = models.CharField("种类", max_length=10, choices=Sort.choices)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="个人"
    )
    proposed_on = models.DateField("拟评")
    chosen_on = models.DateField("评定", null=True, blank=True)
    taken_on = models.DateField("收回", null=True, blank=True)
    taken_for = models.CharField("收回理由", max_length=300, blank=True)
    basis = models.CharField("当时的各项条件", max_length=500, blank=True)
    words = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sort="unit", body__isnull=False, person__isnull=True)
                | Q(~Q(sort="unit"), person__isnull=False),
                name="honour_whom",
            )
        ]
        indexes = [models.Index(fields=("sort", "chosen_on"))]
