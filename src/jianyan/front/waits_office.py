"""Who in the office has a piece of work, where it has desks."""

from __future__ import annotations

from typing import Any

from jianyan.ground.rules import OFFICE, office
from jianyan.ground.todo import Wait

CASES: dict[str, Any] = {"desks": ("提案",)}
NEWS: dict[str, Any] = {"desks": ("信息",)}
OVERALL: dict[str, Any] = {"desks": ("综合",)}
TALKS: dict[str, Any] = {"desks": ("综合", "专委会")}
EVENTS: dict[str, Any] = {"desks": ("综合", "联络", "专委会")}
GIFTS: dict[str, Any] = {"desks": ("联络",)}
PARTY: dict[str, Any] = {"desks": ("党办", "党务")}
"""Whose work it is in an office with desks, by words of their names."""


def of_office(charter: str, why: str, verb: str, **rest: Any) -> Wait:
    """Work of the office on a kind of record: why it waits, and the verb it is done by."""
    return Wait(charter=charter, who=office, roles=OFFICE, why=why, verb=verb, **rest)
