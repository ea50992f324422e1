"""Loading the demo committee into the register: once, in one transaction."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import transaction

from jianyan.assist.keeping import keep
from jianyan.assist.training import daily as learn
from jianyan.demo.compose import compose
from jianyan.ground.models import Committee
from jianyan.ground.ticking import take_stock

from .loading.activities import load_activities, load_topics
from .loading.briefs import load_briefs
from .loading.consultations import load_consultations
from .loading.founding import CODE, found_committee, load_bodies, load_people
from .loading.giving import load_aid, load_gifts
from .loading.house import House
from .loading.organisation import load_channels, load_organisations
from .loading.projects import load_projects
from .loading.proposals import load_proposals
from .loading.publications import load_publications
from .loading.reports import load_reports
from .loading.responsibilities import load_responsibilities
from .loading.suggestions import load_instructions, load_suggestions
from .signins import make_sign_ins
from .today.work import Say, load_today

STEPS: tuple[tuple[str, Callable[[House], None]], ...] = (
    ("提案", load_proposals),
    ("社情民意信息", load_briefs),
    ("协商议题", load_consultations),
    ("调研课题", load_topics),
    ("会议活动", load_activities),
    ("意见建议", load_suggestions),
    ("批示", load_instructions),
    ("捐赠", load_gifts),
    ("帮扶", load_aid),
    ("责任与联系", load_responsibilities),
    ("要点、项目与阵地", load_projects),
    ("文稿", load_publications),
    ("组织", load_organisations),
    ("公众号和工作群", load_channels),
)
"""What is loaded in turn; a later step refers to records of an earlier one."""


def load_demo(say: Say) -> None:
    """Load the demo committee, saying each step; does nothing when it is there."""
    if Committee.objects.filter(code=CODE).exists():
        return
    began = time.monotonic()
    say("编制示范委员会四年的资料……")
    plan = compose()
    with transaction.atomic():
        say(f"载入委员会、{len(plan.bodies)}个机构、{len(plan.people)}人……")
        house = found_committee(plan)
        load_bodies(house)
        load_people(house)
        make_sign_ins(house.people, house.by)
        for place, (name, step) in enumerate(STEPS, start=1):
            say(f"载入{name}（{place}/{len(STEPS)}）……")
            step(house)
        say("写入轨迹……")
        house.finish()
        say("起草2020年、签发2018年年度总结……")
        load_reports(house)
        load_today(house, say)
    say("整理提醒和索引，由历年的决定学习……")
    take_stock()
    learn()
    keep()
    took = time.monotonic() - began
    say(
        f"示范委员会已载入：{len(house.records)}条记录、{len(house.trail)}条轨迹，用时{took:.0f}秒。"
    )
