"""稿件核数: a text is pasted or sent, its numbers are checked, and nothing is kept."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jianyan.figures.views import figure_url, newest_year
from jianyan.ground.pages.drawing import drawn, refuse
from jianyan.ground.pages.web import Request, form_page
from jianyan.ground.plain import PlainForm
from jianyan.kernel.errors import Denied, Refused
from jianyan.kernel.period import Period
from jianyan.reports.binding.agreed import dictionary_for, memory_of
from jianyan.reports.binding.bind import TooMany
from jianyan.reports.comparing import Compared, compare
from jianyan.reports.register_reader import reader_for
from jianyan.reports.wording.examine import Examined, examine
from jianyan.reports.wording.judging import Check

from .editor import LONGEST
from .templates import asked, text_of

TITLE = "稿件核数"
GROUPS = (
    ("wrong", "矛盾", "flag"),
    ("differs", "与台账不符", "flag"),
    ("look", "请看", "alert-circle"),
    ("elsewhere", "合于另一总数", "info-circle"),
    ("notice", "提示", "info-circle"),
    ("held", "相符", "check"),
)
"""How findings are ordered: key, word, icon."""
_LEVELS = {
    "contradiction": "wrong", "mixed": "look", "open-breakdown": "look", "last-digit": "look",
    "truncated": "look", "notice": "notice", "rounded": "held", "ok": "held",
}  # fmt: skip
HEADING = re.compile(r".{0,5}?[、.．）)]|.{1,6}")
"""What is marked of a heading: its number."""
YEAR = re.compile(r"(?<!\d)([12]\d{3})年")
LISTED = 200
"""So many findings of one kind are listed; of the others how many there are."""


class TextForm(PlainForm):
    """The text to check: a file, or pasted."""

    file = forms.FileField(
        label="稿件",
        required=False,
        help_text=".docx 或 .txt，可以拖到这里；选了文件，以文件为准。",
    )
    text = forms.CharField(
        label="或者贴在这里",
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    period = forms.CharField(
        label="与台账核对的期间",
        required=False,
        max_length=40,
        help_text="如 2020、2020年上半年、2020年3月、9.4；留空则只核文中的算术。",
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("file"):
            try:
                data["text"] = text_of(data["file"])
            except Refused as refused:
                self.add_error("file", str(refused))
            else:
                if not data["text"].strip():
                    self.add_error("file", "这个文件里没有文字，请另选一个，或把正文贴在下面。")
        elif not self.errors and not (data.get("text") or "").strip():
            self.add_error("text", "还没有稿件，请选一个文件，或把正文贴进来。")
        data["text"] = (data.get("text") or "").replace("\r\n", "\n").replace("\r", "\n")
        return data


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing said of the text. `places` are spans, the first of them marked as its own."""

    level: str
    places: tuple[tuple[int, int], ...]
    message: str
    expression: str = ""
    url: str = ""

    @property
    def at(self) -> tuple[int, int]:
        """The place it is told by: a percentage rather than its count, a total rather than its parts."""
        return self.places[-1] if self.expression.endswith("%") else self.places[0]


@form_page
def check(request: Request) -> HttpResponse:
    """The form; sent, the findings beside the text. The text goes back to the browser and nowhere else."""
    try:
        committee = asked(request)
    except Denied:
        raise Denied("稿件核数供机关使用。") from None
    sent = request.method == "POST"
    form = TextForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        initial={"period": newest_year(committee)},
        label_suffix="",
    )
    page: dict[str, Any] = {
        "title": TITLE,
        "about": "核对一篇文字里的数：各项相加、占比、增长、前后说法，与台账是否相符。稿件不保存。",
        "action": reverse("report-check"),
        "submit": "核对",
        "secret": True,
        "multipart": True,
    }
    context: dict[str, Any] = {"form": form, "page": page}
    if sent and form.is_valid():
        text = form.cleaned_data["text"]
        form.data = {**request.POST.dict(), "text": text}  # type: ignore[assignment]
        examined = examine(text)
        figures: list[Compared] = []
        period: Period | None = None
        try:
            figures, period = _compared(committee, form.cleaned_data["period"], examined)
        except Refused as refused:
            if isinstance(refused, TooMany):
                form.add_error("text", str(refused))
            else:
                refuse(form, refused)
            said = f"{refused}文中的算术已经核过，没有与台账核对。"
            page.setdefault("notices", []).append({"kind": "warn", "text": said})
        if figures and period and (said := other_year(text, period)):
            page.setdefault("notices", []).append({"kind": "warn", "text": said})
        if examined.until is not None:
            said = f"稿件太长，只核到第{examined.until}字，其后请另贴一篇再核。"
            page.setdefault("notices", []).append({"kind": "warn", "text": said})
        context |= shown(examined, figures, form.cleaned_data["period"], committee)
        context["beside"] = period.words if period else ""
    drawn(form, request)
    status = getattr(form, "status", 422) if form.errors else 200
    return render(request, "reports/check.html", context, status=status)


