"""The cast with a record of each source, a community, an enterprise and two units."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import jianyan.records.suggestions as room
from jianyan.ground.founding import load_lists
from jianyan.ground.models import (
    Body,
    BodyKind,
    Commitment,
    Committee,
    Instruction,
    Outcome,
    Record,
    Response,
    Settlement,
    Suggestion,
)
from jianyan.records.proposals.models import Proposal
from jianyan.records.suggestions import actions, forms
from tests import build
from tests.cast import Cast, assemble
from tests.entry import cleaned

LISTS = Path(room.__file__).parent / "categories.toml"


def source(of: Committee, kind: str, number: str, **fields: Any) -> Record:
    """A record that suggestions come from, as its own module would have entered it."""
    named = {"title": f"{kind}{number}", "state": "held", "dated_on": date(2020, 3, 1), **fields}
    (record,) = Record.objects.bulk_create(
        [Record(committee=of, kind=kind, number=number, **named)]
    )
    if kind == "proposals":
        # What hangs on a proposal is seen by who sees the proposal.
        sort = build.category(of, "proposer_kind", "individual")
        person = build.person(of)
        Proposal.objects.create(
            record=record, timing="plenary", proposer_kind=sort, proposer=person
        )
    return record


@dataclass
class Scene:
    """The cast and what the tests enter facts on."""

    cast: Cast
    proposal: Record
    brief: Record
    consultation: Record
    visit: Record
    community: Body
    enterprise: Body

    @property
    def committee(self) -> Committee:
        return self.cast.committee

    def suggestion(self, record: Record | None = None, **typed: Any) -> Suggestion:
        """A suggestion entered by the office, on the consultation unless told otherwise."""
        found = record or self.consultation
        filled = {
            "record": forms.written(found),
            "order": Suggestion.objects.filter(record=found).count() + 1,
            "text": "增设路灯",
            "raised_on": "2020-03-10",
            **typed,
        }
        data = cleaned(forms.SuggestionForm, self.committee, **filled)
        return actions.add(self.cast.office.by, self.committee.pk, data)

    def problem(self, **typed: Any) -> Suggestion:
        """A problem collected in the community."""
        filled = {"nature": "问题", "place": "新河社区", "text": "楼道积水", **typed}
        return self.suggestion(self.visit, **filled)

    def answer(
        self, to: Suggestion, verdict: str, on: str = "2020-04-01", **typed: Any
    ) -> Response:
        filled = {"suggestion": shown(to), "verdict": verdict, "on": on, "reason": "研究", **typed}
        data = cleaned(forms.ResponseForm, self.committee, **filled)
        return actions.respond(self.cast.office.by, self.committee.pk, data)

    def settle(self, of: Suggestion, verdict: str, on: str = "2020-05-01") -> Settlement:
        filled = {"suggestion": shown(of), "verdict": verdict, "on": on, "note": "现场查看"}
        data = cleaned(forms.SettlementForm, self.committee, **filled)
        return actions.settle(self.cast.office.by, self.committee.pk, data)

    def commit(self, **typed: Any) -> Commitment:
        filled = {
            "record": forms.written(self.brief),
            "text": "年内修好",
            "made_on": "2020-04-01",
            "due_on": "2020-06-30",
            **typed,
        }
        data = cleaned(forms.CommitmentForm, self.committee, **filled)
        return actions.commit(self.cast.office.by, self.committee.pk, data)

    def measure(self, **typed: Any) -> Outcome:
        filled = {
            "record": forms.written(self.proposal),
            "item": "路灯",
            "quantity": 20,
            "on": "2020-06-01",
            **typed,
        }
        data = cleaned(forms.OutcomeForm, self.committee, **filled)
        return actions.measure(self.cast.office.by, self.committee.pk, data)

    def instruct(self, record: Record | None = None, on: str = "2020-06-01") -> Instruction:
        filled = {
            "record": forms.written(record or self.brief),
            "leader": "区委书记",
            "on": on,
            "text": "请研究采纳。",
        }
        data = cleaned(forms.InstructionForm, self.committee, **filled)
        return actions.instruct(self.cast.office.by, self.committee.pk, data)

    def elsewhere(self, **columns: Any) -> Suggestion:
        """A suggestion of another committee: what must never leak."""
        there = source(self.cast.other, "activities", f"2020-{Record.objects.count():03d}")
        return Suggestion.objects.create(
            **{
                "record": there,
                "state": "raised",
                "source": "visit",
                "place_kind": "community",
                "text": "别处",
                "raised_on": date(2020, 3, 10),
                **columns,
            }
        )


def shown(suggestion: Suggestion) -> str:
    """A suggestion as people write it."""
    return f"{forms.written(suggestion.record)}/{suggestion.order}"


@pytest.fixture
def scene(db: None) -> Scene:
    cast = assemble()
    here = cast.committee
    for committee in (here, cast.other):
        load_lists(committee, tomllib.loads(LISTS.read_text("utf-8")))
    build.body(here, BodyKind.UNIT, "区住建局", code="housing")
    return Scene(
        cast,
        source(here, "proposals", "0001"),
        source(here, "briefs", "2020-001"),
        source(here, "consultations", "2020-01"),
        source(here, "activities", "2020-001"),
        build.body(here, BodyKind.COMMUNITY, "新河社区"),
        build.body(here, BodyKind.ENTERPRISE, "澜汀织锦厂"),
    )
