"""Lists that a committee keeps: categories in trees, the item catalogue, holidays."""

from __future__ import annotations

from django.db import models

from jianyan.ground.days import said_day

from .committees import Committee


class Category(models.Model):
    """One entry of a list of categories (`scheme`), possibly below another. Codes are what is kept."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="categories")
    scheme = models.CharField("列表", max_length=30)
    code = models.CharField("代码", max_length=40)
    label = models.CharField("名称", max_length=60)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    order = models.PositiveIntegerField("排序", default=0)
    since = models.DateField("启用", null=True, blank=True)
    until = models.DateField("停用", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("committee", "scheme", "code"), name="category_once")
        ]
        ordering = ("committee", "scheme", "order", "code")

    def __str__(self) -> str:
        return self.label


class Item(models.Model):
    """One item of the catalogue, counted in its base unit."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="items")
    code = models.CharField("代码", max_length=40)
    label = models.CharField("名称", max_length=60)
    unit = models.CharField("基本单位", max_length=10)
    order = models.PositiveIntegerField("排序", default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("committee", "code"), name="item_once")]
        ordering = ("committee", "order", "code")

    def __str__(self) -> str:
        return self.label


class ItemUnit(models.Model):
    """Another unit of an item: one of it is `factor` base units."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="units")
    name = models.CharField("单位", max_length=10)
    factor = models.DecimalField("折合", max_digits=14, decimal_places=4)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("item", "name"), name="item_unit_once")]


class Holiday(models.Model):
    """A day that the office has set: off, or a make-up workday. It overrides the built-in calendar."""

    committee = models.ForeignKey(
        Committee, models.PROTECT, null=True, blank=True, related_name="holidays"
    )
    day = models.DateField("日期")
    workday = models.BooleanField("上班")
    name = models.CharField("名称", max_length=30, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("committee", "day"), name="holiday_once")]
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{said_day(self.day)}{self.name}"
