"""The measures of GB/T 9704-2012 as Word styles: page, type, lines, page numbers.

Line spacing is exact and the grid is of type `lines`: a `linesAndChars` grid makes LibreOffice give
every character two cells. The fonts are named, not shipped.
"""

from __future__ import annotations

from datetime import UTC, datetime

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.run import Run

SONG_TITLE, FANG, HEI, KAI, SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
LINE = Pt(28.95)
TIGHTER = "-6"
"""Character spacing in twentieths of a point: 28 characters of 16 pt in 156 mm, with room to spare:
at -5 the line is so full that LibreOffice loses the stop that hangs at its end."""
BODY, TITLE, SIGNATURE, SMALL = "Normal", "ReportTitle", "ReportSignature", "SourcesText"
"""Names of styles: of the text, the title, 署名 and 成文日期, and of small print."""
CHARACTER = 16
"""Points of a character of the text (三号)."""
KEPT = {"Table Grid", "header", "footer", "Header Char", "Footer Char"}
"""Styles of the library's empty document that ours use. It has some 150 others, all of which are gone
through for every paragraph written."""
HEADING_FONTS = {1: HEI, 2: KAI, 3: FANG, 4: FANG}


def set_up(document: Document) -> None:
    """Page, styles and page numbers of an empty document."""
    _house(document)
    _page(document)
    normal = document.styles[BODY]
    assert isinstance(normal, ParagraphStyle)
    _style(normal, FANG, 16)
    normal.paragraph_format.first_line_indent = Pt(32)
    normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    title = new_style(document, TITLE, SONG_TITLE, 22, WD_ALIGN_PARAGRAPH.CENTER)
    title.paragraph_format.line_spacing = Pt(34)
    title.paragraph_format.space_after = LINE
    signature = new_style(document, SIGNATURE, FANG, 16, WD_ALIGN_PARAGRAPH.RIGHT)
    signature.paragraph_format.right_indent = Pt(32)


def add_small(document: Document) -> None:
    """The style of what is printed small: tables and notes."""
    small = new_style(document, SMALL, FANG, 10.5, WD_ALIGN_PARAGRAPH.LEFT)
    small.paragraph_format.line_spacing = Pt(15)


def _house(document: Document) -> None:
    """What the library's own empty document says of its maker: its language, its age, its picture."""
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    for each in settings.iter(qn("w:compatSetting")):
        if each.get(qn("w:name")) == "compatibilityMode":
            each.set(qn("w:val"), "15")  # below it Word calls the file old (兼容模式)
    for each in document.styles.element.findall(qn("w:style")):
        if (
            each.get(qn("w:default")) is None
            and each.find(qn("w:name")).get(qn("w:val")) not in KEPT
        ):
            document.styles.element.remove(each)
    language = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    language.set(qn("w:eastAsia"), "zh-CN")
    about = document.core_properties
    about.author = about.comments = ""
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)
    for key, part in list(document.part.package.rels.items()):
        if part.reltype.endswith("/thumbnail"):
            del document.part.package.rels[key]


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(22)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "579")
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(document, section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(document, section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def new_style(
    document: Document, name: str, font: str, size: float, alignment: WD_ALIGN_PARAGRAPH
) -> ParagraphStyle:
    """A paragraph style of its own font, size and alignment, without an indent."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles[BODY]
    _style(style, font, size)
    style.paragraph_format.first_line_indent = Pt(0)
    style.paragraph_format.alignment = alignment
    return style


def _style(style: ParagraphStyle, font: str, size: float) -> None:
    style.font.size = Pt(size)
    properties = style.element.get_or_add_rPr()
    _fonts(properties, font)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), TIGHTER)
    properties.find(qn("w:sz")).addprevious(spacing)
    language = OxmlElement("w:lang")
    # Latin text called Chinese is broken between any two digits.
    for script, code in (("val", "en-US"), ("eastAsia", "zh-CN")):
        language.set(qn(f"w:{script}"), code)
    properties.append(language)
    shape = style.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    shape.space_before = shape.space_after = Pt(0)
    shape.widow_control = False
    for name in ("w:autoSpaceDE", "w:autoSpaceDN", "w:snapToGrid"):
        _off(style.element.get_or_add_pPr(), name)


def _off(properties: BaseOxmlElement, name: str) -> None:
    element = OxmlElement(name)
    element.set(qn("w:val"), "0")
    following = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
    later = [each for each in properties if each.tag in {qn(tag) for tag in following}]
    if later:
        later[0].addprevious(element)
    else:
        properties.append(element)


def _fonts(properties: BaseOxmlElement, font: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)


def set_font(run: Run, font: str, size: float | None = None) -> None:
    """Name a run's font for every script."""
    _fonts(run._r.get_or_add_rPr(), font)
    if size:
        run.font.size = Pt(size)


def _page_number(document: Document, footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — at the outer edge, one character in."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style = document.styles[BODY]
    shape = paragraph.paragraph_format
    shape.alignment, shape.first_line_indent, shape.line_spacing = side, Pt(0), Pt(16)
    shape.left_indent = shape.right_indent = Pt(14)
    set_font(paragraph.add_run("— "), SONG, 14)
    run = paragraph.add_run()
    set_font(run, SONG, 14)
    for kind in ("begin", "", "end"):
        run._r.append(_field(kind))
    set_font(paragraph.add_run(" —"), SONG, 14)


def _field(kind: str) -> BaseOxmlElement:
    if kind:
        element = OxmlElement("w:fldChar")
        element.set(qn("w:fldCharType"), kind)
        return element
    element = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = " PAGE "
    return element
