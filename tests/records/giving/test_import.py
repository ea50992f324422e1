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


def test_each_figure_moves_by_what_was_brought_in(scene: Scene) -> None:
    by, of = scene.cast.office.by, scene.committee
    start = values("giving", of)
    assert bring_in("gifts", by, of, GIFTS).errors == []
    gifts = values("giving", of)
    assert moved(start, gifts) == {"捐赠.人次": (0, 32), "捐赠.次数": (0, 2)}
    assert bring_in("gift-lines", by, of, LINES).errors == []
    lines = values("giving", of)
    assert moved(gifts, lines) == {"捐赠.数量": (0, 20_000), "捐赠.金额": (0, 8600)}
    assert bring_in("aid", by, of, AID).errors == []
    assert moved(lines, values("giving", of)) == {
        "帮扶.次数": (0, 1), "帮扶.参与委员": (0, 1), "帮扶.人次": (0, 1), "帮扶.资助标准": (None, 2000),
        "帮扶.受益人数": (0, 5), "帮扶.村.名单": ([], ["石桥村"]),
    }  # fmt: skip


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
