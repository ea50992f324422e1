"""Proposals of a year through their whole life."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from jianyan.demo.cast import Cast
from jianyan.demo.draw import between, chance, cycle, due, later, some
from jianyan.demo.facts import Proposal
from jianyan.demo.nouns import Session
from jianyan.demo.proposal_life import Course, handle
from jianyan.demo.proposal_texts import LAMPS, MARKET, Text, Topic, topic, topics, write

KINDS = (
    ("委员个人", 52),
    ("委员联名", 20),
    ("界别", 6),
    ("党派", 10),
    ("团体", 4),
    ("专委会", 5),
    ("小组", 3),
)
COLLECTIVE = {
    "界别": "sector",
    "党派": "party",
    "团体": "organisation",
    "专委会": "special_committee",
    "小组": "street_group",
}
REASONS = (
    "内容空泛，没有具体建议",
    "反映个人及亲属问题，已转信访部门",
    "不属本区事权，已转作社情民意信息",
    "涉及正在诉讼的案件",
    "宣传特定产品",
    "所提问题已在会议期间解决",
    "属学术探讨",
)
WITHDRAWN = "提案人补充调研后申请撤回"


@dataclass(frozen=True, slots=True)
class Year:
    """How a year goes: how many come in and how many go each way."""

    year: int
    received: int
    merged: int
    not_filed: int
    withdrawn: int
    key: int
    assigned: date
    spacing: int
    course: Course = field(default_factory=Course)


YEARS = (
    Year(2017, 158, 4, 6, 1, 6, date(2017, 2, 24), 28, Course(no_meeting=2, overdue=4, alone=0)),
    Year(2018, 199, 6, 9, 2, 9, date(2018, 2, 8), 30, Course(no_meeting=2, overdue=5, alone=1)),
    Year(2019, 172, 5, 7, 1, 7, date(2019, 2, 21), 35, Course(no_meeting=3, overdue=4, alone=0)),
    Year(
        2020,
        197,
        6,
        8,
        2,
        8,
        date(2020, 3, 18),
        32,
        Course(no_meeting=3, overdue=6, alone=1, silent=1),
    ),
)


def make_proposals(seed: int, cast: Cast, sessions: list[Session]) -> list[Proposal]:
    """Every year's proposals; look-backs on the year before's class B replies included."""
    found: list[Proposal] = []
    for year in YEARS:
        rng = chance(seed, f"proposals {year.year}")
        session = next(s for s in sessions if s.opens.year == year.year)
        drafts = _receive(rng, cast, year, session)
        found += handle(rng, cast, _review(rng, year, drafts), year.course, year.key, year.spacing)
    return found


def _receive(rng: Random, cast: Cast, year: Year, session: Session) -> list[tuple[Proposal, Text]]:
    """What comes in: the plenary's first, then between sessions."""
    plenary = round(year.received * 0.8)
    days = sorted(between(rng, session.opens, session.deadline) for _ in range(plenary))
    rest = date(year.year, 3, 6), date(year.year, 9, 11)
    days += sorted(between(rng, *rest) for _ in range(year.received - plenary))
    person = cycle(rng, cast.members(session.closes))
    subject = cycle(rng, [t for t in topics() if not t.epidemic])
    epidemic = cycle(rng, [t for t in topics() if t.epidemic])
    titles: set[str] = set()
    found = []
    for serial, day in enumerate(days, start=1):
        late = day >= rest[0]
        about = epidemic if year.year == 2020 and late and rng.random() < 0.34 else subject
        text = _new_text(rng, cast, year.year, serial, (about, subject), titles)
        titles.add(text.title)
        found.append((_draft(rng, cast, session, serial, day, late, text, person()), text))
    return found


