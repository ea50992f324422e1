"""Each figure worked by hand, with rows about that must not be counted."""

from datetime import date
from typing import Any

from jianyan.figures.evidence import evidence_of
from jianyan.figures.read import read
from jianyan.ground.register import void
from jianyan.kernel.figure import FIGURES
from jianyan.kernel.values import Span
from jianyan.records.responsibilities import actions
from jianyan.records.responsibilities.charter import DUTIES
from jianyan.records.responsibilities.models import Duty
from tests.entry import scope_of, value
from tests.records.responsibilities.conftest import Scene


def shifts(scene: Scene, duty: Duty, *rows: tuple[date, str, int, int]) -> None:
    """Shifts of a post: day, shift, entries, temperatures."""
    known = {one.code: one for one in _shifts(scene)}
    actions.add_patrols(
        scene.cast.office.by,
        duty,
        [
            {"on": on, "shift": known[code], "entries": entries, "temperatures": temperatures}
            for on, code, entries, temperatures in rows
        ],
    )


def _shifts(scene: Scene) -> Any:
    return scene.committee.categories.filter(scheme="patrol_shift")


def test_places_by_the_first_day_of_each_posting(scene: Scene) -> None:
    team = {"team": "机关志愿服务队"}
    scene.duty(sort="分包街道", body="柳林街道", since="2020-02-03", **team)
    scene.duty(sort="分包街道", body="新河街道", **team)
    scene.duty(sort="分包社区", body="东关社区", **team)
    scene.duty(sort="分包小区", body="织锦里", post="织锦里东门", until="2020-03-20", **team)
    scene.duty(sort="分包小区", body="织锦里", post="织锦里西门", **team)
    scene.duty(sort="分包小区", body="澜汀苑", since="2019-12-31", **team)
    scene.duty(sort="分包小区", body="澜汀苑", since="2020-07-01", **team)
    lapsed = scene.duty(sort="分包街道", body="新河街道", since="2020-01-20", **team)
    void(DUTIES, scene.cast.office.by, lapsed.pk, reason="重复")
    scene.elsewhere()
    assert value("责任.分包街道.名单", scene.committee) == ["新河", "柳林街道"]
    assert value("责任.分包社区.名单", scene.committee) == ["东关"]
    assert value("责任.分包小区", scene.committee) == 2
    assert value("责任.分包小区", scene.committee, until=date(2020, 6, 30)) == 1
    assert value("责任.分包街道.名单", scene.committee, until=date(2020, 2, 2)) == ["新河"]


def test_posts_and_their_shifts(scene: Scene) -> None:
    post = scene.duty(
        sort="分包小区", body="织锦里", person="办公室", post="东门", until="2020-03-20"
    )
    kept = scene.duty(sort="值守点", person="办公室", post="卡点")
    scene.duty(sort="分包小区", body="澜汀苑", person="办公室")
    day = date(2020, 1, 28)
    shifts(scene, post, (day, "early", 40, 39), (day, "late", 60, 60))
    shifts(scene, kept, (day, "early", 5, 5), (date(2020, 12, 31), "early", 7, 6))
    shifts(scene, kept, (date(2021, 1, 1), "early", 900, 900))
    struck = actions.add_patrols(
        scene.cast.office.by, kept, [{"on": date(2020, 5, 1), "shift": _shifts(scene)[0]}]
    )[0]
    actions.change_patrol(
        scene.cast.office.by, struck, {"on": (date(2020, 5, 1), date(2021, 5, 1))}, "记错日期"
    )
    assert value("责任.岗位", scene.committee) == 1
    assert value("责任.岗位", scene.committee, until=date(2020, 3, 20)) == 2
    assert value("责任.巡查", scene.committee) == 4
    assert value("责任.巡查[早班]", scene.committee) == 3
    assert value("责任.巡查天数", scene.committee) == 2
    assert value("责任.登记人次", scene.committee) == 112
    assert value("责任.测温人次", scene.committee) == 110
    assert value("责任.巡查", scene.committee, until=date(2020, 2, 1)) == 3


