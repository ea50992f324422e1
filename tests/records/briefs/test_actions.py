"""What the office does with briefs, and what it leaves behind."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyan.ground.models import Trail
from jianyan.kernel.errors import Denied, Refused, Stale
from jianyan.records.briefs import actions
from jianyan.records.briefs.charter import BRIEFS
from jianyan.records.briefs.forms import BriefForm
from jianyan.records.briefs.models import Brief
from tests.entry import cleaned, faults
from tests.records.briefs.conftest import TYPED, Scene

DAY = date(2020, 3, 12)


def test_days_known_at_entry_make_their_moves(scene: Scene) -> None:
    row = scene.issued(issue=7)
    trail = Trail.objects.filter(record=row.record).order_by("pk")
    assert (row.record.number, row.record.state, row.issue) == ("2020-001", "issued", 7)
    assert list(trail.values_list("move", "source", "target", "on")) == [
        ("enter", "", "draft", date(2020, 3, 10)),
        ("submit", "draft", "submitted", date(2020, 3, 10)),
        ("accept", "submitted", "accepted", DAY),
        ("issue", "accepted", "issued", date(2020, 3, 16)),
    ]
    assert row.record.text == "医院东门早间车辆无处停靠。\n\n划定车位。"


def test_sent_back_and_handed_in_again_keeps_the_first_day(scene: Scene) -> None:
    row = scene.brief(submitted_on="2020-03-10", sent_back_on="2020-03-11")
    again = actions.submit(scene.cast.office.by, row.pk, on=date(2020, 3, 20))
    assert (again.record.state, again.submitted_on) == ("submitted", date(2020, 3, 10))


def test_originals_go_into_a_compiled_brief_and_stay_whole(scene: Scene) -> None:
    first = scene.brief(submitted_on="2020-03-10", accepted_on="2020-03-12")
    compiled = scene.issued(title="近期停车问题综合", make="综合", authors="")
    fact = scene.combine(compiled, first)
    whole = Brief.objects.select_related("record").get(pk=first.pk)
    assert (whole.record.state, whole.situation) == ("combined", first.situation)
    assert list(compiled.record.combinations.all()) == [fact]
    with pytest.raises(Refused, match="不是综合"):
        scene.combine(first, compiled)


def test_what_is_not_accepted_cannot_be_combined(scene: Scene) -> None:
    draft = scene.brief()
    compiled = scene.issued(title="综合", make="综合", authors="")
    with pytest.raises(Stale, match="不能并入综合"):
        scene.combine(compiled, draft)
    assert compiled.record.combinations.count() == 0


def test_a_day_entered_later_is_a_step_and_a_corrected_one_is_not(scene: Scene) -> None:
    row = scene.brief(submitted_on="2020-03-10")
    by = scene.cast.office.by
    steps = {"accepted_on": (None, DAY), "issued_on": (None, date(2020, 3, 16)), "issue": (None, 3)}
    done = actions.change(by, row, steps, "")
    assert (done.record.state, done.issue) == ("issued", 3)
    corrected = actions.change(by, done, {"accepted_on": (DAY, date(2020, 3, 13))}, "记错")
    assert (corrected.record.state, corrected.accepted_on) == ("issued", date(2020, 3, 13))


def test_corrected_authors(scene: Scene) -> None:
    row = scene.brief()
    one, two = scene.authors
    changed = actions.change(scene.cast.office.by, row, {"authors": ([one], [two])}, "记错")
    assert list(changed.authors.all()) == [two]


def test_authors_read_their_own(scene: Scene) -> None:
    mine = scene.brief(authors="委员甲")
    scene.brief(title="他人来稿")
    seen = Brief.objects.filter(BRIEFS.view(scene.cast.member.actor))
    assert list(seen) == [mine]
    with pytest.raises(Denied):
        actions.submit(scene.cast.member.by, mine.pk, on=DAY)


def test_a_sending_does_not_change_its_brief(scene: Scene) -> None:
    fact = scene.send(scene.issued())
    by = scene.cast.office.by
    fresh = actions.change_fact(by, fact, {"level": ("city", "province")}, "记错")
    assert fresh.level == "province"
    with pytest.raises(Refused, match="不能改挂"):
        actions.change_fact(by, fresh, {"record": (fact.record, None)}, "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"authors": ""}, {"authors": ["请填写作者或者来稿单位。"]}),
        ({"accepted_on": "2020-03-12"}, {"accepted_on": ["请先填提交日期。"]}),
        (
            {"submitted_on": "2020-03-12", "accepted_on": "2020-03-11"},
            {"accepted_on": ["早于提交日期2020年3月12日，请改正。"]},
        ),
        (
            {"submitted_on": "2020-03-10", "issued_on": "2020-03-11"},
            {"issued_on": ["有编发日期的须先填录用日期。"]},
        ),
        ({"issue": "3"}, {"issue": ["有期号的须填编发日期。"]}),
        (
            {
                "submitted_on": "2020-03-10",
                "sent_back_on": "2020-03-11",
                "accepted_on": "2020-03-12",
            },
            {"sent_back_on": ["退回后又录用或留存的，请留空退回日期。"]},
        ),
    ],
)
def test_refusals(scene: Scene, typed: dict[str, Any], said: dict[str, list[str]]) -> None:
    assert faults(BriefForm, scene.committee, **{**TYPED, **typed}) == said


def test_sending_takes_a_handful_of_statements(scene: Scene) -> None:
    row = scene.issued()
    with CaptureQueriesContext(connection) as asked:
        actions.send_up(
            scene.cast.office.by,
            scene.committee.pk,
            {"record": row.record, "key": "", "level": "city", "addressee": "", "on": DAY},
        )
    assert len(asked) == 7


def test_cleaned_briefs_are_the_office_s_own(scene: Scene) -> None:
    assert cleaned(BriefForm, scene.committee, **TYPED)["visibility"] == "office"
