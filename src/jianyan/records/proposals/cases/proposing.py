"""Who proposes as what: the rulebook's table of the kinds of bodies and of the kind each writes in."""

from __future__ import annotations

from datetime import date
from typing import Any

from jianyan.ground.models import Category
from jianyan.ground.rulebook import in_force, preset, provision
from jianyan.kernel.errors import Refused

PROPOSERS = "proposals.proposers"
NONE = "none"
"""What the table says of a kind of body that proposes nothing in its own name."""

MAY_PROPOSE = tuple(preset("county")["proposals"]["proposers"])
"""The kinds of bodies of which a rulebook says whether they propose."""


def writing(rulebook: Any) -> dict[str, str]:
    """The kind of proposer that a body of each kind is by a version; the kinds that propose nothing are
    left out."""
    said: dict[str, str] = provision(rulebook, PROPOSERS)
    return {kind: said[kind] for kind in MAY_PROPOSE if said.get(kind, NONE) != NONE}


def code_of(rulebook: Any, body: Any, *, joint: bool) -> str:
    """The kind of proposer that a body is, or 联名 or 个人 without one. Raises Refused for a body that by
    this version proposes nothing."""
    if body is None:
        return "joint" if joint else "individual"
    code = writing(rulebook).get(body.kind)
    if code is None:
        raise Refused(
            f"按规程，{body.get_kind_display()}不以自己的名义提出提案；要改请管理员制定新版规程。"
        )
    return code


def kind_of_proposer(committee: int, body: Any, on: date, *, joint: bool = False) -> Category:
    """Which kind of proposer writes, by the rulebook in force on a day.

    Raises Refused for a body that proposes nothing by it, and where the committee's list lacks the kind.
    """
    code = code_of(in_force(committee, on), body, joint=joint)
    found = Category.objects.filter(committee=committee, scheme="proposer_kind", code=code).first()
    if found is None:
        raise Refused("提案者类别不全，请管理员在“类别”中补齐。")
    return found
