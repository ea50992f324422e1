"""What one cell means: cleaned, unescaped, and turned into text, number, date or choice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

Cell = str | int | Decimal | date | datetime | None

DANGEROUS = "=+-@\t\r\n＝＋－＠"
ESCAPED = re.compile(f"'*[{re.escape(DANGEROUS)}]")
LONGEST = 32_000
CUT = "……〔以下在导出时略去，请勿将此格导回〕"
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u2060"))
EMPTY_MARKS = {"-", "—", "——", "/", "\\", "无"}
ERRORS = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)", re.IGNORECASE)
DATE = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[ T]*\d{1,2}[:时].*)?"
)
SERIAL_ZERO = date(1899, 12, 30)


class CellProblem(ValueError):
    """A cell that cannot be used; `str()` says why and what to write."""


def fold_header(text: str) -> str:
    """A header as it is compared: half-width, lowered, without blanks, stars or (必填)."""
    folded = unicodedata.normalize("NFKC", text).lower().translate(INVISIBLE)
    folded = re.sub(r"\((必填|选填|可选)\)", "", folded)
    return re.sub(r"[\s*::、,.]", "", folded)


def escaped(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    if len(text) > LONGEST:
        text = text[:LONGEST] + CUT
    return "'" + text if ESCAPED.match(text) else text


def plain(cell: Cell) -> Cell:
    """The cell without outer blanks and escape, None when nothing is left."""
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\r\n", "\n").translate(INVISIBLE).strip(" \u3000\xa0\n\r\t")
    if text.startswith("'") and ESCAPED.match(text):
        text = text[1:]
    return text or None


def turned(cell: Cell, kind: str, choices: Sequence[str] = ()) -> Cell:
    """The cell as a column of this kind holds it. Raises CellProblem."""
    if isinstance(cell, str):
        if ERRORS.fullmatch(cell):
            raise CellProblem(f"单元格的公式出错（{cell}），请改为具体内容。")
        if cell.endswith(CUT):
            raise CellProblem("内容在导出时已被截短，不能导回。请清空此格或到页面上修改。")
    if cell is None:
        return None
    if kind == "date":
        return as_date(cell)
    if kind in {"number", "integer"}:
        return as_number(cell, whole=kind == "integer")
    text = as_text(cell)
    return as_choice(text, choices) if kind == "choice" and choices else text


def as_text(cell: Cell) -> str:
    """What people see in the cell."""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return "" if cell is None else str(cell)


def as_date(cell: Cell) -> date | None:
    """The day in a date cell, a serial number, or any usual way of writing it. Raises CellProblem."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date) or cell is None:
        return cell
    text = unicodedata.normalize("NFKC", as_text(cell)).strip()
    if text in EMPTY_MARKS:
        return None
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        # Up to 31 December 2119; below 1927 it would rather be some other number.
        if 10_000 <= int(float(text)) <= 80_358:
            return SERIAL_ZERO + timedelta(days=int(float(text)))
    elif found := DATE.fullmatch(re.sub(r"(?<=[-/.年月])\s+|\s+(?=[-/.年月日])", "", text)):
        try:
            return _within(
                date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5]))
            )
        except ValueError:
            raise CellProblem(f"没有“{text}”这一天，请改正。") from None
    raise CellProblem(f"“{text}”不是日期。请写作 2020-03-01 或 2020年3月1日。")


def _within(day: date) -> date:
    if not 1900 <= day.year <= 2119:
        raise ValueError(day)
    return day


def as_number(cell: Cell, *, whole: bool = False) -> int | Decimal | None:
    """The exact number, also when typed as text or in full width. Raises CellProblem."""
    if isinstance(cell, date):
        raise CellProblem("此格应填数字，现在是日期。请把单元格格式改为常规后重填。")
    text = unicodedata.normalize("NFKC", as_text(cell)).replace(" ", "")
    if not text or text in EMPTY_MARKS:
        return None
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    if not re.fullmatch(r"[+-]?(\d{1,20}(\.\d{0,10})?|\.\d{1,10})", text, re.ASCII):
        raise CellProblem(f"“{text[:40]}”不是数字。只填数字，单位和文字不要写在此格。")
    try:
        exact = Decimal(text)
    except InvalidOperation:
        raise CellProblem(f"“{text[:40]}”不是数字。") from None
    if exact == exact.to_integral_value():
        return int(exact)
    if whole:
        raise CellProblem(f"“{text}”应为整数。")
    return exact


def as_choice(text: str, choices: Sequence[str]) -> str:
    """The choice that is meant, whatever its width and blanks. Raises CellProblem with near ones."""
    known = {fold_header(one): one for one in choices}
    if (found := known.get(fold_header(text))) is not None:
        return found
    near = get_close_matches(text, choices, n=3, cutoff=0.4) or list(choices[:6])
    raise CellProblem(
        f"没有“{text[:40]}”这个选项。可填：{'、'.join(near)}{'' if len(near) == len(choices) else '等'}。"
    )
