"""The places of an old report: what was masked (X, XX, ××, **, 某, blanks), or the numbers that stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LISTED = (
    "人次 件次 条次 场次 批次 户次 处次 班次 篇次 家次 平方米 立方米 平方公里 公里 千米 公斤 千克 万元 亿元 小时 个月 "
    "件 项 条 个 篇 份 起 期 次 场 人 名 位 家 户 天 日 元 台 双 片 只 座 斤 吨 册 本 盏 米 亩 棵 株 套 张 顶 床 箱 盒 瓶 升 "
    "批 班 处 支 幅 栋 部 间 届 轮 组 对 种 类 讲 堂 课 页 字 章 辑 % ％ 成 笔 首 辆 枚 块 袋 桶 副 所 岁 倍 款 周年 年"
)
MEASURES = tuple(_LISTED.split())
_OTHERWISE = {
    "部": "署门分队委", "组": "织成建", "本": "地区市县次级身", "所": "在有以属", "种": "植", "场": "所地馆", "次": "要",
    "期": "间", "位": "于置", "课": "题", "家": "园庭属", "名": "单录称", "条": "例件", "成": "立为果功员", "类": "似",
    "对": "口接外", "块": "头", "年": "度", "处": "理置", "班": "子", "支": "持部援", "批": "示准", "笔": "试", "首": "先",
    "副": "主书秘区县市省局厅处部院校会所站组", "字": "样", "间": "隔", "套": "用", "座": "谈", "户": "外", "堂": "会", "日": "常", "天": "然",
}  # fmt: skip
"""Characters after a measure word that make another word of it: 个部 is counted, 部署 is not."""
MEASURE = "|".join(
    re.escape(each) + (f"(?![{_OTHERWISE[each]}])" if each in _OTHERWISE else "")
    for each in sorted(MEASURES, key=len, reverse=True)
)
_ROUND = "余多几"
_COUNTS = rf"[{_ROUND}]?(?:万|亿)?[{_ROUND}]?(?:{MEASURE})"
_TAIL = rf"(?P<round>[{_ROUND}]?)(?P<scale>万|亿)?(?P<more>[{_ROUND}]?)(?P<unit>{MEASURE})?"
_MASK = re.compile(
    rf"(?P<mask>(?<![A-Za-zＡ-Ｚ0-9])(?:[XxＸｘ]{{1,8}}|[×✕]{{1,8}})(?:[.．·][XxＸｘ×✕]{{1,4}})?(?![A-Za-z0-9光])|[_＿]{{2,}}|[○〇]{{2,}}"
    rf"|(?<!\*)\*{{1,8}}(?:\.\*{{1,4}})?(?![年月日时])(?={_COUNTS})|(?<!\*)\*{{1,4}}(?=[区县市镇乡村省街社])"
    r"|某{2,4}|某(?=[区县市镇乡村省街社])|[（(][ 　]{0,6}[）)](?=[件个次人名项条家篇万余%])"
    rf"|(?<=[\u4e00-\u9fff])[ 　]{{2,}}(?=(?:{MEASURE})))" + _TAIL
)
JOINTS = "一—–-~～至到－"
_JOINT = re.compile(rf"[{re.escape(JOINTS)}]{{1,2}}")


@dataclass(frozen=True, slots=True)
class Mark:
    """One place. `end` closes what a slot would replace (126, X余万, X%); `unit` follows it.

    `number`: it stands for a number and not for words. `rounds`, `scaled`: 余 is written, and 万 or 亿.
    `value`: the number that stands there, if one does. `side`: low or high of a range, whose unit
    is that of both.
    """

    start: int
    end: int
    unit_end: int
    text: str
    unit: str
    number: bool
    rounds: bool = False
    scaled: bool = False
    value: float | None = None
    side: str = ""


def masked(text: str) -> list[Mark]:
    """The masked places of a text, in order."""
    found = [_mark(text, match) for match in _MASK.finditer(text)]
    return _ranges(text, [mark for mark in found if mark])


def _mark(text: str, match: re.Match[str]) -> Mark | None:
    unit = match["unit"] or ""
    rounds = bool(match["round"] or match["more"])
    start, end = match.start(), match.end("more")
    number = bool(unit or rounds or match["scale"])
    if unit in ("%", "％"):
        end = match.end()
    if not number:
        end = match.end("mask")
    return Mark(
        start,
        end,
        match.end(),
        text[start:end],
        unit,
        number,
        rounds,
        match["scale"] in ("万", "亿"),
    )


def _ranges(text: str, marks: list[Mark]) -> list[Mark]:
    """Two marks joined by a dash are the least and the most of one range: both count in its unit."""
    for at in range(len(marks) - 1):
        low, high = marks[at], marks[at + 1]
        if high.number and _JOINT.fullmatch(text[low.end : high.start]):
            marks[at] = Mark(
                low.start, low.end, high.unit_end, low.text, high.unit, True, low.rounds, low.scaled,
                low.value, "low",
            )  # fmt: skip
            marks[at + 1] = Mark(
                high.start, high.end, high.unit_end, high.text, high.unit, True, high.rounds,
                high.scaled, high.value, "high",
            )  # fmt: skip
    return marks
