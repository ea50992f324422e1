"""What happens to a filed proposal: tasks, contacts, replies, ratings, supervision, look-back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from jianyan.demo.cast import Cast
from jianyan.demo.draw import due, later, spread, worked
from jianyan.demo.facts import Contact, KeyMark, Proposal, Rehandling, Reply, Task
from jianyan.demo.nouns import CALENDAR
from jianyan.demo.proposal_texts import Text
from jianyan.demo.replies import draw_class, look_back, outcomes, rate, write_reply

Row = tuple[Proposal, Text]
RETURN = "所提事项不属本单位职责，建议改由相关单位承办"
PLACES = ("单位会议室", "现场", "社区会议室", "提案人单位")


@dataclass(frozen=True, slots=True)
class Course:
    """How many of a year's proposals go otherwise than they should.

    `no_meeting` were never met face to face, `overdue` were late, `alone` of these without a
    consultation on it, `silent` (one of the overdue) had no reply by the year's end.
    """

    no_meeting: int = 2
    overdue: int = 4
    alone: int = 0
    silent: int = 0
    unrated: int = 5
    dissatisfied: int = 4
    returned: int = 5


def handle(
    rng: Random, cast: Cast, rows: list[Row], course: Course, key_count: int, spacing: int
) -> list[Proposal]:
    """All rows of a year, the filed ones handled; key proposals are the first of them."""
    filed = [row for row in rows if row[0].fate == "filed"]
    plenary = [row[0].key for row in filed if row[0].timing == "大会提案"][12:]
    picked = rng.sample(plenary, course.overdue + course.no_meeting + course.dissatisfied)
    late = picked[: course.overdue]
    cold = picked[course.overdue : course.overdue + course.no_meeting]
    cross = picked[course.overdue + course.no_meeting :]
    marked = [row[0].key for row in filed][:3] + [row[0].key for row in filed][4:60:9]
    marks = dict(zip(marked[:key_count], range(key_count), strict=True))
    unrated = set(rng.sample([k for k in plenary if k not in picked], course.unrated))
    returned = set(rng.sample([k for k in plenary if k not in picked], course.returned))
    found = []
    for row, text in rows:
        if row.fate == "filed":
            tasks = _tasks(rng, row, text, row.key in returned)
            row = replace(row, tasks=tasks)
            row = _reply(rng, row, text, late, course, spacing)
            row = _meet(rng, row, cold=row.key in cold)
            if row.replies and row.key not in unrated:
                row = _rate(rng, row, text, unhappy=row.key in cross, last=row.key == cross[0])
            if row.key in marks:
                row = replace(row, key_mark=_mark(rng, cast, row, marks[row.key]))
        found.append(_look_back(rng, row))
    return found


def lead(row: Proposal) -> Task:
    """The task that answers first."""
    return next(t for t in row.tasks if t.returned is None)


def _tasks(rng: Random, row: Proposal, text: Text, returned: bool) -> tuple[Task, ...]:
    sent = row.assigned or row.received
    units = [f"unit:{u}" for u in text.topic.units if u != "供电公司"]
    chosen = units[: rng.randint(1, len(units))]
    if text.names_street and rng.random() < 0.5:
        chosen.append(f"unit:{text.street}")
    apart = len(chosen) > 1 and rng.random() < 0.15
    extended = due(sent, 4) if rng.random() < 0.07 else None
    found = []
    if returned:
        found.append(
            Task(
                "unit:政府办",
                "主办",
                sent,
                due(sent, 3),
                None,
                returned=CALENDAR.add_workdays(sent, rng.randint(2, 5)),
                return_reason=RETURN,
            )
        )
    for place, unit in enumerate(chosen):
        accepted = CALENDAR.add_workdays(sent, rng.randint(1, 3) + (6 if returned else 0))
        if apart:
            found.append(Task(unit, "分办", sent, due(sent, 3), accepted))
        elif place == 0:
            role = "独办" if len(chosen) == 1 else "主办"
            found.append(Task(unit, role, sent, due(sent, 3), accepted, extended_to=extended))
        else:
            opinion = later(rng, sent, 15, 36)
            found.append(Task(unit, "会办", sent, due(sent, 1), accepted, opinion=opinion))
    return tuple(found)


def _limit(task: Task) -> date:
    return task.extended_to or task.due


def _reply(
    rng: Random, row: Proposal, text: Text, late: list[str], course: Course, spacing: int
) -> Proposal:
    """The replies of those who answer; the late ones are consulted on, save those left alone."""
    first = lead(row)
    place = late.index(row.key) if row.key in late else None
    if place is not None and place < course.silent:
        return replace(row, overdue_consulted=later(rng, _limit(first), 8, 20))
    others = [t.unit.partition(":")[2] for t in row.tasks if t.role == "会办"]
    replies = []
    for task in row.tasks:
        if task.returned or task.role == "会办":
            continue
        latest = (_limit(task) - task.sent).days - 5
        day = later(rng, task.sent, 40, max(41, latest))
        day = min(day, _limit(task))
        if place is not None and task is first:
            day = later(rng, _limit(task), 6, 24)
        kind = "A" if row.serial == 1 else draw_class(rng)
        replies.append(write_reply(rng, text, task.unit, day, kind, others))
    row = replace(row, replies=tuple(replies))
    if place is not None and place < course.overdue - course.alone:
        row = replace(row, overdue_consulted=worked(_limit(first) + timedelta(days=2)))
    if replies[0].reply_class == "A" and (row.serial == 1 or text.topic.outcome != "路灯"):
        done = later(rng, replies[0].day, 3, 20)
        row = replace(row, outcomes=outcomes(rng, text, done, spacing if row.serial == 1 else None))
    return row


def _meet(rng: Random, row: Proposal, cold: bool) -> Proposal:
    """Contacts before, during and after; a cold one is only telephoned."""
    first = lead(row)
    # An unanswered case was still looked into once its time was up.
    end = row.replies[0].day if row.replies else _limit(first)
    start = min(CALENDAR.add_workdays(first.sent, rng.randint(4, 14)), end)
    face = not cold
    ways = ["面商" if face and rng.random() < 0.7 else "电话", "面商" if face else "电话"]
    middle = start + (end - start) / 2
    found = [
        Contact(
            first.unit, start, "办前", ways[0], rng.choice(PLACES) if ways[0] == "面商" else ""
        ),
        Contact(
            first.unit,
            min(worked(middle), end),
            "办中",
            ways[1],
            rng.choice(PLACES) if ways[1] == "面商" else "",
        ),
    ]
    if row.replies and rng.random() < 0.4:
        found.append(Contact(first.unit, later(rng, end, 1, 6), "办后", "电话", ""))
    return replace(row, contacts=tuple(found))


def _rate(rng: Random, row: Proposal, text: Text, unhappy: bool, last: bool) -> Proposal:
    """Ratings; an unsatisfied one is handled again, and one of the year stays unsatisfied."""
    replied = max(reply.day for reply in row.replies)
    day = later(rng, replied, 3, 16)
    result = "不满意" if unhappy else rng.choices(["满意", "基本满意"], [84, 16])[0]
    ratings = rate(rng, row.person, day, result, row.cosigners)
    if not unhappy:
        return replace(row, ratings=ratings, closed=later(rng, ratings[-1].day, 2, 9))
    start = later(rng, day, 2, 5)
    again = Rehandling(start, ratings[0].comment, worked(start + timedelta(days=30)))
    second = min(later(rng, start, 12, 26), again.due)
    reply = write_reply(rng, text, lead(row).unit, second, "B", [], again=True)
    final = rate(rng, row.person, later(rng, second, 3, 9), "不满意" if last else "基本满意", (), 2)
    row = replace(row, rehandling=again, replies=(*row.replies, reply), ratings=ratings + final)
    return row if last else replace(row, closed=later(rng, final[-1].day, 2, 6))


def _mark(rng: Random, cast: Cast, row: Proposal, place: int) -> KeyMark:
    """Decided by the chairperson's council; each is led by one of it, the first two with another."""
    day = later(rng, row.assigned or row.received, 6, 20)
    council = cast.council(day)
    leaders = [council[place % len(council)]]
    if place < 2:
        leaders.append(cast.office("leader", day)[-7 + place])
    end = max((reply.day for reply in row.replies), default=row.due or day)
    return KeyMark(day, tuple(leaders), tuple(spread(rng, day, max(end, day), rng.randint(1, 2))))


def _look_back(rng: Random, row: Proposal) -> Proposal:
    """A class B reply is looked back on in the following year; the last year's have not come."""
    final: Reply | None = row.replies[-1] if row.replies else None
    year = row.received.year + 1
    if final is None or year > 2020 or not any(r.reply_class == "B" for r in row.replies):
        return row
    if year == 2020 and rng.random() < 0.06:
        return row
    day = spread(rng, date(year, 4, 8), date(year, 10, 30), 1)[0]
    unit = next(r.unit for r in row.replies if r.reply_class == "B")
    return replace(row, look_back=look_back(rng, unit, day))
