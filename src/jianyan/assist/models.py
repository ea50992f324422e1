"""Tables of what was learnt: for each committee the pairs of its texts and what they speak for; and of
what was said of records that are still to be decided."""

from __future__ import annotations

from django.db import models

from jianyan.ground.models import Committee, Record


class Training(models.Model):
    """One committee's last learning of one kind: when, from how many records, and of what."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="+")
    kind = models.CharField("种类", max_length=30)
    at = models.DateTimeField("学习时间")
    records = models.PositiveIntegerField("记录数")
    labels = models.JSONField("各项决定的件数", default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("committee", "kind"), name="training_once")]

    def __str__(self) -> str:
        return f"{self.committee} {self.kind}"


class Word(models.Model):
    """A pair of characters: in how many records it occurs, and what it says: {topic: {label: weight}}."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="words")
    pair = models.CharField("字对", max_length=60)
    records = models.PositiveIntegerField("记录数")
    says = models.JSONField("所指", default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("training", "pair"), name="word_once")]

    def __str__(self) -> str:
        return self.pair


class Kept(models.Model):
    """What was said of a record, as it then stood, on a day: tables of many read it from here."""

    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="+")
    version = models.PositiveIntegerField("版本")
    day = models.DateField("日期")
    likes = models.JSONField("相近的", default=list)
    named = models.JSONField("各项参考", default=dict)

    def __str__(self) -> str:
        return str(self.record)