def _compared(
    committee: int, period: str, examined: Examined
) -> tuple[list[Compared], Period | None]:
    """The numbers beside the register, and over what. Raises Refused for a period that cannot be read."""
    if not period.strip():
        return [], None
    reader = reader_for(committee, period.strip())
    dictionary, memory = dictionary_for(committee, reader), memory_of(committee, reader)
    text = examined.text[: examined.until]
    found = compare(text, examined.checked, reader, dictionary, memory)
    return found, reader.scope.period


def other_year(text: str, period: Period) -> str:
    """What to say where the year that a text names most often is not in the period; else nothing."""
    named = Counter(YEAR.findall(unicodedata.normalize("NFKC", text))).most_common()
    most = [int(year) for year, times in named if times == named[0][1]]
    if not most or any(period.start.year <= year <= period.end.year for year in most):
        return ""
    return (
        f"文中写的多是{most[0]}年，这次是与{period.words}的台账核对。期间不对的，请在下面改了再核。"
    )


def shown(
    examined: Examined, figures: Sequence[Compared], period: str, committee: int
) -> dict[str, Any]:
    """What the page shows of a checked text."""
    order = [key for key, _, _ in GROUPS]
    found = [_of_check(each, examined.text) for each in examined.checks]
    found += _of_figures(figures, period, committee)
    found.sort(key=lambda each: (order.index(each.level), each.places[0]))
    groups = []
    for key, label, icon in GROUPS:
        rows = [
            {"number": at, "finding": each, "said": _words(examined.text, each)}
            for at, each in enumerate(found, 1)
            if each.level == key
        ]
        more = len(rows) - LISTED
        groups.append(
            {
                "key": key,
                "label": label,
                "icon": icon,
                "rows": rows[:LISTED],
                "of": len(rows),
                "more": max(more, 0),
            }
        )
    return {
        "groups": [each for each in groups if each["rows"] and each["key"] != "held"],
        "held": groups[-1],
        "lines": list(_lines(examined.text, found)),
        "count": len(examined.numbers),
        "compared": len(figures),
    }


def _of_check(check: Check, text: str) -> Finding:
    places = check.spans
    if check.kind == "heading":
        start, end = places[0]
        number = HEADING.match(text, start, end)
        places = ((start, number.end() if number else end),)
    level = "elsewhere" if check.elsewhere else _LEVELS[check.result]
    return Finding(level, places, check.message, check.expression)


def _of_figures(figures: Sequence[Compared], period: str, committee: int) -> Iterator[Finding]:
    if not figures:
        return
    scope = reader_for(committee, period.strip()).scope
    for each in figures:
        url = figure_url(each.name, scope)
        level = "held" if each.agrees else "differs"
        yield Finding(level, ((each.start, each.end),), f"{each.name}：{each.message}", url=url)


def _words(text: str, finding: Finding) -> str:
    start, end = finding.at
    return text[start:end].replace("\n", " ")


def _lines(text: str, found: Sequence[Finding]) -> Iterator[SafeString]:
    """The text, a paragraph a line, each place marked once, by the gravest finding on it."""
    marks: dict[tuple[int, int], tuple[str, int]] = {}
    for number, finding in enumerate(found, 1):
        for place in finding.places:
            marks.setdefault(place, (finding.level, number))
    places, at, passed = sorted(marks), 0, 0
    for line in text.split("\n"):
        end = at + len(line)
        before = passed
        while passed < len(places) and places[passed][0] <= end:
            passed += 1
        inside = [place for place in places[before:passed] if place[1] <= end]
        yield format_html_join(
            "", "{}", ((each,) for each in _pieces(text, at, end, inside, marks))
        )
        at = end + 1


def _pieces(
    text: str,
    start: int,
    end: int,
    inside: Sequence[tuple[int, int]],
    marks: dict[tuple[int, int], tuple[str, int]],
) -> Iterator[str]:
    for low, high in inside:
        if low < start:
            continue
        yield text[start:low]
        level, number = marks[low, high]
        yield format_html(
            '<a class="said said-{}" id="at-{}" href="#finding-{}">{}</a>',
            level,
            low,
            number,
            text[low:high],
        )
        start = high
    yield text[start:end]
