"""Who may do what with responsibilities."""

from pathlib import Path

from jianyan.ground.models import Record
from jianyan.kernel.checks import charter_faults, figure_faults
from jianyan.records.responsibilities.charter import DUTIES
from tests.access import access_table, same_as_kept
from tests.records.responsibilities.conftest import Scene

KEPT = Path(__file__).parent / "access.txt"


def test_access(scene: Scene) -> None:
    def in_state(state: str) -> object:
        row = scene.duty(sort="分包街道", body="新河街道", person="办公室")
        Record.objects.filter(pk=row.pk).update(state=state)
        return row

    assert same_as_kept(access_table(DUTIES, scene.cast, in_state), KEPT)


def test_the_charter_holds_together() -> None:
    assert charter_faults(DUTIES) == []
    assert [faults for figure in DUTIES.figures if (faults := figure_faults(figure))] == []
