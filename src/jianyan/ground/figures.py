"""Figures that ground itself offers: the committee's names, its term and session, its members."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from jianyan.kernel.figure import Figure, Subject, register_figures, stock, value_of
from jianyan.kernel.folds import Distinct, ValueOf
from jianyan.kernel.scope import Scope

from .models import BodyKind, Committee, Membership, Session
from .models.committees import in_force


def committees(scope: Scope) -> QuerySet[Any]:
    return Committee.objects.all()


def sessions(scope: Scope) -> QuerySet[Any]:
    """The last session opened by the last day (or the one that the period names)."""
    if scope.period.session:
        term, number = scope.period.session
        return Session.objects.filter(term__number=term, number=number)
    opened = Session.objects.filter(opens_on__lte=scope.last_day)
    newest = [
        opened.filter(term__committee=c).order_by("-opens_on").values("pk")[:1]
        for c in scope.committees
    ]
    found = Session.objects.none()
    for each in newest:
        found = found | Session.objects.filter(pk__in=each)
    return found


def members(scope: Scope) -> QuerySet[Any]:
    return _of_kind(BodyKind.MEMBERS)


def party_group(scope: Scope) -> QuerySet[Any]:
    return _of_kind(BodyKind.PARTY_GROUP)


def standing_members(scope: Scope) -> QuerySet[Any]:
    return _of_kind(BodyKind.STANDING)


def party_members(scope: Scope) -> QuerySet[Any]:
    """Memberships in the committee of those who then belonged to the Communist Party."""
    communist = Membership.objects.filter(
        in_force(scope.last_day),
        body__kind=BodyKind.PARTY,
        body__code="cpc",
        struck_at__isnull=True,
    )
    return _of_kind(BodyKind.MEMBERS).filter(person__in=communist.values("person"))


def _of_kind(kind: str) -> QuerySet[Any]:
    return Membership.objects.filter(body__kind=kind, struck_at__isnull=True)


_PEOPLE: dict[str, Any] = {
    "unit": "人",
    "time": stock("since", "until"),
    "fold": Distinct("person", "person__name"),
    "subject": Subject("person", "person", "person__name"),
    "record": "",
    "committee": "body__committee",
    "label": "person__name",
    "owner": "ground",
}
_NAMES: dict[str, Any] = {
    "unit": "",
    "rows": committees,
    "time": value_of(),
    "record": "",
    "committee": "pk",
    "label": "name",
    "owner": "ground",
}

register_figures(
    Figure(
        key="ground.district",
        name="政协.区名",
        means="本级政协所在区县的简称",
        fold=ValueOf("district"),
        **_NAMES,
    ),
    Figure(
        key="ground.city", name="政协.市名", means="上级市的简称", fold=ValueOf("city"), **_NAMES
    ),
    Figure(
        key="ground.city_chair",
        name="政协.市主席",
        means="上级市政协主席的姓氏",
        fold=ValueOf("city_chair"),
        **_NAMES,
    ),
    Figure(
        key="ground.term",
        name="届次.届",
        unit="届",
        means="期间末日所在的届",
        rows=sessions,
        time=value_of(),
        fold=ValueOf("term__number"),
        record="",
        committee="term__committee",
        owner="ground",
    ),
    Figure(
        key="ground.session",
        name="届次.次",
        unit="次",
        means="期间末日前最近一次全体会议的次数",
        rows=sessions,
        time=value_of(),
        fold=ValueOf("number"),
        record="",
        committee="term__committee",
        owner="ground",
    ),
    Figure(key="ground.members", name="委员", means="期间末日在任的委员", rows=members, **_PEOPLE),
    Figure(
        key="ground.standing_members",
        name="常委",
        means="期间末日在任的常务委员",
        rows=standing_members,
        **_PEOPLE,
    ),
    Figure(
        key="ground.party_group",
        name="党组成员",
        means="期间末日在任的政协党组成员",
        rows=party_group,
        **_PEOPLE,
    ),
    Figure(
        key="ground.party_members",
        name="党员委员",
        means="期间末日在任委员中的中共党员",
        rows=party_members,
        **_PEOPLE,
    ),
)
