"""Writes of accounts, each with its trail row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from jianyan.ground.founding import one_time_password
from jianyan.ground.models import Account, Person
from jianyan.ground.register import By, leave_trail, today
from jianyan.kernel.errors import Refused
from jianyan.kernel.rules import Actor

from .hashing import OneTimeHasher

ONE_TIME = OneTimeHasher()


@dataclass(frozen=True, slots=True)
class Slip:
    """One line of the printed list: shown once, kept nowhere."""

    person: Person
    username: str
    password: str


def _committee(account: Account | None) -> int | None:
    return account.person.committee_id if account and account.person else None


def note(by: By, account: Account | None, move: str, label: str, **changes: object) -> None:
    """One trail row about an account."""
    leave_trail(
        None,
        by,
        committee=_committee(account),
        part=account,
        move=move,
        label=label,
        on=today(),
        changes=changes,
    )


def note_failure(username: str, source: str, why: str) -> None:
    """A try that failed. The name is kept only when it is an account's: people type passwords into
    the wrong box."""
    account = Account.objects.select_related("person").filter(username=username).first()
    known = {"username": username} if account else {}
    note(By(Actor(day=today())), account, "sign-in-failed", why, source=source, **known)


def issue(by: By, people: Iterable[Person]) -> list[Slip]:
    """Make accounts for people who have none and one-time passwords for those never given any.

    Gives the slips to print. Raises Refused when there is nobody among them to make one for.
    """
    asked = list(people)
    with transaction.atomic():
        known = {
            account.person_id: account
            for account in Account.objects.select_for_update().filter(person__in=asked)
        }
        taken = set(Account.objects.values_list("username", flat=True))
        slips: list[tuple[Account, Slip]] = []
        for person in asked:
            account = known.get(person.pk)
            if account is not None and account.has_usable_password():
                continue
            if account is None:
                account = Account(username=_free_name(person, taken), person=person)
                taken.add(account.username)
            slips.append((account, Slip(person, account.username, one_time_password())))
        if not slips:
            raise Refused("所选的人都已有账号。忘记口令的，请在其账号页换发一次性口令。")
        _give([(account, slip.password) for account, slip in slips])
        for account, _ in slips:
            note(by, account, "issue-account", "开通账号")
    return [slip for _, slip in slips]


def _free_name(person: Person, taken: set[str]) -> str:
    name = person.code
    if name in taken:
        name = f"{person.committee.code}-{person.code}"
    number = 2
    while name in taken:
        name, number = f"{person.committee.code}-{person.code}-{number}", number + 1
    return name[:60]


def _give(pairs: list[tuple[Account, str]]) -> None:
    """Set one-time passwords, which must be changed at the first sign-in."""
    for account, password in pairs:
        account.password = make_password(password, hasher=ONE_TIME)
        account.must_change = True
        account.save()


def reset(by: By, account: Account) -> Slip:
    """Replace the password by a one-time one; whoever is signed in with the old one is out."""
    if account.person is None:
        raise Refused("这个账号没有对应的人，不能换发口令。")
    if account.demo:
        raise Refused("演示账号的口令是公开的，不能更换。")
    password = one_time_password()
    with transaction.atomic():
        _give([(account, password)])
        note(by, account, "reset-password", "换发一次性口令")
    return Slip(account.person, account.username, password)


def set_active(by: By, account: Account, active: bool) -> None:
    """Stop an account, or let it in again. Raises Refused for one's own."""
    if account.pk == by.actor.account and not active:
        raise Refused("不能停用自己的账号，请由另一位管理员办理。")
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(is_active=active)
        note(by, account, "account", "启用账号" if active else "停用账号")


def change_password(by: By, account: Account, password: str) -> None:
    """Set one's own password. All other sign-ins of the account end."""
    if account.demo:
        raise Refused("演示账号的口令是公开的，不能更换。")
    with transaction.atomic():
        account.set_password(password)
        account.must_change = False
        account.save(update_fields=["password", "must_change"])
        note(by, account, "password", "更换口令")
