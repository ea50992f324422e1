"""The demo committee's plan: the same every time, dates in order, nothing twice, no real place."""

import csv
import dataclasses
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from jianyan.demo.compose import compose
from jianyan.demo.nouns import CALENDAR
from jianyan.demo.plan import Plan

DIVISIONS = Path(__file__).parents[3] / "shared" / "data" / "divisions"
YEARS = (2017, 2018, 2019, 2020)
# Real districts whose whole name is an ordinary word.
ORDINARY = {"城区", "郊区", "矿区", "市中区", "城中区", "新城区", "东区", "西区", "市辖区", "县"}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return compose()


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts(part)


def end_of(year: int) -> date:
    return date(year, 12, 31)


def test_same_seed_same_plan(plan: Plan) -> None:
    assert compose() == plan


def test_same_in_another_process(plan: Plan) -> None:
    code = "from jianyan.demo.compose import compose; import zlib; print(zlib.crc32(repr(compose()).encode()))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_another_seed_another_plan(plan: Plan) -> None:
    assert compose(7).people != plan.people


def test_counts(plan: Plan) -> None:
    assert {kind: len(plan.of_kind(kind)) for kind in ("sector", "special_committee", "unit")} == {
        "sector": 26,
        "special_committee": 8,
        "unit": 60,
    }
    assert {y: sum(i.year == y for i in plan.plan_items) for y in (2018, 2020)} == {
        2018: 12,
        2020: 14,
    }
    assert Counter(i.form for i in plan.plan_items if i.year == 2020) == {
        "全体会议协商": 1,
        "专题议政性常委会议协商": 2,
        "专题协商": 4,
        "调研协商": 3,
        "视察监督": 4,
    }
    assigned = Counter(p.assigned.year for p in plan.proposals if p.assigned)
    assert all(175 <= assigned[year] <= 190 for year in (2018, 2020))
    briefs = Counter(b.submitted.year for b in plan.briefs)
    assert all(150 <= briefs[year] <= 170 for year in (2018, 2020))


def test_members(plan: Plan) -> None:
    party = {person.key: person.party for person in plan.people}
    for year in (2018, 2019, 2020):
        day = end_of(year)
        now = [
            m for m in plan.memberships if m.since <= day and (m.until is None or m.until >= day)
        ]
        members = [m.person for m in now if m.body == "members:9"]
        standing = [m.person for m in now if m.body == "standing:9"]
        assert 228 <= len(members) <= 238
        assert 0.37 < sum(party[key] == "中共" for key in members) / len(members) <= 0.4 + 0.01
        assert sum(party[key] != "中共" for key in standing) / len(standing) >= 0.65
        assert set(standing) <= set(members)


def test_nothing_twice(plan: Plan) -> None:
    for field in dataclasses.fields(plan):
        rows = getattr(plan, field.name)
        if isinstance(rows, list) and rows and hasattr(rows[0], "key"):
            assert [k for k, n in Counter(r.key for r in rows).items() if n > 1] == []
    for rows, when in ((plan.proposals, "received"), (plan.briefs, "submitted")):
        titles = Counter((getattr(row, when).year, row.title) for row in rows)  # type: ignore[attr-defined]
        assert [title for title, count in titles.items() if count > 1] == []
    assert len({person.name for person in plan.people}) == len(plan.people)


def test_every_key_is_known(plan: Plan) -> None:
    people = {person.key for person in plan.people}
    bodies = {body.key for body in plan.bodies}
    assert {m.person for m in plan.memberships} | {o.person for o in plan.offices} <= people
    assert {m.body for m in plan.memberships} <= bodies
    assert {o.body for o in plan.offices if o.body} <= bodies
    assert {body.parent for body in plan.bodies if body.parent} <= bodies
    assert {link.target for link in plan.links} <= bodies | people
    assert {task.unit for p in plan.proposals for task in p.tasks} <= bodies
    assert {s.unit for s in plan.suggestions if s.unit} <= bodies
    assert {key for a in plan.activities for key in a.bodies} <= bodies
    assert {key for a in plan.activities for key in (*a.people, *a.speakers)} <= people
    assert {h.recipient for g in plan.gifts for h in g.handed} <= bodies
    assert {key for aid in plan.aids for key in aid.at} <= bodies
    assert {d.target for d in plan.responsibilities if d.target} <= bodies
    assert {home.body for home in plan.homes} <= bodies


def test_proposal_dates_in_order(plan: Plan) -> None:
    for row in plan.proposals:
        last = row.ratings[-1].day if row.ratings else None
        steps = [row.received, row.reviewed, row.filed, row.assigned]
        steps += [row.replies[0].day if row.replies else None, last, row.closed]
        days = [day for day in steps if day]
        assert days == sorted(days), row.key
        for task in row.tasks:
            assert CALENDAR.is_workday(task.due), row.key
            done = [d for d in (task.sent, task.accepted, task.opinion) if d]
            assert done == sorted(done), row.key
        assert all(row.assigned and c.day >= row.assigned for c in row.contacts), row.key
        assert (row.number is None) == (row.fate != "filed"), row.key


