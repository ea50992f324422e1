"""Tables of activities: the activity with its parts, and research topics."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jianyan.ground.models import Body, BodyKind, Category, Detail, Part, Person

STANDING = Q(struck_at__isnull=True)
PLACE_KINDS = (
    BodyKind.COMMUNITY,
    BodyKind.ENTERPRISE,
    BodyKind.STREET,
    BodyKind.COMPOUND,
    BodyKind.COUNTY,
    BodyKind.TOWN,
    BodyKind.VILLAGE,
    BodyKind.SCHOOL,
    BodyKind.INSTITUTE,
    BodyKind.UNIT,
    BodyKind.SITE,
)
"""Kinds of bodies that an activity may go to."""


class State(models.TextChoices):
    """States of an activity."""

    PLANNED = "planned", "拟办"
    ANNOUNCED = "announced", "已通知"
    HELD = "held", "已举行"
    CANCELLED = "cancelled", "已取消"
    VOID = "void", "已作废"


class TopicState(models.TextChoices):
    """The same states, as they are said of a research topic."""

    PLANNED = "planned", "拟选"
    ANNOUNCED = "announced", "已选定"
    HELD = "held", "已完成"
    CANCELLED = "cancelled", "已取消"
    VOID = "void", "已作废"


class Activity(Detail):
    """One meeting, study, visit, inspection, trip or event.

    `starts_on` and `ends_on` are as planned; what is counted is dated by `held_on`, its first day.
    `others` are those present who are not named. `issue` is its session (期) in a `series`.
    """

    sort = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name="种类")
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name="举办"
    )
    starts_on = models.DateField("开始")
    ends_on = models.DateField("结束", null=True, blank=True)
    days = models.DecimalField("天数", max_digits=5, decimal_places=1, default=1)
    place = models.CharField("地点", max_length=100, blank=True)
    series = models.CharField("系列", max_length=60, blank=True)
    issue = models.PositiveSmallIntegerField("期", null=True, blank=True)
    others = models.PositiveIntegerField("其他人数", default=0)
    served = models.PositiveIntegerField("服务人次", default=0)
    announced_on = models.DateField("通知", null=True, blank=True)
    held_on = models.DateField("举行", null=True, blank=True)
    cancelled_on = models.DateField("取消", null=True, blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=("sort", "held_on"), name="activity_sort_held"),
            models.Index(fields=("held_on",), name="activity_held"),
        ]


class Attendance(Part):
    """A named person at an activity: in what role, and whether present."""

    class Role(models.TextChoices):
        TOOK_PART = "took_part", "参加"
        CHAIRED = "chaired", "主持"
        LECTURED = "lectured", "主讲"
        OBSERVED = "observed", "列席"

    class Presence(models.TextChoices):
        PRESENT = "present", "出席"
        LEAVE = "leave", "请假"
        DUTY = "duty", "公差"
        ABSENT = "absent", "缺席"

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="attendances", verbose_name="姓名"
    )
    role = models.CharField("身份", max_length=10, choices=Role.choices, default=Role.TOOK_PART)
    presence = models.CharField(
        "到会", max_length=10, choices=Presence.choices, default=Presence.PRESENT
    )
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("record", "person"), condition=STANDING, name="attendance_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}（{self.get_role_display()}，{self.get_presence_display()}）"


class Visit(Part):
    """A place that an activity went to. `place_kind` is copied from the place at entry."""

    place = models.ForeignKey(Body, models.PROTECT, related_name="visits", verbose_name="地点")
    place_kind = models.CharField("地点种类", max_length=20, choices=BodyKind.choices)
    on = models.DateField("到访", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("record", "place"), condition=STANDING, name="visit_once"
            )
        ]
        indexes = [models.Index(fields=("place_kind",), name="visit_place_kind")]

    def __str__(self) -> str:
        return str(self.place)


class Guest(Part):
    """A lecturer or expert from outside, who is not in the list of people."""

    name = models.CharField("姓名", max_length=40)
    post = models.CharField("单位职务", max_length=120, blank=True)
    lecture = models.CharField("讲题", max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("record", "name"), condition=STANDING, name="guest_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.post}）" if self.post else self.name


class AgendaItem(Part):
    """One item of a meeting's agenda, and the day on which it was done."""

    order = models.PositiveSmallIntegerField("序号")
    title = models.CharField("议程", max_length=200)
    done_on = models.DateField("完成", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("record", "order"), condition=STANDING, name="agenda_item_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.title}"


class ResearchTopic(Detail):
    """A research topic chosen for the year. Its trips and its report are tied to it."""

    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承担部门"
    )
    leader = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="牵头人"
    )
    chosen_on = models.DateField("选定", null=True, blank=True)
    completed_on = models.DateField("完成", null=True, blank=True)
    dropped_on = models.DateField("取消", null=True, blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        indexes = [models.Index(fields=("chosen_on",), name="research_topic_chosen")]
