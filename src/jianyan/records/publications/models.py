"""Tables of publications."""

from __future__ import annotations

from django.db import models

from jianyan.ground.models import Body, Category, Detail, Person


class State(models.TextChoices):
    """States of a publication."""

    DRAFT = "draft", "草稿"
    ISSUED = "issued", "已印发"
    IN_FORCE = "in_force", "施行中"
    REVISED = "revised", "已修订"
    REPEALED = "repealed", "已废止"
    VOID = "void", "已作废"


class Publication(Detail):
    """One publication: what it is (`sort`, a tree of categories), by whom, for whom, and its days."""

    sort = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name="种类")
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承担部门"
    )
    authors = models.ManyToManyField(
        Person, blank=True, related_name="publications", verbose_name="执笔人"
    )
    addressee = models.CharField("主送或授予单位", max_length=100, blank=True)
    document_number = models.CharField("文号", max_length=60, blank=True)
    issued_on = models.DateField("印发", null=True, blank=True)
    in_force_on = models.DateField("施行", null=True, blank=True)
    ended_on = models.DateField("修订或废止", null=True, blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        indexes = [models.Index(fields=("sort", "issued_on"))]
