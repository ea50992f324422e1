"""What a template could say besides its places: a breakdown as 分列, and words the register can test.

Always offers: none is taken unless a person agrees to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jianyan.reports.wording.examine import examine
from jianyan.reports.wording.judging import shown

from .making import Place
from .writing import slot

DONE = (
    ("提案.办复", "提案.交办", "办复|答复|办结"),
    ("协商.完成", "协商.计划项数", "完成"),
    ("建议.采纳", "建议.提出", "采纳"),
    ("意见.解决", "意见.收集", "解决"),
    ("承诺.兑现", "承诺.作出", "兑现|落实"),
    ("要点.完成", "要点.项数", "完成"),
    ("项目.签约户数", "项目.计划户数", "签约|完成"),
)
"""What was done, all there was to do, and the words that follow 全部."""
_FIGURE = re.compile(r"(?P<name>[^\[\]|+()（）{}]+?)(?P<bracket>\[[^\]]*\])?")
_OWN = re.compile(r"\[[^=|\]]+\]")
_ALL = re.compile(
    r"(?P<phrase>全部|悉数|全数|均|都)(?:已|按期|按时|如期|得到|得以|及时|被[^，。；,;\d]{0,8})*[^，。；,;\d]{0,4}?(?P<done>办复|答复|办结|完成|采纳|解决|兑现|落实|签约)"
)
_STOPS = re.compile(r"[，。；：、,;:（(\n]|其中|分别[为是]?|包括")
_BETWEEN = re.compile(r"[、，；,;和及与以\s]*[^\d、，。；：,;:（）()\n]{0,18}")
_TOTAL = re.compile(r"(?P<phrase>共计|一共|总共|合计|总计|共)[^，。；,;\d]{0,8}$")
_BOTH = re.compile(r"(?P<phrase>均|都)[^，。；,;\d]{0,6}$")
_LEAST = re.compile(r"(?P<number>\d+(?:\.\d+)?)[%％]以上")
_LEAD = re.compile(r"(?:均|都)?(?:达到?|在|超过)?$")
SENTENCES = "。；;\n"


@dataclass(frozen=True, slots=True)
class Offer:
    """`start` to `end` of the text could be written as `expression`; the places inside it give way."""

    start: int
    end: int
    words: str
    expression: str
    why: str
    behind: str = ""
    """The slot behind it that it speaks of."""

    @property
    def instead(self) -> str:
        """What would be done with the words."""
        return "与台账核对" if "声明" in self.expression else "改用分列"


def offers(text: str, places: Sequence[Place], fits: Callable[[str], bool]) -> list[Offer]:
    """The offers of a text in order. `fits`: whether a slot could be read by this committee."""
    sure = [each for each in places if each.sure]
    found = [*_breakdowns(text, sure), *_all_done(text, sure), *_rates(text, sure)]
    found += _sums(text, sure)
    kept: list[Offer] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if (not kept or each.start >= kept[-1].end) and fits(each.expression + each.behind):
            kept.append(each)
    return kept


def _figure(place: Place) -> re.Match[str] | None:
    """The figure that a place is surely taken for, written without filters."""
    return _FIGURE.fullmatch(place.candidates[0].expression.strip("{} "))


def _breakdowns(text: str, places: Sequence[Place]) -> Iterator[Offer]:
    """Parts of one figure right after each other, by its own list: 经济类X件、文化类X件."""
    run: list[Place] = []
    name = ""
    for place in [*places, None]:
        figure = _figure(place) if place else None
        own = figure and figure["bracket"] and _OWN.fullmatch(figure["bracket"])
        if (
            place
            and own
            and figure
            and run
            and name == figure["name"]
            and _follows(text, run, place)
        ):
            run.append(place)
            continue
        if len(run) > 1:
            yield _breakdown(text, run, name)
        run, name = ([place], figure["name"]) if place and own and figure else ([], "")


def _follows(text: str, run: Sequence[Place], place: Place) -> bool:
    between = text[run[-1].bound.mark.unit_end : place.bound.mark.start]
    return _BETWEEN.fullmatch(between) is not None


def _breakdown(text: str, run: Sequence[Place], name: str) -> Offer:
    first, last = run[0].bound.mark, run[-1].bound.mark
    start = max((each.end() for each in _STOPS.finditer(text, 0, first.start)), default=0)
    why = f"这{len(run)}处是“{name}”的各项，次年有哪些项就写哪些，并与总数核对。"
    words = text[start : last.unit_end].strip()
    return Offer(start, last.unit_end, words, slot(name, "分列"), why)


def _all_done(text: str, places: Sequence[Place]) -> Iterator[Offer]:
    """全部办复: what was done is all there was to do."""
    for found in _ALL.finditer(text):
        begin = max(text.rfind(each, 0, found.start()) for each in SENTENCES) + 1
        near = [each for each in places if begin <= each.bound.mark.start < found.end() + 40]
        told = [figure for each in near if (figure := _figure(each))]
        for done, whole, words in DONE:
            spoken = [each for each in told if each["name"] in (done, whole)]
            if spoken and found["done"] in words.split("|"):
                bracket = (
                    "" if any(not each["bracket"] for each in spoken) else spoken[-1]["bracket"]
                )
                said = f"{done}{bracket} = {whole}{bracket}"
                why = f"每次写报告时看{done}是否等于{whole}。"
                yield _claim(text, found.span("phrase"), said, why)
                break


def _rates(text: str, places: Sequence[Place]) -> Iterator[Offer]:
    """均达到X%, where one number is said of several rates; and 达98%以上."""
    for place in places:
        mark, value = place.bound.mark, place.candidates[0].expression.strip("{} ")
        names = re.findall(r"[^\s(),，（）]+率(?:\[[^\]]*\])?", value)
        before = text[max(0, mark.start - 12) : mark.start]
        if value.startswith("低者") and (both := _BOTH.search(before)):
            start = mark.start - len(before) + both.start("phrase")
            said = " 且 ".join(f"{name} >= p" for name in names)
            why = "每次写报告时看各个率是否都不低于后面写出的数。"
            span = (start, start + len(both["phrase"]))
            yield _claim(text, span, said, why, place.candidates[0].expression)
            continue
        least = _LEAST.match(text, mark.start)
        if least and names == [value] and (lead := _LEAD.search(before)):
            why = f"每次写报告时看{value}是否不低于{least['number']}%。"
            share = shown(Fraction(least["number"]) / 100)
            span = (mark.start - len(lead[0]), least.end())
            yield _claim(text, span, f"{value} >= {share}", why)


def _sums(text: str, places: Sequence[Place]) -> Iterator[Offer]:
    """Figures that add up to another in the text as it stands: 收到 = 立案 + 并案 + 不予立案."""
    starts = {each.bound.mark.start: each for each in places}
    for check in examine(text).checks:
        if (
            check.kind != "parts-sum"
            or check.result != "ok"
            or re.search(r"[*-]", check.expression)
        ):
            continue
        figures = [
            figure[0] if (figure := _figure(starts[start])) else ""
            for start, _ in check.spans
            if start in starts
        ]
        if len(figures) < len(check.spans) or "" in figures or len(set(figures)) < len(figures):
            continue
        total = check.spans[0][0]
        if found := _TOTAL.search(text, max(0, total - 12), total):
            whole, parts = figures[0], " + ".join(figures[1:])
            why = f"每次写报告时看{parts}是否等于{whole}。"
            yield _claim(text, found.span("phrase"), f"{parts} = {whole}", why)


def _claim(text: str, span: tuple[int, int], said: str, why: str, behind: str = "") -> Offer:
    words = text[slice(*span)]
    return Offer(*span, words, f'{{{{ 声明({said}, "{words}") }}}}', why, behind)
