"""Rules made simple before they are asked: what is certain of one committee's rows is left out.

A rule says “staff of committees 1, 2 and 3, or the proposer, or …”. Of the rows of committee 2 the
first part is certain, and with it the whole: then the database need not look at a row to know.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from jianyan.kernel.rules import NOBODY

OF_RECORD = "record__"
LOOKUPS = {"in", "exact", "isnull"}
"""What may stand after the record itself instead of one of its fields."""
CERTAIN = Q()
"""The rule that every row keeps."""


Known = Mapping[str, Any]
"""What is known of the rows: the value at the end of a path."""


def narrowed(rule: Q, known: Known) -> Q:
    """The same rule for rows of which that much is known."""
    found = _certain(rule, known)
    if isinstance(found, bool):
        return CERTAIN if found else NOBODY
    return found


def _certain(node: Any, known: Known) -> Q | bool:
    if not isinstance(node, Q):
        return _certain_leaf(node, known)
    if node.connector not in (Q.AND, Q.OR):
        return node
    decides = node.connector == Q.OR and bool(node.children)
    left: list[Any] = []
    for child in node.children:
        found = _certain(child, known)
        if not isinstance(found, bool):
            left.append(found)
        elif found is decides:
            return found is not node.negated
    if not left:
        return decides is node.negated
    if len(left) == 1:
        return ~left[0] if node.negated else left[0]
    return Q(*left, _connector=node.connector, _negated=node.negated)


def _certain_leaf(leaf: Any, known: Known) -> Q | bool:
    if isinstance(leaf, tuple):
        name, value = leaf
        path = name.removesuffix("__in")
        if name == "pk__in" and value == ():
            return False
        if name in known and isinstance(value, int | str):
            return bool(known[name] == value)
        if path in known and isinstance(value, list | tuple | set | frozenset):
            return known[path] in value
    return Q(leaf)


def on_register(rule: Q) -> Q | None:
    """The same rule on the register's own table; None where it looks at the kind's table."""
    children: list[Any] = []
    for child in rule.children:
        if isinstance(child, Q):
            found = on_register(child)
            if found is None:
                return None
            children.append(found)
        elif isinstance(child, tuple) and child[0].startswith(OF_RECORD):
            name = child[0].removeprefix(OF_RECORD)
            children.append((f"pk__{name}" if name in LOOKUPS else name, child[1]))
        else:
            return None
    return Q(*children, _connector=rule.connector, _negated=rule.negated)
