"""Plain builders of what tests stand on: one function per noun, sensible without arguments."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from jianyan.ground.models import (
    Account,
    Body,
    Campaign,
    Category,
    Committee,
    Office,
    Person,
    Session,
    Term,
)

NEXT = count(1)
START = date(2018, 1, 8)


def committee(code: str = "lanting", **fields: Any) -> Committee:
    """A committee with its term and a session, the third."""
    made = Committee.objects.create(
        **{"code": code, "name": f"政协{code}区委员会", "district": f"{code}区", **fields}
    )
    term = Term.objects.create(committee=made, number=9, starts_on=START)
    Session.objects.create(
        term=term, number=3, opens_on=date(2020, 1, 8), closes_on=date(2020, 1, 11)
    )
    return made


def person(of: Committee, name: str = "", **fields: Any) -> Person:
    """A person of a committee."""
    number = next(NEXT)
    return Person.objects.create(
        **{"committee": of, "code": f"p{number}", "name": name or f"人员{number}", **fields}
    )


def body(of: Committee, kind: str = "unit", name: str = "", **fields: Any) -> Body:
    """A body of a committee, in being since the term began."""
    number = next(NEXT)
    return Body.objects.create(
        **{
            "committee": of,
            "kind": kind,
            "code": f"b{number}",
            "name": name or f"单位{number}",
            "since": START,
            **fields,
        }
    )


def office(who: Person, role: str, **fields: Any) -> Office:
    """An office of a person in their committee, since the term began."""
    return Office.objects.create(
        **{"person": who, "committee": who.committee, "role": role, "since": START, **fields}
    )


def account(who: Person, **fields: Any) -> Account:
    """The account of a person."""
    return Account.objects.create_user(f"user{who.pk}", "a-long-password", person=who, **fields)


def category(of: Committee, scheme: str, code: str, label: str = "", **fields: Any) -> Category:
    """An entry of a category list."""
    return Category.objects.create(
        **{"committee": of, "scheme": scheme, "code": code, "label": label or code, **fields}
    )


def campaign(of: Committee, code: str = "epidemic", name: str = "疫情防控") -> Campaign:
    """Special work that records may belong to."""
    return Campaign.objects.create(committee=of, code=code, name=name, since=date(2020, 1, 20))
