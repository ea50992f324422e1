"""`read()` is the only way to a number: its names, periods, committees, parts and evidence."""

from datetime import date

import pytest
from django.test.utils import CaptureQueriesContext

from jianyan.figures.evidence import evidence_of, visible
from jianyan.figures.jsonable import reading_json
from jianyan.figures.names import parse_name
from jianyan.figures.read import read, read_committees
from jianyan.ground.periods import scope_of as asked_scope
from jianyan.kernel.errors import FigureError, Refused, UnknownName
from tests.entry import scope_of
from tests.records.publications.conftest import Scene


def test_an_unknown_figure_offers_the_nearest_names(scene: Scene) -> None:
    with pytest.raises(UnknownName) as refused:
        read("制度.修定", scope_of(scene.committee))
    assert refused.value.near[0] == "制度.修订"
    assert str(refused.value).startswith("没有名为“制度.修定”的指标，是否为制度.修订")


def test_an_unknown_label_offers_the_nearest_labels(scene: Scene) -> None:
    with pytest.raises(UnknownName) as refused:
        read("文稿.印发[调研报吿]", scope_of(scene.committee))
    assert refused.value.near == ("调研报告",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("文稿.印发[制度", "没有收尾"),
        ("文稿.印发[制度|]", "缺少分列名"),
        ("文稿.印发[制度]件", "多出“件”"),
    ],
)
def test_a_bracket_that_cannot_be_read_says_why(text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        parse_name(text)


def test_a_union_counts_once_and_full_width_brackets_read_alike(scene: Scene) -> None:
    scene.publication()
    scene.publication(sort="制度")
    scope = scope_of(scene.committee)
    assert read("文稿.印发[调研报告|制度]", scope).value == 2
    assert read("文稿.印发［调研报告｜制度］", scope).value == 2
    assert read("文稿.印发[种类=调研报告|调研报告]", scope).value == 1


def test_a_code_reads_as_its_label_does(scene: Scene) -> None:
    scene.publication()
    assert read("文稿.印发[research_report]", scope_of(scene.committee)).value == 1


def test_committees_are_read_in_one_statement_and_zeros_filled_in(
    scene: Scene, django_assert_num_queries: CaptureQueriesContext
) -> None:
    scene.publication()
    scope = scope_of(scene.committee, scene.cast.other)
    with django_assert_num_queries(1):
        found = read_committees("调研.报告", scope)
    assert {pk: reading.value for pk, reading in found.items()} == {
        scene.committee.pk: 1, scene.cast.other.pk: 0
    }  # fmt: skip
    assert read("调研.报告", scope).value == 1
    assert read("调研.报告", scope, by="committee").parts == {
        scene.committee.name: 1, scene.cast.other.name: 0
    }  # fmt: skip


def test_the_evidence_is_the_rows_that_were_folded(
    scene: Scene, django_assert_num_queries: CaptureQueriesContext
) -> None:
    late = scene.publication(title="乙", dated_on="2020-05-01")
    early = scene.publication(title="甲", dated_on="2020-03-01")
    scene.publication(of=scene.cast.other)
    reading = read("调研.报告", scope_of(scene.committee))
    with django_assert_num_queries(1):
        rows = evidence_of(reading)
    assert [(row.record, row.number, row.title, row.contribution) for row in rows] == [
        (early.record_id, early.record.number, "甲", "1"), (late.record_id, late.record.number, "乙", "1"),
    ]  # fmt: skip
    assert reading.rows == len(rows)


def test_evidence_shows_whom_the_view_rule_shows(scene: Scene) -> None:
    open_one = scene.publication()
    scene.publication(visibility="机关内部")
    rows = evidence_of(read("调研.报告", scope_of(scene.committee)))
    assert visible(rows, scene.cast.office.actor) == {row.record for row in rows}
    assert visible(rows, scene.cast.member.actor) == {open_one.record_id}
    assert visible(rows, scene.cast.outsider.actor) == set()


def test_a_session_runs_to_the_day_before_the_next(scene: Scene) -> None:
    from jianyan.ground.models import Session, Term

    term = Term.objects.get(committee=scene.committee)
    Session.objects.create(
        term=term, number=4, opens_on=date(2021, 1, 10), closes_on=date(2021, 1, 12)
    )
    scope = asked_scope((scene.committee.pk,), "9.3")
    assert (scope.period.start, scope.period.end) == (date(2020, 1, 8), date(2021, 1, 9))
    before = asked_scope((scene.committee.pk,), "9.4").before()
    assert (before.period.label, before.period.session) == ("9.3", (9, 3))
    with pytest.raises(Refused, match=r"没有9\.9这一届次"):
        asked_scope((scene.committee.pk,), "9.9")


def test_the_cut_off_is_the_last_day_or_today(scene: Scene) -> None:
    past = asked_scope((scene.committee.pk,), "2020")
    assert past.known_until == date(2020, 12, 31)
    cut = asked_scope((scene.committee.pk,), "2020", date(2020, 3, 18))
    scene.publication(issued_on="2020-03-16")
    scene.publication(issued_on="2020-03-20")
    assert (read("调研.报告", past).value, read("调研.报告", cut).value) == (2, 1)


def test_a_figure_without_a_split_has_no_parts(scene: Scene) -> None:
    with pytest.raises(UnknownName, match="分列维度"):
        read("调研.报告", scope_of(scene.committee), by="")


def test_a_value_that_differs_between_rows_is_an_error(scene: Scene) -> None:
    with pytest.raises(FigureError, match="只应有一个值"):
        read("政协.区名", scope_of(scene.committee, scene.cast.other))


def test_json_is_as_the_command_line_promises(scene: Scene) -> None:
    row = scene.publication(title="甲")
    reading = read("文稿.印发[调研报告]", scope_of(scene.committee))
    assert reading_json(reading, evidence_of(reading)) == {
        "name": "文稿.印发[调研报告]", "unit": "篇", "value": 1, "rows": 1, "known_until": "2020-12-31",
        "evidence": [
            {"record": row.record_id, "number": row.record.number, "title": "甲", "part": "",
             "contribution": "1"}
        ],
    }  # fmt: skip
