"""Who may do what with a publication, in every state."""

from pathlib import Path

from jianyan.ground.models import Trail
from jianyan.ground.register import void
from jianyan.records.publications import actions
from jianyan.records.publications.charter import PUBLICATIONS
from jianyan.records.publications.models import Publication
from tests.access import access_table, same_as_kept
from tests.records.publications.conftest import Scene


def test_the_access_table_is_the_committed_one(scene: Scene) -> None:
    by = scene.cast.office.by
    day = by.actor.day
    path = {
        "draft": (), "issued": (actions.issue,), "in_force": (actions.issue, actions.commence),
        "revised": (actions.issue, actions.commence, actions.revise),
        "repealed": (actions.issue, actions.repeal),
    }  # fmt: skip

    def make(state: str) -> Publication:
        row = scene.publication(sort="制度", issued_on="")
        if state == "void":
            return void(PUBLICATIONS, by, row.pk, reason="重复登记")
        for verb in path[state]:
            row = verb(by, row.pk, on=day)
        return row

    table = access_table(PUBLICATIONS, scene.cast, make)
    assert same_as_kept(table, Path(__file__).with_name("access.txt"))


def test_days_that_are_known_move_it_and_each_step_leaves_its_row(scene: Scene) -> None:
    row = scene.publication(sort="制度", issued_on="2020-03-16", in_force_on="2020-04-01")
    steps = Trail.objects.filter(record=row.record).order_by("pk")
    assert list(steps.values_list("move", "source", "target", "on")) == [
        ("enter", "", "draft", row.record.dated_on),
        ("issue", "draft", "issued", row.issued_on),
        ("commence", "issued", "in_force", row.in_force_on),
    ]
