"""The words that tie numbers together in official prose, as small tables."""

from __future__ import annotations

import re

GROSS = re.compile(
    r"收到|提交|提出|征集|受理|收集|接收|报送|送交|共计|总计|一共|总数|合并后|并案后|(?<!中)共(?![产青同])"
)
"""What came in, before anything was sorted out."""
FILED = re.compile(r"(?<!不予)(?<!未予)(?<!不)(?<!未)(?:立案|拟立)(?!率)")
WHOLES = re.compile(rf"{GROSS.pattern}|{FILED.pattern}|交办|承办")
NOT_FILED = re.compile(
    r"(?:不予|未予|不|未)立案?|(?<![留工])作为?.{0,10}(?:意见|建议|信|参考|民意|处理)|待定|退回|撤|拟转|"
    r"转(?:为|作|成|意见|建议|来信|信访|社情|委员|提案者?|有关|相关|$)|来信|供.{0,6}参考|不属于|修改(?:后|完善|之中)|不符合|不再|另作|另行"
)
MERGED = re.compile(r"并案|合并|并入")
NEGATED = re.compile(rf"{NOT_FILED.pattern}|{MERGED.pattern}")
OTHERS = re.compile(r"其他|其它|其余|剩余|余下")
GROWTH = re.compile(
    r"增长|增加|上升|提高|提升|下降|减少|降低|同比|环比|上年|去年|上届|往年|增幅|降幅|缩减|回落|净增|净减|"
    r"递增|递减|多于|少于|超出|高于|低于"
)
CHANGE = re.compile(
    r"(?:(?:增长|增幅|降幅|(?:上升|提高|提升|下降|减少|降低|缩减|回落)(?:率|幅度))(?:率|幅度)?(?:了|为|达到?|约)*|"
    r"(?:增加|上升|提高|提升|净增|多|下降|减少|降低|净减|缩减|回落|少)(?:了|达|约)*)$"
)
"""Before a number that says how much more or less."""
PER = re.compile(
    r"每(?:[个名家位户人支组件所年月天][\u4e00-\u9fff]{0,3})?$|[人户]均[\u4e00-\u9fff]{0,4}$"
)
"""Before a number that is for one of something."""
THEN = re.compile(
    r"上年|去年|前年|上届|往年|同期|上次|上期|此前|原来|以前|年初|[较比](?:(?:19|20)\d\d年|[^,，;；。\d]{1,10}的$)"
)
"""Before a number of another time."""
AFTER = re.compile(r"(?:合计|总计|共计|累计|一共|总共|合共|共)[^,，;；。\d]{0,8}$")
"""Before a total that stands behind its parts."""
CALLED_SUM = re.compile(r"合计|总计|共计|一共|总共|合共")
LISTS = re.compile(
    r"其中|分别(?:是|为|有|属|占)?|包括|包含|涵盖|分为|[按从][^,，;；。]{0,28}(?:分|看|划分|分类|统计)|"
    r"分类[,，]|[:：][^,，;；。]{0,14}$"
)
"""Words that announce a list of parts."""
WITHIN = re.compile(
    r"(?P<name>[^,，;；。：:]{0,14})(?<!其)中(?:[,，:：]|(?<=提案中)(?=[^,，;；。：:\d]{1,14}\d))"
)
"""立案提案中: parts of what is named."""
ALL = re.compile(r"全部|所有|均|都|全数|悉数")
NOUNS = re.compile(r"提案|建议|信息|委员|单位|企业|议题|意见|项目|问题|会议|活动|部门")

