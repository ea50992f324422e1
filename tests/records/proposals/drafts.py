"""Drafts as members write them, who sees them and who was told what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from jianyan.ground.models import Notice, Session
from jianyan.ground.register import today
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.drafting import actions as drafting
from jianyan.records.proposals.models import Proposal
from tests.cast import Cast
from tests.records.proposals.made import Place, stage

TEXT: dict[str, Any] = {
    "title": "关于在石梁街道加装路灯的建议",
    "situation": "石梁街道三条背街没有路灯。",
    "analysis": "建设时没有列入计划。",
    "suggestions": ["列入明年计划", "先在路口加装"],
    "public": True,
    "public_reason": "",
}


def in_session(cast: Cast) -> Place:
    """A place whose plenary session is being held."""
    at = stage(cast)
    Session.objects.filter(term__committee=cast.committee).update(
        opens_on=today() - timedelta(days=3), closes_on=today() + timedelta(days=1)
    )
    return at


def written(cast: Cast, **fields: Any) -> Proposal:
    return drafting.begin(cast.member.by, cast.committee.pk, {**TEXT, **fields})


def seen(cast: Cast, row: Proposal) -> set[str]:
    return {
        name
        for name, player in cast.players().items()
        if Proposal.objects.filter(CASES.view(player.actor), pk=row.pk).exists()
    }


def told(who: Any) -> list[str]:
    rows = Notice.objects.filter(person=who.person).order_by("pk")
    return list(rows.values_list("text", flat=True))
