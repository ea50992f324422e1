"""Learning by the ticking and by hand at once."""

from __future__ import annotations

from jianyan.assist.models import Training
from jianyan.assist.training import train
from tests import build
from tests.races.together import first_then


def test_two_who_learn_at_once_leave_one_learning() -> None:
    of = build.committee()
    assert first_then(lambda: train(of.pk), lambda: train(of.pk)) == ({"proposals": 0},) * 2
    assert Training.objects.filter(committee=of).count() == 1
