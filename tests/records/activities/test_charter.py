"""Who may do what with activities and research topics."""

from pathlib import Path

from jianyan.ground.models import Record
from jianyan.kernel.charter import Charter
from jianyan.kernel.checks import charter_faults, figure_faults
from jianyan.records.activities.charter import ACTIVITIES, RESEARCH_TOPICS
from tests.access import access_table, same_as_kept
from tests.records.activities.conftest import Scene

HERE = Path(__file__).parent


def in_state(scene: Scene, charter: Charter, state: str) -> object:
    row = scene.activity() if charter is ACTIVITIES else scene.topic()
    Record.objects.filter(pk=row.pk).update(state=state)
    return row


def test_access(scene: Scene) -> None:
    tables = [
        access_table(charter, scene.cast, lambda state, c=charter: in_state(scene, c, state))
        for charter in (ACTIVITIES, RESEARCH_TOPICS)
    ]
    assert same_as_kept("\n".join(tables), HERE / "access.txt")


def test_charters_hold_together() -> None:
    assert [charter_faults(charter) for charter in (ACTIVITIES, RESEARCH_TOPICS)] == [[], []]
    figures = (*ACTIVITIES.figures, *RESEARCH_TOPICS.figures)
    assert [faults for figure in figures if (faults := figure_faults(figure))] == []
