"""A watermark: pale words aslant over every page, which say who took a copy of what is not public."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import quoteattr

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .gbt9704 import FANG
from .tidying import one_line, width_of

WIDE, LARGEST = 460, 48
"""Points across the page at a slant of 45 degrees, and of the largest type."""
SHAPE = """<w:r {namespaces} xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>
<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>
<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>
</v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>
</v:shapetype><v:shape id={name} o:spid="_x0000_s{place}" type="#_x0000_t136" o:allowincell="f"
 style="position:absolute;width:{width}pt;height:{height}pt;rotation:315;z-index:-251658752;{centred}"
 fillcolor="#d9d9d9" stroked="f"><v:textpath style="font-family:&quot;{font}&quot;;font-size:1pt"
 string={words}/></v:shape></w:pict></w:r>"""
CENTRED = (
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)
"""Word's own way to write a watermark, which WPS and LibreOffice draw too."""


def watermark(document: Document, words: str) -> None:
    """Draw words behind every page of a document, in the headers of its sections."""
    said = one_line(words)
    size = min(LARGEST, WIDE / max(width_of(said), 1))
    place = 2048
    for section in document.sections:
        headers = [section.header, section.even_page_header]
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        for header in headers:
            place += 1
            header.is_linked_to_previous = False
            drawn = SHAPE.format(
                namespaces=nsdecls("w"), name=f'"Watermark{place}"', place=place, centred=CENTRED,
                width=round(size * width_of(said)), height=round(size), font=FANG,
                words=quoteattr(said),
            )  # fmt: skip
            header.paragraphs[0]._p.append(parse_xml(drawn))


def over(content: bytes, words: str) -> bytes:
    """A .docx with words drawn behind each of its pages."""
    document = docx.Document(BytesIO(content))
    watermark(document, words)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
