"""Tables of what follows: key proposals and their leaders, supervision, consultations, look-backs."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jianyan.ground.days import said_day
from jianyan.ground.models import Body, Category, Part, Person
from jianyan.records.proposals.replies.models import Reply


class KeyProposal(Part):
    """The choice of a proposal as a key one, until it is dropped."""

    on = models.DateField("确定")
    how = models.CharField("确定方式", max_length=100, blank=True)
    ended_on = models.DateField("取消", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("record",),
                condition=Q(struck_at__isnull=True, ended_on__isnull=True),
                name="key_once",
            )
        ]
        indexes = [models.Index(fields=("on",))]

    def __str__(self) -> str:
        return "重点提案"


class KeyLeader(Part):
    """A leader who leads (领衔) a key proposal."""

    choice = models.ForeignKey(KeyProposal, models.PROTECT, related_name="leaders")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="keys_led", verbose_name="领衔领导"
    )
    rank = models.CharField("领衔身份", max_length=60, blank=True)
    on = models.DateField("起")
    ended_on = models.DateField("止", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person}领衔"


class KeyStep(Part):
    """A step in choosing key proposals: 提案委 screens, parties and committees are asked, 主席会议 decides."""

    class Step(models.TextChoices):
        SCREENED = "screened", "初选"
        CONSULTED = "consulted", "征求意见"
        DECIDED = "decided", "审定"
        DROPPED = "dropped", "未入选"

    on = models.DateField("日期")
    step = models.CharField("步骤", max_length=10, choices=Step.choices)
    words = models.CharField("说明", max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=("record", "on"))]

    def __str__(self) -> str:
        return f"{said_day(self.on)}{self.get_step_display()}"


class Outstanding(Part):
    """The choice of a proposal as an outstanding one (优秀提案), by the criteria it meets."""

    on = models.DateField("确定")
    criteria = models.ManyToManyField(Category, blank=True, related_name="+", verbose_name="条件")
    words = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=("on",))]
        constraints = [
            models.UniqueConstraint(
                fields=("record",), condition=Q(struck_at__isnull=True), name="outstanding_once"
            )
        ]

    def __str__(self) -> str:
        return "优秀提案"


class Achievement(Part):
    """What the proposal asked for is really there: the third fact after 答复 and 办结.

    The proposer confirms it or disputes it, on a day, with words.
    """

    unit = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办单位"
    )
    on = models.DateField("落实")
    words = models.CharField("情况", max_length=500)
    place = models.CharField("地点", max_length=100, blank=True)
    confirmed_on = models.DateField("提案者确认", null=True, blank=True)
    disputed_on = models.DateField("提案者有异议", null=True, blank=True)
    answer = models.CharField("提案者意见", max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=("on",))]

    def __str__(self) -> str:
        return f"{said_day(self.on)}落实"


class Supervision(Part):
    """One act of supervising the handling: a visit, a talk, an inspection."""

    on = models.DateField("日期")
    how = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name="督办方式")
    leader = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="带队领导"
    )
    words = models.TextField("情况", blank=True)

    class Meta:
        indexes = [models.Index(fields=("on",))]

    def __str__(self) -> str:
        return f"{said_day(self.on)}督办"


class OverdueConsultation(Part):
    """A consultation held because the term had run out (超限提案协商办)."""

    on = models.DateField("日期")
    words = models.TextField("商定事项", blank=True)

    class Meta:
        indexes = [models.Index(fields=("on",))]

    def __str__(self) -> str:
        return f"{said_day(self.on)}超期协商"


class LookBack(Part):
    """A dated check on what became of a reply, by the unit and by the proposer; both are kept."""

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="look_backs")
    on = models.DateField("日期")
    unit_finding = models.TextField("单位自查", blank=True)
    unit_solved = models.BooleanField("单位认为已解决", null=True, blank=True)
    proposer_finding = models.TextField("提案者意见", blank=True)
    proposer_solved = models.BooleanField("提案者认为已解决", null=True, blank=True)
    solved = models.BooleanField("已解决", default=False)

    class Meta:
        indexes = [models.Index(fields=("on",))]

    def __str__(self) -> str:
        return f"{said_day(self.on)}回头看"


class LookBackCheck(Part):
    """What one party found when it looked back at a reply: the unit, or a proposer, each by itself.

    The office settles both in a `LookBack`.
    """

    class Party(models.TextChoices):
        UNIT = "unit", "承办单位"
        PROPOSER = "proposer", "提案者"

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="checks")
    party = models.CharField("检查方", max_length=10, choices=Party.choices)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="检查人"
    )
    on = models.DateField("日期")
    solved = models.BooleanField("已解决")
    finding = models.CharField("情况", max_length=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=("reply", "on"))]

    def __str__(self) -> str:
        return f"{self.get_party_display()}{'认为已解决' if self.solved else '认为未解决'}"
