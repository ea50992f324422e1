"""Template tags and filters of the house: figures, dates, states and due dates as people read them.

Nothing here queries: a tag shows what the view hands to it. ``{% load jianyan %}``.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from jianyan.ground.days import near_day, said_day

register = template.Library()

BLANK = "—"

# A glyph's shape says how far a case has come; its tone only repeats it in colour.
TONES = {
    "draft": "off",
    "empty": "",
    "quarter": "run",
    "half": "run",
    "three": "run",
    "done": "done",
    "wait": "ask",
    "barred": "off",
    "merged": "off",
}


def pick(thing: Any, name: str) -> Any:
    """A key of a mapping or an attribute of an object; None when it has neither."""
    if isinstance(thing, Mapping):
        return thing.get(name)
    return getattr(thing, name, None)


# --- shapes -----------------------------------------------------------------------


@register.simple_tag
@lru_cache(maxsize=512)  # a page draws some fifty of a few dozen
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite. Without a label it is hidden from screen readers."""
    href = f"{static('jianyan/icons.svg')}#i-{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, href
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', href)


@register.simple_tag
def state(what: Any, shape: str = "", big: bool = False) -> SafeString:
    """A state as glyph and word: ``{% state record_state %}`` or ``{% state "办理中" "half" %}``.

    ``what`` is a word, or has ``label`` and ``shape``. An unknown shape is drawn as an empty ring.
    """
    label = what if isinstance(what, str) else pick(what, "label")
    shape = shape or ("" if isinstance(what, str) else pick(what, "shape")) or "empty"
    shape = shape if shape in TONES else "empty"
    classes = " ".join(filter(None, ["state", TONES[shape], "big" if big else ""]))
    href = f"{static('jianyan/icons.svg')}#s-{shape}"
    return format_html(
        '<span class="{}"><svg aria-hidden="true"><use href="{}"/></svg>{}</span>',
        classes,
        href,
        label or BLANK,
    )


def due_words(due: date, today: date, done: date | None, word: str) -> tuple[str, str, str]:
    """Class, icon and words of a due chip: what is left, or how it was kept."""
    if done is not None:
        late = (done - due).days
        if late > 0:
            return "metlate", "check", f"迟 {late} 天{word}"
        return "met", "check", f"按期{word}"
    left = (due - today).days
    if left < 0:
        return "late", "urgent", f"逾期 {-left} 天"
    if left == 0:
        return "today", "alarm", "今天到期"
    if left <= 7:
        return "soon", "clock", f"余 {left} 天"
    return "far", "", f"余 {left} 天"


def first_of(thing: Any, *names: str) -> Any:
    """The first of these keys or attributes that is not empty."""
    return next(filter(None, (pick(thing, name) for name in names)), None)


@register.simple_tag
def due(clock: Any, today: date | None = None, done: date | None = None, word: str = "") -> Any:
    """The due chip of a clock or of a plain date.

    A clock has ``due_on`` (or ``due``) and may have ``met_on`` (or ``done``), ``ended_on`` (it no
    longer applies), ``word`` (what was done: 答复) and ``provisional``. No date is a dash.
    """
    plain = isinstance(clock, date)
    day = clock if plain else first_of(clock, "due_on", "due")
    kept = done or (None if plain else first_of(clock, "met_on", "done"))
    if not day or (not kept and not plain and pick(clock, "ended_on")):
        return BLANK
    said = word or ("" if plain else pick(clock, "word") or "")
    kind, name, words = due_words(
        plain_day(day), today or timezone.localdate(), plain_day(kept) if kept else None, said
    )
    if not plain and not kept and pick(clock, "provisional"):
        words += "（暂计）"
    return format_html('<span class="due {}">{}{}</span>', kind, icon(name) if name else "", words)


@register.simple_tag
def fig(value: Any, url: str = "", opened: bool = False, evidence: str = "") -> SafeString:
    """A number as a door to its records. ``evidence`` is the address of its panel, if one is beside.

    Without an address it is plain text: a number nobody may follow must not look like a link.
    """
    shown = BLANK if value is None or value == "" else value
    if not url:
        return format_html('<span class="num">{}</span>', shown)
    extra = (
        format_html(' data-evidence="{}" aria-controls="evidence"', evidence) if evidence else ""
    )
    opens = ""
    if evidence or opened:
        opens = format_html(' aria-expanded="{}"', "true" if opened else "false")
    return format_html('<a class="fig" href="{}"{}{}>{}</a>', url, opens, extra, shown)


