"""Every value of the rulebook is read by something: a value that nothing reads is a defect."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import jianyan
from jianyan.ground.models import Clock
from jianyan.ground.nouns.provisions import values_of
from jianyan.ground.rulebook import PRESETS, preset
from jianyan.records.proposals.drafting import actions as drafting
from tests.records.proposals.district import settle
from tests.records.proposals.test_notices_reminding import running

SOURCE = Path(jianyan.__file__).parent
PROPOSALS = "records/proposals"

TIMES = {
    "proposals.return_workdays": ("accept", "workdays"),
    "proposals.contact_workdays": ("contact", "workdays"),
    "proposals.confirm_workdays": ("confirm", "workdays"),
    "proposals.co_opinion_months": ("opinion", "months"),
    "proposals.reply_months": ("reply", "months"),
    "proposals.publish_workdays": ("publish", "workdays"),
    "proposals.feedback_workdays": ("feedback", "workdays"),
    "proposals.rehandle_days": ("rehandle", "days"),
    "proposals.look_back_months": ("look_back", "months"),
    "proposals.invitation_days": ("invitation", "days"),
}
"""The clock that each value of time starts."""

LIMITS = {
    "proposals.reply_months_most": "tasks/actions/extensions.py",
    "proposals.look_back_ahead_days": "followup/queries.py",
    "proposals.early_months": "cases/queries.py",
}
"""Values of time that start no clock: how long a term may be made, how early a list shows what is to
come, from when a proposal counts to the coming plenary."""

READ = {
    "numbers.proposals": "cases/actions.py",
    "numbers.receipts": "cases/actions.py",
    "numbers.replies": "replies/passing.py",
    "proposals.return_workdays": "tasks/actions/assigning.py",
    "proposals.return_reasons": "tasks/actions/returns.py",
    "proposals.returns_most": "tasks/queries.py",
    "proposals.contact_workdays": "tasks/actions/assigning.py",
    "proposals.confirm_workdays": "tasks/actions/contacts.py",
    "proposals.contacts_required": "tasks/actions/assigning.py",
    "proposals.contact_counts": "tasks/actions/assigning.py",
    "proposals.telephone_counts": "tasks/actions/contacts.py",
    "proposals.face_ways": "tasks/actions/contacts.py",
    "proposals.co_opinion_months": "tasks/actions/assigning.py",
    "proposals.reply_months": "tasks/actions/terms.py",
    "proposals.answer_counts": "tasks/actions/assigning.py",
    "proposals.publish_workdays": "tasks/actions/ending.py",
    "proposals.feedback_workdays": "cases/rating_time.py",
    "proposals.rating_parts": "ratings/forms.py",
    "proposals.scale_attitude": "ratings/queries.py",
    "proposals.scale_way": "ratings/queries.py",
    "proposals.scale_result": "ratings/queries.py",
    "proposals.counts_satisfied": "ratings/queries.py",
    "proposals.counts_basically": "ratings/queries.py",
    "proposals.counts_unsatisfied": "ratings/queries.py",
    "proposals.rating_counts": "tasks/actions/assigning.py",
    "proposals.rates_over": "tasks/actions/assigning.py",
    "proposals.rehandle_on": "ratings/actions/saying.py",
    "proposals.rehandle_days": "ratings/actions/again.py",
    "proposals.look_back_months": "followup/queries.py",
    "proposals.invitation_days": "drafting/inviting.py",
    **LIMITS,
    "proposals.form": "drafting/panels.py",
    "proposals.honours": "honours/criteria.py",
    "proposals.proposers": "cases/proposing.py",
    "proposals.not_filed": "reviewing/actions.py",
    "proposals.classes": "replies/actions.py",
    "reports.steps": "/reports/queries.py",
    "reminders.days": "/ground/reminders.py",
}
"""The value, or the group of values, and the file that decides by it. Numbers of the other modules
are read by each module's own actions."""

OTHERS = {
    "briefs": "briefs/actions.py",
    "consultations": "consultations/actions.py",
    "activities": "activities/actions/steps.py",
    "research_topics": "activities/actions/steps.py",
    "giving": "giving/actions.py",
    "responsibilities": "responsibilities/actions.py",
    "projects": "projects/actions.py",
    "publications": "publications/actions.py",
    "organisation": "organisation/actions.py",
    "reports": "/reports/actions.py",
}


def table() -> dict[str, Path]:
    """Every value, or group, with the file that reads it."""
    found = {path: _file(name, PROPOSALS) for path, name in READ.items()}
    return found | {f"numbers.{key}": _file(name, "records") for key, name in OTHERS.items()}


def _file(name: str, folder: str) -> Path:
    return SOURCE / name[1:] if name.startswith("/") else SOURCE / folder / name


@pytest.mark.parametrize("name", PRESETS)
def test_every_value_is_read_and_nothing_else_is_listed(name: str) -> None:
    known = table()
    paths = set(values_of(preset(name)))
    groups = {path for path in known if not paths & {path}}
    single = {path for path in paths if not any(path.startswith(f"{one}.") for one in groups)}
    assert single == set(known) - groups
    named = ("form", "honours", "proposers", "not_filed", "classes")
    assert groups == {f"proposals.{one}" for one in named}


@pytest.mark.parametrize("path", sorted(READ))
def test_the_file_names_the_value(path: str) -> None:
    """By its whole path, or by its last step where the path is put together."""
    text = table()[path].read_text("utf-8")
    last = path.rsplit(".", 1)[1]
    told = {part for part in (path, last, last.split("_")[-1]) if part in text}
    assert {path, last} & told or (last.startswith("scale_") and "proposals.scale_" in text)


@pytest.mark.django_db
def test_every_value_of_time_starts_its_clock() -> None:
    times = {
        path
        for path in values_of(preset("county"))
        if path.rsplit("_", 1)[-1] in ("workdays", "days", "months", "most")
        and not path.endswith(("returns_most", "title_most", "text_most", "files_most"))
        and not path.endswith("megabytes_most")
    }
    assert times - {"reminders.days"} == {*TIMES, *LIMITS}
    all_ = settle()
    found = Clock.objects.filter(pk__in=running(all_).values())
    written: dict[str, Any] = {
        "title": "题", "situation": "", "analysis": "", "suggestions": [], "public": True,
        "cosigners": [all_.other.person],
    }  # fmt: skip
    drafting.begin(all_.proposer.by, all_.at.committee.pk, written)
    kinds = {kind for kind, _ in TIMES.values()}
    rows = Clock.objects.filter(kind="invitation") | found.filter(kind__in=kinds)
    values = values_of(preset("county"))
    assert set(rows.values_list("kind", "unit", "count")) == {
        (kind, unit, values[path]) for path, (kind, unit) in TIMES.items()
    }
