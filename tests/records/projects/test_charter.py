"""Who may do what with projects."""

from pathlib import Path

from jianyan.ground.models import Record
from jianyan.kernel.checks import charter_faults, figure_faults
from jianyan.records.projects.charter import PROJECTS
from jianyan.records.projects.models import Project
from tests.access import access_table, same_as_kept
from tests.records.projects.conftest import Scene

HERE = Path(__file__).parent


def in_state(scene: Scene, state: str) -> Project:
    row = scene.project()
    Record.objects.filter(pk=row.pk).update(state=state)
    return row


def test_access(scene: Scene) -> None:
    table = access_table(PROJECTS, scene.cast, lambda state: in_state(scene, state))
    assert same_as_kept(table, HERE / "access.txt")


def test_the_charter_holds_together() -> None:
    assert charter_faults(PROJECTS) == []
    assert [faults for figure in PROJECTS.figures if (faults := figure_faults(figure))] == []
