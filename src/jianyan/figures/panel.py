"""The source sheet of one reading: what stands beside a number wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jianyan.ground.days import said_day
from jianyan.ground.kinds import kind_of_record
from jianyan.ground.pages.places import record_url
from jianyan.kernel.figure import Figure
from jianyan.kernel.folds import Ratio, Sum
from jianyan.kernel.rules import Actor
from jianyan.kernel.values import Rate, Span, Value

from .evidence import EvidenceRow, evidence_of, visible
from .models import SealedReading
from .printing import printed
from .read import Reading

SHOWN = 30
TIMES = {
    "flow": "发生在期间内的",
    "stock": "期间末日仍存续的",
    "cohort": "期间内进入的，看到截止日为止的结果",
    "value": "期间末日有效的",
}
SHORT_TIMES = {"flow": "期间发生", "stock": "末日存续", "cohort": "期间进入", "value": "末日有效"}


@dataclass(frozen=True, slots=True)
class Seen:
    """The evidence of a reading as one actor may see it."""

    rows: tuple[EvidenceRow, ...]
    total: int
    hidden: int

    def words(self, unit: str) -> str:
        """37 件，其中 5 件您无权查看."""
        said = f"{self.total} {unit}"
        return said + (f"，其中 {self.hidden} {unit}您无权查看" if self.hidden else "")


def seen(reading: Reading, actor: Actor, kept: Sequence[EvidenceRow] | None = None) -> Seen:
    """The rows of a reading (or those that were sealed), without those whose record's own rule keeps
    them from the actor."""
    rows = evidence_of(reading) if kept is None else kept
    may = visible(rows, actor)
    open_rows = tuple(row for row in rows if row.record is None or row.record in may)
    return Seen(open_rows, len(rows), len(rows) - len(open_rows))


def panel(
    reading: Reading,
    actor: Actor,
    *,
    before: Reading | None = None,
    group: str = "",
    group_url: Callable[[str], str] | None = None,
    shown: int | None = SHOWN,
    kept: Sequence[EvidenceRow] | None = None,
) -> dict[str, Any]:
    """What parts/evidence.html shows of a reading: all but seal and changes."""
    figure, value = reading.figure, reading.value
    found = seen(reading, actor, kept)
    rows = grouped(found.rows, group)
    listed = [row_of(row, figure) for row in rows[:shown]]
    return {
        "name": figure.name,
        "value": short(value),
        "unit": "%" if isinstance(value, Rate) and value.den else plain_unit(reading),
        "exact": exact_words(value),
        "fraction": _fraction(value, figure),
        "pairs": pairs(reading, before),
        "rows_text": found.words(rows_unit(figure)),
        "groups": _groups(reading, found.rows, group, group_url),
        "rows": listed,
        "rows_note": f"先列前 {len(listed)} 条。" if len(rows) > len(listed) else "",
    }


def short(value: Value) -> str:
    """A value without its fraction and its percent sign."""
    return value.percent() or "—" if isinstance(value, Rate) else printed(value)


def exact_words(value: Value) -> str:
    """98.8549…%，四舍五入到一位小数; empty where what is printed is exact."""
    if not isinstance(value, Rate) or not value.den:
        return ""
    rounded, exact = value.percent(), Decimal(value.num) * 100 / Decimal(value.den)
    if Decimal(rounded) == exact:
        return ""
    return f"{str(exact)[:8]}…%，四舍五入到一位小数"


def pairs(reading: Reading, before: Reading | None) -> list[dict[str, str]]:
    """Definition, period, cut-off and the year before."""
    figure, scope = reading.figure, reading.scope
    period = f"{said_day(scope.period.start)}至{said_day(scope.period.end)}"
    found = [
        {"label": "口径", "text": figure.means},
        {"label": "计入", "text": TIMES[figure.time.kind]},
        {"label": "期间", "text": period},
        {"label": "截止日", "text": said_day(scope.known_until)},
    ]
    if before is not None:
        text = printed(before.value) + plain_unit(before)
        if change := change_words(reading.value, before.value, figure.unit):
            text += f"　{change}"
        found.append({"label": "上年", "text": text})
    return found


def plain_unit(reading: Reading) -> str:
    """The unit that follows a printed value: none after a percentage or nothing."""
    bare = isinstance(reading.value, Rate | list | str) or reading.value is None
    return "" if bare else reading.figure.unit


def change_words(now: Value, then: Value, unit: str) -> str:
    """▲ 多 12 件, ▼ 低 0.5 个百分点, 持平; empty where two values cannot be compared."""
    if isinstance(now, Rate) and isinstance(then, Rate):
        if now.exact is None or then.exact is None:
            return ""
        points = Decimal(now.percent()) - Decimal(then.percent())
        said = f"{abs(points).normalize():f} 个百分点"
        return _arrow(points, f"高 {said}", f"低 {said}")
    numbers = int | Decimal | Fraction
    if isinstance(now, numbers) and isinstance(then, numbers):
        gap = Decimal(now) - Decimal(then)
        said = f"{printed(abs(gap))} {unit}"
        return _arrow(gap, f"多 {said}", f"少 {said}")
    return ""


def _arrow(gap: Decimal, more: str, less: str) -> str:
    return "持平" if gap == 0 else f"▲ {more}" if gap > 0 else f"▼ {less}"


def _fraction(value: Value, figure: Figure) -> dict[str, Any] | None:
    if not isinstance(value, Rate):
        return None
    return {
        "n": value.num,
        "n_label": f"{figure.name}计入的",
        "d": value.den,
        "d_label": "全部应计的",
    }


def sealed_rows(kept: SealedReading) -> list[EvidenceRow]:
    """The evidence rows as they were sealed, named by their records."""
    return [
        EvidenceRow(
            pk=row.row,
            record=row.record_id,
            kind=row.record.kind if row.record else "",
            number=row.record.number if row.record else "",
            title=row.record.title if row.record else row.label,
            part=row.part,
            contribution=row.contribution,
        )
        for row in kept.evidence.select_related("record")
    ]


GROUPS = (("", "全部"), ("in", "计入"), ("out", "只在分母"))


def grouped(rows: Sequence[EvidenceRow], group: str) -> list[EvidenceRow]:
    """The rows of a ratio that are in its numerator, or not; all of any other figure."""
    if group not in ("in", "out"):
        return list(rows)
    return [row for row in rows if (row.contribution == "1") == (group == "in")]


def _groups(
    reading: Reading, rows: Sequence[EvidenceRow], group: str, url: Callable[[str], str] | None
) -> list[dict[str, Any]]:
    if not isinstance(reading.figure.fold, Ratio) or url is None:
        return []
    return [
        {
            "label": f"{label} {len(grouped(rows, key))}",
            "url": url(key),
            "evidence": url(key),
            "current": key == group,
        }
        for key, label in GROUPS
    ]


def row_of(row: EvidenceRow, figure: Figure) -> dict[str, Any]:
    """One row as the panel lists it: number, title, what it contributed."""
    kind = kind_of_record(row.kind) if row.record else None
    return {
        "no": row.number,
        "label": row.title or row.part or "（无标题）",
        "url": record_url(kind, row.record) if kind and row.record else "",
        "note": note_of(row, figure),
    }


def note_of(row: EvidenceRow, figure: Figure) -> str:
    """What the row contributed, in words."""
    if isinstance(figure.fold, Ratio):
        return "计入" if row.contribution == "1" else "只在分母"
    if isinstance(figure.fold, Sum):
        return f"{row.contribution} {figure.unit}".strip()
    return row.part


def rows_unit(figure: Figure) -> str:
    """The measure of evidence rows: the figure's where each row is one, else 条."""
    return figure.unit or "条" if figure.fold.kind == "count" else "条"


def is_number(value: Value) -> bool:
    """Whether a value can stand in a chart."""
    return isinstance(value, int | Decimal) or (isinstance(value, Rate) and bool(value.den))


def as_point(value: Value) -> float | None:
    """A value as a point of a chart: a rate as its percentage, nothing where there is none."""
    if isinstance(value, Rate):
        return float(value.percent()) if value.den else None
    if isinstance(value, Span):
        return float(value.most)
    return float(value) if isinstance(value, int | Decimal) else None
