"""The loaded demo committee: every figure of the two reports says what the plan says, and every
claim holds that should."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from jianyan.demo.plan import Plan
from jianyan.figures.read import read
from jianyan.ground.models import Committee
from jianyan.ground.periods import scope_of
from jianyan.reports.fill import fill
from jianyan.reports.register_reader import reader_for
from tests.demo.counting import Year, money

FORMS = ("全体会议协商", "专题议政性常委会议协商", "专题协商", "调研协商", "视察监督")
LOCAL = ("城市建设管理", "城市交通", "群众生产生活", "教科文卫", "经济发展", "社区建设", "其他")
MEETINGS = {
    "常委会议": "standing",
    "专题研讨会": "seminar",
    "委员座谈会": "forum",
    "专题民主生活会": "democratic",
    "以案促改会议": "case_reform",
}
STORIES = ("public_virtue", "work_virtue", "family_virtue", "personal_virtue")


def of_ground(of: Year) -> Iterator[tuple[str, Any]]:
    yield "政协.区名", "澜汀"
    yield "政协.市名", "云陂"
    yield "政协.市主席", "卢"
    yield "届次.届", 9
    yield "届次.次", of.number - 2017


def of_activities(of: Year) -> Iterator[tuple[str, Any]]:
    yield "会议.次数[党组会议|主席会议]", of.times("party_group", "chair")
    for label, code in MEETINGS.items():
        yield f"会议.次数[{label}]", of.times(code)
    yield "学习.次数", of.times("study")
    yield "学习.培训天数", sum(row.days for row in of.held("training"))
    yield "学习.专家辅导", of.times("expert")
    yield "学习.廉政党课", of.times("integrity_lecture")
    seen = [of.body(key).name for row in of.held("integrity_visit") for key in row.bodies]
    yield "学习.参观地.名单", list(dict.fromkeys(seen))
    yield "走访.企业", len(of.visited("enterprise"))
    yield "走访.企业.名单", of.visited("enterprise")
    yield "走访.社区", len(of.visited("community"))
    yield "走访.人次[社区]", of.went("community")
    yield "活动.次数[精神文明]", of.times("spirit")
    yield "活动.名单[精神文明]", list(dict.fromkeys(row.title for row in of.held("spirit")))
    yield "活动.期数[道德讲堂]", of.times("moral_hall")
    yield "活动.期数[文化讲堂]", of.times("culture_hall")
    yield "活动.期数[社会公德|职业道德|家庭美德|个人品德]", of.times(*STORIES)
    yield "调研.课题", sum(of.has(topic.chosen) for topic in of.plan.topics)


def of_proposals(of: Year) -> Iterator[tuple[str, Any]]:
    assigned = of.assigned
    rated = [row for row in assigned if of.result(row)]
    yield "提案.交办", len(assigned)
    for label in LOCAL:
        yield f"提案.交办[{label}]", sum(row.local == label for row in assigned)
    yield "提案.办复", sum(of.answered(row) for row in assigned)
    yield "提案.办复率", of.share(of.answered, assigned)
    yield "提案.面商率", of.share(of.met, assigned)
    yield "提案.满意率", of.share(lambda row: of.result(row) == "满意", rated)
    yield "提案.基本满意率", of.share(lambda row: of.result(row) == "基本满意", rated)
    yield "提案.重点.名单", of.key_titles
    yield "提案.超期", sum(of.overdue(row) for row in assigned)
    consulted = [p for p in of.plan.proposals if of.has(p.overdue_consulted)]
    yield "提案.超期协商", len(consulted)
    looked = [p for p in of.plan.proposals if p.look_back and of.has(p.look_back.day)]
    yield "提案.回头看", len(looked)
    yield "上年提案.乙类答复", of.tracked_before()
    yield "成果.数量[路灯]", sum(of.measured("路灯"))
    yield "成果.数值[路灯间距]", *of.measured("路灯间距")


def of_opinions(of: Year) -> Iterator[tuple[str, Any]]:
    yield "信息.报送", sum(of.has(b.sent_up[0].day) for b in of.plan.briefs if b.sent_up)
    visits = [row for row in of.raised("走访") if (row.place or "").startswith("community:")]
    yield "意见.收集[社区]", len(visits)
    yield "意见.解决[社区]", sum(of.settled(row) for row in visits)
    yield "意见.按期解决[来源=信息]", sum(of.settled(row, True) for row in of.raised("信息"))
    advice = [row for row in of.raised("协商") if row.nature == "建议"]
    yield "建议.提出[来源=协商]", len(advice)
    adopted = [row for row in advice if row.verdict == "采纳" and of.known(row.answered)]
    yield "建议.采纳[来源=协商]", len(adopted)
    yield "协商.计划项数", of.planned()
    yield "协商.完成", of.planned(completed=True)
    for form in FORMS:
        yield f"协商.完成[{form}]", of.planned(form, completed=True)
    projects = [len(row.livelihood) for row in of.plan.plan_items if of.has(row.held)]
    yield "协商.惠民实事", sum(projects)


def of_giving(of: Year) -> Iterator[tuple[str, Any]]:
    yield "捐赠.人次", len(of.gifts)
    for item in ("口罩", "测温仪", "医用手套", "二氧化氯消毒片"):
        yield f"捐赠.数量[{item}]", of.given(item)
    yield "捐赠.金额", money(sum(gift.money for gift in of.gifts))
    for kind in ("街道", "隔离点"):
        yield f"捐赠.受赠单位[{kind}]", of.recipients(kind)
    yield "帮扶.村.名单[产业]", of.aided("village", "产业")
    yield "帮扶.县.名单[产业]", of.aided("county", "产业")
    yield "帮扶.镇.名单[产业]", of.aided("town", "产业")
    yield "帮扶.县.名单[消费]", of.aided("county", "消费")
    yield "帮扶.镇.名单[消费]", of.aided("town", "消费")
    yield "帮扶.镇.名单[就业]", of.aided("town", "就业")
    yield "帮扶.村.名单[文化]", of.aided("village", "文化")
    yield "帮扶.学校.名单", of.aided("school")
    for item in ("旅游驿站", "鸡苗", "土豆", "就业岗位", "图书"):
        yield f"帮扶.数量[{item}]", of.aid_of(item)
    yield "帮扶.数量[衣被|其他生活物资]", of.aid_of("衣被", "其他生活物资")
    pupils = of.aid("助学")
    yield "帮扶.参与委员[助学]", len({key for row in pupils for key in row.people})
    yield "帮扶.资助标准[助学]", *{money(row.standard) for row in pupils if row.standard}
    yield "帮扶.金额[助学]", money(sum(row.money for row in pupils))
    yield "帮扶.受益人数[助学]", sum(row.beneficiaries for row in pupils)
    yield "帮扶.人次[文化]", sum(len(row.people) + row.others for row in of.aid("文化"))
    yield "帮扶.价值[图书]", money(sum(row.value for row in of.aid() if row.item == "图书"))
    yield "帮扶.受益人数", sum(row.beneficiaries for row in of.aid())
    yield "帮扶.款物价值", money(sum(row.money + row.value for row in of.aid()))


def of_standing(of: Year) -> Iterator[tuple[str, Any]]:
    yield "责任.分包街道.名单", of.begun("分包街道")
    yield "责任.分包社区.名单", of.begun("分包社区")
    yield "责任.分包小区", len(of.begun("分包小区"))
    yield "党建.功能型支部", of.bodies("party_branch", "功能型支部")
    yield "党建.委员党小组", of.bodies("party_cell")
    yield "组织.智囊成员", len(of.within("advisory_group:"))
    yield "联系.党组成员", len({x.person for x in of.led("leader_sector", "leader_group")})
    yield "联系.界别", len({link.target for link in of.led("leader_sector")})
    yield "联系.每人委员组数", of.spread(of.led("leader_group"))
    yield "联系.党员委员", len({link.person for link in of.pairs})
    yield "联系.党外委员", len({link.target for link in of.pairs})
    yield "联系.每人党外委员数", of.spread(of.pairs)
    yield "调研.报告", len(of.issued("research_report"))
    yield "学习.论文", len(of.issued("paper"))
    yield "制度.修订", len(of.issued("regulation"))
    yield "制度.名单", of.issued("regulation")
    yield "协作.单位.名单", of.partners
    yield "项目.名单", of.led_projects
    homes = of.plan.homes
    yield "阵地.投入", money(sum(fen for h in homes for day, fen in h.money if of.has(day)))
    yield "阵地.委员之家", sum(of.has(home.opened) for home in homes)
    signed = [n for p in of.plan.key_projects for day, n in p.signings if of.has(day)]
    yield "项目.签约户数", sum(signed)
    points = [row for row in of.plan.work_points if of.has(row.planned)]
    yield "要点.项数", len(points)
    yield "要点.完成", sum(of.known(row.done) for row in points)


COUNTS = (of_ground, of_activities, of_proposals, of_opinions, of_giving, of_standing)


@pytest.mark.parametrize("year", [2018, 2020])
def test_every_figure_says_what_the_plan_says(
    demo_db: Committee, demo_plan: Plan, year: int
) -> None:
    expected = dict(pair for count in COUNTS for pair in count(Year(demo_plan, year)))
    scope = scope_of((demo_db.pk,), str(year))
    assert {name: read(name, scope).value for name in expected} == expected


def test_no_figure_is_nought(demo_plan: Plan) -> None:
    """A report finds something to say at every place; an ordinary year has no isolation sites."""
    nought = {}
    for year in (2018, 2020):
        said = dict(pair for count in COUNTS for pair in count(Year(demo_plan, year)))
        nought[year] = [name for name, value in said.items() if not value]
    assert nought == {2018: ["捐赠.受赠单位[隔离点]"], 2020: []}


RATES = (
    '{{ 声明(提案.面商率 >= p 且 提案.办复率 >= p, "均") }}达到{{ 低者(提案.面商率, 提案.办复率) }}'
)
CLAIMS = (
    (2020, True, '声明(逐项(捐赠.发放数量 = 捐赠.数量), "全部")'),
    (2020, True, '声明(覆盖(会议.议程[全体会议], 会议.已完成议程[全体会议]), "各项")'),
    (2020, True, '声明(覆盖(党组成员, 学习.党课主讲人), "上台讲党课")'),
    (2020, True, '声明(按期(学习.次数[廉政], 每月), "每月")'),
    (2020, True, '声明(按期(责任.巡查, 每日), "每天")'),
    (2020, True, '声明(覆盖(党员委员, 党建.功能型支部成员), "全覆盖")'),
    (2020, True, '声明(覆盖(委员, 党建.党小组成员 或 联系.党小组), "全覆盖")'),
    (2020, True, '声明(协商.完成 = 协商.计划项数, "全部")'),
    (2020, True, '声明(覆盖(协商.完成, 协商.获批示), "主要领导批示")'),
    (2020, True, '声明(建议.采纳[来源=协商] = 建议.提出[来源=协商], "全部")'),
    (2020, False, '声明(提案.办复 = 提案.交办, "全部")'),
    (2020, True, '声明(项目.签约户数 = 项目.计划户数, "顺利完成")'),
    (2020, True, '声明(覆盖(党组成员, 联系.党组成员), "分别联系")'),
    (2020, False, '声明(按期(活动.次数[志愿服务], 每周五), "每周五")'),
    (2018, True, '声明(要点.完成 = 要点.项数, "全面完成")'),
    (2018, True, '声明(意见.按期解决[来源=信息] >= 1, "得到了及时解决")'),
    (2018, True, '声明(覆盖(党组成员, 学习.党课主讲人), "每名")'),
    (2018, True, '声明(覆盖(提案.重点, 提案.主席领衔), "重点提案主席包")'),
    (2018, True, '声明(覆盖(上年提案.乙类答复, 提案.回头看), "上年提案回头看")'),
    (2018, False, '声明(覆盖(提案.超期, 提案.超期协商), "超限提案协商办")'),
)


def test_claims_hold_where_they_should(demo_db: Committee) -> None:
    readers = {year: reader_for(demo_db.pk, str(year)) for year in (2018, 2020)}
    judged = [
        (year, fill(f"{{{{ {said} }}}}", readers[year], {}).claims[0].holds, said)
        for year, _, said in CLAIMS
    ]
    assert judged == list(CLAIMS)
    assert fill(RATES, readers[2020], {}).claims[0].holds
