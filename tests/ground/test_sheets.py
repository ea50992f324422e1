"""Tables as people send them, tables that harm, and export read back unchanged."""

import contextlib
import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from jianyan.ground import sheet_safety
from jianyan.ground.sheet_mapping import propose
from jianyan.ground.sheet_safety import SheetError, check
from jianyan.ground.sheet_writing import sheet_name, write, write_template
from jianyan.ground.sheets import Column, Row, RowError, headers, read, read_raw

COLUMNS = (
    Column("number", "编号", required=True),
    Column("title", "标题", required=True, meaning="提案的标题。", aliases=("案由",)),
    Column("category", "类别", "choice", choices=("城市交通", "社会保障", "=特殊")),
    Column("filed_on", "立案日期", "date"),
    Column("amount", "金额", "number"),
    Column("people", "人数", "integer"),
)


def workbook(rows, merge=(), sheet="数据", dates=()):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet(sheet)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(number, place, value, day)
                elif value is not None:
                    page.write(number, place, value)
        for area in merge:
            page.merge_range(*area)
    return out.getvalue()


def exported(rows, columns=COLUMNS):
    out = io.BytesIO()
    assert write(out, columns, rows) == len(rows)
    return out.getvalue()


def test_a_table_with_titles_merged_cells_and_every_way_of_typing():
    data = workbook(
        [
            ["澜汀区政协提案登记表"],
            ["填报单位：办公室", None, None, "2020年"],
            [" 编 号", "案由 *", "类别：", "立案日期（必填）", "金额", "人数", "备注"],
            ["0123", "　关于停车的建议 ", None, date(2020, 3, 1), "１，２３４．５０", "12", "甲"],
            [124, "关于路灯", None, "2020年3月2日", 0.1 + 0.2, 3.0, None],
            [None, None, None, None, None, None, None],
            ["125", "关于公交", "社会保障 ", 43894, "-", None, None],
            ["126", "关于桥", "社会保障", "20200305", "1,200", "—", None],
        ],
        merge=[(3, 2, 4, 2, "城市交通")],
    )
    table = read(data, COLUMNS)
    assert table.errors == [] and table.unused == ["备注"]
    assert table.rows == [
        Row(
            4,
            {
                "number": "0123",
                "title": "关于停车的建议",
                "category": "城市交通",
                "filed_on": date(2020, 3, 1),
                "amount": Decimal("1234.50"),
                "people": 12,
            },
        ),
        Row(
            5,
            {
                "number": "124",
                "title": "关于路灯",
                "category": "城市交通",
                "filed_on": date(2020, 3, 2),
                "amount": Decimal("0.3"),
                "people": 3,
            },
        ),
        Row(
            7,
            {
                "number": "125",
                "title": "关于公交",
                "category": "社会保障",
                "filed_on": date(2020, 3, 4),
            },
        ),
        Row(
            8,
            {
                "number": "126",
                "title": "关于桥",
                "category": "社会保障",
                "filed_on": date(2020, 3, 5),
                "amount": 1200,
            },
        ),
    ]


def test_errors_name_row_and_column():
    data = workbook(
        [
            ["编号", "标题", "类别", "立案日期", "金额", "人数"],
            ["1", None, "城市交同", "2020-02-30", "五百元", "1.5"],
            ["2", "乙", "#N/A", "三月", 1, 2],
        ]
    )
    assert read(data, COLUMNS).errors == [
        RowError(2, "标题", "必填，不能为空。"),
        RowError(2, "类别", "没有“城市交同”这个选项。可填：城市交通等。"),
        RowError(2, "立案日期", "没有“2020-02-30”这一天，请改正。"),
        RowError(2, "金额", "“五百元”不是数字。只填数字，单位和文字不要写在此格。"),
        RowError(2, "人数", "“1.5”应为整数。"),
        RowError(3, "类别", "单元格的公式出错（#N/A），请改为具体内容。"),
        RowError(3, "立案日期", "“三月”不是日期。请写作 2020-03-01 或 2020年3月1日。"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_each_encoding(encoding, delimiter):
    lines = [
        "登记表",
        delimiter.join(["编号", "标题", "立案日期"]),
        delimiter.join(["007", '"关于""桥""\n的建议"', "2020/3/1"]),
    ]
    if delimiter != ",":
        lines = lines[1:]
    table = read("\r\n".join(lines).encode(encoding), COLUMNS)
    assert [row.values for row in table.rows] == [
        {"number": "007", "title": '关于"桥"\n的建议', "filed_on": date(2020, 3, 1)}
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "'=", "''@", "＝", "'"])
def test_no_exported_cell_begins_a_formula_and_it_comes_back_unchanged(start):
    text = start + "SUM(A1)"
    data = exported([{"number": "1", "title": text}])
    stored = next(iter(read_raw(data).rows)).values
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")
    assert stored["标题"] == text
    assert read(data, COLUMNS).rows[0].values["title"] == text


words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zs", "Zl", "Zp", "Cf"]),
    min_size=1,
    max_size=30,
) | st.text(st.sampled_from("=+-@'_x0041\n甲 "), min_size=1, max_size=12).map(str.strip).filter(
    bool
)
numbers = st.integers(-(10**14), 10**14) | st.decimals(-(10**9), 10**9, places=2, allow_nan=False)


