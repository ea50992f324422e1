"""For each statement of the two real reports: the fewest records that break it, or mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from jianyan.figures.names import parse_name, resolved
from jianyan.figures.read import rows_of
from jianyan.ground.models import Instruction, Record, Response, Settlement
from jianyan.kernel.scope import Scope
from jianyan.records.proposals.models import KeyLeader, OverdueConsultation, Reply, UnitTask


@dataclass(frozen=True)
class Year:
    """The demo committee in one report's year."""

    scope: Scope

    def rows(self, name: str) -> Any:
        """The rows that a figure counts."""
        figure, picks = resolved(parse_name(name), self.scope)
        return rows_of(
            figure, Scope(self.scope.committees, self.scope.period, self.scope.known_until, picks)
        )

    def first(self, name: str) -> Any:
        return self.rows(name).order_by("pk")[0]


def drop(rows: Any) -> None:
    """Strike facts out, or void records."""
    pks = list(rows.values_list("pk", flat=True))
    assert pks
    kept = rows.model._default_manager.filter(pk__in=pks)
    if hasattr(rows.model, "struck_at"):
        kept.update(struck_at=timezone.now())
    else:
        Record.objects.filter(pk__in=pks).update(state="void")


def undo(rows: Any, **columns: Any) -> None:
    """Take a day out of one row."""
    pk = rows.order_by("pk").values_list("pk", flat=True)[0]
    rows.model._default_manager.filter(pk=pk).update(**columns)


def a_post_unmanned_for_a_day(year: Year) -> None:
    patrol = year.first("责任.巡查")
    drop(year.rows("责任.巡查").filter(record=patrol.record_id, on=patrol.on))


def a_gift_not_handed_on(year: Year) -> None:
    drop(year.rows("捐赠.发放数量").filter(pk=year.first("捐赠.发放数量").pk))


def an_agenda_item_left(year: Year) -> None:
    undo(year.rows("会议.已完成议程[全体会议]"), done_on=None)


def a_leader_who_gave_no_lecture(year: Year) -> None:
    person = year.first("党组成员").person_id
    drop(year.rows("学习.党课主讲人").filter(person=person))


def a_party_member_in_no_branch(year: Year) -> None:
    person = year.first("党员委员").person_id
    drop(year.rows("党建.功能型支部成员").filter(person=person))


def a_member_in_no_cell(year: Year) -> None:
    person = year.first("党建.党小组成员").person_id
    drop(year.rows("党建.党小组成员").filter(person=person))
    linked = year.rows("联系.党小组").filter(person=person)
    if linked.exists():
        drop(linked)


def a_month_without_study(year: Year) -> None:
    drop(year.rows("学习.次数[廉政]").filter(held_on__month=3))


def a_topic_not_completed(year: Year) -> None:
    undo(year.rows("协商.完成"), completed_on=None)


def a_topic_without_instruction(year: Year) -> None:
    topic = year.first("协商.完成")
    drop(Instruction.objects.filter(record=topic.pk, struck_at__isnull=True))


def a_suggestion_not_adopted(year: Year) -> None:
    suggestion = year.first("建议.采纳[来源=协商]")
    drop(Response.objects.filter(suggestion=suggestion, struck_at__isnull=True))


def the_missing_replies(year: Year) -> None:
    silent = year.rows("提案.交办").exclude(pk__in=year.rows("提案.办复").values("pk"))
    tasks = UnitTask.objects.filter(record__in=silent.values("pk"), struck_at__isnull=True)
    owed = tasks.filter(role__in=("sole", "lead", "separate"))
    for task in owed.exclude(replies__on__lte=date(2020, 12, 31)):
        Reply.objects.create(record_id=task.record_id, task=task, on=date(2020, 12, 30))


def a_household_not_signed(year: Year) -> None:
    drop(year.rows("项目.签约户数").filter(pk=year.first("项目.签约户数").pk))


def a_leader_without_liaison(year: Year) -> None:
    person = year.first("党组成员").person_id
    drop(year.rows("联系.党组成员").filter(person=person))


def the_missing_friday(year: Year) -> None:
    row = year.first("活动.次数[志愿服务]")
    record = Record.objects.get(pk=row.record_id)
    record.pk, record.number, record.key = None, "", ""
    Record.objects.bulk_create([record])
    row.record, row.held_on = record, date(2020, 8, 7)
    row.save(force_insert=True)


def a_task_not_done(year: Year) -> None:
    undo(year.rows("要点.完成"), done_on=None)


def nothing_solved_in_time(year: Year) -> None:
    solved = year.rows("意见.按期解决[来源=信息]")
    drop(Settlement.objects.filter(suggestion__in=list(solved), struck_at__isnull=True))


def a_key_proposal_not_led(year: Year) -> None:
    key = year.first("提案.主席领衔")
    drop(KeyLeader.objects.filter(choice=key.pk, struck_at__isnull=True))


def a_reply_not_looked_back_at(year: Year) -> None:
    record = year.first("上年提案.乙类答复").record_id
    drop(year.rows("提案.回头看").filter(record=record))


def the_missing_consultation(year: Year) -> None:
    held = year.rows("提案.超期协商").values("record")
    for case in year.rows("提案.超期").exclude(pk__in=held):
        OverdueConsultation.objects.create(record_id=case.pk, on=date(2018, 12, 20))


FLIPS: dict[tuple[str, int], Callable[[Year], None]] = {
    ("2020", 1264): a_post_unmanned_for_a_day,
    ("2020", 1787): a_gift_not_handed_on,
    ("2020", 2345): an_agenda_item_left,
    ("2020", 3019): a_leader_who_gave_no_lecture,
    ("2020", 3500): a_party_member_in_no_branch,
    ("2020", 3514): a_member_in_no_cell,
    ("2020", 3574): a_month_without_study,
    ("2020", 4586): a_topic_not_completed,
    ("2020", 4604): a_topic_without_instruction,
    ("2020", 4619): a_suggestion_not_adopted,
    ("2020", 4878): the_missing_replies,
    ("2020", 5590): a_household_not_signed,
    ("2020", 6120): a_leader_without_liaison,
    ("2020", 6366): the_missing_friday,
    ("2018", 155): a_task_not_done,
    ("2018", 1084): a_key_proposal_not_led,
    ("2018", 1092): a_reply_not_looked_back_at,
    ("2018", 1100): the_missing_consultation,
    ("2018", 1271): nothing_solved_in_time,
    ("2018", 2344): a_leader_who_gave_no_lecture,
}
EVIDENT = ("2020", 4894)
"""This one holds by itself: the slot after it prints the lower of the two."""
