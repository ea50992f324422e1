"""Pasted text may hold characters that no document can: they are left out of what is printed."""

from __future__ import annotations

import io

import docx
import pytest

from jianyan.ground.official.tidying import one_line, tidy_text

HIDDEN = [*(chr(code) for code in range(32)), "\ud800", "\udfff", "\ufeff", "\ufffe", "\uffff"]


@pytest.mark.parametrize("char", HIDDEN, ids=ascii)
def test_what_is_printed_can_be_written_as_word(char: str) -> None:
    paper = docx.Document()
    for text in (one_line(f"控{char}制"), *tidy_text(f"控{char}制").split("\n")):
        paper.add_paragraph(text)
        assert text.replace("\t", "").replace(" ", "") in ("控制", "控", "制")
    paper.save(io.BytesIO())
