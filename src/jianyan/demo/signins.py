"""The demo's sign-ins: one person for each role of the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jianyan.ground.accounts.demo import DEMO_PASSWORD, make_demo_account
from jianyan.ground.actors import actor_of
from jianyan.ground.models import Person
from jianyan.ground.register import By


@dataclass(frozen=True, slots=True)
class SignIn:
    """A user name, the key of its person in the plan, and what it shows."""

    username: str
    person: str
    role: str
    password: str = DEMO_PASSWORD


SIGN_INS = (
    SignIn("member", "p223", "委员"),
    SignIn("convener", "p014", "召集人（界别）"),
    SignIn("proposals", "s022", "机关：提案"),
    SignIn("general", "s012", "机关：综合"),
    SignIn("briefs", "s016", "机关：信息"),
    SignIn("liaison", "s018", "机关：委员联络"),
    SignIn("party", "s020", "机关：党办"),
    SignIn("committee", "s024", "专委会"),
    SignIn("chair", "p001", "领导：区政协主席"),
    SignIn("leader", "s004", "领导：区委常委、常务副区长"),
    SignIn("dispatcher", "s039", "交办：区政府督查室"),
    SignIn("unit", "s098", "单位经办：住建局"),
    SignIn("unit-leader", "s097", "单位领导：住建局"),
    SignIn("admin", "s008", "管理员"),
    SignIn("auditor", "s009", "审计"),
)


def signins() -> list[SignIn]:
    """The sign-ins in the order in which they are listed."""
    return list(SIGN_INS)


def make_sign_ins(people: Mapping[str, Person], by: dict[str, By]) -> None:
    """Make the accounts; `by` is filled with who writes at each desk, by user name."""
    for each in SIGN_INS:
        account = make_demo_account(people[each.person], each.username)
        by[each.username] = By(actor_of(account))
