"""Organisation by sheet: what is brought in twice changes nothing, and each figure moves by
exactly what it should."""

from typing import Any

import pytest

from jianyan.figures.evidence import evidence_of
from jianyan.figures.read import read
from jianyan.kernel.figure import FIGURES
from jianyan.kernel.values import Rate
from jianyan.records.organisation import actions
from jianyan.records.organisation.forms import ChannelForm, ListItemForm, OrganisationForm
from tests.entry import bring_in, cleaned, moved, scope_of, values
from tests.records.organisation.conftest import Scene

ORGANISATIONS: list[dict[str, Any]] = [
    {"key": "D1", "title": "区政协党组", "sort": "党组", "since": "2018-01-08"},
    {
        "key": "D2",
        "title": "经济委功能型支部",
        "sort": "功能型支部",
        "since": "2018-03-16",
        "note": "组织经济委党员委员",
    },
    {
        "key": "D3",
        "title": "防控领导小组",
        "sort": "领导小组",
        "since": "2020-01-26",
        "until": "2020-12-30",
    },
    {"key": "D4", "title": "第一党小组", "sort": "委员党小组", "since": "2018-03-16"},
]
CHANNELS = [
    {"key": "G1", "title": "澜汀政协", "sort": "公众号", "keeper": "办公室", "since": "2016-06-01"}
]
FOUND = {"record": "D1", "person": "领导", "found_on": "2020-03-12", "due_on": "2020-11-30"}
SHEETS: list[tuple[str, list[dict[str, Any]], dict[str, Any]]] = [
    (
        "organisation",
        ORGANISATIONS,
        {"组织.个数": (0, 3), "党建.功能型支部": (0, 1), "党建.委员党小组": (0, 1)},
    ),
    ("channels", CHANNELS, {"阵地.公众号和群": (0, 1)}),
    (
        "list-items",
        [
            {**FOUND, "nature": "责任清单", "text": "每季度研究一次党建"},
            {**FOUND, "nature": "整改事项", "text": "公众号更新不及时", "done_on": "2020-09-01"},
            {**FOUND, "nature": "整改事项", "text": "固定资产台账不完善"},
        ],
        {
            "党建.责任事项": (0, 1),
            "党建.责任事项完成率": (Rate(0, 0), Rate(0, 1)),
            "党建.整改事项": (0, 2),
            "党建.整改完成率": (Rate(0, 0), Rate(1, 2)),
        },
    ),
    (
        "ledger",
        [{"record": "D1", "on": "2020-09-01", "text": "公众号每周更新。"}],
        {"党建.台账记录": (0, 1)},
    ),
    (
        "channel-checks",
        [
            {"record": "G1", "on": "2020-01-31", "result": "正常"},
            {"record": "G1", "on": "2020-02-29", "result": "有问题", "note": "错字一处"},
        ],
        {"阵地.公众号检查": (0, 2)},
    ),
    (
        "channel-incidents",
        [{"record": "G1", "on": "2020-02-11", "text": "转发未经核实的消息，已撤回。"}],
        {"阵地.公众号问题": (0, 1)},
    ),
]


def test_each_sheet_moves_its_figures_and_no_other_and_only_once(scene: Scene) -> None:
    by = scene.cast.office.by
    for kind, rows, expected in SHEETS:
        before = values(scene.committee)
        result = bring_in(kind, by, scene.committee, rows)
        assert (kind, result.errors, result.created) == (kind, [], len(rows))
        assert moved(before, values(scene.committee)) == expected
        again = bring_in(kind, by, scene.committee, rows)
        assert (kind, again.errors, again.unchanged) == (kind, [], len(rows))


def test_the_evidence_of_every_figure_is_what_was_folded(scene: Scene) -> None:
    for kind, rows, _ in SHEETS:
        bring_in(kind, scene.cast.office.by, scene.committee, rows)
    for figure in FIGURES.values():
        if figure.owner == "organisation":
            reading = read(figure.name, scope_of(scene.committee))
            assert (figure.name, len(evidence_of(reading))) == (figure.name, reading.rows)


def test_a_later_sheet_finishes_an_item(scene: Scene) -> None:
    by = scene.cast.office.by
    kind, rows, _ = SHEETS[2]
    bring_in("organisation", by, scene.committee, ORGANISATIONS)
    bring_in(kind, by, scene.committee, rows)
    later = bring_in(kind, by, scene.committee, [{**rows[2], "done_on": "2020-10-01"}])
    assert (later.errors, later.updated) == ([], 1)
    assert values(scene.committee)["党建.整改完成率"] == Rate(2, 2)


@pytest.mark.parametrize("row", ORGANISATIONS, ids=lambda row: row["key"])
def test_an_organisation_reads_as_it_was_written(scene: Scene, row: dict[str, Any]) -> None:
    data = cleaned(OrganisationForm, scene.committee, **row)
    made = actions.add_organisation(scene.cast.office.by, scene.committee.pk, data)
    assert OrganisationForm.read(made) == data


def test_a_channel_and_an_item_read_as_they_were_written(scene: Scene) -> None:
    by, here = scene.cast.office.by, scene.committee
    data = cleaned(ChannelForm, here, **CHANNELS[0])
    assert ChannelForm.read(actions.add_channel(by, here.pk, data)) == data
    scene.organisation("区政协党组", sort="党组", key="D1")
    for row in SHEETS[2][1]:
        item = cleaned(ListItemForm, here, **row)
        assert ListItemForm.read(actions.add_item(by, here.pk, item)) == item
