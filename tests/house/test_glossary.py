"""Every kind, state and figure stands in the glossary, under one word."""

from pathlib import Path

from jianyan.ground.kinds import KINDS
from jianyan.kernel.charter import CHARTERS
from jianyan.kernel.figure import FIGURES

GLOSSARY = (Path(__file__).parents[2] / "docs/glossary.md").read_text("utf-8")


def test_every_figure_is_there() -> None:
    rows = {f"| {figure.name} | `{figure.key}` |" for figure in FIGURES.values()}
    assert {row for row in rows if row not in GLOSSARY} == set()


def test_every_state_is_there() -> None:
    rows = {
        f"| {charter.title}（`{charter.key}`） | {label} | `{value}` |"
        for charter in CHARTERS.values()
        for value, label in charter.states.choices
    }
    assert {row for row in rows if row not in GLOSSARY} == set()


def test_every_kind_is_there() -> None:
    rows = {f"| {kind.title} | `{kind.slug}` |" for kind in KINDS.values()}
    assert {row for row in rows if row not in GLOSSARY} == set()