@register.simple_tag
def spark(values: Iterable[Any], width: int = 72, height: int = 28) -> SafeString:
    """A small trend line with its last point marked; nothing for fewer than two values."""
    numbers = [float(value) for value in values or [] if value is not None]
    if len(numbers) < 2:
        return SafeString("")
    low, high = min(numbers), max(numbers)
    span = (high - low) or 1.0
    step = (width - 2) / (len(numbers) - 1)
    points = [
        (1 + index * step, height - 3 - (number - low) / span * (height - 7))
        for index, number in enumerate(numbers)
    ]
    line = format_html_join(" ", "{},{}", ((f"{x:.1f}", f"{y:.1f}") for x, y in points))
    return format_html(
        '<svg class="trend" viewBox="0 0 {} {}" aria-hidden="true">'
        '<polyline points="{}"/><circle cx="{}" cy="{}" r="2.75"/></svg>',
        width,
        height,
        line,
        f"{points[-1][0]:.1f}",
        f"{points[-1][1]:.1f}",
    )


# --- words ------------------------------------------------------------------------


@register.filter
def blank(value: Any) -> Any:
    """The value, or a dash for None, an empty text or an empty list. Zero is a value."""
    return BLANK if value is None or value == "" or value == [] else value


def plain_day(value: date) -> date:
    """The local calendar day of a date or a moment."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


@register.filter
def cn_date(value: date | None, today: date | None = None) -> str:
    """6月16日, or 2025年6月16日 when it is not in today's year."""
    if not value:
        return BLANK
    return near_day(plain_day(value), today or timezone.localdate())


@register.filter
def cn_full_date(value: date | None) -> str:
    """2026年6月16日, always with its year."""
    return said_day(plain_day(value)) if value else BLANK


@register.filter
def cn_weekday(value: date) -> str:
    """星期一 to 星期日."""
    return "星期" + "一二三四五六日"[plain_day(value).weekday()]


@register.filter
def cn_time(value: date | None, today: date | None = None) -> str:
    """今天 08:12, 昨天 19:40, 6月12日 16:05. A plain date has no hour."""
    if not value:
        return BLANK
    if not isinstance(value, datetime):
        return cn_date(value, today)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    now = today or timezone.localdate()
    day = {now: "今天", now - timedelta(days=1): "昨天"}.get(local.date()) or cn_date(local, now)
    return f"{day} {local:%H:%M}"


@register.simple_tag
def moment(value: date | None, today: date | None = None) -> str:
    """``cn_time`` as a tag: there a ``today`` missing from the context is the local day."""
    return cn_time(value, today or None)


@register.filter
def short_date(value: date | None, today: date | None = None) -> str:
    """06-16, as tables write it; a day of another year with its year: 2025年6月16日."""
    if not value:
        return BLANK
    day = plain_day(value)
    return f"{day:%m-%d}" if day.year == (today or timezone.localdate()).year else said_day(day)


def rounded(value: Any, places: int) -> str:
    """Exact rounding, half up, with thousands separators."""
    exact = value if isinstance(value, Fraction) else Fraction(str(value))
    scaled = exact * 10**places
    whole = int(abs(scaled) + Fraction(1, 2))
    number = Decimal(whole).scaleb(-places).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{'-' if scaled < 0 and whole else ''}{number:,f}"


@register.filter
def money(cents: int | None, unit: str = "元") -> str:
    """An amount kept in 分, in 元 or (``money:"万"``) in 万, without the unit's word.

    元 shows 分 only when there are any; 万 has two places at most. None is a dash.
    """
    if cents is None:
        return BLANK
    if unit.startswith("万"):
        shown = rounded(Fraction(cents, 1_000_000), 2)
        return shown.rstrip("0").rstrip(".")
    return rounded(Fraction(cents, 100), 2 if cents % 100 else 0)


@register.filter
def percent(value: Any, places: int = 1) -> str:
    """A ratio (Fraction, Decimal, float) as 98.9%. None is a dash."""
    if value is None or value == "":
        return BLANK
    exact = value if isinstance(value, Fraction) else Fraction(str(value))
    return f"{rounded(exact * 100, places)}%"


@register.filter
def count(value: Any) -> str:
    """A whole number with thousands separators. None is a dash."""
    return BLANK if value is None or value == "" else f"{value:,}"


@register.filter
def filesize_cn(size: int | None) -> str:
    """A file's size: 820 KB, 3.4 MB."""
    if size is None:
        return BLANK
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{rounded(Fraction(size, 1024 * 1024), 1)} MB"


@register.filter
def marked(parts: Iterable[tuple[str, bool]]) -> SafeString:
    """(text, marked) pairs as text with ``<mark>``; drawn at once, since a page has forty of them."""
    drawn = (f"<mark>{escape(text)}</mark>" if hit else escape(text) for text, hit in parts)
    return mark_safe("".join(drawn))  # noqa: S308 - every part is escaped


@register.filter
def nth(values: list[Any], index: int) -> Any:
    """The element at an index; None past the end."""
    return values[index] if index < len(values) else None
