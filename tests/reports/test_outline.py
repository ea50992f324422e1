"""Headings, title, signature, numbering."""

from __future__ import annotations

import pytest

from jianyan.reports.outline import numbering, outline

from . import masked

TEXT = """澜汀区政协2020年度工作总结
2020年，工作有序。
一、主要工作
（一）学习。认真学习。
1.理论学习。按月开展。
2．专题学习
（1）读书
（二）协商
二、下一步
澜汀区政协办公室
2020年12月31日"""


def test_kinds() -> None:
    assert [(line.kind, line.level, line.number) for line in outline(TEXT)] == [
        ("title", 0, 0), ("body", 0, 0), ("heading", 1, 1), ("heading", 2, 1), ("heading", 3, 1), ("heading", 3, 2),
        ("heading", 4, 1), ("heading", 2, 2), ("heading", 1, 2), ("signature", 0, 0), ("date", 0, 0),
    ]  # fmt: skip


def test_a_heading_that_runs_into_prose_ends_at_its_sentence() -> None:
    heads = [TEXT[line.start : line.head] for line in outline(TEXT) if line.kind == "heading"]
    assert heads == [
        "一、主要工作",
        "（一）学习。",
        "1.理论学习。",
        "2．专题学习",
        "（1）读书",
        "（二）协商",
        "二、下一步",
    ]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("一、甲\n二、乙\n（一）丙\n三、丁\n（一）戊", []),
        ("一、甲\n二、乙\n二、丙", ["序号“二、”重复，应为“三、”。"]),
        ("一、甲\n二、乙\n二、丙\n四、丁", ["序号“二、”重复，应为“三、”。"]),
        ("一、甲\n三、乙\n四、丙", ["序号“三、”之前缺少“二、”。"]),
        ("一、甲\n（二）乙", ["这一级标题从“（二）”开始，应从“（一）”开始。"]),
        ("一、甲\n二、乙\n三、丙\n一、丁", ["序号“一、”已经用过，应为“四、”。"]),
        ("1.甲\n2.5万元\n3.乙", ["序号“3.”之前缺少“2.”。"]),
    ],
)
def test_numbering(text: str, messages: list[str]) -> None:
    assert [fault.message for fault in numbering(outline(text))] == messages


@pytest.mark.skipif(not masked.SHARED.exists(), reason=masked.ABSENT)
def test_the_real_report_of_2020_repeats_a_number() -> None:
    faults = numbering(outline(masked.masked_text("2020")))
    assert [fault.message for fault in faults] == ["序号“二、”重复，应为“三、”。"]
