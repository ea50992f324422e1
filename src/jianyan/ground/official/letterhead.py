"""信函格式 of GB/T 9704-2012 (10.1): 发文机关标志 in red over a double rule, another at the foot."""

from __future__ import annotations

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from .gbt9704 import BODY, CHARACTER, FANG, HEI, KAI, LINE, SONG_TITLE, set_font
from .sheet import ADDRESS, NOTE, WIDE, Sheet
from .tidying import one_line, width_of

RED = "C00000"
LARGEST = 30
MARK_HEIGHT = Pt(28.35)
"""10 mm: the mark's line reaches from 20 to 30 mm below the edge, where 发文机关标志 begins."""


class Letter(Sheet):
    """A letter of an office. The first page has the name in red and no number."""

    def __init__(self, name: str, office: str, *, mark: str = "") -> None:
        """Begin a letter of `office`; `mark` stands at the upper right of its first page."""
        super().__init__(name)
        section = self.document.sections[0]
        section.different_first_page_header_footer = True
        section.header_distance = section.footer_distance = Mm(20)
        # The foot of the first page stands lower than page numbers do.
        for footer in (section.footer, section.even_page_footer):
            footer.paragraphs[0].paragraph_format.space_after = Mm(2)
        head = section.first_page_header
        head.is_linked_to_previous = False
        marked = head.paragraphs[0]
        self._plain(marked, WD_ALIGN_PARAGRAPH.RIGHT)
        marked.paragraph_format.line_spacing = MARK_HEIGHT
        set_font(marked.add_run(mark), HEI, CHARACTER)
        named = head.add_paragraph()
        self._plain(named, WD_ALIGN_PARAGRAPH.CENTER)
        self._office(named, one_line(office))
        foot = section.first_page_footer
        foot.is_linked_to_previous = False
        self._plain(foot.paragraphs[0], WD_ALIGN_PARAGRAPH.CENTER)
        foot.paragraphs[0].paragraph_format.line_spacing = Pt(4)
        _double_rule(foot.paragraphs[0], "thinThickSmallGap", space=1)

    def _plain(self, paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
        paragraph.style = self.document.styles[ADDRESS]
        paragraph.alignment = side

    def _office(self, paragraph: Paragraph, office: str) -> None:
        size = min(LARGEST, int(WIDE / 25.4 * 72 / max(width_of(office), 1)))
        run = paragraph.add_run(office)
        set_font(run, SONG_TITLE, size)
        run.font.color.rgb = RGBColor.from_string(RED)
        paragraph.paragraph_format.line_spacing = Pt(LARGEST + 6)
        _double_rule(paragraph, "thickThinSmallGap", space=7)

    def numbered(self, number: str, signer: str = "") -> None:
        """发文字号 at the right under the rule; 签发人 at the left of the same line."""
        paragraph = self.document.add_paragraph(style=ADDRESS)
        shape = paragraph.paragraph_format
        shape.line_spacing = Pt(CHARACTER + 4)
        shape.space_before = Pt(CHARACTER * 7 / 8 - 2)
        shape.tab_stops.add_tab_stop(Mm(WIDE), WD_TAB_ALIGNMENT.RIGHT)
        if signer:
            set_font(paragraph.add_run("签发人："), FANG)
            set_font(paragraph.add_run(one_line(signer)), KAI)
        paragraph.add_run(f"\t{one_line(number)}")

    def headline(self, *parts: str) -> None:
        """The title, two lines below what stands above it."""
        self.title(*parts, before=Pt(2 * LINE.pt))

    def aside(self, said: str) -> None:
        """附注: two characters in, in brackets."""
        self.document.add_paragraph(f"（{one_line(said)}）", style=BODY)

    def copies(self, names: list[str]) -> None:
        """抄送, lowest on the last page: one character in from each side."""
        if not names:
            return
        paragraph = self.document.add_paragraph(style=NOTE)
        shape = paragraph.paragraph_format
        _at_the_foot(paragraph)
        shape.left_indent, shape.right_indent = Pt(14 * 4), Pt(14)
        shape.first_line_indent = Pt(-14 * 3)
        said = "，".join(one_line(name) for name in names)
        set_font(paragraph.add_run(f"抄送：{said}。"), FANG, 14)
        # Word holds a frame by the paragraph that follows it.
        after = self.document.add_paragraph(style=NOTE)
        after.paragraph_format.line_spacing = Pt(1)


def _at_the_foot(paragraph: Paragraph) -> None:
    """Put a paragraph to the foot of the text's area, on the page where the text ends."""
    frame = OxmlElement("w:framePr")
    place = {"w": str(round(WIDE / 25.4 * 1440)), "wrap": "notBeside", "vAnchor": "margin"}
    place |= {"hAnchor": "margin", "xAlign": "left", "yAlign": "bottom"}
    for name, value in place.items():
        frame.set(qn(f"w:{name}"), value)
    paragraph._p.get_or_add_pPr().insert(1, frame)


def _double_rule(paragraph: Paragraph, how: str, space: int) -> None:
    """A red double rule of 170 mm under a paragraph, centred on the sheet."""
    shape = paragraph.paragraph_format
    shape.left_indent, shape.right_indent = Mm(-8), Mm(-6)
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", how), ("sz", "24"), ("space", str(space)), ("color", RED)):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:autoSpaceDE", "w:spacing", "w:ind",
        "w:jc", "w:rPr",
    )  # fmt: skip
