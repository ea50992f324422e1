"""A statement is written once and asked again; for that, a rule must ask nothing while it is written."""

from typing import Any

import pytest
from django.core.exceptions import EmptyResultSet

from jianyan.ground.models import Person
from jianyan.ground.prepared import Given, rows_of
from jianyan.ground.todo import WAITS
from jianyan.kernel.charter import CHARTERS
from tests.cast import Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def test_a_number_is_given_each_time(cast: Cast) -> None:
    def names(pk: int) -> list[tuple[Any, ...]]:
        rows = Person.objects.order_by().filter(pk=Given()).values_list("pk", "name")
        return rows_of("a number is given each time", lambda: rows, given=[pk])

    for player in (cast.member, cast.cosigner):
        assert names(player.person.pk) == [(player.person.pk, player.person.name)]


def test_rules_ask_nothing_while_they_are_written(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    actors = [player.actor for player in cast.players().values()]
    asked = [(one.model, rule) for one in CHARTERS.values() for rule in _rules(one)]
    asked += [(CHARTERS[wait.charter].model, wait.who) for wait in WAITS]
    with django_assert_num_queries(0):
        for model, rule in dict.fromkeys(asked):
            for actor in actors:
                _written(model._default_manager.filter(rule(actor)))


def _rules(charter: Any) -> list[Any]:
    return [charter.view, charter.keeper, *(move.by for move in charter.moves)]


def _written(rows: Any) -> None:
    try:
        rows.query.sql_with_params()
    except EmptyResultSet:
        return
