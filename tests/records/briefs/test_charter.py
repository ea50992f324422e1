"""Who may do what with briefs."""

from pathlib import Path

from jianyan.ground.models import Record
from jianyan.kernel.checks import charter_faults, figure_faults
from jianyan.records.briefs.charter import BRIEFS
from jianyan.records.briefs.models import Brief
from tests.access import access_table, same_as_kept
from tests.records.briefs.conftest import Scene

HERE = Path(__file__).parent


def in_state(scene: Scene, state: str) -> Brief:
    row = scene.brief(title=f"信息{state}", authors="委员甲")
    Record.objects.filter(pk=row.pk).update(state=state)
    return row


def test_access(scene: Scene) -> None:
    table = access_table(BRIEFS, scene.cast, lambda state: in_state(scene, state))
    assert same_as_kept(table, HERE / "access.txt")


def test_the_charter_holds_together() -> None:
    assert charter_faults(BRIEFS) == []
    assert [faults for figure in BRIEFS.figures if (faults := figure_faults(figure))] == []
