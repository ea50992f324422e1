"""Documents: what is written is read back to the letter, and carries no more than its audience may see."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jianyan.ground.official.reading import MOST_MARKUP
from jianyan.kernel.errors import Refused
from jianyan.reports.document import write_docx
from jianyan.reports.export import write_files
from jianyan.reports.fill import fill, tidy_text
from jianyan.reports.page import as_html
from jianyan.reports.sources import appendix
from jianyan.reports.text import read_text

from .cases import register

TEMPLATE = """澜汀区政协2020年度工作总结
一、履职
（一）提案。交办提案{{ 提案.交办 }}件，办复率{{ 提案.办复率 }}。
捐款{{ 捐赠.金额 | 万 | 余 }}元，比上年{{ 捐赠.金额 - 上年(捐赠.金额) | 增减 }}。
{{ 文本.不足 }}"""


def test_written_then_read(tmp_path: Path) -> None:
    reader = register()
    filled = fill(TEMPLATE, reader, {"不足": "一是不够深。\n二是\t不够<实>。"})
    write_docx(tmp_path / "总结.docx", filled.text, appendix(filled, reader, "内部"))
    text = read_text(tmp_path / "总结.docx")
    assert text == filled.text
    assert [text[slot.start : slot.end] for slot in filled.slots] == [
        slot.text for slot in filled.slots
    ]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=60
    )
)
def test_any_tidy_text_survives(tmp_path: Path, said: str) -> None:
    text = tidy_text(said)
    write_docx(tmp_path / "任意.docx", text)
    assert read_text(tmp_path / "任意.docx") == text


def test_the_page_is_that_of_the_standard(tmp_path: Path) -> None:
    write_docx(tmp_path / "版式.docx", "题目\n一、正文\n（一）甲。乙。")
    document = Document(str(tmp_path / "版式.docx"))
    section = document.sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(side.mm) for side in (*sides, section.left_margin, section.right_margin) if side] == [
        210, 297, 37, 35, 28, 26,
    ]  # fmt: skip
    fonts = [
        re.findall('w:eastAsia="(.*?)"', paragraph._p.xml) for paragraph in document.paragraphs
    ]
    assert fonts == [[], ["黑体"], ["楷体_GB2312"]]
    assert document.settings.odd_and_even_pages_header_footer


@pytest.mark.parametrize(
    ("signature", "date", "rights"),
    [
        ("政协澜汀区委员会办公室", "2020年12月31日", (2, 4)),
        ("澜汀区政协", "2020年12月31日", (6, 2)),
    ],
)
def test_signature_and_date_stand_as_the_standard_has_them(
    tmp_path: Path, signature: str, date: str, rights: tuple[int, int]
) -> None:
    text = f"题目\n正文。\n{signature}\n{date}"
    reader = register()
    filled = fill(text, reader)
    write_docx(tmp_path / "署名.docx", text, appendix(filled, reader, "内部"))
    paragraphs = Document(str(tmp_path / "署名.docx")).paragraphs[:5]
    assert [one.text for one in paragraphs] == ["题目", "正文。", "附件：数据出处", signature, date]
    indents = [one.paragraph_format.right_indent for one in paragraphs[3:]]
    assert tuple(round(one.pt / 16) for one in indents if one) == rights
    assert read_text(tmp_path / "署名.docx") == text


def test_nothing_of_the_library_is_left_in_the_file(tmp_path: Path) -> None:
    write_docx(tmp_path / "版式.docx", "题目\n正文。")
    with ZipFile(tmp_path / "版式.docx") as package:
        names = package.namelist()
        settings_part = package.read("word/settings.xml").decode()
        core = package.read("docProps/core.xml").decode()
    assert not [name for name in names if "thumbnail" in name]
    assert "ja-JP" not in settings_part
    assert (
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
        in (settings_part)
    )
    assert "python" not in core


def test_sources_carry_fraction_and_meaning() -> None:
    reader = register()
    found = appendix(fill(TEMPLATE, reader), reader, "公开")
    rate = next(source for source in found.sources if source.expression == "提案.办复率")
    assert (rate.exact, rate.fraction, rate.meaning, rate.rows) == (
        "98.3051%",
        "58/59",
        "提案.办复率的含义",
        59,
    )
    assert (found.period, found.known_until) == ("2020年1月1日至2020年12月31日", "2020年12月31日")


@pytest.mark.parametrize(
    ("audience", "listing"), [("内部", "捐款一、捐款二"), ("公开", "捐款二，另1件不公开")]
)
def test_titles_follow_the_audience(audience: str, listing: str) -> None:
    reader = register()
    found = appendix(fill("捐款{{ 捐赠.金额 }}元", reader), reader, audience)
    assert [source.listing for source in found.sources] == [listing]
    assert ("捐款一" in as_html(fill("捐款{{ 捐赠.金额 }}元", reader), found)) is (
        audience == "内部"
    )


def test_a_page_stands_alone() -> None:
    reader = register()
    filled = fill(TEMPLATE, reader, {"不足": "<b>不够</b>"})
    page = as_html(filled, appendix(filled, reader, "内部"))
    assert "&lt;b&gt;不够&lt;/b&gt;" in page
    assert re.findall(r'(?:src|href)="(?!#)', page) == []
    assert '<span class="head">（一）提案。</span>交办提案<a href="#source-1">59</a>件' in page


@pytest.mark.parametrize(
    ("encoding", "end"), [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("gb18030", "\r\n")]
)
def test_plain_text_as_it_stands(tmp_path: Path, encoding: str, end: str) -> None:
    (tmp_path / "文.txt").write_bytes(f"  甲{end}{end}乙 ".encode(encoding))
    assert read_text(tmp_path / "文.txt") == "  甲\n\n乙 "


def test_foreign_word_files(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("甲").add_run("乙")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "丙", "丁"
    inner = table.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "12件", "5件"
    document.add_paragraph("戊")
    document.save(str(tmp_path / "外来.docx"))
    assert read_text(tmp_path / "外来.docx") == "甲乙\n丙\t丁\n12件\t5件\n戊"


@pytest.mark.parametrize("name", ["坏.docx", "表.xlsx"])
def test_other_files_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x00\x01")
    with pytest.raises(Refused):
        read_text(tmp_path / name)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<a", "不是完好的 Word 文件"),
        (f"<w:document {nsdecls('w')}/>".encode(), "不是完好的 Word 文件"),
        (b'<!DOCTYPE a [<!ENTITY b "1">]>' + b"<w:document>&c;", "不是完好的 Word 文件"),
        (b"<w:p/>" * (MOST_MARKUP // 6), "展开后过大"),
    ],
)
def test_a_word_file_made_to_break_its_reader_is_refused(
    tmp_path: Path, body: bytes, said: str
) -> None:
    Document().save(str(tmp_path / "好.docx"))
    with ZipFile(tmp_path / "好.docx") as good, ZipFile(tmp_path / "坏.docx", "w", 8) as bad:
        for part in good.namelist():
            bad.writestr(part, body if part == "word/document.xml" else good.read(part))
    with pytest.raises(Refused, match=said):
        read_text(tmp_path / "坏.docx")


def test_the_three_files(tmp_path: Path) -> None:
    reader = register()
    filled = fill(TEMPLATE, reader)
    files = write_files(tmp_path / "out", "总结-2020", filled, appendix(filled, reader, "内部"))
    assert [file.name for file in files] == ["总结-2020.docx", "总结-2020.html", "总结-2020.json"]
    assert json.loads(files[2].read_text(encoding="utf-8"))["text"] == read_text(files[0])
