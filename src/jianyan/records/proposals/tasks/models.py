"""Tables of unit tasks: who handles what in which role, returns, extensions, contacts."""

from __future__ import annotations

from django.db import models

from jianyan.ground.days import near_day, said_day
from jianyan.ground.models import Body, BodyKind, Category, Clock, File, Part, Person, StatePart


class TaskState(models.TextChoices):
    """States of a unit's task."""

    SENT = "sent", "待签收"
    RETURN_ASKED = "return_asked", "申请退件"
    RETURNED = "returned", "已退件"
    ACCEPTED = "accepted", "办理中"
    DRAFTED = "drafted", "待会签"
    COUNTERSIGNED = "countersigned", "待核答复"
    CHECKED = "checked", "待签发"
    REPLIED = "replied", "已答复"
    REHANDLING = "rehandling", "重新办理"
    DONE = "done", "已办结"
    RECALLED = "recalled", "已收回"
    VOID = "void", "已作废"


class TaskRole(models.TextChoices):
    """The part a unit has in a case."""

    SOLE = "sole", "独办"
    LEAD = "lead", "主办"
    CO = "co", "会办"
    SEPARATE = "separate", "分办"


ANSWERING = (TaskRole.SOLE, TaskRole.LEAD, TaskRole.SEPARATE)
"""The roles that owe the proposer a reply."""

HANDLERS = (BodyKind.UNIT, BodyKind.STREET, BodyKind.OFFICE)
"""The kinds of bodies that are given tasks."""

SECTION = 40
"""How long the name of a section may be."""


class UnitTask(StatePart):
    """One unit's task in a case, in force from `sent_on` until `ended_on`.

    `handler` is whom of its own people the unit has handle it, in its `section`. The role never changes: a change ends the task and sends another one, which names it `previous`.
    `due_on` is the term set at sending, by the letter itself where `due_set`; extensions are facts
    of their own.
    """

    class Ending(models.TextChoices):
        RETURNED = "returned", "退件"
        RECALLED = "recalled", "收回"
        ROLE = "role", "调整办理方式"

    unit = models.ForeignKey(Body, models.PROTECT, related_name="tasks", verbose_name="承办单位")
    role = models.CharField("办理方式", max_length=10, choices=TaskRole.choices)
    dispatcher = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="交办机构"
    )
    handler = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, db_index=False, related_name="+",
        verbose_name="承办人",
    )  # fmt: skip
    section = models.CharField("科室", max_length=SECTION, blank=True)
    sent_on = models.DateField("交办")
    due_on = models.DateField("答复期限", null=True, blank=True)
    due_set = models.BooleanField("期限由交办函指定", default=False)
    accepted_on = models.DateField("签收", null=True, blank=True)
    opined_on = models.DateField("会办意见", null=True, blank=True)
    done_on = models.DateField("办结", null=True, blank=True)
    ended_on = models.DateField("终止", null=True, blank=True)
    ended_as = models.CharField("终止方式", max_length=10, choices=Ending.choices, blank=True)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="next_tasks"
    )

    class Meta:
        indexes = [
            models.Index(fields=("record", "unit")),
            models.Index(fields=("unit", "sent_on")),
            models.Index(fields=("sent_on",)),
            # Of those with a handler alone: most have none, and SQLite would take none for an index.
            models.Index(
                fields=("handler",), condition=models.Q(handler__isnull=False), name="task_handler"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}（{self.get_role_display()}）"


class Opinion(Part):
    """A co-unit's opinion, sent to the lead; a later one takes its place."""

    task = models.ForeignKey(UnitTask, models.PROTECT, related_name="opinions")
    on = models.DateField("日期")
    words = models.TextField("会办意见")
    signer = models.CharField("签发人", max_length=40, blank=True)
    file = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="意见文件"
    )

    class Meta:
        indexes = [models.Index(fields=("record", "on"))]

    def __str__(self) -> str:
        return f"{said_day(self.on)}会办意见"


class ReturnRequest(Part):
    """A unit's asking to return a task, and what was decided."""

    task = models.ForeignKey(UnitTask, models.PROTECT, related_name="return_requests")
    on = models.DateField("申请")
    reason = models.CharField("理由", max_length=500)
    rather = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="建议改交"
    )
    answered_on = models.DateField("答复", null=True, blank=True)
    granted = models.BooleanField("同意退件", null=True, blank=True)

    def __str__(self) -> str:
        return f"{said_day(self.on)}申请退件"


class Extension(Part):
    """A unit's asking for a longer term, and what was decided; one granted holds until withdrawn."""

    task = models.ForeignKey(UnitTask, models.PROTECT, related_name="extensions")
    on = models.DateField("申请")
    asked_until = models.DateField("申请延至")
    reason = models.CharField("理由", max_length=300, blank=True)
    answered_on = models.DateField("批复", null=True, blank=True)
    granted_until = models.DateField("批准延至", null=True, blank=True)
    answer = models.CharField("批复意见", max_length=300, blank=True)
    withdrawn_on = models.DateField("撤回", null=True, blank=True)

    def __str__(self) -> str:
        return f"{said_day(self.on)}申请延期"

    def in_words(self) -> str:
        """What was granted, as the reason of a due date says it."""
        if not (self.answered_on and self.granted_until):
            return ""
        said = near_day(self.answered_on, self.answered_on)
        return f"{said}批准延期至{said_day(self.granted_until)}"


class ContactStage(models.TextChoices):
    """When in the handling a contact took place."""

    BEFORE = "before", "办前"
    DURING = "during", "办中"
    AFTER = "after", "办后"


class Contact(Part):
    """A contact of a unit with the proposer. `face` says whether its way counts as 面商 by the
    rulebook the case is judged by; it is copied at entry.

    One that the unit enters itself has a `clock`: the days in which the proposer confirms it.
    """

    unit = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="承办单位")
    on = models.DateField("日期")
    way = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name="方式")
    stage = models.CharField("阶段", max_length=10, choices=ContactStage.choices)
    face = models.BooleanField("计为面商", default=True)
    place = models.CharField("地点", max_length=100, blank=True)
    who = models.CharField("单位人员", max_length=100, blank=True)
    words = models.TextField("内容", blank=True)
    signed_form = models.BooleanField("有提案者签名的面商表", default=False)
    file = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签名面商表"
    )
    clock = models.OneToOneField(
        Clock, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="确认期限"
    )

    class Meta:
        indexes = [models.Index(fields=("record", "on"))]

    def __str__(self) -> str:
        return f"{said_day(self.on)}{self.get_stage_display()}联系"


class ContactAnswer(Part):
    """What the proposer says to a contact that a unit has entered."""

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", "确认"
        DENIED = "denied", "否认"

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="answers")
    on = models.DateField("日期")
    verdict = models.CharField("答复", max_length=10, choices=Verdict.choices)
    words = models.CharField("说明", max_length=300, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="提案者"
    )

    def __str__(self) -> str:
        return f"{said_day(self.on)}{self.get_verdict_display()}"
