"""Two officers at one record: one moves it, the other is told; nothing is lost."""

from __future__ import annotations

from datetime import date

from jianyan.ground.models import Record, Trail
from jianyan.ground.register import amend, void
from jianyan.kernel.errors import Stale
from jianyan.records.publications import actions
from jianyan.records.publications.charter import PUBLICATIONS
from tests.races.together import first_then, together
from tests.records.publications.conftest import Scene

DAY = date(2020, 4, 1)


def moves(record: int) -> list[str]:
    return list(Trail.objects.filter(record=record).order_by("pk").values_list("move", flat=True))


def test_the_second_mover_is_told_the_state_that_is(scene: Scene) -> None:
    row = scene.publication(issued_on="")
    one, other = first_then(
        lambda: actions.issue(scene.cast.office.by, row.pk, on=DAY),
        lambda: actions.issue(scene.cast.administrator.by, row.pk, on=DAY),
    )
    assert (one.issued_on, type(other)) == (DAY, Stale)
    assert "现为“已印发”（办公室于" in str(other)
    assert (moves(row.pk), Record.objects.get(pk=row.pk).version) == (["enter", "issue"], 2)


def test_of_two_ways_out_of_one_state_one_is_taken(scene: Scene) -> None:
    row = scene.publication()
    found = together(
        lambda: actions.commence(scene.cast.office.by, row.pk, on=DAY),
        lambda: actions.revise(scene.cast.office.by, row.pk, on=DAY),
        lambda: actions.commence(scene.cast.administrator.by, row.pk, on=DAY),
    )
    stale = [one for one in found if isinstance(one, Stale)]
    # 修订 comes after 施行 or not at all.
    assert len(stale) in (1, 2)
    assert len(moves(row.pk)) == 3 + (2 - len(stale))


def test_an_amendment_waits_for_a_move_and_both_stand(scene: Scene) -> None:
    row = scene.publication(title="甲", issued_on="")
    first_then(
        lambda: actions.issue(scene.cast.office.by, row.pk, on=DAY),
        lambda: amend(PUBLICATIONS, scene.cast.office.by, row.pk, {"title": ("甲", "乙")}),
    )
    kept = Record.objects.get(pk=row.pk)
    assert (kept.state, kept.title, moves(row.pk)) == ("issued", "乙", ["enter", "issue", "amend"])


def test_of_two_amendments_of_one_field_the_second_sees_the_first(scene: Scene) -> None:
    row = scene.publication(title="甲")
    _, other = first_then(
        lambda: amend(PUBLICATIONS, scene.cast.office.by, row.pk, {"title": ("甲", "乙")}),
        lambda: amend(PUBLICATIONS, scene.cast.office.by, row.pk, {"title": ("甲", "丙")}),
    )
    assert str(other) == "“标题”已被改为“乙”，您填的内容还在，请核对后再存。"
    assert Record.objects.get(pk=row.pk).title == "乙"


def test_amendments_of_different_fields_both_stand(scene: Scene) -> None:
    row = scene.publication(title="甲")
    first_then(
        lambda: amend(PUBLICATIONS, scene.cast.office.by, row.pk, {"title": ("甲", "乙")}),
        lambda: amend(PUBLICATIONS, scene.cast.office.by, row.pk, {"note": ("", "补记")}),
    )
    row.refresh_from_db()
    assert (Record.objects.get(pk=row.pk).title, row.note) == ("乙", "补记")


def test_what_is_voided_is_not_amended(scene: Scene) -> None:
    row = scene.publication(title="甲")
    _, other = first_then(
        lambda: void(PUBLICATIONS, scene.cast.office.by, row.pk, reason="重复登记"),
        lambda: amend(PUBLICATIONS, scene.cast.office.by, row.pk, {"title": ("甲", "乙")}),
    )
    assert type(other) is Stale
    assert Record.objects.get(pk=row.pk).title == "甲"