DIMENSIONS: dict[str, tuple[re.Pattern[str], ...]] = {
    "filing": (NOT_FILED, FILED, MERGED),
    "origin": (
        re.compile(r"集体|界别|党派|团体|专委会|专门委员会|小组|联络组|工商联"),
        re.compile(r"个人|委员|联名"),
    ),
    "class": tuple(re.compile(rf"(?:^|[^A-Za-z]){each}(?![A-Za-z])") for each in "ABCD"),
    "result": (
        re.compile(
            r"正在|(?<!年度)(?<!年初)计划(?!投资|协商|安排|总|完成|任务)|列入|逐步|部分|长期|将要|在办|推进中|跟踪|沟通|协调|未(?!予?立)|尚|拟(?!立|转)|"
            r"其余|剩余|余下|剩下|还有"
        ),
        re.compile(r"难以|参考|不具备|解释|限制|条件|说明|无法|不可行|不能"),
        re.compile(r"解决|采纳|落实|办结|办复|完成|完毕|答复"),
    ),
    "satisfaction": (
        re.compile(r"不满意"),
        re.compile(r"基本满意|比较满意|较满意|一般|理解"),
        re.compile(r"非常满意|很满意"),
        re.compile(r"满意"),
    ),
    "role": (re.compile(r"会办|协办|分办"), re.compile(r"主办|独办|单办|承办|牵头")),
    "object": (re.compile(r"建议"), re.compile(r"提案")),
    "attendance": (
        re.compile(r"请假|缺席|未到|因事|因病|缺勤|未参"),
        re.compile(r"实到|到会|出席|参会|实际"),
    ),
    "sex": (re.compile(r"女"), re.compile(r"男")),
    "party": (re.compile(r"无党派"), re.compile(r"民主党派"), re.compile(r"中共|共产党")),
    "grade": (
        re.compile(r"不称职|不合格|较差"),
        re.compile(r"基本称职|基本合格"),
        re.compile(r"优秀"),
        re.compile(r"良好"),
        re.compile(r"称职|合格"),
    ),
    "stock": (re.compile(r"空编|空缺|缺口|缺额"), re.compile(r"实有|现有|在编|在岗")),
    "manner": (re.compile(r"口头|线上|网上|现场"), re.compile(r"书面|线下|网下|通讯")),
    "holding": (re.compile(r"民办|民营|私营"), re.compile(r"公办|国有|国营")),
    "place": (re.compile(r"农村|乡村|乡镇"), re.compile(r"城区|城镇|城市|街道")),
}
"""Ways to split a whole; the first pattern that a label holds names its side."""
COMPLETE: dict[str, tuple[frozenset[int], ...]] = {
    "filing": (frozenset({0, 1}),),
    "origin": (frozenset({0, 1}),),
    "class": (frozenset({0, 1, 2}),),
    "result": (frozenset({0, 2}), frozenset({1, 2})),
    "satisfaction": (frozenset({0, 3}), frozenset({0, 1, 3}), frozenset({1, 2}), frozenset({2, 3}), frozenset({1, 3})),
    "role": (frozenset({0, 1}),),
    "object": (frozenset({0, 1}),),
    "attendance": (frozenset({0, 1}),),
    "sex": (frozenset({0, 1}),),
    "party": (frozenset({0, 1, 2}),),
    "grade": (frozenset({0, 2, 4}),),
    "stock": (frozenset({0, 1}),),
    "manner": (frozenset({0, 1}),),
    "holding": (frozenset({0, 1}),),
    "place": (frozenset({0, 1}),),
}  # fmt: skip
"""The sides that together leave nothing out."""
_ASPECTS = tuple(
    re.compile(each)
    for each in (
        r"[男女]|妇女",
        r"中共|共产党|(?<!民主)党员|民主党派|无党派|党外",
        r"少数民族|汉族",
        r"岁|退休|中青年",
        r"学历|大专|本科|研究生|博士|硕士",
        r"职称|高级|中级",
        r"新任|连任|新提名|继续提名|新进|留任",
    )
)
"""What is said of people side by side, each of all of them: sex, party, people, age, schooling, rank, term."""
_ONCE = ("object", "sex", "role", "manner", "holding", "place")
"""Ways to split in which each side is named once."""
_NOUN_END = re.compile(r"(?:方面)?的?(?:提案|建议|信息|意见|议题|项目|问题)?[的有为是共计达\s]*$")
MARKED_OUT = re.compile(r"重点|优秀|督办")
STATUS = re.compile(r"(?<!拟)立案|并案|合并|重点|优秀|交办|办结|答复|采用|批示|转化|公开|率")


ABOUT = re.compile(r"围绕|涉及|关于|有关|针对|聚焦|反映|建言|属于?|事关")
"""How the parts of a list by content begin."""


def side(dimension: str, label: str) -> int | None:
    """Which side of a dimension a label names."""
    for at, pattern in enumerate(DIMENSIONS[dimension]):
        if pattern.search(label):
            return at
    return None


