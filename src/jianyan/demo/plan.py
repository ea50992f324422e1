"""The plan: everything the demo committee holds, as plain data in lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from jianyan.demo import facts, nouns, works


@dataclass(slots=True)
class Plan:
    """What `compose` returns. `words` are the texts kept with each year's report."""

    seed: int
    place: nouns.Place
    terms: list[nouns.Term] = field(default_factory=list)
    sessions: list[nouns.Session] = field(default_factory=list)
    bodies: list[nouns.Body] = field(default_factory=list)
    people: list[nouns.Person] = field(default_factory=list)
    memberships: list[nouns.Membership] = field(default_factory=list)
    offices: list[nouns.Office] = field(default_factory=list)
    links: list[nouns.Link] = field(default_factory=list)
    items: list[nouns.Item] = field(default_factory=list)
    kinds: list[nouns.ActivityKind] = field(default_factory=list)
    proposals: list[facts.Proposal] = field(default_factory=list)
    briefs: list[facts.Brief] = field(default_factory=list)
    plan_items: list[facts.PlanItem] = field(default_factory=list)
    suggestions: list[facts.Suggestion] = field(default_factory=list)
    instructions: list[facts.Instruction] = field(default_factory=list)
    activities: list[facts.Activity] = field(default_factory=list)
    topics: list[facts.ResearchTopic] = field(default_factory=list)
    gifts: list[works.Gift] = field(default_factory=list)
    aids: list[works.Aid] = field(default_factory=list)
    responsibilities: list[works.Responsibility] = field(default_factory=list)
    work_points: list[works.WorkPoint] = field(default_factory=list)
    key_projects: list[works.KeyProject] = field(default_factory=list)
    homes: list[works.MemberHome] = field(default_factory=list)
    agreements: list[works.Agreement] = field(default_factory=list)
    publications: list[works.Publication] = field(default_factory=list)
    accounts: list[works.Account] = field(default_factory=list)
    ledger: list[works.Ledger] = field(default_factory=list)
    words: dict[int, dict[str, str]] = field(default_factory=dict)

    def of_kind(self, kind: str) -> list[nouns.Body]:
        """The bodies of one kind, in order."""
        return [body for body in self.bodies if body.kind == kind]
