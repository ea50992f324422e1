"""The claims of coverage that rest on organisations and on who is linked to them."""

from datetime import date
from pathlib import Path
from tomllib import loads

import jianyan.records.responsibilities as responsibilities
from jianyan.ground.founding import load_lists
from jianyan.ground.models import BodyKind
from jianyan.records.responsibilities.actions import add_duty
from jianyan.records.responsibilities.forms import DutyForm
from jianyan.reports.claims import judge
from jianyan.reports.readings import Readings
from jianyan.reports.register_reader import RegisterReader
from jianyan.reports.slots import parse
from jianyan.reports.syntax import Claim
from tests import build
from tests.entry import cleaned, scope_of
from tests.records.organisation.conftest import Scene, belong

SORTS = Path(responsibilities.__file__).parent / "categories.toml"


def judged(scene: Scene, condition: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a condition holds in 2020, and what breaks it."""
    claim = parse(f'声明({condition}, "词")')
    assert isinstance(claim, Claim)
    found = judge(claim.condition, Readings(RegisterReader(scope_of(scene.committee))))
    return found.holds, found.breaks


def test_party_members_in_branches_and_all_in_or_linked_to_cells(scene: Scene) -> None:
    here = scene.committee
    load_lists(here, loads(SORTS.read_text("utf-8")))
    whole = build.body(here, BodyKind.MEMBERS, "全体委员")
    party = build.body(here, BodyKind.PARTY, "中国共产党", code="cpc")
    branch = scene.organisation("经济委功能型支部")
    cell = scene.organisation("第一党小组", sort="委员党小组")
    one, two, three = (build.person(here, name) for name in ("安宁", "柏舟", "岑远"))
    for person in (one, two, three):
        belong(person, whole)
    for person in (one, two):
        belong(person, party)
        belong(person, cell.body)
    belong(one, branch.body)
    belong(two, branch.body, until=date(2020, 12, 30))
    in_branches = "覆盖(党员委员, 党建.功能型支部成员)"
    in_cells = "覆盖(委员, 党建.党小组成员 或 联系.党小组)"
    assert judged(scene, in_branches) == (False, ("柏舟",))
    assert judged(scene, in_cells) == (False, ("岑远",))
    typed = {"sort": "联系党小组", "person": "岑远", "body": "第一党小组", "since": "2020-03-01"}
    add_duty(scene.cast.office.by, here.pk, cleaned(DutyForm, here, **typed))
    assert judged(scene, in_cells) == (True, ())
