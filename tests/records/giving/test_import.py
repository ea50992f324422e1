"""A year's gifts and aid by sheet: what is brought in twice changes nothing, and each figure moves
by exactly what it should."""

from typing import Any

from tests.entry import bring_in, moved, values
from tests.records.giving.conftest import Scene

GIFTS: list[dict[str, Any]] = [
    {
        "key": "G1",
        "title": "捐口罩",
        "donors": "安宁、柏舟",
        "pledged_on": "2020-02-03",
        "received_on": "2020-02-04",
    },
    {
        "key": "G2",
        "title": "捐款",
        "unnamed": 30,
        "pledged_on": "2020-02-05",
        "received_on": "2020-02-05",
    },
    {"key": "G3", "title": "认捐未到", "donors": "安宁", "pledged_on": "2020-02-06"},
]
LINES: list[dict[str, Any]] = [
    {"record": "G1", "key": "G1-1", "item": "口罩", "quantity": 2, "unit": "万个"},
    {"record": "G2", "key": "G2-1", "item": "资金", "quantity": 8600},
]
AID: list[dict[str, Any]] = [
    {
        "key": "A1", "title": "助学", "programme": "助学", "pledged_on": "2020-05-01", "given_on": "2020-05-20",
        "members": "安宁", "standard": 2000, "beneficiaries": 5, "village": "石桥村",
    },
]  # fmt: skip

HANDED: list[dict[str, Any]] = [
    {
        "record": "G1", "key": "H1", "item": "口罩", "quantity": 5000, "recipient": "柳堤街道",
        "recipient_kind": "街道", "on": "2020-02-10",
    },
]  # fmt: skip
AID_LINES: list[dict[str, Any]] = [
    {"record": "A1", "key": "A1-1", "item": "资金", "quantity": 10_000},
    {"record": "A1", "key": "A1-2", "item": "口罩", "quantity": 200, "value": 300},
]


def test_each_figure_moves_by_what_was_brought_in(scene: Scene) -> None:
    by, of = scene.cast.office.by, scene.committee
    start = values(of)
    assert bring_in("gifts", by, of, GIFTS).errors == []
    gifts = values(of)
    assert moved(start, gifts) == {"捐赠.人次": (0, 32), "捐赠.次数": (0, 2)}
    assert bring_in("gift-lines", by, of, LINES).errors == []
    lines = values(of)
    assert moved(gifts, lines) == {"捐赠.数量": (0, 20_000), "捐赠.金额": (0, 8600)}
    assert bring_in("aid", by, of, AID).errors == []
    assert moved(lines, values(of)) == {
        "帮扶.次数": (0, 1), "帮扶.参与委员": (0, 1), "帮扶.人次": (0, 1), "帮扶.资助标准": (None, 2000),
        "帮扶.受益人数": (0, 5), "帮扶.村.名单": ([], ["石桥村"]),
    }  # fmt: skip


def test_what_goes_on_and_what_aid_is_made_of_by_sheet(scene: Scene) -> None:
    by, of = scene.cast.office.by, scene.committee
    for kind, rows in (("gifts", GIFTS), ("gift-lines", LINES), ("aid", AID)):
        bring_in(kind, by, of, rows)
    start = values(of)
    assert bring_in("gift-handovers", by, of, HANDED).errors == []
    handed = values(of)
    assert moved(start, handed) == {"捐赠.发放数量": (0, 5000), "捐赠.受赠单位": (0, 1)}
    assert bring_in("aid-lines", by, of, AID_LINES).errors == []
    given = values(of)
    assert moved(handed, given) == {
        "帮扶.金额": (0, 10_000), "帮扶.数量": (0, 200), "帮扶.价值": (0, 300), "帮扶.款物价值": (0, 10_300),
    }  # fmt: skip
    for kind, rows in (("gift-handovers", HANDED), ("aid-lines", AID_LINES)):
        again = bring_in(kind, by, of, rows)
        assert (again.errors, again.unchanged) == ([], len(rows))
    assert moved(given, values(of)) == {}


def test_the_same_sheets_twice_change_nothing(scene: Scene) -> None:
    by, of = scene.cast.office.by, scene.committee
    for kind, rows in (("gifts", GIFTS), ("gift-lines", LINES), ("aid", AID)):
        bring_in(kind, by, of, rows)
        again = bring_in(kind, by, of, rows)
        assert (again.errors, again.created, again.updated, again.unchanged) == (
            [],
            0,
            0,
            len(rows),
        )
