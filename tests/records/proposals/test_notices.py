"""Who is told what in the life of a proposal: every step with its receivers."""

from __future__ import annotations

import pytest
from django.test import Client

from jianyan.ground.models import Notice
from tests.cast import Player
from tests.records.proposals.district import settle
from tests.records.proposals.playing import (
    Playing,
    Told,
    after,
    assign,
    handle,
    rate,
    reply,
    review,
    second_dispatcher,
    write,
)

pytestmark = pytest.mark.django_db

BOTH = ["沈知远", "白榕锐"]
UNIT = ["方住建", "罗局长"]
DECIDERS = ["林静怡", "周督查"]


TOLD: Told = {
    "邀请联名": ["白榕锐", "何采蘩"],
    "同意联名": ["沈知远"],
    "谢绝联名": ["沈知远"],
    "提交": ["白榕锐", "林静怡"],
    "登记审查意见": [],
    "退回修改": BOTH,
    "再次提交": ["白榕锐", "林静怡"],
    "立案": BOTH,
    "并案": ["何采蘩"],
    "撤销并案": ["何采蘩"],
    "不予立案": ["何采蘩"],
    "撤案": ["林静怡"],
    "转交办机构": ["吴党委"],
    "改转交办机构": DECIDERS,
    "交办": [*UNIT, "邓教育"],
    "申请退件": DECIDERS,
    "不同意退件": ["邓教育"],
    "再次申请退件": DECIDERS,
    "同意退件改交": ["许城管", "邓教育"],
    "主办签收": [],
    "会办签收": [],
    "登记面商": BOTH,
    "确认面商": UNIT,
    "否认面商": [*DECIDERS, *UNIT],
    "申请延期": DECIDERS,
    "不批准延期": UNIT,
    "再次申请延期": DECIDERS,
    "批准延期": [*BOTH, *UNIT],
    "报送会办意见": UNIT,
    "送会签": ["许城管"],
    "要求修改": UNIT,
    "退回重拟": UNIT,
    "再送会签": ["许城管"],
    "会签": [*DECIDERS, *UNIT],
    "核定答复": UNIT,
    "签发答复": BOTH,
    "联名人评价": DECIDERS,
    "不满意": [*BOTH, *DECIDERS, *UNIT, "许城管"],
    "再送会签（重新办理）": ["许城管"],
    "再次答复": BOTH,
    "再次评价": DECIDERS,
    "代录评价": ["白榕锐", "周督查", *UNIT, "许城管"],
    "对代录提出异议": ["林静怡"],
    "办结": [],
    "登记落实": [*BOTH, "林静怡"],
    "确认落实": ["林静怡", *UNIT],
    "初选": [],
    "征求意见": [],
    "审定重点提案": [*BOTH, "江望川", *UNIT, "许城管"],
    "登记督办": [*UNIT, "许城管"],
    "评为优秀提案": BOTH,
    "单位自查": ["林静怡"],
    "提案者检查": ["林静怡"],
    "核定回头看": [*BOTH, *UNIT],
}
"""Each step of the life with the people who have a new notice after it. Whoever acts is not told."""


def test_every_step_tells_whom_it_concerns() -> None:
    playing = Playing(settle())
    party = second_dispatcher(playing)
    write(playing)
    review(playing)
    assign(playing, party)
    handle(playing)
    reply(playing)
    rate(playing)
    after(playing)
    assert playing.told == TOLD
    for who in playing.all.players():
        assert listed(who) == in_words(who)


def in_words(who: Player) -> list[str]:
    """The notices of a person, the newest first."""
    rows = Notice.objects.filter(person=who.person).order_by("-pk")
    return list(rows.values_list("text", flat=True))


def listed(who: Player) -> list[str]:
    """What one's own list of notices shows."""
    client = Client()
    client.force_login(who.account)
    shown = client.get("/notices/").context["notices"]
    return [one["text"] for one in shown]
