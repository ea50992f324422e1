"""The days when everything comes at once: a hundred reviewed and assigned, and the board."""

from __future__ import annotations

import re
from datetime import date

import pytest

from jianyan.ground.models import Body
from jianyan.ground.register import today
from jianyan.records.proposals.models import Proposal, UnitTask
from tests.records.proposals import made
from tests.records.proposals.district import District
from tests.stories.conftest import Take
from tests.stories.desk import Desk
from tests.stories.life import part

pytestmark = pytest.mark.django_db(transaction=True)


def a_hundred(district: District, day: date) -> None:
    """A hundred sent in on a day, each with a unit that the proposer wishes for."""
    at = district.at
    wished: tuple[list[Body], ...] = ([at.lead], [at.co], [at.other])
    for place in range(1, 101):
        made.submitted(at, on=day, title=f"关于第{place}件事的提案", wished_leads=wished[place % 3])


def lanes(desk: Desk) -> dict[str, int]:
    """How many the board says stand in each lane."""
    desk.open("/proposals/board/")
    heads = desk.page.locator(".lane h2").all_inner_texts()
    found = [re.match(r"(\S+)\s+(\d+)$", head.strip()) for head in heads]
    return {one[1]: int(one[2]) for one in found if one}


def test_a_hundred_are_reviewed_and_assigned_together(district: District, take: Take) -> None:
    a_hundred(district, today())
    desk = take(district.office)
    none = {"待提案者修改": 0, "待评价、办结": 0}
    with part(24, "总览"):
        assert lanes(desk) == {"待审查": 100, "待交办": 0, "办理中": 0, **none}
        assert desk.faults() == []
    with part(23, "一百件一起审查、交办"):
        desk.open("/proposals/review/")
        assert desk.rows() == 100
        desk.picture("proposal-review")
        desk.page.get_by_label("全选本页").check()
        desk.press("立案")
        assert "已立案100件" in desk.said()
        numbers = Proposal.objects.order_by("pk").values_list("record__number", flat=True)
        assert list(numbers) == [f"93{place:04d}" for place in range(1, 101)]
        desk.open("/proposals/assign/")
        assert desk.rows() == 100
        desk.page.get_by_label("全选本页").check()
        desk.picture("proposal-assign")
        desk.press("交办")
        assert "已交办100件" in desk.said()
        assert UnitTask.objects.filter(role="sole", unit=district.at.lead).count() == 33
        assert UnitTask.objects.count() == 100
        made.many(district.at, 2, today())
        made.many(district.at, 1, today(), wished_leads=[district.at.lead])
        desk.open("/proposals/assign/")
        desk.page.get_by_label("全选本页").check()
        desk.press("交办")
        assert "已交办1件" in desk.said()
        assert "2件没有办成，原因写在各件下面" in desk.said()
        assert desk.rows() == 2
        assert "须有独办、主办或分办单位" in desk.text()
        assert lanes(desk) == {"待审查": 0, "待交办": 2, "办理中": 101, **none}
        desk.picture("proposal-board")
