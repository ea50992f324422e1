"""Who may do what with a case and a task, in every state, as committed in access.txt.

There 委员甲 is the first proposer, 委员乙 a fellow member; the unit of 承办 and 局长 is the lead, that of
会办 the co-unit.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jianyan.ground.models import Body, Record
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.models import UnitTask
from jianyan.records.proposals.tasks.actions import Sending
from jianyan.records.proposals.tasks.charter import TASKS
from tests import build
from tests.access import Make, access_table, same_as_kept
from tests.cast import Cast, Player
from tests.records.proposals import made
from tests.records.proposals.made import Place, stage

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent


def case(at: Place, **fields: Any) -> Any:
    """A case of the cast's member, given to the cast's unit."""
    return made.assigned(at, cosigners=[at.cosigner], **fields)


def put(rows: Any, state: str) -> None:
    """Put a row into a state, which on the site only a move does."""
    rows.update(state=state)


def test_the_access_tables_are_the_committed_ones(cast: Cast) -> None:
    at = stage(cast)
    shared = [Sending(cast.unit, "lead"), Sending(cast.other_unit, "co")]

    def a_case(state: str) -> Any:
        row = made.assigned(at, sendings=shared)
        put(Record.objects.filter(pk=row.pk), state)
        return row

    def a_task_of(unit: Body) -> Make:
        def a_task(state: str) -> Any:
            task = made.task(made.assigned(at, sendings=shared), unit)
            put(UnitTask.objects.filter(pk=task.pk), state)
            return task

        return a_task

    tables = [access_table(CASES, cast, a_case)]
    for unit, of in ((cast.unit, "主办单位的"), (cast.other_unit, "会办单位的")):
        tables.append(access_table(TASKS, cast, a_task_of(unit), of))
    assert same_as_kept("\n".join(tables), HERE / "access.txt")


def seen(cast: Cast, row: Any) -> set[str]:
    """Who of the cast sees a case."""
    rows = CASES.model._default_manager.filter(pk=row.pk)
    return {
        name for name, one in cast.players().items() if rows.filter(CASES.view(one.actor)).exists()
    }


READERS = {"office", "leader", "auditor", "administrator"}


def test_a_draft_is_its_proposers_own(cast: Cast) -> None:
    at = stage(cast)
    assert seen(cast, made.draft(at)) == {*READERS, "member"}
    assert seen(cast, made.draft(at, cosigners=[at.cosigner])) == {*READERS, "member", "cosigner"}


def test_a_filed_case_is_open_to_members_unless_it_is_restricted(cast: Cast) -> None:
    at = stage(cast)
    stranger = build.person(at.committee, "丙")
    assert seen(cast, made.filed(at, proposer=stranger)) == {*READERS, "member", "cosigner"}
    kept = made.filed(at, proposer=stranger, visibility="office")
    assert seen(cast, kept) == READERS


def test_a_unit_and_its_dispatcher_see_a_case_while_they_have_it(cast: Cast) -> None:
    at = stage(cast)
    kept = case(at, visibility="office")
    own = {*READERS, "member", "cosigner"}
    assert seen(cast, kept) == {*own, "officer", "signer", "dispatcher"}
    others = case(at, visibility="office", sendings=[Sending(at.co, "sole")])
    assert seen(cast, others) == own
    task = made.task(kept, at.lead)
    UnitTask.objects.filter(pk=task.pk).update(ended_on=date(2020, 4, 1))
    assert seen(cast, kept) == own


def test_a_dispatcher_sees_of_a_shared_case_its_own_units_task_alone(cast: Cast) -> None:
    at = stage(cast)
    shared = made.assigned(at, sendings=[Sending(at.lead, "lead"), Sending(at.co, "co")])
    units = UnitTask.objects.filter(record=shared.pk)

    def seen(player: Player) -> list[str]:
        rows = units.filter(TASKS.view(player.actor)).order_by("pk")
        return [str(one.unit) for one in rows]

    assert seen(cast.dispatcher) == [str(at.lead)]
    assert seen(cast.officer) == [str(at.lead), str(at.co)]
    assert seen(cast.office) == [str(at.lead), str(at.co)]
    build.office(cast.dispatcher.person, "staff")
    assert seen(cast.dispatcher) == [str(at.lead), str(at.co)]
