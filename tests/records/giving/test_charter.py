"""Who may do what with gifts and aid, in every state."""

from pathlib import Path

import pytest

from jianyan.ground.register import void
from jianyan.kernel.charter import Charter
from jianyan.kernel.errors import Refused
from jianyan.records.giving import actions
from jianyan.records.giving.charter import AID, GIFTS
from tests.access import access_table, same_as_kept
from tests.records.giving.conftest import Scene

DAY = "2020-02-03"


def test_the_access_table_is_the_committed_one(scene: Scene) -> None:
    table = "\n".join(
        access_table(charter, scene.cast, maker(scene, charter)) for charter in (GIFTS, AID)
    )
    assert same_as_kept(table, Path(__file__).with_name("access.txt"))


def maker(scene: Scene, charter: Charter):
    """A row of a charter in the state asked for."""
    by = scene.cast.office.by

    def make(state: str):
        gift = charter is GIFTS
        row = scene.gift(received_on="") if gift else scene.aid(given_on="")
        steps = ["received", "handed_on", "reconciled"]
        verbs = (
            (actions.receive_gift, actions.hand_on_gift, actions.reconcile_gift)
            if gift
            else (actions.receive_aid, actions.hand_on_aid, actions.reconcile_aid)
        )
        if state == "void":
            return void(charter, by, row.pk, reason="重复登记")
        for _, verb in zip(
            steps[: steps.index(state) + 1] if state in steps else [], verbs, strict=False
        ):
            row = verb(by, row.pk, on=by.actor.day)
        return row

    return make


def test_a_gift_is_reconciled_only_when_given_and_handed_on_agree(scene: Scene) -> None:
    gift = scene.gift(("口罩", "1000", ""))
    by, day = scene.cast.office.by, scene.cast.office.actor.day
    scene.handed(gift, "口罩", "900")
    actions.hand_on_gift(by, gift.pk, on=day)
    with pytest.raises(Refused, match="口罩接收1000个，发放900个"):
        actions.reconcile_gift(by, gift.pk, on=day)
    scene.handed(gift, "口罩", "100")
    assert actions.reconcile_gift(by, gift.pk, on=day).record.state == "reconciled"


def test_an_item_in_a_strange_unit_is_refused_with_its_units(scene: Scene) -> None:
    from jianyan.records.giving.forms import GiftLineForm
    from tests.entry import faults

    gift = scene.gift()
    typed = {"record": gift.record.number, "item": "口罩", "quantity": "3", "unit": "吨"}
    assert faults(GiftLineForm, scene.committee, **typed) == {
        "unit": ["口罩不能按“吨”计，请改用个、万个、盒。"]
    }
