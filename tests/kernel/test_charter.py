"""A charter's faults are found at start-up, each in a sentence."""

from django.db import models

from jianyan.kernel.charter import ACTIONS, Charter, Move
from jianyan.kernel.checks import charter_faults
from jianyan.kernel.rules import nobody


class State(models.TextChoices):
    DRAFT = "draft", "草稿"
    FILED = "filed", "已立案"
    LOST = "lost", "无路可到"
    VOID = "void", "已作废"


def charter(*moves: Move) -> Charter:
    return Charter(
        key="tried",
        title="试",
        model=models.Model,
        states=State,
        view=nobody,
        moves=moves,
        born=(State.DRAFT,),
    )


def test_every_fault_is_named() -> None:
    found = charter(
        Move("file", "立案", ("draft",), "filed", by=nobody),
        Move("lose", "", ("strange",), "filed", by=nobody),
    )
    assert charter_faults(found) == [
        "move file has no action",
        "move lose names unknown state strange",
        "move lose has no label",
        "move lose has no action",
        "state lost cannot be reached",
    ]


def test_a_sound_charter_has_no_fault(monkeypatch) -> None:
    monkeypatch.setitem(ACTIONS, ("tried", "file"), print)
    monkeypatch.setitem(ACTIONS, ("tried", "lose"), print)
    found = charter(
        Move("file", "立案", ("draft",), "filed", by=nobody),
        Move("lose", "丢失", ("filed",), "lost", by=nobody),
    )
    assert charter_faults(found) == []


def test_amend_and_void_are_built_in_and_leave_the_void_alone() -> None:
    built_in = {move.name: (move.source, move.target) for move in charter().all_moves()}
    alive = ("draft", "filed", "lost")
    assert built_in == {"amend": (alive, None), "void": (alive, "void")}
