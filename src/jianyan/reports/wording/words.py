"""The words that tie numbers together in official prose, as small tables."""

from __future__ import annotations

import re

GROSS = re.compile(r"收到|提交|提出|征集|受理|收集|接收|报送|共计|总计|一共|总数|共有|共")
"""What came in, before anything was sorted out."""
FILED = re.compile(r"(?<!不予)(?<!未予)(?<!不)(?<!未)(?:立案|拟立)(?!率)")
NEGATED = re.compile(r"不予|未予|不立|未立|撤|作为|转|退回|并案|合并|待定")
OTHERS = re.compile(r"其他|其它|其余|另外|另有|剩余|余下")
GROWTH = re.compile(r"增长|增加|上升|提高|提升|下降|减少|降低|同比|环比|上年|去年|上届|往年|翻|增幅|降幅|缩减|回落|递增|递减")  # fmt: skip
ANNOUNCES = re.compile(
    r"其中|分别(?:是|为|有|属)?|包括|包含|涵盖|分为|按[^,，;；。]{0,12}(?:分|看|划分|分类|统计)|"
    r"从[^,，;；。]{0,16}(?:看|分|来看)|中[,，:：]|[:：]\s*$"
)
ALL = re.compile(r"全部|所有|均|都|全数|悉数")
NOUNS = re.compile(r"提案|建议|信息|委员|单位|企业|议题|意见|项目|问题|会议|活动|部门")

DIMENSIONS: dict[str, tuple[re.Pattern[str], ...]] = {
    "filing": (
        re.compile(
            r"(?:不予|未予|不|未)立案?|作为|待定|退回|撤|拟?转|来信|另行|供.{0,6}参考|不符合|不再"
        ),
        FILED,
        re.compile(r"并案|合并|并入"),
    ),
    "origin": (
        re.compile(r"集体|界别|党派|团体|专委会|专门委员会|小组|联络组|工商联"),
        re.compile(r"个人|委员|联名"),
    ),
    "class": (
        re.compile(r"(?:^|[^A-Za-z])A[类级]?|Ａ"),
        re.compile(r"(?:^|[^A-Za-z])B[类级]?|Ｂ"),
        re.compile(r"(?:^|[^A-Za-z])C[类级]?|Ｃ"),
    ),
    "result": (
        re.compile(r"正在|计划|列入|逐步|部分|长期|将要|在办|推进中|跟踪|未(?!予?立)|尚|拟"),
        re.compile(r"难以|参考|不具备|解释|限制|条件|说明|无法|不可行|不能"),
        re.compile(r"已(?!立案)|解决|采纳|落实|办结|办复|完成|办理完毕|答复"),
    ),
    "satisfaction": (
        re.compile(r"不满意"),
        re.compile(r"基本满意|比较满意|较满意|一般|理解"),
        re.compile(r"满意"),
    ),
    "role": (re.compile(r"会办|协办|分办"), re.compile(r"主办|独办|承办|牵头")),
    "object": (re.compile(r"建议"), re.compile(r"提案")),
    "sex": (re.compile(r"女"), re.compile(r"男")),
}
"""Ways to split a whole; the first pattern that a label holds names its side."""
COMPLETE: dict[str, tuple[frozenset[int], ...]] = {
    "filing": (frozenset({0, 1}),),
    "origin": (frozenset({0, 1}),),
    "class": (frozenset({0, 1, 2}),),
    "result": (frozenset({0, 2}),),
    "satisfaction": (frozenset({0, 1, 2}),),
    "role": (frozenset({0, 1}),),
    "object": (frozenset({0, 1}),),
    "sex": (frozenset({0, 1}),),
}
"""The sides that together leave nothing out."""


def side(dimension: str, label: str) -> int | None:
    """Which side of a dimension a label names."""
    for at, pattern in enumerate(DIMENSIONS[dimension]):
        if pattern.search(label):
            return at
    return None


def dimension_of(labels: list[str]) -> str | None:
    """The dimension whose opposite sides the labels name, all of them, and completely."""
    for name, wholes in COMPLETE.items():
        sides = [side(name, each) for each in labels]
        if None not in sides and any(whole <= set(sides) for whole in wholes):
            return name
    return None
