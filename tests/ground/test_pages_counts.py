"""The counts above a list are those of its rows, for whoever reads it; certain rules are not asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jianyan.ground.models import Visibility
from jianyan.ground.pages.narrowing import CERTAIN, narrowed, on_register
from jianyan.ground.register import void
from jianyan.kernel.rules import NOBODY
from jianyan.records.publications.charter import PUBLICATIONS
from tests import cast
from tests.ground.walking import LIST, publication, signed_in, stage

PATH, HERE = "record__committee", 2
KNOWN = {PATH: HERE}
ROW = {"owner": 7, "state": "filed"}
LEAVES = st.sampled_from(
    [
        Q(record__committee__in=[1, 2]),
        Q(record__committee__in=[3]),
        Q(owner=7),
        Q(owner=8),
        Q(state="filed"),
        NOBODY,
    ]
)
RULES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: pair[0] & pair[1]),
        st.tuples(inner, inner).map(lambda pair: pair[0] | pair[1]),
        inner.map(lambda one: ~one),
    ),
    max_leaves=8,
)


def holds(node: Any) -> bool:
    """Whether a rule holds for ROW in the committee HERE, judged by hand."""
    if not isinstance(node, Q):
        name, value = node
        if name == "pk__in":
            return False
        return HERE in value if name == f"{PATH}__in" else bool(ROW[name] == value)
    each = [holds(child) for child in node.children]
    found = any(each) if node.connector == Q.OR and each else all(each)
    return found is not node.negated


def names(node: Any) -> set[str]:
    if isinstance(node, Q):
        return {name for child in node.children for name in names(child)}
    return {node[0]}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RULES)
def test_a_narrowed_rule_holds_where_the_rule_does(rule: Q) -> None:
    found = narrowed(rule, KNOWN)
    assert holds(found) == holds(rule)
    assert f"{PATH}__in" not in names(found)


def test_what_is_certain_is_not_asked() -> None:
    staff, own = Q(record__committee__in=[1, 2]), Q(owner=7)
    assert narrowed(staff | own, KNOWN) == CERTAIN
    assert narrowed(staff | own, {PATH: 3}) == own
    assert narrowed(staff & own, {PATH: 3}) == NOBODY
    assert narrowed(~staff, {PATH: 3}) == CERTAIN


def test_a_rule_on_the_kind_s_own_table_is_not_the_register_s() -> None:
    rule = Q(record__state="filed") & ~Q(record__visibility="office")
    assert on_register(rule) == Q(state="filed") & ~Q(visibility="office")
    assert on_register(rule | Q(owner=7)) is None


@pytest.fixture
def players(db: None) -> cast.Cast:
    return stage()


def tabs(player: cast.Player, **asked: str) -> tuple[int, dict[str, int]]:
    page = signed_in(player).get(LIST, asked).context["page"]
    return page["count"]["total"], {view["label"]: view["count"] for view in page["views"]}


def test_counts_are_those_of_the_rows_that_one_may_see(players: cast.Cast) -> None:
    publication(players, "文章")
    publication(players, "制度", sort="regulation", issued_on=date(2020, 5, 1))
    publication(players, "内部的", visibility=Visibility.OFFICE)
    row = publication(players, "错的")
    void(PUBLICATIONS, players.administrator.by, row.pk, reason="录错")
    office, member = players.office, players.member
    assert tabs(office) == (3, {"全部": 3, "草稿": 2, "制度": 1})
    assert tabs(office, state="void") == (1, {"全部": 3, "草稿": 2, "制度": 1})
    assert tabs(office, q="文章") == (1, {"全部": 3, "草稿": 2, "制度": 1})
    assert tabs(office, type="paper") == (2, {"全部": 3, "草稿": 2, "制度": 1})
    assert tabs(member) == (2, {"全部": 2, "草稿": 1, "制度": 1})
    assert tabs(players.outsider) == (0, {"全部": 0, "草稿": 0, "制度": 0})


def test_tabs_of_states_are_counted_off_the_register(players: cast.Cast) -> None:
    publication(players)
    client = signed_in(players.office)
    with CaptureQueriesContext(connection) as asked:
        client.get("/r/proposals/")
    [counted] = [one["sql"] for one in asked if "GROUP BY" in one["sql"]]
    # Of drafts alone the rule asks who writes them.
    register, drafts = counted.split("UNION ALL")
    assert "JOIN" not in register
    assert "IN ('draft', 'void')" in drafts
