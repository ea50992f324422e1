"""The two claims of the yearly report that rest on responsibilities, judged on the register."""

from datetime import date, timedelta

from jianyan.ground.models import Category
from jianyan.records.responsibilities import actions
from jianyan.reports.claims import judge
from jianyan.reports.readings import Readings
from jianyan.reports.register_reader import RegisterReader
from jianyan.reports.slots import parse
from jianyan.reports.syntax import Claim
from tests.entry import scope_of
from tests.records.responsibilities.conftest import Scene

FIRST = date(2020, 1, 28)


def judged(scene: Scene, condition: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a condition holds in 2020, and what breaks it."""
    claim = parse(f'声明({condition}, "词")')
    assert isinstance(claim, Claim)
    found = judge(claim.condition, Readings(RegisterReader(scope_of(scene.committee))))
    return found.holds, found.breaks


def test_every_day_at_every_post(scene: Scene) -> None:
    by, condition = scene.cast.office.by, "按期(责任.巡查, 每日)"
    shift = Category.objects.get(committee=scene.committee, scheme="patrol_shift", code="early")
    for post, missing in (("东门", None), ("西门", 2)):
        row = scene.duty(
            sort="分包小区", body="织锦里", person="办公室", post=post, until="2020-02-01"
        )
        days = [FIRST + timedelta(days=n) for n in range(5) if n != missing]
        actions.add_patrols(by, row, [{"on": day, "shift": shift} for day in days])
    assert judged(scene, condition) == (False, ("西门 2020年1月30日",))
    actions.add_patrols(by, row, [{"on": date(2020, 1, 30), "shift": shift}])
    assert judged(scene, condition) == (True, ())


def test_every_member_of_the_party_group_has_a_liaison_duty(scene: Scene) -> None:
    condition = "覆盖(党组成员, 联系.党组成员)"
    scene.person("安宁", scene.party_group)
    scene.person("柏舟", scene.party_group)
    scene.duty(sort="联系界别", person="安宁", body="经济界")
    scene.duty(sort="联系界别", person="柏舟", body="教育界", until="2020-12-30")
    assert judged(scene, condition) == (False, ("柏舟",))
    scene.duty(sort="联系委员组", person="柏舟", body="第一委员组")
    assert judged(scene, condition) == (True, ())
