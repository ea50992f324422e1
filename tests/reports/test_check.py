"""What must be looked at before a report is signed."""

from __future__ import annotations

import pytest

from jianyan.reports.check import check_filled
from jianyan.reports.fill import fill

from .cases import CATEGORIES, register
from .register import Entry, Register, Row, figure


def found(template: str, reader: Register | None = None) -> list[tuple[str, str]]:
    reader = reader or register()
    return [
        (finding.kind, finding.message) for finding in check_filled(fill(template, reader), reader)
    ]


@pytest.mark.parametrize(
    ("template", "findings"),
    [
        ("交办{{ 提案.办复率 }}", []),
        ('{{ 声明(协商.完成 = 协商.计划项数, "全部") }}', [
            ("claim", "“全部”不成立，未写入：协商.完成为13项，协商.计划项数为14项，前者不等于后者，差在议题13。请改写，或说明理由后保留。"),
        ]),
        ("{{ 文本.不足 }}", [("blank", "{{ 文本.不足 }} 待填：缺少文字。")]),
        ("{{ 走访.企业 }}", [("flag", "{{ 走访.企业 }}：无记录。")]),
        ("一、甲\n三、乙", [("heading", "序号“三、”之前缺少“二、”。")]),
        ("各{{ 活动.期数[道德讲堂|公德] | 各 }}期", [
            ("each", "各项数不相等，写成了0至4，请改写“各”。"),
        ]),
        ("{{ 协商.完成 }}", [
            ("jump", "“协商.完成”本期13项，上期0项，相差较大，请核对。"),
            ("plan", "“协商.完成”13项，少于“协商.计划项数”14项。"),
        ]),
    ],
)  # fmt: skip
def test_findings(template: str, findings: list[tuple[str, str]]) -> None:
    assert found(template) == findings


def test_parts_below_their_total_name_what_is_left_out() -> None:
    template = (
        "交办{{ 提案.交办 }}件，城建{{ 提案.交办[城市建设管理] }}件，其他{{ 提案.交办[其他] }}件。"
    )
    sums = [message for kind, message in found(template) if kind == "parts-sum"]
    assert sums == ["“提案.交办”为59件，所列各项合计41件，未列：城市交通18件。"]


def test_parts_that_close_are_silent() -> None:
    template = "交办{{ 提案.交办 }}件，{{ 提案.交办[城市建设管理] }}件，{{ 提案.交办[城市交通] }}件，{{ 提案.交办[其他] }}件。"
    assert [kind for kind, _ in found(template) if kind != "jump"] == []


def test_one_record_in_two_figures_of_a_sentence() -> None:
    info = figure("提案.交办", own="类别", splits={"类别": CATEGORIES})
    twice = [
        Row("第1号提案", codes={"类别": "x城市交通"}),
        Row("第1号提案", codes={"类别": "other"}),
    ]
    template = "交通{{ 提案.交办[城市交通] }}件，其他{{ 提案.交办[其他] }}件。"
    assert found(template, Register().add(Entry(info, twice))) == [
        ("double", "1条记录同时计入“提案.交办[城市交通]”和“提案.交办[其他]”：第1号提案。")
    ]


def test_whole_and_part_are_no_double_count() -> None:
    assert [
        kind
        for kind, _ in found("交办{{ 提案.交办 }}件，办复{{ 提案.办复 }}件。")
        if kind == "double"
    ] == []


def test_a_claim_let_stand_no_longer_blocks() -> None:
    reader, expression = register(), '声明(协商.完成 = 协商.计划项数, "全部")'
    template = f"{{{{ {expression} }}}}"
    assert [each.blocks for each in check_filled(fill(template, reader), reader)] == [True]
    stands = fill(template, reader, stands={expression: "另有说明"})
    assert [each.blocks for each in check_filled(stands, reader)] == [False]
