"""What happens by the clock happens once."""

import pytest

from jianyan.ground.ticking import TASKS, tick


@pytest.mark.django_db
def test_the_rows_are_counted_once_a_day() -> None:
    assert (TASKS["statistics"](), TASKS["statistics"]()) == (1, 0)


@pytest.mark.django_db
def test_a_second_tick_finds_nothing_to_do() -> None:
    tick()
    again = tick()
    assert {name: again[name] for name in TASKS} == dict.fromkeys(TASKS, 0)
