"""A sheet brought in while others work: locks in one order, and a sentence where it did not work out."""

from __future__ import annotations

import errno
from typing import Any

import pytest
from django.db import OperationalError, connection

from jianyan.ground.kinds import kind_named
from jianyan.ground.models import Record, Trail
from tests import build, cast
from tests.entry import bring_in
from tests.ground.walking import LIST, signed_in, typed
from tests.races.test_pages import ticked
from tests.races.together import crossing
from tests.records.proposals import made


@pytest.fixture
def players(transactional_db: None) -> cast.Cast:
    found = cast.assemble()
    build.category(found.committee, "publication_sort", "paper", "理论文章")
    return found


def test_an_import_and_many_moves_at_once_do_not_wait_in_a_circle(players: cast.Cast) -> None:
    """The sheet names the cases in the opposite order of the moves."""
    at = made.place(players.committee)
    rows = [made.submitted(at, title=f"关于第{n}件事的提案", key=f"旧-{n}") for n in range(4)]
    sheet = [
        {
            "key": row.record.key,
            "title": f"{row.record.title}（改）",
            "proposer": "甲",
            "submitted_on": "2020-01-09",
        }
        for row in reversed(rows)
    ]
    found = crossing(
        ticked(players.administrator, "proposals", "file", [row.pk for row in rows]),
        lambda: bring_in("proposals", players.office.by, players.committee, sheet),
        of='SELECT "ground_record"."id"',
    )
    answer, result = found
    assert not isinstance(answer, Exception) and not isinstance(result, Exception), found
    assert (answer.status_code, result.updated, result.errors) == (302, 4, [])
    kept = Record.objects.filter(pk__in=[row.pk for row in rows])
    assert {one.state for one in kept} == {"filed"}
    assert all(one.title.endswith("（改）") for one in kept)
    assert Trail.objects.filter(move="file").count() == 4


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (OperationalError("deadlock detected"), "请稍等几秒，再试一次"),
        (OperationalError("database or disk is full"), "请告诉管理员"),
        (OSError(errno.ENOSPC, "No space left on device"), "请告诉管理员"),
    ],
    ids=["busy", "full", "no-space"],
)
def test_what_keeps_the_database_is_said_and_what_was_typed_is_kept(
    players: cast.Cast, fault: Exception, says: str
) -> None:
    client = signed_in(players.office)
    once = client.get(f"{LIST}add/").context["form"]["once"].value()

    def locked(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith('INSERT INTO "ground_record"'):
            raise fault
        return execute(sql, params, many, context)

    with connection.execute_wrapper(locked):
        answer = client.post(f"{LIST}add/", typed(once=once))
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert says in answer.content.decode() and "没有写入任何改动" in answer.content.decode()
    assert typed()["title"] in answer.content.decode()
    assert Record.objects.count() == 0
    assert client.post(f"{LIST}add/", typed(once=once)).status_code == 302
    assert kind_named("publications").rows().count() == 1
