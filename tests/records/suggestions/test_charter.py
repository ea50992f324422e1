"""Who may do what with suggestions."""

from pathlib import Path

from jianyan.ground.models import Suggestion
from jianyan.kernel.checks import charter_faults, figure_faults
from jianyan.records.suggestions.charter import SUGGESTIONS
from tests.access import access_table, same_as_kept
from tests.records.suggestions.conftest import Scene

HERE = Path(__file__).parent


def in_state(scene: Scene, state: str) -> Suggestion:
    row = scene.suggestion()
    Suggestion.objects.filter(pk=row.pk).update(state=state)
    return row


def test_access(scene: Scene) -> None:
    table = access_table(SUGGESTIONS, scene.cast, lambda state: in_state(scene, state))
    assert same_as_kept(table, HERE / "access.txt")


def test_the_charter_holds_together() -> None:
    assert charter_faults(SUGGESTIONS) == []
    assert [faults for figure in SUGGESTIONS.figures if (faults := figure_faults(figure))] == []
