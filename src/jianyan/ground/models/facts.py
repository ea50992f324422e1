"""Tables that several modules fill; their procedure and pages are the module `records/suggestions`."""

from __future__ import annotations

from decimal import Decimal

from django.db import models

from .bodies import Body, Person
from .lists import Item
from .records import Part, StatePart


class SuggestionState(models.TextChoices):
    """States of a suggestion."""

    RAISED = "raised", "已提出"
    SENT = "sent", "已转送"
    ANSWERED = "answered", "已回应"
    IN_HAND = "in_hand", "办理中"
    SAID_DONE = "said_done", "报告办结"
    CONFIRMED = "confirmed", "确认办结"
    DISPUTED = "disputed", "有异议"
    VOID = "void", "已作废"


class Suggestion(StatePart):
    """A numbered suggestion of a proposal, brief or report, or a problem collected on a visit.

    `record` is where it comes from; `source` and `place_kind` are copied from there at entry.
    """

    class Nature(models.TextChoices):
        SUGGESTION = "suggestion", "建议"
        PROBLEM = "problem", "问题"

    nature = models.CharField(
        "性质", max_length=12, choices=Nature.choices, default=Nature.SUGGESTION
    )
    order = models.PositiveSmallIntegerField("序号", default=1)
    text = models.TextField("内容")
    source = models.CharField("来源", max_length=30)
    place_kind = models.CharField("地点种类", max_length=20, blank=True)
    place = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    raised_on = models.DateField("提出")
    sent_on = models.DateField("转送", null=True, blank=True)
    unit = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="suggestions"
    )
    due_on = models.DateField("期限", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=("record", "order")), models.Index(fields=("raised_on",))]

    def __str__(self) -> str:
        return f"建议{self.order}"


class Response(Part):
    """What was said to a suggestion: adopted, partly, not, and why."""

    class Verdict(models.TextChoices):
        ADOPTED = "adopted", "采纳"
        PARTLY = "partly", "部分采纳"
        NOT = "not", "未采纳"

    suggestion = models.ForeignKey(Suggestion, models.PROTECT, related_name="responses")
    on = models.DateField("日期")
    verdict = models.CharField("意见", max_length=10, choices=Verdict.choices)
    reason = models.TextField("说明", blank=True)
    unit = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}的回应"


class Settlement(Part):
    """What became of a suggestion, dated: said done, confirmed, disputed."""

    class Verdict(models.TextChoices):
        SAID_DONE = "said_done", "报告办结"
        CONFIRMED = "confirmed", "确认办结"
        DISPUTED = "disputed", "有异议"

    suggestion = models.ForeignKey(Suggestion, models.PROTECT, related_name="settlements")
    on = models.DateField("日期")
    verdict = models.CharField("结论", max_length=10, choices=Verdict.choices)
    note = models.TextField("说明", blank=True)

    def __str__(self) -> str:
        return self.get_verdict_display()


class Commitment(Part):
    """A promise with a date."""

    suggestion = models.ForeignKey(
        Suggestion, models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    unit = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField("承诺")
    made_on = models.DateField("作出")
    due_on = models.DateField("期限")
    kept_on = models.DateField("兑现", null=True, blank=True)

    def __str__(self) -> str:
        return self.text[:40]


class Outcome(Part):
    """A measured result: item, quantity, unit, place, date, evidence."""

    suggestion = models.ForeignKey(
        Suggestion, models.PROTECT, null=True, blank=True, related_name="outcomes"
    )
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    quantity = models.DecimalField("数量", max_digits=14, decimal_places=2)
    place = models.CharField("地点", max_length=100, blank=True)
    on = models.DateField("日期")
    note = models.CharField("依据", max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.item}{Decimal(self.quantity).normalize():f}{self.item.unit}"


class Instruction(Part):
    """An instruction (批示) of a leader on a record."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    leader = models.CharField("批示人", max_length=60)
    on = models.DateField("日期")
    text = models.TextField("批示内容")

    def __str__(self) -> str:
        return f"{self.leader}批示"
