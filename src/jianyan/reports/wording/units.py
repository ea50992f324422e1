"""Units of official prose, and which of them count the same thing."""

from __future__ import annotations


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


PERCENT = "%"
POINTS = "个百分点"
_HEADS = _words(
    "个工作日 人次 件次 场次 批次 户次 项次 家次 条次 篇次 份次 课次 站次 车次 台次 辆次 班次 架次 航次 艘次 列次 "
    "剂次 针次 台套 人份 人天 工日 工时 台班 印张 标段 标准箱 标箱 次数"
)
_THINGS = _words(
    "件 个 名 人 位 家 条 次 场 期 篇 份 项 户 只 台 双 套 辆 本 册 幅 张 页 章 辑 字 部 首 处 所 座 "
    "栋 间 支 组 对 批 类 种 案 村 县 区 市 镇 乡 盟 旗 省 州 街道 社区 站 班 节 例 起 宗 笔 单 门 款 层 "
    "级 票 席 株 棵 头 尾 枚 块 片 瓶 箱 袋 盒 桶 副 把 根 艘 架 趟 遍 轮 版 集 卷 路 倍 分 课时 学时 院 校 "
    "盏 幢 封 则 堂 讲 课 餐 面 口 眼 孔 段 帧 顶 床 桌 羽 匹 窝 枝 朵 粒 颗 盆 罐 包 捆 束 筐 杆 穴 樘 剂 针 "
    "嘎查 苏木"
)
_MEASURES = _words(
    "周岁 岁 斤 市斤 m2 m² ㎡ km2 公顷 平方 公里 元 角 美元 美金 欧元 英镑 日元 港元 平方米 平方公里 平方千米 平米 立方米 立方 公里 海里 华里 千米 厘米 毫米 米 亩 公顷 吨 千克 公斤 毫克 克 "
    "微克 毫升 升 千瓦时 兆瓦时 千瓦 兆瓦 吉瓦 千伏 千伏安 度 ℃ 摄氏度 分贝 小时 分钟 秒 天 周 个月 年 周年"
)
MEASURED = frozenset(_MEASURES)
"""Units of measures and money: what is planned, and what is done of it, is no split of them."""
UNITS = tuple(
    sorted({PERCENT, "‰", POINTS, "百分点", *_HEADS, *_THINGS, *_MEASURES}, key=len, reverse=True)
)
SPELT = frozenset(
    _words(
        "件 个 名 人 位 家 条 次 场 期 篇 份 项 户 台 辆 本 册 幅 张 页 章 处 所 座 支 类 人次 场次 元 亩 吨 "
        "公里 天 年 个月 小时 倍 批 轮 县 镇 村 户 封 堂 盏 斤 幢"
    )
)
"""Units that a number in Chinese numerals is read with: others are mostly idioms."""
_FAMILIES = {
    "名": "人",
    "位": "人",
    "百分点": POINTS,
    "市斤": "斤",
    "平米": "平方米",
    "立方": "立方米",
    "场": "场次",
    "次": "场次",
}

NOT_ADDED = frozenset(
    _words(
        "岁 周岁 个工作日 米 厘米 毫米 分钟 小时 秒 天 周 年 周年 个月 分 倍 个百分点 百分点 度 ℃ 摄氏度 分贝 千伏 ‰ 届 级 路"
    )
)
"""Units whose numbers are no parts of a whole: ages, lengths of time, marks."""


def family(unit: str) -> str:
    """Units that may be added up: 名 and 位 are people, 场 and 次 are occasions."""
    return _FAMILIES.get(unit, unit)
