"""The plan's records. Days are when a thing happened; None is not yet. Money is in fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Task:
    """A unit's part: role 独办 主办 会办 分办. A returned task has `returned` and its reason."""

    unit: str
    role: str
    sent: date
    due: date
    accepted: date | None
    opinion: date | None = None
    returned: date | None = None
    return_reason: str = ""
    extended_to: date | None = None
    recalled: date | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact with the proposer: stage 办前 办中 办后; only way 面商 is face to face."""

    unit: str
    day: date
    stage: str
    way: str
    place: str


@dataclass(frozen=True, slots=True)
class Reply:
    unit: str
    day: date
    reply_class: str
    text: str
    round: int = 1


@dataclass(frozen=True, slots=True)
class Rating:
    """满意 基本满意 不满意, for attitude and result; `person` is None for a collective proposer."""

    day: date
    person: str | None
    attitude: str
    result: str
    comment: str
    round: int = 1


@dataclass(frozen=True, slots=True)
class Rehandling:
    day: date
    reason: str
    due: date


@dataclass(frozen=True, slots=True)
class KeyMark:
    """`leaders` are keys of people; `visits` are days of supervision."""

    day: date
    leaders: tuple[str, ...]
    visits: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class LookBack:
    day: date
    unit: str
    solved: bool
    finding: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A measured result. `adds_up` is false for a value such as a distance."""

    day: date
    item: str
    quantity: int
    unit: str
    place: str
    adds_up: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """`fate` is filed, merged, not_filed or withdrawn; `serial` counts receipts, `number` filings.

    `proposer_kind` is 委员个人 委员联名 界别 党派 团体 专委会 小组; a collective has `body`.
    """

    key: str
    session: str
    serial: int
    title: str
    local: str
    national: str
    timing: str
    proposer_kind: str
    person: str | None
    body: str | None
    cosigners: tuple[str, ...]
    situation: str
    analysis: str
    suggestions: tuple[str, ...]
    public: bool
    received: date
    fate: str
    topic: str
    sent_back: date | None = None
    reviewed: date | None = None
    reason: str = ""
    merged_into: str | None = None
    number: int | None = None
    filed: date | None = None
    withdrawn: date | None = None
    assigned: date | None = None
    due: date | None = None
    tasks: tuple[Task, ...] = ()
    contacts: tuple[Contact, ...] = ()
    replies: tuple[Reply, ...] = ()
    ratings: tuple[Rating, ...] = ()
    rehandling: Rehandling | None = None
    overdue_consulted: date | None = None
    key_mark: KeyMark | None = None
    look_back: LookBack | None = None
    outcomes: tuple[Outcome, ...] = ()
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """Sent up to, or taken up by, a level; `how` is 单篇 or 综合."""

    day: date
    level: str
    to: str
    how: str


@dataclass(frozen=True, slots=True)
class Brief:
    """`fate` is issued, combined, kept, sent_back or submitted; `members` are those combined."""

    key: str
    title: str
    category: str
    person: str | None
    body: str | None
    situation: str
    suggestion: str
    submitted: date
    fate: str
    accepted: date | None = None
    issue: int | None = None
    issued: date | None = None
    members: tuple[str, ...] = ()
    sent_up: tuple[Level, ...] = ()
    taken_up: tuple[Level, ...] = ()
    from_proposal: str | None = None
    campaign: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion or problem from another record: `source` is 协商, 信息 or 走访.

    `verdict` is 采纳 部分采纳 未采纳. `due` is the promised day; `done` said done, then either
    `confirmed` or `disputed`.
    """

    key: str
    source: str
    record: str
    nature: str
    order: int
    text: str
    raised: date
    unit: str | None
    place: str | None = None
    answered: date | None = None
    verdict: str = ""
    note: str = ""
    due: date | None = None
    done: date | None = None
    confirmed: date | None = None
    disputed: date | None = None


@dataclass(frozen=True, slots=True)
class Instruction:
    """批示: `record` is the key of the record it is written on."""

    key: str
    record: str
    person: str
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A topic of the year's plan. Approved by the party committee, passed by the standing one."""

    key: str
    year: int
    form: str
    title: str
    committee: str
    units: tuple[str, ...]
    called: date
    listed: date
    approved: date
    passed: date
    started: date
    held: date
    reported: date
    completed: date | None
    livelihood: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agenda:
    text: str
    done: date | None


@dataclass(frozen=True, slots=True)
class Activity:
    """`people` are named; `others` is the headcount of those not named. `speakers` are named.

    `days` is how long it lasts; `bodies` are communities, enterprises or places visited; `issue`
    numbers a session of a series; `served` counts people served; `held` false is a cancelled one.
    """

    key: str
    kind: str
    title: str
    day: date
    place: str
    people: tuple[str, ...] = ()
    others: int = 0
    speakers: tuple[str, ...] = ()
    guest: str = ""
    days: int = 1
    bodies: tuple[str, ...] = ()
    issue: int | None = None
    agenda: tuple[Agenda, ...] = ()
    served: int = 0
    topic: str | None = None
    plan_item: str | None = None
    campaign: str | None = None
    absent: tuple[tuple[str, str], ...] = ()
    held: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class ResearchTopic:
    """A topic chosen for research; `report` is the publication's key once written."""

    key: str
    year: int
    title: str
    committee: str
    chosen: date
    report: str | None
