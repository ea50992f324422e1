"""Tables of reports: templates with their versions, reports with their drafts and approvals."""

from __future__ import annotations

from django.db import models

from jianyan.figures.models import Seal
from jianyan.ground.models import Account, Committee, Detail, Part


class State(models.TextChoices):
    """States of a report."""

    DRAFT = "draft", "草稿"
    CHECKED = "checked", "已核对"
    IN_APPROVAL = "in_approval", "送审中"
    SIGNED = "signed", "已签发"
    VOID = "void", "已作废"


class Audience(models.TextChoices):
    """Who reads an exported file."""

    INTERNAL = "内部", "内部"
    PUBLIC = "公开", "公开"


class Template(models.Model):
    """A template of one committee, or of all when it has none. Its words stand in its versions."""

    committee = models.ForeignKey(
        Committee, models.PROTECT, null=True, blank=True, related_name="report_templates"
    )
    name = models.CharField("名称", max_length=60)
    retired_on = models.DateField("停用", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("committee", "name"), name="template_name_once")
        ]
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class TemplateVersion(models.Model):
    """One saved text of a template, with codes in its brackets, and the figures it names."""

    template = models.ForeignKey(Template, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版次")
    text = models.TextField("正文")
    figures = models.JSONField("引用的指标", default=list)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("template", "number"), name="template_version_once")
        ]
        ordering = ("template", "-number")


class Agreement(models.Model):
    """What a committee took a wording of an old report to mean: the slot, with codes in its brackets,
    or `-` where it was left as it stands.

    `signature` is the wording without its number. Rows are only added; the latest counts first.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    signature = models.CharField("前后文字", max_length=60)
    expression = models.CharField("取数", max_length=200)
    on = models.DateField("认定日期")
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=("committee", "signature"), name="agreement_of_wording")]

    def __str__(self) -> str:
        return f"{self.signature}：{self.expression}"


class Report(Detail):
    """A report: its own prose with slots, taken from a template and changed since.

    `words` are kept with it (文本.x); `stands` gives, by a claim's expression, the reason for which
    it is let stand although it does not hold. `step` counts the approvals passed.
    """

    template = models.CharField("模板", max_length=60)
    period = models.CharField("期间", max_length=40)
    known_until = models.DateField("数据截止日", null=True, blank=True)
    audience = models.CharField(
        "读者", max_length=4, choices=Audience.choices, default=Audience.INTERNAL
    )
    text = models.TextField("正文")
    figures = models.JSONField("引用的指标", default=list)
    words = models.JSONField("随报告填写的文字", default=dict)
    stands = models.JSONField("保留的声明", default=dict)
    step = models.PositiveSmallIntegerField("已过审批", default=0)
    checked_on = models.DateField("核对", null=True, blank=True)
    sent_on = models.DateField("送审", null=True, blank=True)
    signed_on = models.DateField("签发", null=True, blank=True)
    seal = models.ForeignKey(
        Seal, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name="印记"
    )


class Draft(models.Model):
    """One saved draft (稿): the prose as it then was and everything it printed."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="drafts")
    number = models.PositiveIntegerField("稿次")
    text = models.TextField("正文")
    words = models.JSONField(default=dict)
    stands = models.JSONField(default=dict)
    filled = models.JSONField("写出")
    why = models.CharField("因何存稿", max_length=60)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("report", "number"), name="draft_once")]
        ordering = ("report", "-number")


class Approval(Part):
    """One step of approval that was passed, or the sending back."""

    order = models.PositiveSmallIntegerField("次序")
    name = models.CharField("步骤", max_length=30)
    passed = models.BooleanField("通过")
    on = models.DateField("日期")
    opinion = models.CharField("意见", max_length=300, blank=True)
    signer = models.CharField("审批人", max_length=60)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name