def dimension_of(labels: list[str]) -> str | None:
    """The dimension whose opposite sides the labels name, all of them, and completely."""
    if len(labels) == 2 and _denied(*labels):
        return "denial"
    if _scale(labels):
        return "scale"
    for name, wholes in COMPLETE.items():
        sides = [side(name, each) for each in labels]
        if None in sides or not any(whole <= set(sides) for whole in wholes):
            continue
        if name not in _ONCE or len(set(sides)) == len(sides):
            return name
    return None


def _scale(labels: list[str]) -> bool:
    """35岁以下, 36至50岁, 51岁以上: the steps of a scale from its one end to the other."""
    ends = "以下|以上" if len(labels) > 2 and all(map(_BETWEEN.search, labels)) else ""
    first, last = (re.findall(ends, labels[at]) for at in (0, -1)) if ends else ([], [])
    return (
        bool(first and last)
        and first != last
        and not any(re.search(ends, each) for each in labels[1:-1])
    )


def of_several_aspects(labels: list[str]) -> bool:
    """Whether labels say different things of the same people (女委员, 少数民族委员), and are no list of theirs."""
    said = [
        {at for at, each in enumerate(_ASPECTS) if each.search(label)}
        for label in labels
        if "界" not in label
    ]
    return len(said) == len(labels) and all(said) and not set.intersection(*said)


def _denied(one: str, other: str) -> bool:
    """中共委员 and 非中共委员: the one is the other denied."""
    return min(len(one), len(other)) >= 2 and any(
        first.endswith(f"{word}{second}")
        for first, second in (
            (one.rstrip("的"), other.rstrip("的").removeprefix("已")),
            (other.rstrip("的"), one.rstrip("的").removeprefix("已")),
        )
        if len(second) >= 2
        for word in ("非", "未", "不", "无")
    )


def alike(one: str, other: str) -> bool:
    """Whether two labels name things of one list: by beginning, by end, or as opposite sides."""
    if not one or not other:
        return False
    if bool(NOT_FILED.search(one)) != bool(NOT_FILED.search(other)):
        return all(NEGATED.search(each) or FILED.search(each) for each in (one, other))
    return _denied(one, other) or named_alike(one, other) or _opposite(one, other)


def named_alike(one: str, other: str) -> bool:
    """By beginning, by end, or by what the labels say of themselves."""
    if one[:2] == other[:2] and len(one) > 3 and len(other) > 3:
        return True
    if ABOUT.match(one) and ABOUT.match(other):
        return True
    if one[-4:] == other[-4:] and min(len(one), len(other)) > 4:
        return True
    if of_one_kind(one, other):
        return True
    first, second = _BY.search(one), _BY.search(other)
    if first and second and first[1] == second[1]:
        return True
    return _BETWEEN.search(one) is not None and _BETWEEN.search(other) is not None


def _opposite(one: str, other: str) -> bool:
    """Whether two labels name sides of one split."""
    for name in DIMENSIONS:
        first, second = side(name, one), side(name, other)
        if first is not None and second is not None and (first != second or name == "origin"):
            return True
    return False


_BY = re.compile(r"[\u4e00-\u9fff]{2}(办理|承办|收到|提出|提交|撰写|采用|录用)的?[有为]?$")
"""Labels of who did it: 省政府办理, 省委部门办理."""
_BETWEEN = re.compile(r"\d\s?(?:周?岁|分|年|万?元|公里|亩)(?:以[上下]|之间)?[的有为]*$")
"""Labels that are steps of a scale: 80至89分的."""


def of_one_kind(one: str, other: str) -> bool:
    """Whether two labels say of themselves that they are one of a kind: 经济方面的提案, 文教方面的提案."""
    return bool(_kind(one)) and _kind(one) == _kind(other)


def _kind(label: str) -> str:
    """方面, 类, 领域: what a label says of itself behind its name."""
    found = re.search(r"(方面|领域|事业|建设|类|界|级|口)(?:的|性)?(?:工作)?(?:提案|建议|信息|意见|议题|项目|问题)?[的有为是共计达\s]*$", label)  # fmt: skip
    return found[1] if found else ""


def terse(label: str) -> bool:
    """A bare name of a part: 农业, 科教文卫."""
    name = _NOUN_END.sub("", label)
    return 0 < len(name) <= 8 and not STATUS.search(name)
