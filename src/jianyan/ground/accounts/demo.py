"""The demo's accounts: one published password, of use only under the demo's flag."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from jianyan.ground.models import Account, Office, Person
from jianyan.ground.models.committees import in_force
from jianyan.ground.register import today

DEMO_PASSWORD = "lanting-demo"  # noqa: S105  (published on the sign-in page of the demo)


def make_demo_account(person: Person, username: str) -> Account:
    """An account for the demo. Outside the demo's flag nobody can sign in with it."""
    return Account.objects.create_user(username, DEMO_PASSWORD, person=person, demo=True)


def demo_sign_ins() -> list[dict[str, Any]]:
    """What the sign-in page and the console list under the demo's flag."""
    if not settings.DEMO:
        return []
    accounts = Account.objects.filter(demo=True, is_active=True).order_by("pk")[:20]
    people = [account.person_id for account in accounts]
    titles: dict[int, list[str]] = {}
    for office in Office.objects.filter(
        in_force(today()), person__in=people, struck_at__isnull=True
    ).order_by("pk"):
        said = office.title or str(office.get_role_display())
        titles.setdefault(office.person_id, []).append(said)
    return [
        {
            "name": account.username,
            "password": DEMO_PASSWORD,
            "office": "、".join(dict.fromkeys(titles.get(account.person_id or 0, ()))),
        }
        for account in accounts
    ]
