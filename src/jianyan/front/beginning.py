"""What is left to set up where a committee has just been founded: a box on the administrator's home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from jianyan.ground.kinds import KINDS
from jianyan.ground.models import Account, Body, BodyKind, Committee, Membership, Role
from jianyan.ground.pages.places import list_url
from jianyan.kernel.rules import Actor

HERE = OuterRef("pk")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to enter, done once there are any `rows` of it."""

    name: str
    title: str
    more: str
    rows: QuerySet[Any]
    kind: str = ""

    @property
    def url(self) -> str:
        """Where it is entered."""
        return list_url(KINDS[self.kind]) if self.kind else reverse("issue-accounts")


def _steps() -> tuple[Step, ...]:
    return (
        Step(
            "any_bodies",
            "登记机构",
            "界别、专委会、委员组、街道等，在“机构”里逐条登记，或从表格导入",
            Body.objects.filter(committee=HERE, kind=BodyKind.SECTOR),
            "bodies",
        ),
        Step(
            "any_members",
            "导入委员",
            "在“委员”里点“导入”，有空表可以下载；也可以逐人登记",
            Membership.objects.filter(body__committee=HERE, body__kind=BodyKind.MEMBERS),
            "members",
        ),
        Step(
            "any_units",
            "登记承办单位",
            "区直部门、街道等办理提案的单位，归哪个交办机构",
            Body.objects.filter(committee=HERE, kind=BodyKind.UNIT),
            "units",
        ),
        Step(
            "any_accounts",
            "开通账号，打印一次性口令",
            "先在“职务”里登记各人的角色，再为他们开通账号",
            Account.objects.filter(person__committee=HERE).exclude(
                person__offices__role=Role.ADMINISTRATOR
            ),
        ),
    )


def first_steps(actor: Actor, committee: int) -> dict[str, Any] | None:
    """The box of the steps not done yet, for an administrator; None when all are done."""
    if committee not in actor.committees(Role.ADMINISTRATOR):
        return None
    steps = _steps()
    done: Any = (
        Committee.objects.filter(pk=committee)
        .values(**{step.name: Exists(step.rows) for step in steps})
        .get()
    )
    rows = [
        {"title": step.title, "more": step.more, "url": step.url}
        for step in steps
        if not done[step.name]
    ]
    return {"title": "从这里开始", "rows": rows} if rows else None
