"""Who may do what with organisations, their lists and channels."""

from pathlib import Path

from jianyan.ground.models import Record
from jianyan.kernel.charter import Charter
from jianyan.kernel.checks import charter_faults, figure_faults
from jianyan.records.organisation.charter import CHANNEL, ITEMS, ORGANISATION
from jianyan.records.organisation.models import ListItem
from tests.access import access_table, same_as_kept
from tests.records.organisation.conftest import Scene

KEPT = Path(__file__).parent / "access.txt"


def in_state(scene: Scene, charter: Charter, state: str) -> object:
    if charter is ITEMS:
        item = scene.item(scene.organisation(f"第{state}支部"))
        ListItem.objects.filter(pk=item.pk).update(state=state)
        return item
    title = f"{charter.title}{state}"
    row = scene.organisation(title) if charter is ORGANISATION else scene.channel(title)
    Record.objects.filter(pk=row.pk).update(state=state)
    return row


def test_access(scene: Scene) -> None:
    tables = [
        access_table(charter, scene.cast, lambda state, c=charter: in_state(scene, c, state))
        for charter in (ORGANISATION, ITEMS, CHANNEL)
    ]
    assert same_as_kept("\n".join(tables), KEPT)


def test_the_charters_hold_together() -> None:
    charters = (ORGANISATION, ITEMS, CHANNEL)
    assert [charter_faults(charter) for charter in charters] == [[], [], []]
    figures = [figure for charter in charters for figure in charter.figures]
    assert [faults for figure in figures if (faults := figure_faults(figure))] == []