def _new_text(
    rng: Random,
    cast: Cast,
    year: int,
    serial: int,
    subjects: tuple[Callable[[], Topic], Callable[[], Topic]],
    titles: set[str],
) -> Text:
    """A text whose title is new this year; the first and the third are on set topics.

    `subjects` deal topics: the wanted ones, and those to fall back on when their titles are used.
    """
    if serial == 1:
        return write(rng, topic("lamps"), cast.bodies, 0, LAMPS[year])
    if serial == 3:
        return write(rng, topic("parking"), cast.bodies, 2, MARKET[year])
    for attempt in range(200):
        subject = subjects[attempt > 2]()
        for _ in range(3):
            text = write(rng, subject, cast.bodies)
            if text.title not in titles:
                return text
    raise ValueError("提案题目已用完，请在词表中增加题目。")


def _draft(
    rng: Random,
    cast: Cast,
    session: Session,
    serial: int,
    day: date,
    late: bool,
    text: Text,
    person: str,
) -> Proposal:
    kind = rng.choices([k for k, _ in KINDS], [share for _, share in KINDS])[0]
    others = [k for k in cast.members(day) if k != person]
    body = None
    if kind in COLLECTIVE:
        held = [b for b in cast.kind(COLLECTIVE[kind]) if cast.office("convener", day, b.key)]
        body = rng.choice(held).key
    return Proposal(
        key=f"proposal:{session.opens.year}:{serial:03d}",
        session=session.key,
        serial=serial,
        title=text.title,
        local=text.topic.local,
        national=text.topic.national,
        timing="平时提案" if late else "大会提案",
        proposer_kind=kind,
        person=None if body else person,
        body=body,
        cosigners=some(rng, others, 2, 6) if kind == "委员联名" else (),
        situation=text.situation,
        analysis=text.analysis,
        suggestions=text.suggestions,
        public=rng.random() < 0.86,
        received=day,
        fate="filed",
        topic=text.topic.key,
    )


def _review(
    rng: Random, year: Year, drafts: list[tuple[Proposal, Text]]
) -> list[tuple[Proposal, Text]]:
    """Filed, merged, not filed, withdrawn; some sent back first. Numbers go in filing order."""
    fates = _fates(rng, year, drafts)
    found, number = [], 0
    for place, (draft, text) in enumerate(drafts):
        plenary = draft.timing == "大会提案"
        reviewed = later(rng, draft.received, 1, 6) if plenary else later(rng, draft.received, 2, 8)
        row = replace(draft, reviewed=reviewed)
        if rng.random() < 0.05:
            row = replace(row, sent_back=draft.received)
        fate, into = fates.get(place, ("filed", None))
        if fate == "filed":
            number += 1
            assigned = year.assigned if plenary else later(rng, reviewed, 3, 9)
            row = replace(
                row, number=number, filed=reviewed, assigned=assigned, due=due(assigned, 3)
            )
        elif fate == "merged" and into is not None:
            row = replace(row, fate=fate, merged_into=drafts[into][0].key)
        elif fate == "withdrawn":
            row = replace(row, fate=fate, reason=WITHDRAWN, withdrawn=reviewed)
        else:
            row = replace(row, fate=fate, reason=rng.choice(REASONS))
        found.append((row, text))
    return found


def _fates(
    rng: Random, year: Year, drafts: list[tuple[Proposal, Text]]
) -> dict[int, tuple[str, int | None]]:
    """By place, what is not filed; a merged one goes into an earlier one on its topic."""
    order = rng.sample(range(8, len(drafts)), len(drafts) - 8)
    found: dict[int, tuple[str, int | None]] = {}
    kept: set[int] = set()
    for place in order:
        topic_key = drafts[place][0].topic
        earlier = [n for n in range(place) if drafts[n][0].topic == topic_key and n not in found]
        if len(found) < year.merged and place not in kept and earlier:
            found[place] = ("merged", earlier[0])
            kept.add(earlier[0])
    rest = [place for place in order if place not in found and place not in kept]
    for place in rest[: year.not_filed]:
        found[place] = ("not_filed", None)
    for place in rest[year.not_filed : year.not_filed + year.withdrawn]:
        found[place] = ("withdrawn", None)
    return found
