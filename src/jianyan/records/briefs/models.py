"""Tables of opinion briefs."""

from __future__ import annotations

from django.db import models

from jianyan.ground.models import Body, BodyKind, Category, Detail, Part, Person


class State(models.TextChoices):
    """States of a brief."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已提交"
    SENT_BACK = "sent_back", "退回修改"
    KEPT = "kept", "留存"
    ACCEPTED = "accepted", "已录用"
    COMBINED = "combined", "并入综合"
    ISSUED = "issued", "已编发"
    VOID = "void", "已作废"


class Level(models.TextChoices):
    """Levels that a brief is sent up to and taken up by."""

    DISTRICT = "district", "区"
    CITY = "city", "市"
    PROVINCE = "province", "省"
    NATION = "nation", "全国"


class Make(models.TextChoices):
    """Whether a brief stands for itself or was compiled from several."""

    SINGLE = "single", "单篇"
    COMPILED = "compiled", "综合"


SUBMITTERS = (
    BodyKind.PARTY,
    BodyKind.SECTOR,
    BodyKind.ORGANISATION,
    BodyKind.SPECIAL_COMMITTEE,
    BodyKind.MEMBER_GROUP,
    BodyKind.STREET_GROUP,
    BodyKind.OFFICE,
)
"""Kinds of bodies that submit briefs in their own name."""


class Brief(Detail):
    """One brief: its authors or the body that submits it, the matter, and its days."""

    category = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name="类别")
    make = models.CharField("体例", max_length=10, choices=Make.choices, default=Make.SINGLE)
    authors = models.ManyToManyField(Person, blank=True, related_name="briefs", verbose_name="作者")
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="来稿单位"
    )
    situation = models.TextField("情况")
    analysis = models.TextField("分析", blank=True)
    suggestion = models.TextField("建议", blank=True)
    open_consent = models.BooleanField("同意公开", default=False)
    submitted_on = models.DateField("提交", null=True, blank=True)
    sent_back_on = models.DateField("退回", null=True, blank=True)
    kept_on = models.DateField("留存", null=True, blank=True)
    accepted_on = models.DateField("录用", null=True, blank=True)
    issued_on = models.DateField("编发", null=True, blank=True)
    issue = models.PositiveIntegerField("期号", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=("submitted_on",)), models.Index(fields=("issued_on",))]


class Combination(Part):
    """An original that went into a compiled brief (`record`). The original stays whole."""

    original = models.ForeignKey(Brief, models.PROTECT, related_name="compiled_into")
    on = models.DateField("日期")

    def __str__(self) -> str:
        return f"综合原稿{self.original}"


class SendUp(Part):
    """A brief sent up to an addressee of a level."""

    level = models.CharField("级别", max_length=10, choices=Level.choices)
    addressee = models.CharField("主送", max_length=100, blank=True)
    on = models.DateField("日期", db_index=True)

    def __str__(self) -> str:
        return f"报送{self.get_level_display()}"


class TakenUp(Part):
    """A brief taken up by a level: by itself, within a compilation, or passed on to departments."""

    class Way(models.TextChoices):
        SINGLE = "single", "单篇"
        COMPILED = "compiled", "综合"
        FORWARDED = "forwarded", "转送"

    level = models.CharField("级别", max_length=10, choices=Level.choices)
    way = models.CharField("方式", max_length=10, choices=Way.choices, default=Way.SINGLE)
    taker = models.CharField("采用单位", max_length=100, blank=True)
    on = models.DateField("日期", db_index=True)

    def __str__(self) -> str:
        return f"{self.get_level_display()}采用"