def test_other_dates_in_order(plan: Plan) -> None:
    for item in plan.plan_items:
        days = [item.called, item.listed, item.approved, item.passed]
        days += [item.held, item.reported, item.completed or item.reported]
        assert days == sorted(days), item.key
    for row in plan.suggestions:
        days = [d for d in (row.raised, row.answered, row.done, row.confirmed or row.disputed) if d]
        assert days == sorted(days), row.key
    for brief in plan.briefs:
        days = [d for d in (brief.submitted, brief.accepted, brief.issued) if d]
        days += [level.day for level in (*brief.sent_up, *brief.taken_up)]
        assert days == sorted(days), brief.key
    for home in plan.homes:
        assert home.planned <= home.opened
    for project in plan.key_projects:
        assert sum(count for _, count in project.signings) == project.households


def test_gifts_reconcile(plan: Plan) -> None:
    for gift in plan.gifts:
        assert sum(h.quantity for h in gift.handed) == gift.quantity, gift.key
        assert sum(h.money for h in gift.handed) == gift.money, gift.key
        assert all(h.day >= gift.received for h in gift.handed), gift.key


def test_which_claims_hold(plan: Plan) -> None:
    """2020: one proposal without a reply, one Friday missed. 2018: one overdue left alone."""
    silent = Counter(p.assigned.year for p in plan.proposals if p.assigned and not p.replies)
    assert silent == {2020: 1}
    fridays = {a.day for a in plan.activities if a.kind == "weekly" and a.held}
    missed = [
        day
        for day in (date(2017, 1, 1) + timedelta(days=n) for n in range(1461))
        if day.weekday() == 4 and CALENDAR.is_workday(day) and day not in fridays
    ]
    assert missed == [date(2020, 8, 7)]
    late = [
        p
        for p in plan.proposals
        if any(
            r.day > (t.extended_to or t.due)
            for t in p.tasks
            for r in p.replies
            if r.unit == t.unit and r.round == 1
        )
    ]
    alone = Counter(p.received.year for p in late if p.overdue_consulted is None)
    assert alone == {2018: 1, 2020: 1}
    looked = {p.key for p in plan.proposals if p.look_back}
    b = [p for p in plan.proposals if any(r.reply_class == "B" for r in p.replies)]
    assert {p.key for p in b if p.received.year < 2019} <= looked


@pytest.mark.parametrize("year", [2017, 2018, 2019, 2020])
def test_each_leader_lectures_and_keeps_in_touch(plan: Plan, year: int) -> None:
    day = date(year, 12, 31)
    group = {
        m.person
        for m in plan.memberships
        if m.body == "party_group" and m.since <= day and (m.until is None or m.until >= day)
    }
    lectures = {
        key
        for a in plan.activities
        if a.kind == "party_lecture" and a.day.year == year
        for key in a.speakers
    }
    links = {
        link.person
        for link in plan.links
        if link.kind == "leader_sector"
        and link.since <= day
        and (link.until is None or link.until >= day)
    }
    assert (group <= lectures, group <= links) == (True, True)


def test_every_member_is_covered_by_a_cell(plan: Plan) -> None:
    day = end_of(2020)
    party = {person.key: person.party for person in plan.people}
    now = [m for m in plan.memberships if m.since <= day and (m.until is None or m.until >= day)]
    members = {m.person for m in now if m.body == "members:9"}
    cells = {m.person for m in now if m.body.startswith("party_cell:")}
    branches = {m.person for m in now if m.body.startswith("party_branch:")}
    linked = {x.person for x in plan.links if x.kind == "member_cell" and x.until is None}
    assert members - cells - linked == set()
    assert {key for key in members if party[key] == "中共"} - branches == set()
    pairs = Counter(x.person for x in plan.links if x.kind == "member_member" and x.until is None)
    assert set(pairs.values()) == {2, 3}


def test_patrols_every_day(plan: Plan) -> None:
    posts = [row for row in plan.responsibilities if row.post]
    assert {row.since.year for row in posts} == set(YEARS)
    for row in posts:
        assert row.until is not None
        assert len({p.day for p in row.patrols}) == (row.until - row.since).days + 1


def test_no_slot_left_open(plan: Plan) -> None:
    rows = [plan.people, plan.proposals, plan.briefs, plan.activities, plan.suggestions]
    assert [text for row in rows for text in texts(row) if "{" in text or "}" in text] == []


def test_no_real_place(plan: Plan) -> None:
    if not DIVISIONS.exists():
        pytest.skip("没有行政区划表（../shared/data/divisions），未核对地名。")
    real: set[str] = set()
    for name in ("areas", "cities", "provinces"):
        with (DIVISIONS / f"{name}.csv").open(encoding="utf-8") as file:
            real |= {row["name"] for row in csv.DictReader(file)} - ORDINARY
    every = "\n".join(
        sorted({text for f in dataclasses.fields(plan) for text in texts(getattr(plan, f.name))})
    )
    assert [name for name in sorted(real) if name in every] == []
