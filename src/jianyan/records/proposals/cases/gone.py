"""Rows of a sheet that another hand moved on while it was being filled: they stand on it no more."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from jianyan.kernel.rules import Actor

from .charter import CASES
from .models import Proposal


def said_of_gone(actor: Actor, refused: Mapping[int, str], here: Collection[int]) -> list[str]:
    """Why cases were refused that are not among those shown, each by its name where the actor may see
    it; one sentence each."""
    gone = {pk: why for pk, why in refused.items() if pk not in here}
    if not gone:
        return []
    rows = Proposal.objects.filter(CASES.view(actor), pk__in=gone).select_related("record")
    names = {row.pk: str(row.record) for row in rows}
    return [f"{names.get(pk, '一件提案')}：{why}" for pk, why in gone.items()]
