"""Rules compose; an actor answers for what it holds."""

from dataclasses import replace
from datetime import date

from django.db.models import Q

from jianyan.kernel.rules import NOBODY, Actor, Held, both, either, no, nobody, saying, says

ACTOR = Actor(
    day=date(2020, 6, 15),
    account=7,
    held=frozenset(
        {Held("staff", 1, desk="提案"), Held("unit_officer", 1, body=40), Held("member", 2)}
    ),
)


@saying("甲")
def first(actor: Actor) -> Q:
    return Q(state="filed")


@saying("乙")
def second(actor: Actor) -> Q:
    return Q(entered_by=actor.account)


def test_an_actor_knows_committees_and_bodies_by_role() -> None:
    assert ACTOR.committees("staff") == {1}
    assert ACTOR.committees() == {1, 2}
    assert ACTOR.bodies("unit_officer") == {40}
    assert ACTOR.bodies("staff") == frozenset()
    assert (ACTOR.has("member"), ACTOR.has("leader")) == (True, False)


def test_anybody_holds_the_like_offices() -> None:
    far = Actor(
        day=ACTOR.day,
        account=70,
        held=frozenset(
            {Held("staff", 11, desk="提案"), Held("unit_officer", 11, body=41), Held("member", 12)}
        ),
    )
    assert far.anybody() == ACTOR.anybody() != far
    assert ACTOR.anybody().committees("member") == {2}
    assert replace(far, person=3).anybody() != far.anybody()
    assert replace(far, reach=frozenset({5, 6})).anybody().reach == {1}


def test_either_both_and_no_compose_queries() -> None:
    assert either(first, second)(ACTOR) == NOBODY | Q(state="filed") | Q(entered_by=7)
    assert both(first, second)(ACTOR) == Q() & Q(state="filed") & Q(entered_by=7)
    assert no(first)(ACTOR) == ~Q(state="filed")
    assert nobody(ACTOR) == NOBODY


def test_a_composed_rule_says_its_words() -> None:
    assert says(either(first, both(second, no(first)))) == "甲 或 乙 且 非甲"
