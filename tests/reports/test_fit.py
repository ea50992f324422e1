"""What a template is told when it is saved."""

from __future__ import annotations

import pytest

from jianyan.reports.codes import figures_used, with_codes, with_labels
from jianyan.reports.fit import check
from jianyan.reports.readings import Readings

from .cases import register


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("提案.交办了", "没有名为“提案.交办了”的指标，是否为提案.交办、提案.办复、提案.办复率。"),
        ("提案.交办[城市交同]", "没有名为“城市交同”的“提案.交办”分项，是否为城市交通。"),
        ("提案.交办[来源=协商]", "没有名为“来源”的“提案.交办”分列维度，是否为类别。"),
        ("走访.社区[东关]", "“走访.社区”没有自己的分项。"),
        ("提案.办复率 | 余", "“余”不适用于“提案.办复率”，它是比率。"),
        ("责任.社区.名单 | 万", "“万”不适用于“责任.社区.名单”，它是名单。"),
        ("提案.交办 | 第(1)", "“第”不适用于“提案.交办”，它是计数。"),
        ("提案.交办 | 低", "“低”不适用于“提案.交办”，它是计数。"),
        ("提案.交办 | 分数", "“分数”不适用于“提案.交办”，它是计数。"),
        ("提案.办复率 | 汉字", "“汉字”不适用于“提案.办复率”，它是比率。"),
        ("走访.企业 | 分列", "“分列”不适用于“走访.企业”，它是不重复计数。"),
        ("走访.社区 | 分列", "“走访.社区”没有可以分列的分项。"),
        ("提案.交办[城市交通] | 各", "“各”要用在列明几项的方括号之后，如 活动.期数[甲|乙] | 各。"),
        ("提案.交办 | 增减", "“增减”要用在相减之后，如 提案.交办 - 上年(提案.交办) | 增减。"),
        ("联系.每人委员组数", "“联系.每人委员组数”是区间，请写明 低、高 或 至。"),
        ("提案.交办 | 余 | 万", "格式“余|万”不能这样连用，可连用的是 万|余。"),
        (
            "提案.交办 + 走访.社区",
            "单位不同，不能放在一起算：提案.交办以“件”计、走访.社区以“个”计。",
        ),
        (
            "低者(提案.交办, 提案.办复率)",
            "“低者(提案.交办, 提案.办复率)”中的指标不是同一类，不能放在一起算：提案.交办是计数、提案.办复率是比率。",
        ),
        ("提案.交办 - p", "p 只用在声明的条件里。"),
        ("文本.不足 | 余", "随报告填写的文字不带格式。"),
        (
            '声明(提案.交办 = 提案.办复率, "词")',
            "单位不同，不能比较：提案.交办以“件”计、提案.办复率以“%”计。",
        ),
        ('声明(提案.办复率 >= p, "词")', "p 是后面一处取数写出的数，其后没有取数处可比。"),
        (
            '声明(责任.社区.名单 = 责任.社区.名单, "词")',
            "名单和区间不能比较大小：责任.社区.名单、责任.社区.名单。",
        ),
        ('声明(逐项(走访.社区 = 走访.社区), "词")', "“走访.社区”没有分项，不能逐项比较。"),
        (
            '声明(覆盖(党组成员, 提案.交办), "词")',
            "“覆盖”的各项所指不是同一种人或事：党组成员指person、提案.交办指record。",
        ),
        (
            '声明(覆盖(走访.社区, 走访.社区), "词")',
            "“走访.社区”没有写明所指的人或事，不能用于“覆盖”。",
        ),
        ('声明(按期(届次.届, 每月), "词")', "“届次.届”是单个值，没有逐日的记录，不能用于“按期”。"),
    ],
)
def test_what_does_not_fit(source: str, message: str) -> None:
    first, *_ = check(f"题\n共{{{{ {source} }}}}", register())
    assert first.message == f"第2行第4字：{message}"


@pytest.mark.parametrize(
    ("template", "word"),
    [("捐款{{ 捐赠.金额 | 万 | 余 }}万元", "万"), ("答复{{ 提案.办复率 }}%", "%")],
)
def test_a_sign_the_slot_prints_is_not_written_again(template: str, word: str) -> None:
    (problem,) = check(template, register())
    assert problem.message == f"第1行第5字：“{word}”由取数处写出，后面不要再写“{word}”。"


def test_a_template_that_fits_has_no_problems() -> None:
    template = (
        "{{ 提案.交办[城市交通|其他] | 余 }}{{ 提案.交办 - 上年(提案.交办) | 万 | 增减 }}{{ 提案.交办 | 分列(大) }}"
        "{{ 活动.期数[道德讲堂|文化讲堂] | 各 }}{{ 联系.每人委员组数 | 至 }}{{ 提案.办复率 | 分数 }}"
        '{{ 声明(提案.面商率 >= p, "均") }}{{ 低者(提案.面商率, 提案.办复率) }}{{ 文本.不足 }}{{ 届次.届 | 汉字 }}'
        '{{ 声明(覆盖(党组成员, 学习.党课主讲人 或 学习.代讲人), "全") }}{{ 声明(按期(学习.次数, 每月), "每月") }}'
    )
    assert check(template, register()) == []


def test_templates_are_kept_with_codes() -> None:
    template = '甲{{ 提案.交办[城市交通 | 类别外] }}{{ 声明(提案.办复[类别=其他] <= 3, "少") }}'
    readings = Readings(register())
    kept = '甲{{ 提案.交办[#x城市交通 | 类别外] }}{{ 声明(提案.办复[类别=#other] <= 3, "少") }}'
    assert with_codes(template, readings) == kept
    assert with_labels(kept, readings) == template
    assert [located.info.name for located in figures_used(kept, readings)] == ["提案.办复"]