@given(words, words, st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.none() | numbers)
def test_export_then_import_is_the_same(number, title, day, amount):
    row = {"number": number, "title": title, "category": "=特殊", "filed_on": day, "amount": amount}
    if "#" in number + title:
        return
    table = read(exported([row]), COLUMNS)
    assert table.errors == []
    assert table.rows == [Row(2, {name: value for name, value in row.items() if value is not None})]


def test_long_numbers_and_texts_lose_nothing_silently():
    row = {"number": "123456789012345678", "title": "长" * 40_000, "amount": 12345678901234567}
    table = read(exported([row]), COLUMNS)
    assert table.rows[0].values == {"number": "123456789012345678", "amount": 12345678901234567}
    assert [error.message for error in table.errors] == [
        "内容在导出时已被截短，不能导回。请清空此格或到页面上修改。"
    ]


def test_a_template_reads_as_an_empty_table():
    out = io.BytesIO()
    write_template(out, COLUMNS, "提案/导入")
    assert read(out.getvalue(), COLUMNS).rows == []
    assert headers(out.getvalue(), COLUMNS) == [column.title for column in COLUMNS]
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as packed:
        page = packed.read("xl/worksheets/sheet1.xml").decode()
        assert "选项!$A$2:$A$4" in page
        assert "提案的标题。" in packed.read("xl/comments1.xml").decode()
    assert (
        sheet_name("[a]:*?/\\") == "a"
        and sheet_name("//") == "数据"
        and len(sheet_name("长" * 50)) == 31
    )


def test_a_mapping_is_proposed_and_used():
    found = ["提案编号", "提案标题", "所属类别", "立案时间", "电话"]
    assert propose(found, COLUMNS) == {
        "提案编号": "number",
        "提案标题": "title",
        "所属类别": "category",
        "立案时间": "filed_on",
    }
    data = workbook([["某表"], found, ["9", "关于桥", "城市交通", "2020.3.1", 13800138000]])
    table = read(data, COLUMNS, {"提案编号": "number", "提案标题": "title", "立案时间": "filed_on"})
    assert table.rows == [Row(3, {"number": "9", "title": "关于桥", "filed_on": date(2020, 3, 1)})]
    assert table.unused == ["所属类别", "电话"]
    with pytest.raises(SheetError, match="缺少必填的列“编号”、“标题”"):
        read(data, COLUMNS)


def repacked(change, data=None):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data or workbook([["编号", "标题"], ["1", "甲"]]))) as packed,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in packed.namelist():
            made.writestr(name, packed.read(name))
        change(made)
    return out.getvalue()


def zipped(name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(name, "<a/>")
    return out.getvalue()


def far_cell(reference):
    return (
        f'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row><c {reference}>'
        "<v>1</v></c></row></sheetData></worksheet>"
    )


HARMFUL = {
    "empty": (b"", "空的"),
    "blank": (b"\n\n ", "空的"),
    "macro": (repacked(lambda made: made.writestr("xl/vbaProject.bin", b"x")), "宏"),
    "cut off": (workbook([["编号"]])[:200], "损坏"),
    "not a table": (zipped("word/document.xml"), "不是 Excel"),
    "bomb": (
        repacked(lambda made: made.writestr("xl/media/a.bin", bytes(40_000_000))),
        "解压后过大",
    ),
    "far": (
        repacked(lambda made: made.writestr("xl/worksheets/x.xml", far_cell('r="XFD1048576"'))),
        "过大",
    ),
    "far, quoted": (
        repacked(
            lambda made: made.writestr("xl/worksheets/x.xml", far_cell('s=">" r="XFD1048576"'))
        ),
        "异常",
    ),
    "html": (b"<html><table><tr><td>1</td></tr></table>", "网页"),
    "binary": (b"\x7fELF\0\0\0\0" * 20, "认不出"),
    "locked": (sheet_safety.OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "old macro": (sheet_safety.OLE + "Workbook_VBA_PROJECT".encode("utf-16-le"), "宏"),
    "old word": (sheet_safety.OLE + "WordDocument".encode("utf-16-le"), "不是 Excel"),
    "broken xls": (sheet_safety.OLE + "Workbook".encode("utf-16-le") + bytes(600), "损坏"),
    "no header": ("只有一格".encode(), "没有找到表头"),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_what_harms_is_refused_in_words(name):
    data, said = HARMFUL[name]
    with pytest.raises(SheetError, match=said):
        read_raw(data)


def test_a_size_that_lies_is_found_out():
    honest = repacked(lambda made: made.writestr("xl/media/a.bin", b"abcd" * 50_000))
    lying = honest.replace((200_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(SheetError, match="损坏"):
        check(lying)


def test_styled_but_empty_cells_far_out_do_no_harm():
    assert (
        sheet_safety.check_extent(
            b'<row r="9"><c r="XFD9" s="1"/><c r="B9" t="s"><v>0</v></c></row>'
        )
        == 1
    )


def test_too_many_rows(monkeypatch):
    monkeypatch.setattr("jianyan.ground.sheets.MAX_ROWS", 3)
    with pytest.raises(SheetError, match="至多导入3行"):
        read_raw(b"a,b\n" + b"1,2\n" * 4)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    for start in (b"", b"PK\x03\x04", sheet_safety.OLE, b"a,b\n"):
        with contextlib.suppress(SheetError):
            read_raw(start + data)
