"""The make of a draft: situation, analysis and suggestions with their shares, and what is doubtful in it.

Each finding carries its reason; nothing is said of what the text gives no ground for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

PARTS = (("situation", "情况"), ("analysis", "分析"), ("suggestions", "建议"))
LONG = 3000
"""Characters beyond which a proposal is called long; committees set their own in the rulebook."""
SHORT = 200
SHARE = 0.25
"""The least share of a text that its suggestions should have."""
BRIEF = 12
"""A suggestion of no more characters says hardly what to do."""
GENERAL = re.compile(
    r"加强|加大|强化|提高|提升|增强|重视|完善|健全|优化|推进|推动|促进|深化|落实|营造|树立|引导|鼓励|"
    r"大力|积极|切实|进一步|认真|充分|高度|统筹|加快|力度|意识|认识|氛围|机制|体系|水平|能力|工作|宣传|领导|管理|建设|发展"
)
"""Words that fit any suggestion."""
CONCRETE = re.compile(
    r"[0-9０-９%％]|[一二两三四五六七八九十百]+[个处所名人次年月日件条项批辆米元类种家座]|“|《|"
    r"设立|设置|增设|开设|开通|新建|改建|改造|修建|加装|安装|配备|(?<!资源)配置|划定|试点|出台|制定|制订|修订|编制|"
    r"补贴|奖励|减免|免费|延长|缩短|公示|公开|公布|清单|名单|台账|平台|热线|专线|专班|专项资金|考核|罚款|拆除|清理|"
    r"列入|纳入|每年|每月|每周|每季|定期|联席会议|示范|标准|条例|目录|名录|地图|站点|窗口|App|小程序|购买服务"
)
"""Words of something that one can see done."""
ADDRESSED = re.compile(
    r"[局委厅]|政府|部门|法院|检察院|街道|镇|乡|村|社区|居委会|学校|医院|企业|单位|协会|工会|妇联|团委|"
    r"办公室|党委|人大|公安|民政|银行|各级|中心|高校|机构|公司"
)
"""Whoever a suggestion may be for."""
ASKING = re.compile(r"关于")
JOINING = re.compile(r"；|;|的建议[和与及、]|的提案[和与及、]|以及.*问题")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say of a draft: how sure (for a part: its share of the text), and why."""

    label: str
    score: float
    why: str
    fault: bool = True


def structure(
    title: str, situation: str, analysis: str, suggestions: Sequence[str]
) -> list[Finding]:
    """The shares of the three parts, then what is doubtful, the surest first."""
    texts = dict(
        zip((key for key, _ in PARTS), (situation, analysis, "".join(suggestions)), strict=True)
    )
    lengths = {key: len("".join(text.split())) for key, text in texts.items()}
    total = sum(lengths.values())
    shares = [
        Finding(label, round(lengths[key] / total, 3), f"{lengths[key]}字", fault=False)
        for key, label in PARTS
        if total
    ]
    doubts = [*_missing(lengths, total), *_length(total), *_matters(title), *_vague(suggestions)]
    doubts += _unaddressed(suggestions)
    return [*shares, *sorted(doubts, key=lambda one: -one.score)]


def _missing(lengths: dict[str, int], total: int) -> list[Finding]:
    if not total:
        return [Finding("没有正文", 1.0, "还没有写情况、分析和建议")]
    found = [
        Finding(f"没有{label}", 1.0, f"没有读到写{label}的部分")
        for key, label in PARTS
        if not lengths[key]
    ]
    share = lengths["suggestions"] / total
    if lengths["suggestions"] and share < SHARE:
        found.append(
            Finding(
                "建议偏少", round(1 - share, 2), f"建议只占{share:.0%}，写情况和分析的篇幅多于办法"
            )
        )
    return found


def _length(total: int) -> list[Finding]:
    if total > LONG:
        return [Finding("篇幅过长", 0.9, f"正文{total}字，一般不超过{LONG}字")]
    if 0 < total < SHORT:
        return [Finding("篇幅过短", 0.8, f"正文只有{total}字")]
    return []


def _matters(title: str) -> list[Finding]:
    if len(ASKING.findall(title)) > 1 or JOINING.search(title):
        return [Finding("疑似不止一事", 0.8, f"案由“{title}”像是写了几件事，请核对是否一事一案")]
    return []


def _vague(suggestions: Sequence[str]) -> list[Finding]:
    found = []
    for order, text in enumerate(suggestions, start=1):
        if (score := vague(text)) >= 0.5:
            words = "、".join(dict.fromkeys(GENERAL.findall(text)))[:20]
            why = f"第{order}条“{_cut(text)}”"
            why += (
                f"多是{words}一类的话，没有写明做什么、做到什么程度"
                if words
                else "太短，没有写明做什么"
            )
            found.append(Finding("建议空泛", score, why))
    return found


def vague(text: str) -> float:
    """How surely a suggestion says nothing that one could see done: 0 to 1."""
    plain = "".join(text.split())
    if not plain:
        return 0.0
    concrete = len(set(CONCRETE.findall(plain)))
    general = sum(len(word) for word in GENERAL.findall(plain)) / len(plain)
    if len(plain) <= BRIEF:
        return 0.6 if not concrete else 0.0
    if concrete > len(plain) / 120:
        return 0.0
    return round(min(1.0, general * 2.5), 2) if not concrete else 0.0


def _unaddressed(suggestions: Sequence[str]) -> list[Finding]:
    if suggestions and not any(ADDRESSED.search(text) for text in suggestions):
        return [Finding("没有写明由谁办", 0.7, "各条建议都没有提到由哪个单位或哪类单位来做")]
    return []


def _cut(text: str, most: int = 24) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"
