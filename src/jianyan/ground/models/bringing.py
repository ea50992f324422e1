"""What sheets have brought: rows known by their own content, and imports that are under way."""

from __future__ import annotations

from django.db import models

from .accounts import Account
from .committees import Committee
from .traces import Batch


class SheetRow(models.Model):
    """A row that came without a number of its own: a digest of what it said, and what it became.

    The same words brought again are the same row, whatever was corrected in it since.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=30)
    digest = models.CharField(max_length=64)
    row = models.BigIntegerField()
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="sheet_rows")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("committee", "kind", "digest"), name="sheet_row_once")
        ]
        indexes = [models.Index(fields=("committee", "kind", "row"), name="sheet_row_of")]


class SheetRun(models.Model):
    """A long import under way, a few rows at each request: how far it is and what it found."""

    class Stage(models.TextChoices):
        CHECKING = "checking", "核对中"
        CHECKED = "checked", "已核对"
        WRITING = "writing", "写入中"
        STOPPED = "stopped", "已停下"
        DONE = "done", "已完成"

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=30)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    name = models.CharField("文件", max_length=200)
    digest = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    stage = models.CharField("进度", max_length=10, choices=Stage.choices, default=Stage.CHECKING)
    good_rows = models.BooleanField("跳过有错的行", default=False)
    rows = models.PositiveIntegerField("行数", default=0)
    at = models.PositiveIntegerField("已处理", default=0)
    created = models.PositiveIntegerField("新增", default=0)
    updated = models.PositiveIntegerField("更新", default=0)
    unchanged = models.PositiveIntegerField("未变", default=0)
    errors = models.JSONField("要改的地方", default=list)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=("committee", "-id"), name="sheet_run_newest")]
