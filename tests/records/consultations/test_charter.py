"""Who may do what with the topics of a plan."""

from pathlib import Path

from jianyan.ground.models import Record
from jianyan.kernel.checks import charter_faults, figure_faults
from jianyan.records.consultations.charter import CONSULTATIONS
from jianyan.records.consultations.models import Topic
from tests.access import access_table, same_as_kept
from tests.records.consultations.conftest import Scene

HERE = Path(__file__).parent


def test_access(scene: Scene) -> None:
    def in_state(state: str) -> Topic:
        row = scene.topic(upto="called_for_on")
        Record.objects.filter(pk=row.pk).update(state=state)
        return row

    assert same_as_kept(access_table(CONSULTATIONS, scene.cast, in_state), HERE / "access.txt")


def test_the_charter_holds_together() -> None:
    assert charter_faults(CONSULTATIONS) == []
    assert [faults for one in CONSULTATIONS.figures if (faults := figure_faults(one))] == []
