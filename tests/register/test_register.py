"""The register's one writer: moves lock, then ask; 更正 compares; nothing is deleted."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction

from jianyan.ground.models import Record, Trail
from jianyan.ground.numbering import next_number
from jianyan.ground.register import amend, enter, leave_trail, move, void
from jianyan.kernel.errors import Denied, Refused, Stale
from jianyan.records.publications import actions
from jianyan.records.publications.charter import PUBLICATIONS
from tests.records.publications.conftest import Scene

DAY = date(2020, 3, 16)


def test_a_record_is_never_saved_past_the_register(scene: Scene) -> None:
    row = scene.publication()
    with pytest.raises(TypeError, match="register"):
        row.record.save()


def test_a_kind_is_not_born_in_any_state(scene: Scene) -> None:
    with pytest.raises(Refused, match="不能以“施行中”登记"):
        enter(
            PUBLICATIONS, scene.cast.office.by, committee=scene.committee.pk, title="甲",
            state="in_force", dated_on=DAY, detail={},
        )  # fmt: skip


def test_a_second_mover_is_told_the_state_that_is(scene: Scene) -> None:
    row = scene.publication(issued_on="")
    actions.issue(scene.cast.office.by, row.pk, on=DAY)
    # What came after and left the state as it was is not named.
    leave_trail(row.record, scene.cast.administrator.by, move="add", label="登记备注", on=DAY)
    before = Trail.objects.count()
    with pytest.raises(Stale) as refused:
        actions.issue(scene.cast.administrator.by, row.pk, on=DAY)
    said = str(refused.value)
    assert said.startswith("2020-001 学前教育调研报告现为“已印发”（办公室于")
    assert said.endswith("印发），不能印发。没有改动任何内容。")
    assert (Record.objects.get(pk=row.pk).version, Trail.objects.count()) == (2, before)


def test_who_may_not_move_changes_nothing(scene: Scene) -> None:
    row = scene.publication(issued_on="")
    for player in (scene.cast.member, scene.cast.auditor, scene.cast.outsider):
        with pytest.raises(Denied, match="没有印发的权限"):
            actions.issue(player.by, row.pk, on=DAY)
    found = Record.objects.get(pk=row.pk)
    assert (found.state, found.version) == ("draft", 1)


def test_the_trail_says_who_what_when_and_from_where(scene: Scene) -> None:
    row = scene.publication(issued_on="")
    move(PUBLICATIONS, "issue", scene.cast.office.by, row.pk, on=DAY, columns={"issued_on": DAY})
    last = Trail.objects.filter(record=row.record).latest("pk")
    assert (last.move, last.source, last.target, last.on, last.by, last.changes) == (
        "issue", "draft", "issued", DAY, scene.cast.office.account, {"issued_on": [None, "2020-03-16"]},
    )  # fmt: skip


def test_an_amendment_keeps_old_and_new(scene: Scene) -> None:
    row = scene.publication(title="甲")
    amend(PUBLICATIONS, scene.cast.office.by, row.pk, {"title": ("甲", "乙")}, reason="错字")
    last = Trail.objects.filter(record=row.record).latest("pk")
    assert (last.label, last.reason, last.changes) == ("更正", "错字", {"title": ["甲", "乙"]})
    assert Record.objects.get(pk=row.pk).title == "乙"


def test_an_amendment_of_what_another_changed_is_stale(scene: Scene) -> None:
    row = scene.publication(title="甲")
    amend(PUBLICATIONS, scene.cast.office.by, row.pk, {"title": ("甲", "乙")})
    with pytest.raises(Stale, match="“标题”已被改为“乙”"):
        amend(PUBLICATIONS, scene.cast.administrator.by, row.pk, {"title": ("甲", "丙")})


def test_voiding_wants_a_reason_and_keeps_the_number(scene: Scene) -> None:
    row = scene.publication()
    with pytest.raises(Refused, match="作废的理由"):
        void(PUBLICATIONS, scene.cast.office.by, row.pk, reason=" ")
    void(PUBLICATIONS, scene.cast.office.by, row.pk, reason="重复登记")
    kept = Record.objects.get(pk=row.pk)
    assert (kept.state, kept.number) == ("void", "2020-001")
    with pytest.raises(Stale, match="现为“已作废”"):
        amend(PUBLICATIONS, scene.cast.office.by, row.pk, {"title": ("学前教育调研报告", "乙")})


def test_numbers_go_on_and_a_lost_transaction_leaves_no_gap(scene: Scene) -> None:
    def give() -> str:
        return next_number(scene.committee.pk, "tried", "2020", "{year}-{seq:03d}", year=2020)

    assert [give(), give()] == ["2020-001", "2020-002"]
    with pytest.raises(Refused):
        given_and_lost(give)
    assert give() == "2020-003"


@transaction.atomic
def given_and_lost(give: Callable[[], str]) -> None:
    """Take a number in a transaction that comes to nothing."""
    give()
    raise Refused("没有存成。")
