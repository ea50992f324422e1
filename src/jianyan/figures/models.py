"""Sealed readings (封存): what a signed report said, with the rows it was counted from."""

from __future__ import annotations

from django.db import models

from jianyan.ground.models import Account, Committee, Record


class Seal(models.Model):
    """One signing. Its digest covers its readings and the committee's seal before it."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="seals")
    number = models.PositiveIntegerField("序号")
    title = models.CharField("文件", max_length=200)
    period = models.CharField("期间", max_length=40)
    known_until = models.DateField("数据截止日")
    text_digest = models.CharField("正文摘要", max_length=64)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    signer = models.CharField("签发人", max_length=60)
    at = models.DateTimeField("封存时间")
    previous = models.CharField("上一印记", max_length=64, blank=True)
    digest = models.CharField("印记", max_length=64, unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("committee", "number"), name="seal_once")]
        ordering = ("committee", "number")


class SealedReading(models.Model):
    """One reading as it was sealed."""

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="readings")
    name = models.CharField("指标", max_length=120)
    definition = models.CharField("口径摘要", max_length=64)
    period = models.CharField("期间", max_length=40)
    known_until = models.DateField("数据截止日")
    value = models.JSONField("值", null=True)
    rows = models.PositiveIntegerField("行数")

    class Meta:
        ordering = ("pk",)


class SealedRow(models.Model):
    """One evidence row as it was sealed; `digest` is of the fields that counted."""

    reading = models.ForeignKey(SealedReading, models.PROTECT, related_name="evidence")
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="sealed_rows")
    row = models.BigIntegerField("行")
    part = models.CharField("部分", max_length=200, blank=True)
    contribution = models.CharField("计入", max_length=60)
    label = models.CharField("名称", max_length=240)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)
