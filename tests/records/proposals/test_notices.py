"""Who is told what in the life of a proposal: every step with its receivers, and the words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from jianyan.ground.models import Notice, Trail
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.tasks.charter import TASKS
from tests.access import same_as_kept
from tests.cast import Player
from tests.records.proposals import playing, playing_more
from tests.records.proposals.district import settle
from tests.records.proposals.playing import Playing, second_dispatcher

pytestmark = [pytest.mark.django_db, pytest.mark.alike]
KEPT = Path(__file__).parents[3] / "docs/reference/notices.md"

WHO = {
    "沈知远": "第一提案人",
    "白榕锐": "联名人",
    "何采蘩": "另一委员",
    "林静怡": "机关",
    "江望川": "领导",
    "周督查": "交办机构",
    "吴党委": "另一交办机构",
    "方住建": "主办单位经办人",
    "罗局长": "主办单位负责人",
    "许城管": "会办单位",
    "邓教育": "另一单位",
}
HEAD = """<!-- 由 tests/records/proposals/test_notices.py 演一遍而成；删去本页再运行那个测试，即重新写出。 -->

# 提案一生的通知

把每一步照办一遍，谁在“消息”里得到哪一句。办这一步的人自己不另行告知；日期、编号以“某”代替。
“另一委员”在并案、不予立案、撤案处是那一件的提案者，在领衔处是新的领衔人。期限前后的提醒不在此列。
"""

UNTOLD = {
    "proposals": {"void": "机关改正自己的误登"},
    "proposal-tasks": {
        "accept": "签收是单位对期限的回应，机构在列表中看",
        "keep": "单位自己写的稿，还没有送出",
        "finish": "随提案办结，一并告知",
        "void": "机关改正自己的误登",
    },
}
"""Moves that tell nobody, each with why."""
FOLLOWS = {
    "proposals": {"amend", "invite", "reopen", "reply", "restore", "rehandle"},
    "proposal-tasks": {
        "amend",
        "countersign",
        "draft",
        "redraft_again",
        "unrehandle",
        "unreply",
        "unreply_again",
    },
}
"""Moves that are a part of another step, which tells of them."""


def test_every_step_tells_whom_it_concerns_in_these_words() -> None:
    played = Playing(settle())
    party = second_dispatcher(played)
    playing.write(played)
    playing.review(played)
    playing.assign(played, party)
    playing.handle(played)
    playing.reply(played)
    playing.rate(played)
    playing.after(played)
    first = dict(played.words)
    for chapter in (
        playing_more.before,
        playing_more.assigned,
        playing_more.answered,
        playing_more.followed,
    ):
        chapter(played)
    rest = {name: said for name, said in played.words.items() if name not in first}
    table = HEAD + _table("从起草到回头看", first) + _table("另外的步骤", rest)
    assert same_as_kept(table, KEPT)
    assert _moves_not_played() == {"proposals": set(), "proposal-tasks": set()}
    for who in (*played.all.players(), party):
        assert listed(who) == in_words(who)


def _table(title: str, words: playing.Words) -> str:
    lines = [f"\n## {title}\n\n| 步骤 | 告知 | 说 |\n|---|---|---|\n"]
    for step, said in words.items():
        rows = [("、".join(WHO[one] for one in who), text) for text, who in said.items()]
        for place, (who, text) in enumerate(rows or [("—", "—")]):
            lines.append(f"| {step if not place else ''} | {who} | {_plain(text)} |\n")
    return "".join(lines)


def _plain(text: str) -> str:
    """A sentence without what is another tomorrow."""
    day = r"\d{4}-\d{2}-\d{2}|(\d{4}年)?\d{1,2}月\d{1,2}日"
    return re.sub(r"〔\d{4}〕", "〔某年〕", re.sub(day, "某日", text))


def _moves_not_played() -> dict[str, set[str]]:
    """The moves of the charters that no step has made and that are not said to tell nobody."""
    left = {}
    for charter in (CASES, TASKS):
        done = set(Trail.objects.filter(record__kind="proposals").values_list("move", flat=True))
        every = {move.name for move in charter.all_moves()}
        left[charter.key] = every - done - set(UNTOLD[charter.key]) - FOLLOWS[charter.key]
    return left


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
