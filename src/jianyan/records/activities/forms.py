"""Forms of activities: page, 代录 and sheet alike."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.models import BodyKind, Tie, TieWhy, Visibility
from jianyan.ground.register import today

from .actions import DAYS, ROLES, TOPIC_DAYS
from .models import PLACE_KINDS, Attendance, Visit

HOLDERS = (
    BodyKind.SPECIAL_COMMITTEE,
    BodyKind.OFFICE,
    BodyKind.PARTY_GROUP,
    BodyKind.STANDING,
    BodyKind.COUNCIL,
    BodyKind.MEMBERS,
    BodyKind.MEMBER_GROUP,
    BodyKind.STREET_GROUP,
    BodyKind.SECTOR,
    BodyKind.PARTY_BRANCH,
    BodyKind.PARTY_CELL,
    BodyKind.TEAM,
)


class RegisteredForm(KindForm):
    """What the forms of both record kinds share."""

    wide: ClassVar[tuple[str, ...]] = ("title", "note")
    days_of: ClassVar[frozenset[str]] = frozenset()

    key = forms.CharField(
        label="原编号",
        required=False,
        max_length=80,
        help_text="原台账中的编号，重复导入时据此识别",
    )
    title = forms.CharField(label="标题", max_length=200)

    def clean_visibility(self) -> str:
        return self.cleaned_data["visibility"] or Visibility.MEMBERS

    def changes(self, row: Any) -> dict[str, tuple[Any, Any]]:
        """A sheet without a day says nothing of it: a day once entered is not emptied."""
        found = super().changes(row)
        return {name: pair for name, pair in found.items() if name not in self.days_of or pair[1]}

    def refuse_future(self, data: dict[str, Any], *names: str) -> None:
        """What has happened cannot be dated after today."""
        for name in names:
            if data.get(name) and data[name] > today():
                self.add_error(name, f"{self.fields[name].label}不能晚于今天；尚未发生的先不填。")


def _visibility() -> fields.Labelled:
    return fields.Labelled(
        label="可见范围", choices=Visibility.choices, required=False, help_text="空着即委员可见"
    )


class ActivityForm(RegisteredForm):
    """One activity. The boxes of names add to attendance; leave and absence are entered there."""

    wide: ClassVar[tuple[str, ...]] = ("title", "people", "places", "note")
    days_of: ClassVar[frozenset[str]] = frozenset(DAYS)

    sort = fields.category(
        "activity_kind", label="种类", help_text="如常委会议、党课、社区走访、志愿服务"
    )
    body = fields.body(*HOLDERS, label="举办", required=False, help_text="举办的部门或组织")
    starts_on = fields.Day(label="开始日期")
    ends_on = fields.Day(label="结束日期", required=False, help_text="当日结束的不填")
    days = forms.DecimalField(
        label="天数",
        required=False,
        min_value=0,
        max_digits=5,
        decimal_places=1,
        help_text="空着即按起止日期计",
    )
    place = forms.CharField(label="地点", required=False, max_length=100)
    announced_on = fields.Day(label="通知日期", required=False)
    held_on = fields.Day(
        label="举行日期", required=False, help_text="实际举行的首日，填了才计入指标"
    )
    cancelled_on = fields.Day(label="取消日期", required=False)
    hosts = fields.people(label="主持人", required=False)
    lecturers = fields.people(label="主讲人", required=False, help_text="本会人员；外请专家另登记")
    people = fields.people(
        label="参加人员", required=False, help_text="几人之间用、隔开；请假等在出席登记中填"
    )
    others = forms.IntegerField(
        label="其他人数", required=False, min_value=0, help_text="到场而不记名的人数"
    )
    places = fields.bodies(
        *PLACE_KINDS,
        label="到访地点",
        required=False,
        help_text="到过的社区、企业等，须先在名册中登记",
    )
    series = forms.CharField(label="系列", required=False, max_length=60)
    issue = forms.IntegerField(
        label="期次", required=False, min_value=1, max_value=9999, help_text="如道德讲堂第3期填3"
    )
    served = forms.IntegerField(label="服务人次", required=False, min_value=0)
    held_for = fields.RecordPick(
        "research_topics",
        "consultations",
        "proposals",
        label="为何举行",
        required=False,
        help_text="所服务的调研课题、协商议题或提案的编号",
    )
    campaign = fields.campaign(label="专项工作", required=False)
    visibility = _visibility()
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea)

    @classmethod
    def value_of(cls, name: str, row: Any) -> Any:
        if name in ROLES:
            rows = Attendance.objects.filter(
                record=row.pk,
                role=ROLES[name],
                presence=Attendance.Presence.PRESENT,
                struck_at__isnull=True,
            )
            return [each.person for each in rows.select_related("person").order_by("pk")]
        if name == "places":
            visits = Visit.objects.filter(record=row.pk, struck_at__isnull=True)
            return [each.place for each in visits.select_related("place").order_by("pk")]
        if name == "held_for":
            tie = Tie.objects.filter(source=row.pk, why=TieWhy.HELD_FOR).order_by("pk")
            found = tie.select_related("target").first()
            return found.target if found else None
        return super().value_of(name, row)

    def changes(self, row: Any) -> dict[str, tuple[Any, Any]]:
        """A sheet adds names and places to those entered meanwhile; it takes none away."""
        found = super().changes(row)
        for name in (*ROLES, "places"):
            if name in found:
                old, new = found.pop(name)
                if fresh := [each for each in new if each not in old]:
                    found[name] = (old, [*old, *fresh])
        return found

    def clean_others(self) -> int:
        return self.cleaned_data["others"] or 0

    def clean_served(self) -> int:
        return self.cleaned_data["served"] or 0

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", f"早于开始日期{said_day(starts)}，请改正。")
        if data.get("held_on") and data.get("cancelled_on"):
            self.add_error("cancelled_on", "已填举行日期的不能再填取消日期，请留一个。")
        self.refuse_future(data, "announced_on", "held_on", "cancelled_on")
        if data.get("days") is None and starts:
            data["days"] = Decimal(((ends or starts) - starts).days + 1)
        self._one_role_each(data)
        return data

    def _one_role_each(self, data: dict[str, Any]) -> None:
        seen: dict[Any, str] = {}
        for name in ROLES:
            for person in data.get(name) or ():
                if person in seen:
                    where = f"“{seen[person]}”和“{self.fields[name].label}”"
                    self.add_error(name, f"{person}重复填在{where}中，请留一处。")
                seen[person] = str(self.fields[name].label)


class ResearchTopicForm(RegisteredForm):
    """One research topic."""

    days_of: ClassVar[frozenset[str]] = frozenset(TOPIC_DAYS)

    dated_on = fields.Day(label="提出日期")
    body = fields.body(
        BodyKind.SPECIAL_COMMITTEE, BodyKind.OFFICE, label="承担部门", required=False
    )
    leader = fields.person(label="牵头人", required=False)
    chosen_on = fields.Day(label="选定日期", required=False, help_text="填了才计入指标")
    completed_on = fields.Day(label="完成日期", required=False)
    dropped_on = fields.Day(label="取消日期", required=False)
    campaign = fields.campaign(label="专项工作", required=False)
    visibility = _visibility()
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        chosen, completed = data.get("chosen_on"), data.get("completed_on")
        if completed and not chosen:
            self.add_error("completed_on", "有完成日期的须先填选定日期。")
        if chosen and completed and completed < chosen:
            self.add_error("completed_on", f"早于选定日期{said_day(chosen)}，请改正。")
        if completed and data.get("dropped_on"):
            self.add_error("dropped_on", "已完成的课题不能再填取消日期。")
        self.refuse_future(data, "chosen_on", "completed_on", "dropped_on")
        return data


def _of_activity() -> fields.RecordPick:
    return fields.RecordPick("activities", label="活动", help_text="活动的编号、原编号或标题")


class AttendanceForm(KindForm):
    """One person at an activity."""

    record = _of_activity()
    person = fields.person(label="姓名", help_text="同名的填编号")
    role = fields.Labelled(
        label="身份", choices=Attendance.Role.choices, required=False, help_text="空着即参加"
    )
    presence = fields.Labelled(
        label="到会", choices=Attendance.Presence.choices, required=False, help_text="空着即出席"
    )
    note = forms.CharField(label="说明", required=False, max_length=200)

    def clean_role(self) -> str:
        return self.cleaned_data["role"] or Attendance.Role.TOOK_PART

    def clean_presence(self) -> str:
        return self.cleaned_data["presence"] or Attendance.Presence.PRESENT


class VisitForm(KindForm):
    """One place that an activity went to."""

    record = _of_activity()
    place = fields.body(*PLACE_KINDS, label="地点", help_text="社区、企业等，须先在名册中登记")
    on = fields.Day(label="到访日期", required=False, help_text="与举行日期同日的不填")
    note = forms.CharField(label="说明", required=False, max_length=200)


class GuestForm(KindForm):
    """One lecturer or expert from outside."""

    record = _of_activity()
    name = forms.CharField(label="姓名", max_length=40)
    post = forms.CharField(label="单位职务", required=False, max_length=120)
    lecture = forms.CharField(label="讲题", required=False, max_length=100)


class AgendaItemForm(KindForm):
    """One item of a meeting's agenda."""

    wide: ClassVar[tuple[str, ...]] = ("title",)

    record = _of_activity()
    order = forms.IntegerField(label="序号", min_value=1, max_value=999)
    title = forms.CharField(label="议程", max_length=200)
    done_on = fields.Day(label="完成日期", required=False)
