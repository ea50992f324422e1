"""Parts of a total: the figure that a place takes from what was counted before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .around import Around
from .dictionary import Dimension, Entry
from .doubts import doubt
from .labels import DOERS, Part, beside, near_part
from .matching import CARRIED, Hit, Match, Matcher
from .others import names

_SORT = re.compile(
    r"(?:涉及|关于|属于|围绕|有关|其中|包括|为)*(?P<label>[\u4e00-\u9fff、]{2,20}?)"
    r"(?:(?:类|方面|领域)的?(?:意见)?(?:提案|建议|信息)?|的提案)[共有为是约计]*$"
)
_SORT_AFTER = re.compile(
    r"^(?:是|为|涉及|属于)?(?P<label>[\u4e00-\u9fff、]{2,12}?)(?:类|方面|领域)的?(?:提案|建议|信息)"
)
MOST = 8
"""So many totals of one paragraph are remembered, the last ones."""
CATEGORY = "类别"
INHERITED, UNLISTED = 0.86, 0.62
OF_WHICH, CERTAIN, CLEAR = 0.06, 0.11, 0.78
BARE, PARAGRAPH = 0.56, 0.6
_WHOLES = ("提案.提交", "提案.立案", "提案.交办", "提案.办复")
BROUGHT = ("提案.提交", "提案.立案", "提案.交办件次")
HANDLED = ("提案.交办件次", "提案.交办", "提案.提交")
HANDLING = ("承办", "主办", "会办", "协办", "交由", "交我", "单位办理")
"""What a bare number of proposals may be; the latter where one of these is said in its sentence."""
ANOTHER = 0.5
"""From which doubt on the noun that is counted is surely another."""
SECOND = 0.1
"""How much less sure the part of another total is."""
_BECOME = ("为提案", "成提案", "形成提案")
"""信息转化为提案26件: what became of something else."""
_ABOVE = ("上述", "以上", "这", "前述", "该")
_TOPIC = re.compile("(?:关于|有关|涉及|围绕|反映).{2,}$")
_OPENED = re.compile(r"(?P<what>[\u4e00-\u9fff]{1,12}?)的?(?:\d+件)?提案[中里]")
_SHARE_OF = re.compile(r"[，（]?占(?P<what>[\u4e00-\u9fff]{1,10})")
_SHARED = re.compile("[，（]?占")
_PERCENT = re.compile(r"[，（]?占[^，。；\d]{0,14}?(?P<number>\d+(?:\.\d+)?)%")
_DIVIDED = re.compile(r"\s*(?:其中|[按从][^，。；\n]{1,12}?(?:划?分|来?看|统计))")
"""What a paragraph begins with that divides the total before it: 按类别分，城市交通类X件."""
_OF_WHICH = re.compile("其中|按|分别|分为|包括")


@dataclass(frozen=True, slots=True)
class Host:
    """The figure whose parts may follow, and the dimension of the part that was told last.

    `value`: the total, where it was said itself and as a number.
    """

    match: Match
    around: Around
    dimension: str = ""
    value: float | None = None


def next_hosts(
    hosts: list[Host], match: Match | None, around: Around, *, valued: bool = True
) -> list[Host]:
    """The totals of the paragraph so far, the last first: a total, or that of the part just told.

    `valued`: the number is the total's own; else only the matter is, as where it is of the year before.
    """
    kept = hosts[:MOST]
    if match is None or match.entry.fold != "count" or not match.entry.splits:
        return kept
    whole = replace(match, part=None)
    if match.part is None:
        others = [host for host in kept if host.match.entry != match.entry]
        return [Host(whole, around, value=around.mark.value if valued else None), *others[:MOST]]
    same = next((host for host in kept if host.match.entry == match.entry), None)
    here = same is not None and same.around.paragraph == around.paragraph
    first, value = (same.around if same and here else around), same.value if same else None
    told = Host(whole, first, match.part.dimension.name, value)
    return [told, *(host for host in kept if host is not same)]


def inherited(matcher: Matcher, hosts: list[Host], around: Around, own: list[Match]) -> list[Match]:
    """The part of a total before that a place names, unless its own words say clearly what was done.

    A part of another total said before may be meant as well: it comes second.
    """
    if around.mark.unit == "%" or matcher.foreign(around):
        return []
    near = [
        host
        for host in hosts
        if host.around.paragraph == around.paragraph
        or (host is hosts[0] and _divides(host, around))
        or _shared(host, around)
        or _opened(matcher, host, around)
    ]
    able = [host for host in near if _able(matcher, host, around)]
    able.sort(key=lambda host: not (_named(matcher, host, around) or _shared(host, around)))
    parts = [
        near_part(around, host.match.entry, matcher.words, host.dimension, of_total=True)
        for host in able
    ]
    if not any(parts):
        parts = [_unlisted(host.match.entry.splits[0], around) for host in able]
    hosted = [host.match.entry for host in hosts]
    found = [
        _inherited(matcher, host, part, around, own, hosted)
        for host, part in zip(able, parts, strict=True)
        if part
    ]
    return [replace(each, score=each.score - SECOND * at) for at, each in enumerate(found[:2])]


def unsplit(matcher: Matcher, hosts: list[Host], around: Around, own: list[Match]) -> bool:
    """Whether a place tells by whom the last total was made, and that total has no such list.

    表彰优秀提案51件，其中委员提案29件: who proposed those that were honoured is not counted.
    """
    if not hosts or hosts[0].around.paragraph != around.paragraph or _clear(own):
        return False
    last, whole = hosts[0], matcher.entries.get(BROUGHT[0])
    doers = _doers(whole)
    if whole is None or doers is None or last.match.entry.owner != whole.owner:
        return False
    if _doers(last.match.entry) or not _able(matcher, last, around):
        return False
    said = beside(around, doers, matcher.words)
    share = _SHARED.match(around.text, last.around.mark.unit_end)  # itself a part of what is listed
    another = any(_opened(matcher, host, around) for host in hosts[1:])
    return said is not None and share is None and not another


def _doers(entry: Entry | None) -> Dimension | None:
    return next((each for each in entry.splits if each.name == DOERS), None) if entry else None


def _clear(own: list[Match]) -> bool:
    return bool(own) and own[0].score >= CLEAR


def again(matcher: Matcher, hosts: list[Host], around: Around, hits: list[Hit]) -> Match | None:
    """A total of the paragraph said again without naming the matter: 其中通过网上提交的有X件."""
    said = {
        name
        for hit in hits
        if around.left <= hit.start and hit.end <= around.mark.start
        for name in matcher.called_by(hit.word)
        if not matcher.of_one(around, hit, name)
    }
    if (same := _same(hosts, around)) is not None:
        why = f"前文说的“{same.match.entry.name}”，这里又说到。"
        return Match(same.match.entry, None, CARRIED, why)
    for host in hosts:
        entry = host.match.entry
        doubtful = doubt(around, matcher.sayings[entry.name])
        here = host.around.paragraph == around.paragraph
        if here and entry.name in said and _able(matcher, host, around) and not doubtful:
            why = f"前文说的是“{entry.name}”，这里又说到。"
            return Match(entry, near_part(around, entry, matcher.words), CARRIED, why)
    return None


def _same(hosts: list[Host], around: Around) -> Host | None:
    """The total that is said again: 上述X件提案中, or the same number as before."""
    if not hosts or not names(around, "提案") or around.mark.unit != hosts[0].around.mark.unit:
        return None
    value = around.mark.value
    same = next((each for each in hosts if value is not None and each.value == value), None)
    if same is None and around.before_words.endswith(_ABOVE):
        wholes = (each for each in hosts if each.match.entry.name in _WHOLES)
        return next(wholes, None)
    return same


def bare(matcher: Matcher, around: Around) -> list[Match]:
    """提案X件, 关于…的有X件, and no word of what was done to them: what they may be."""
    clause = around.text[around.sentence[0] : around.mark.start]
    topic = _TOPIC.search(around.before_words) and around.said(("提案",)) >= PARAGRAPH
    if around.mark.unit != "件" or not (topic or names(around, "提案")) or "除" in clause:
        return []
    if around.before_words.endswith(_BECOME) or "人均" in around.before_words:
        return []
    said = around.text[
        around.text.rfind("。", around.paragraph, around.mark.start) + 1 : around.mark.start
    ]
    handled = "办理" in clause or any(word in said for word in HANDLING)
    order = HANDLED if handled else BROUGHT
    entries = [matcher.entries[name] for name in order if name in matcher.entries]
    why = "只说提案件数，未说收到、立案还是承办。"
    return [
        Match(each, _sort_of(matcher, around, each), BARE - 0.01 * at, why)
        for at, each in enumerate(entries)
    ]


def _sort_of(matcher: Matcher, around: Around, entry: Entry) -> Part | None:
    part = near_part(around, entry, matcher.words)
    return part or (_unlisted(entry.splits[0], around) if entry.splits else None)


def _named(matcher: Matcher, host: Host, around: Around) -> bool:
    """Whether a total is named beside a place: 立案的提案中，…X件, or X件，占立案总数的…."""
    said = matcher.sayings[host.match.entry.name].says
    share = _SHARE_OF.match(around.text, around.mark.unit_end)
    told = share is not None and share["what"].startswith(said)
    return told or _opened(matcher, host, around)


def _opened(matcher: Matcher, host: Host, around: Around) -> bool:
    """Whether the words before a place open the list of a total's parts: 立案的提案中，…."""
    said = matcher.sayings[host.match.entry.name].says
    opened = _OPENED.finditer(around.text, around.since, around.mark.start)
    return any(match["what"].endswith(said) for match in opened)


