"""A statement is written once and asked again; for that, a rule must ask nothing while it is written."""

from typing import Any

import pytest
from django.core.exceptions import EmptyResultSet
from django.db.models import Q

from jianyan.ground.kinds import KINDS
from jianyan.ground.models import Account, Person
from jianyan.ground.prepared import Given, GivenMany, condition_of, in_general, rows_of
from jianyan.ground.todo import WAITS
from jianyan.kernel.charter import CHARTERS
from jianyan.kernel.rules import Actor
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


def named(*names: str) -> Q:
    key, many = ("named so", len(names)), len(names)
    return condition_of(key, Person, lambda: Q(name__in=GivenMany(0, many)), names)


def test_a_condition_is_kept_for_other_values(cast: Cast) -> None:
    first, second = cast.member.person, cast.cosigner.person
    assert list(Person.objects.filter(named(first.name))) == [first]
    assert list(Person.objects.filter(named(second.name))) == [second]
    assert set(Person.objects.filter(named(first.name, second.name))) == {first, second}
    others = Person.objects.filter(~named(first.name), pk__in=[first.pk, second.pk])
    assert list(others) == [second]


def test_a_kept_condition_holds_in_a_subquery_and_where_it_joins(cast: Cast) -> None:
    person = cast.member.person
    accounts = Account.objects.filter(person__in=Person.objects.filter(named(person.name)))
    assert list(accounts) == [cast.member.account]
    signs_in = condition_of(
        "signs in so", Person, lambda: Q(accounts__username=Given()), [cast.member.account.username]
    )
    assert list(Person.objects.filter(signs_in)) == [person]


def test_one_statement_serves_all_with_the_same_offices(cast: Cast) -> None:
    """And what is each one's own stays so."""
    actors = [cast.member.actor, cast.cosigner.actor]
    assert in_general(actors[0])[0] == in_general(actors[1])[0]
    written: list[int] = []

    def own(who: Actor) -> Q:
        written.append(1)
        return Q(pk=who.person) | Q(accounts=who.account, pk__in=who.seen)

    def of(actor: Actor) -> list[Person]:
        who, whose = in_general(actor)
        return list(
            Person.objects.filter(condition_of(("own", who), Person, lambda: own(who), whose))
        )

    assert [of(actor) for actor in actors] == [[cast.member.person], [cast.cosigner.person]]
    assert len(written) == 1


def test_a_condition_of_nobody_and_of_all_is_kept_too(cast: Cast) -> None:
    assert not Person.objects.filter(condition_of("none", Person, lambda: Q(pk__in=()))).exists()
    every = Person.objects.filter(condition_of("all", Person, Q))
    assert every.count() == Person.objects.count()


def test_rules_ask_nothing_while_they_are_written_and_are_the_same_of_a_stand_in(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    actors = [player.actor.having_seen(1) for player in cast.players().values()]
    asked = [(one.model, rule) for one in CHARTERS.values() for rule in _rules(one)]
    asked += [(CHARTERS[wait.charter].model, wait.who) for wait in WAITS]
    asked += [(kind.model, kind.view) for kind in KINDS.values()]
    with django_assert_num_queries(0):
        for model, rule in dict.fromkeys(asked):
            for actor in actors:
                who, _ = in_general(actor)
                own = {who.person: actor.person, who.account: actor.account, min(who.seen): 1}
                direct, general = (_written(model, rule(one)) for one in (actor, who))
                said = general and (general[0], tuple(own.get(one, one) for one in general[1]))
                assert said == direct, rule


def _rules(charter: Any) -> list[Any]:
    return [charter.view, charter.keeper, *(move.by for move in charter.moves)]


def _written(model: Any, condition: Q) -> tuple[str, tuple[Any, ...]] | None:
    try:
        sql, params = model._default_manager.filter(condition).query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, params
