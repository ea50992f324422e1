"""Sealed readings: a chain that shows any change, and what has changed since."""

from datetime import date

import pytest

from jianyan.figures.models import Seal, SealedReading
from jianyan.figures.read import read
from jianyan.figures.sealing import Change, changes_since, seal, seal_named, valid
from jianyan.ground.register import amend, void
from jianyan.kernel.errors import Refused
from jianyan.records.publications.charter import PUBLICATIONS
from tests.entry import scope_of
from tests.records.publications.conftest import Scene


def sealed(scene: Scene, *names: str) -> Seal:
    """A seal on the year's readings."""
    readings = [read(name, scope_of(scene.committee)) for name in names]
    return seal(scene.cast.leader.by, scene.committee, "年度工作总结", "正文", readings, "2020")


def test_seals_make_a_chain(scene: Scene) -> None:
    scene.publication()
    first, second = sealed(scene, "调研.报告"), sealed(scene, "调研.报告")
    assert (first.number, second.number, second.previous) == (1, 2, first.digest)
    assert (valid(first), valid(second)) == (True, True)
    assert seal_named(second.digest[:8]) == second


def test_a_tampered_reading_breaks_its_seal(scene: Scene) -> None:
    scene.publication()
    first, second = sealed(scene, "调研.报告"), sealed(scene, "调研.报告")
    SealedReading.objects.filter(seal=first).update(value=2)
    assert (valid(first), valid(second)) == (False, True)
    Seal.objects.filter(pk=first.pk).update(digest="0" * 64)
    assert valid(second) is False


def test_nothing_changed_says_nothing(scene: Scene) -> None:
    scene.publication()
    assert changes_since(sealed(scene, "调研.报告", "制度.名单", "政协.区名", "委员")) == []


def test_what_changed_since_names_its_records(scene: Scene) -> None:
    gone = scene.publication(title="甲")
    altered = scene.publication(title="乙")
    kept = sealed(scene, "调研.报告", "文稿.印发[制度]")
    by = scene.cast.office.by
    void(PUBLICATIONS, by, gone.pk, reason="重复登记")
    day = date(2020, 3, 16)
    amend(PUBLICATIONS, by, altered.pk, {"issued_on": (day, date(2020, 4, 1))}, reason="日期有误")
    scene.publication(title="丙", dated_on="2020-06-01")
    scene.publication(title="次年", dated_on="2021-06-01")
    assert changes_since(kept) == [
        Change("调研.报告", 2, 2, ("2020-003 丙",), ("2020-001 甲",), ("2020-002 乙",))
    ]


def test_an_amendment_of_what_a_signed_report_counted_wants_a_reason(scene: Scene) -> None:
    row = scene.publication(title="甲")
    sealed(scene, "调研.报告")
    with pytest.raises(Refused, match="已计入签发的报告"):
        amend(PUBLICATIONS, scene.cast.office.by, row.pk, {"title": ("甲", "乙")})


def test_a_short_or_strange_mark_is_refused(scene: Scene) -> None:
    kept = sealed(scene, "调研.报告")
    for mark in (kept.digest[:7], "f" * 64):
        with pytest.raises(Refused, match="没有这枚印记"):
            seal_named(mark)