def _divides(host: Host, around: Around) -> bool:
    """Whether a place's paragraph divides the last total of the paragraph before it."""
    text, begin = around.text, around.paragraph
    before = text.rfind("\n", 0, len(text[:begin].rstrip())) + 1
    return host.around.paragraph == before and bool(_DIVIDED.match(text, begin))


def _shared(host: Host, around: Around) -> bool:
    """Whether the percentage that follows is of this total: 94件，占53.7% is of 175."""
    share = _PERCENT.match(around.text, around.mark.unit_end)
    if share is None or not host.value or not around.mark.value:
        return False
    places = len(share["number"].partition(".")[2])
    exact = 100 * around.mark.value / host.value
    return abs(exact - float(share["number"])) <= 0.51 / 10**places


def _able(matcher: Matcher, host: Host, around: Around) -> bool:
    """Whether a place can be a part of a total: the unit goes with it, and it is no larger."""
    value = around.mark.value
    larger = host.value is not None and value is not None and value > host.value
    entry = host.match.entry
    other = doubt(around, matcher.sayings[entry.name]) >= ANOTHER
    return not larger and not other and matcher.fits(entry, around.mark) > 0


def _inherited(
    matcher: Matcher, host: Host, part: Part, around: Around, own: list[Match], hosted: list[Entry]
) -> Match:
    entry = host.match.entry
    score = (INHERITED if part.listed else UNLISTED) - 0.1 * (1 - matcher.fits(entry, around.mark))
    if _shared(host, around) and (not own or own[0].entry in hosted):
        score += CERTAIN
    elif _OF_WHICH.search(around.text, host.around.mark.unit_end, around.mark.start):
        score += OF_WHICH
    elif _clear(own):
        score -= 0.2
    why = f"承前文“{entry.name}”，所列“{part.told}”"
    why += (
        f"对应{part.dimension.name}中的{'、'.join(part.labels)}。"
        if part.listed
        else f"，{part.dimension.name}表中没有，用前请补上或改选相近的一项。"
    )
    return Match(entry, part, score, why)


def _unlisted(dimension: Dimension, around: Around) -> Part | None:
    """A sort that the text names and the list of categories lacks."""
    match = _SORT.search(around.before_words) or _SORT_AFTER.search(around.after_words)
    if match is None or dimension.name != CATEGORY:
        return None
    label = match["label"].lstrip("、和与及")
    return Part(dimension, (label,), 0.5, 0.8, told=label, listed=False)
