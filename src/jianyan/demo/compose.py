"""Putting the whole plan together from one seed."""

from __future__ import annotations

from datetime import date, timedelta

from jianyan.demo import consultations, duties, giving, papers, projects
from jianyan.demo.briefs import make_briefs
from jianyan.demo.cast import Cast
from jianyan.demo.culture import write_culture
from jianyan.demo.diary import Diary
from jianyan.demo.draw import chance, words
from jianyan.demo.meetings import write_meetings
from jianyan.demo.nouns import ActivityKind, Session, Term
from jianyan.demo.people import make_members
from jianyan.demo.places import PLACE, bodies
from jianyan.demo.plan import Plan
from jianyan.demo.proposals import make_proposals
from jianyan.demo.seats import make_seats
from jianyan.demo.study import write_research, write_study
from jianyan.demo.ties import make_ties
from jianyan.demo.units import OLD, OLD_END, handling, own
from jianyan.demo.visits import write_visits, write_volunteers
from jianyan.demo.works import Publication

SEED = 2018
OPENINGS = {
    2017: (8, 5, date(2017, 1, 10)),
    2018: (9, 1, date(2018, 1, 9)),
    2019: (9, 2, date(2019, 1, 8)),
    2020: (9, 3, date(2020, 1, 7)),
}
WORDS = {
    2020: {
        "考察地": "本省",
        "专项斗争": "扫黑除恶",
        "征迁村": "五柳",
        "征迁路": "砚湖大道",
        "征迁河": "澜河",
        "不足": (
            "一是协商成果落实的跟踪还不够紧，有的提案没有按期答复；二是联系服务群众的方式还不够多，"
            "志愿服务还没有做到每周不断；三是各界别发挥作用还不够均衡。"
        ),
        "下一步": (
            "一是围绕高质量发展选准议题，提高协商议政的针对性；二是健全提案办理跟踪督办机制，做到件件有"
            "答复；三是完善委员联系界别群众制度，把工作做到群众身边。"
        ),
    },
    2018: {
        "考察地": "本省",
        "特色小镇": "砚湖",
        "道路起点": "柳堤路口",
        "道路终点": "澜河桥",
        "区委届": "七",
        "区委次": "五",
        "小区": "听澜",
        "共建小区": "映柳",
        "学习篇目": "加强和改进人民政协工作的论述摘编",
        "协商课题": "砚湖特色小镇规划建设、营造良好司法环境",
        "不足": (
            "一是调查研究的深度还不够，有的建议针对性不强；二是超过期限的提案没有做到逐件协商；"
            "三是委员之间履职还不够均衡。"
        ),
        "下一步": (
            "一是加强理论学习，提高政治站位；二是完善协商计划，深入调查研究；三是改进提案和社情民意信息"
            "工作，推动成果落实；四是加强委员队伍建设，做好服务保障。"
        ),
    },
}


def compose(seed: int = SEED) -> Plan:
    """The demo committee drawn from the seed; the same seed gives the same plan everywhere."""
    cast = Cast(bodies(seed) + handling() + own())
    make_members(seed, cast)
    make_seats(seed, cast)
    make_ties(seed, cast)
    plan = Plan(seed, PLACE, words=WORDS)
    plan.terms = [Term(8, OLD, OLD_END), Term(9, OLD_END + timedelta(days=1), None)]
    plan.sessions = [
        Session(
            f"session:{term}-{number}",
            term,
            number,
            day,
            day + timedelta(days=3),
            day + timedelta(days=2),
        )
        for term, number, day in OPENINGS.values()
    ]
    plan.bodies, plan.people = cast.bodies, cast.people
    plan.memberships, plan.offices, plan.links = cast.memberships, cast.offices, cast.links
    plan.items = list(giving.ITEMS)
    plan.kinds = [ActivityKind(*row) for row in words("activities")["kinds"]]
    _records(seed, cast, plan)
    return plan


def _records(seed: int, cast: Cast, plan: Plan) -> None:
    plan.proposals = make_proposals(seed, cast, plan.sessions)
    plan.briefs, from_briefs, taken = make_briefs(seed, cast, plan.proposals)
    openings = {year: row[2] for year, row in OPENINGS.items()}
    plan.plan_items, consulted, approved = consultations.make_consultations(seed, cast, openings)
    plan.suggestions = consulted + from_briefs
    plan.instructions = approved + taken
    reports = _activities(seed, cast, plan)
    plan.gifts, plan.aids = giving.make_gifts(seed, cast), giving.make_aid(seed, cast)
    plan.responsibilities = duties.make_responsibilities(seed, cast)
    plan.work_points = projects.make_work_points(seed, cast)
    plan.key_projects = projects.make_key_projects(seed, cast)
    plan.homes = projects.make_homes(seed, cast)
    plan.agreements = projects.make_agreements(seed, cast)
    plan.publications = papers.make_publications(seed, cast, reports, plan.proposals)
    plan.accounts = papers.make_accounts(seed, cast)
    plan.ledger = papers.make_ledger(seed, cast)


def _activities(seed: int, cast: Cast, plan: Plan) -> list[Publication]:
    """The diaries of the four years; returns the research reports they led to."""
    reports: list[Publication] = []
    for session in plan.sessions:
        year = session.opens.year
        diary = Diary(year, chance(seed, f"diary {year}"), cast)
        write_meetings(diary, session, [item for item in plan.plan_items if item.year == year])
        write_study(diary)
        topics, written = write_research(diary)
        plan.suggestions += write_visits(diary)
        write_volunteers(diary)
        write_culture(diary)
        plan.topics += topics
        reports += written
        plan.activities += sorted(diary.rows, key=lambda row: (row.day, row.key))
    return reports
