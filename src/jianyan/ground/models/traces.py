"""What every record leaves or carries: trail, ties, files, numbers, batches, notices, saved views."""

from __future__ import annotations

from django.db import models

from .accounts import Account
from .bodies import Person
from .committees import Committee
from .records import Record


class Batch(models.Model):
    """One import. It can be undone as one until something in it has moved on."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="batches")
    kind = models.CharField("种类", max_length=30)
    name = models.CharField("文件", max_length=200)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    undone_at = models.DateTimeField(null=True, blank=True)


class Trail(models.Model):
    """One row for every write, restricted reading and export: who, when, what, why.

    A part is named as it was called then; `part_kind` and `part_id` say which it is. Rows of earlier
    versions have no kind.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, null=True, related_name="+")
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="trail")
    part = models.CharField("部分", max_length=80, blank=True)
    part_id = models.BigIntegerField(null=True, blank=True)
    part_kind = models.CharField("部分种类", max_length=60, blank=True)
    move = models.CharField("步骤", max_length=30)
    label = models.CharField("步骤名", max_length=60)
    source = models.CharField("原状态", max_length=30, blank=True)
    target = models.CharField("新状态", max_length=30, blank=True)
    on = models.DateField("发生日")
    at = models.DateTimeField("记录时间", auto_now_add=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="trail")
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = models.CharField("理由", max_length=500, blank=True)
    changes = models.JSONField("改动", default=dict)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="trail")

    class Meta:
        indexes = [
            models.Index(fields=("record", "at")),
            models.Index(fields=("committee", "-id")),
            models.Index(fields=("batch",)),
        ]


class TieWhy(models.TextChoices):
    """Why two records are tied: a closed list."""

    TURNED_INTO = "turned_into", "转为"
    CAME_FROM = "came_from", "来源于"
    MERGED_INTO = "merged_into", "并入"
    COMBINED_INTO = "combined_into", "综合进"
    REPORT_OF = "report_of", "成果报告"
    HELD_FOR = "held_for", "为此举行"
    FOLLOWS = "follows", "跟踪"
    RELATED = "related", "相关"


class Tie(models.Model):
    """A link made by a person from one record to another."""

    source = models.ForeignKey(Record, models.PROTECT, related_name="ties_out")
    target = models.ForeignKey(Record, models.PROTECT, related_name="ties_in")
    why = models.CharField("关系", max_length=20, choices=TieWhy.choices)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("source", "target", "why"), name="tie_once")]


class File(models.Model):
    """A file of a record, outside the web root and served only through the record's view rule."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="files")
    name = models.CharField("文件名", max_length=200)
    caption = models.CharField("说明", max_length=100, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    type = models.CharField("类型", max_length=100)
    text = models.TextField("检索文本", blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    struck_at = models.DateTimeField(null=True, blank=True)


class NumberSeries(models.Model):
    """The last number given in a series of one committee, such as proposals of a session."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    scope = models.CharField(max_length=20, blank=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("committee", "name", "scope"), name="series_once")
        ]


class Notice(models.Model):
    """A message to a person, with the receipt of its reading. What says the same twice has one `key`."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="notices")
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="notices")
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    objected_at = models.DateTimeField("提出异议", null=True, blank=True)
    objection = models.CharField("异议", max_length=300, blank=True)
    may_object = models.BooleanField(default=False)
    answered_at = models.DateTimeField("答复异议", null=True, blank=True)
    answer = models.CharField("对异议的答复", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("person", "key"), condition=~models.Q(key=""), name="notice_once"
            )
        ]
        indexes = [
            models.Index(fields=("person", "-id")),
            models.Index(
                fields=("record",),
                condition=models.Q(objected_at__isnull=False, answered_at__isnull=True),
                name="notice_objected",
            ),
        ]


class SavedView(models.Model):
    """A list's conditions kept under a name, for oneself or for the whole committee."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="views")
    kind = models.CharField(max_length=30)
    name = models.CharField("名称", max_length=30)
    query = models.CharField(max_length=500)
    shared = models.BooleanField("全机关可用", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("account", "kind", "name"), name="view_once")
        ]


class SheetMapping(models.Model):
    """How the columns of a foreign sheet were mapped last time."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    headers = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("committee", "kind", "headers"), name="sheet_mapping_once"
            )
        ]