def test_leaders_keep_in_touch_with_sectors_and_groups(scene: Scene) -> None:
    scene.person("安宁", scene.party_group)
    scene.person("柏舟", scene.party_group)
    scene.person("岑远", scene.party_group, until=date(2020, 6, 30))
    scene.person("丁一")
    for who, sort, body, more in (
        ("安宁", "联系界别", "经济界", {}),
        ("柏舟", "联系界别", "经济界", {}),
        ("安宁", "联系委员组", "第一委员组", {}),
        ("安宁", "联系委员组", "第二委员组", {}),
        ("柏舟", "联系委员组", "第一委员组", {}),
        ("柏舟", "联系委员组", "第二委员组", {"until": "2020-11-30"}),
        ("岑远", "联系界别", "教育界", {}),
        ("丁一", "联系界别", "教育界", {}),
    ):
        scene.duty(sort=sort, person=who, body=body, **more)
    assert value("联系.党组成员", scene.committee) == 2
    assert value("联系.界别", scene.committee) == 1
    assert value("联系.每人委员组数", scene.committee) == Span(1, 2)
    assert value("联系.党组成员", scene.committee, until=date(2020, 6, 30)) == 3
    assert value("联系.界别", scene.committee, until=date(2020, 6, 30)) == 2
    assert value("联系.每人委员组数", scene.committee, until=date(2020, 6, 30)) == Span(2, 2)
    assert value("联系.每人委员组数", scene.committee, period="2019") is None


def test_party_members_keep_in_touch_with_members_outside(scene: Scene) -> None:
    for name in ("安宁", "柏舟"):
        scene.person(name, scene.members, scene.party)
    for name in ("岑远", "丁一", "范文"):
        scene.person(name, scene.members)
    scene.person("葛亮", scene.members, until=date(2020, 9, 30))
    pairs = [("安宁", "岑远"), ("安宁", "丁一"), ("柏舟", "岑远"), ("柏舟", "葛亮")]
    for who, whom in [*pairs, ("范文", "岑远"), ("安宁", "柏舟")]:
        scene.duty(sort="党员联系党外委员", person=who, counterpart=whom)
    assert value("联系.党员委员", scene.committee) == 2
    assert value("联系.党外委员", scene.committee) == 2
    assert value("联系.每人党外委员数", scene.committee) == Span(1, 2)
    assert value("联系.党外委员", scene.committee, until=date(2020, 9, 30)) == 3


def test_cells_households_and_all_who_answer(scene: Scene) -> None:
    scene.person("岑远", scene.members)
    scene.duty(sort="联系党小组", person="岑远", body="第一党小组")
    scene.duty(sort="结对户", person="办公室", code="帮2020-01")
    scene.duty(sort="结对户", person="领导", code="帮2020-01")
    scene.duty(sort="结对户", person="领导", code="帮2020-02", until="2020-12-30")
    scene.elsewhere(sort="结对户", code="帮2020-01", body="")
    assert value("联系.党小组", scene.committee) == 1
    assert value("联系.结对户", scene.committee) == 1
    assert value("联系.结对户", scene.committee, until=date(2020, 12, 30)) == 2
    assert value("责任.责任人", scene.committee) == 3
    assert value("责任.责任人[结对户]", scene.committee) == 2
    both = scope_of(scene.committee, scene.cast.other)
    assert read("联系.结对户", both).value == 2


def test_the_evidence_of_every_figure_is_what_was_folded(scene: Scene) -> None:
    scene.person("安宁", scene.members, scene.party, scene.party_group)
    scene.person("岑远", scene.members)
    for sort, more in (
        ("分包街道", {"body": "新河街道"}),
        ("分包社区", {"body": "东关社区"}),
        ("分包小区", {"body": "织锦里", "post": "东门"}),
        ("联系界别", {"body": "经济界"}),
        ("联系委员组", {"body": "第一委员组"}),
        ("联系党小组", {"body": "第一党小组"}),
        ("党员联系党外委员", {"counterpart": "岑远"}),
        ("结对户", {"code": "帮2020-01"}),
    ):
        row = scene.duty(sort=sort, person="安宁", **more)
        if row.post:
            shifts(scene, row, (date(2020, 2, 1), "early", 40, 39))
    counted = {}
    for figure in FIGURES.values():
        if figure.owner == "responsibilities":
            reading = read(figure.name, scope_of(scene.committee))
            counted[figure.name] = reading.rows
            assert len(evidence_of(reading)) == reading.rows
    assert [name for name, rows in counted.items() if rows != 1] == [
        "责任.分包企业",
        "责任.责任人",
        "联系.党组成员",
    ]
