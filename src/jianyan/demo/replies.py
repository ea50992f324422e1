"""Replies, ratings, look-backs and measured outcomes of a proposal."""

from __future__ import annotations

from datetime import date
from random import Random

from jianyan.demo.draw import cycle, later
from jianyan.demo.facts import LookBack, Outcome, Rating, Reply
from jianyan.demo.proposal_texts import Text

CLASSES = (("A", 58), ("B", 29), ("C", 10), ("D", 3))
OPENING = "您提出的《{title}》收悉。我单位高度重视，{with_}现答复如下："
POINTS = {
    "A": (
        "已采纳，相关措施已经落实",
        "已纳入本单位年度工作并按期完成",
        "已列入工作制度并开始执行",
        "已会同有关单位和社区落实，请您查看",
    ),
    "B": (
        "已列入年度计划，正在办理前期手续",
        "部分采纳，先行在一个街道试点，成熟后推开",
        "正在会同有关单位制定方案",
    ),
    "C": ("因资金和用地条件限制，目前暂不能实施，已列入项目储备", "属长期工作，将在编制规划时研究"),
    "D": (
        "已向上级主管部门反映，供研究参考",
        "涉及面较广，留作今后工作参考",
        "与现行规定的衔接需进一步研究，留作参考",
    ),
}
COMMENTS = {
    "满意": (
        "办理认真，沟通及时。",
        "承办同志两次到现场，问题得到解决。",
        "答复具体，措施可行。",
        "",
    ),
    "基本满意": ("总体认可，希望加快进度。", "方案已有，盼早日落实。", "部分建议还需继续推进。"),
    "不满意": ("答复没有回应核心建议，未到现场了解情况。", "只说明困难，没有提出解决办法和时间。"),
}
FINDINGS = {
    True: ("项目已完工并投入使用。", "措施已落实，走访居民反映良好。", "相关制度已印发执行。"),
    False: (
        "前期手续已办结，计划明年开工。",
        "试点仍在进行，尚未全面推开。",
        "资金尚未到位，继续跟踪。",
    ),
}
# item: unit, least, most, step, what else is measured with it
OUTCOMES = {
    "路灯": ("盏", 18, 46, 2),
    "雨水管网": ("米", 420, 1600, 20),
    "改造楼栋": ("栋", 6, 24, 1),
    "公厕": ("座", 1, 4, 1),
    "口袋公园": ("处", 1, 5, 1),
    "滨水步道": ("米", 300, 1800, 50),
    "护学岗": ("个", 2, 8, 1),
    "停车泊位": ("个", 60, 320, 10),
    "公交站点": ("个", 2, 9, 1),
    "修复路面": ("平方米", 900, 3600, 100),
    "充电端口": ("个", 60, 480, 20),
    "养老服务站": ("个", 1, 4, 1),
    "助餐点": ("个", 1, 6, 1),
    "加装电梯": ("部", 2, 12, 1),
    "供暖管网": ("米", 600, 3200, 100),
    "培训人次": ("人次", 120, 680, 20),
    "供水管线": ("米", 300, 1900, 50),
    "微型消防站": ("个", 2, 9, 1),
    "幼儿园学位": ("个", 180, 540, 30),
    "改造教室": ("间", 24, 120, 6),
    "自助借阅点": ("个", 1, 5, 1),
    "签约人数": ("人", 320, 1600, 20),
    "自动体外除颤器": ("台", 4, 20, 2),
    "健身场地": ("处", 1, 6, 1),
    "社区用房": ("平方米", 120, 640, 20),
}


def draw_class(rng: Random) -> str:
    """A reply class by its usual share."""
    return rng.choices([c for c, _ in CLASSES], [share for _, share in CLASSES])[0]


def write_reply(
    rng: Random,
    text: Text,
    unit: str,
    day: date,
    reply_class: str,
    others: list[str],
    again: bool = False,
) -> Reply:
    """A reply that answers each suggestion in turn."""
    with_ = f"会同{'、'.join(others)}认真研究，" if others else "认真研究办理，"
    if again:
        with_ = "主要负责同志带队到现场与您再次面商，"
    point = cycle(rng, POINTS[reply_class])
    points = "".join(
        f"\n{number}.关于“{suggestion.removesuffix('。')}”的建议：{point()}。"
        for number, suggestion in enumerate(text.suggestions, start=1)
    )
    body = OPENING.format(title=text.title, with_=with_) + points
    end = "\n感谢您对我们工作的关心和支持。"
    return Reply(unit, day, reply_class, body + end, 2 if again else 1)


def rate(
    rng: Random,
    person: str | None,
    day: date,
    result: str,
    cosigners: tuple[str, ...],
    round_: int = 1,
) -> tuple[Rating, ...]:
    """The first proposer's rating, and those of some co-signers."""
    attitude = "满意" if result != "不满意" else rng.choice(("基本满意", "不满意"))
    found = [Rating(day, person, attitude, result, rng.choice(COMMENTS[result]), round_)]
    for key in cosigners:
        if rng.random() < 0.4:
            own = result if rng.random() < 0.8 else "基本满意"
            found.append(Rating(later(rng, day, 0, 6), key, "满意", own, "", round_))
    return tuple(found)


def look_back(rng: Random, unit: str, day: date) -> LookBack:
    """What became of a class B reply a year later."""
    solved = rng.random() < 0.66
    return LookBack(day, unit, solved, rng.choice(FINDINGS[solved]))


def outcomes(rng: Random, text: Text, day: date, spacing: int | None) -> tuple[Outcome, ...]:
    """The measured results of a topic that has any; `spacing` is the lamps' distance in metres."""
    item = text.topic.outcome
    if not item:
        return ()
    unit, low, high, step = OUTCOMES[item]
    place = text.road if item in ("路灯", "修复路面", "雨水管网") else text.street
    found = [Outcome(day, item, rng.randrange(low, high + 1, step), unit, place)]
    if spacing:
        found.append(Outcome(day, "路灯间距", spacing, "米", place, adds_up=False))
    return tuple(found)
