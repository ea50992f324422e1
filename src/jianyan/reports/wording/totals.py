"""Which total a list of shares is of: what most of them fit, what the text names, else the nearest."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from .judging import EXACTLY, FITTING, Result, judge
from .mentions import Mention
from .naming import named, stem
from .shares import Group, Share
from .words import AFTER, FILED, GROSS, NEGATED, WITHIN, of_one_kind

NEAREST = 24
"""So many counts before a list are tried as its total."""
COMPLETE = 98
"""From so many percent on the shares of a list are taken to make up a whole."""
OWN = 3
"""How well a total is named by its own word."""
TELLING = 3
MUCH = 3
"""A part so many times its total is rather of another."""
REACH = 3
"""So many sentences behind a whole that is called one, a share alone is taken for one of it."""
SLIP = Fraction(5, 2)
"""Beside the exact share by so many units of its last digit, a printed one is a slip."""
WEIGHT = {"ok": 4, "rounded": 4, "truncated": 3, "last-digit": 1}
"""How much a share that fits a total speaks for it."""


def settle(text: str, placed: Sequence[Mention], groups: Sequence[Group]) -> None:
    """Find the total of every group."""
    beside: set[int] = set()
    for group, before in zip(groups, [None, *groups], strict=False):
        first = group.shares[0].parts[0]
        group.beside = frozenset(
            at for at in beside if "其中" not in text[placed[at].end : first.start]
        )
        beside |= {part.index for share in group.shares for part in share.parts}
        if group.shares[0].total is not None:
            continue
        candidates = _candidates(placed, group) or _behind(text, placed, group)
        if candidates and not _together(placed, group, candidates):
            _choose(group, candidates, [each for each in placed if _came_in(each, group)])
        if _of_their_sum(group):
            own = sum((share.count for share in group.shares), Fraction())
            near = _nearest(text, placed, group, candidates, own)
            for share in group.shares:
                share.own, share.total = True, near
        elif _of_unwritten(group):
            for share in group.shares:
                share.own, share.total = True, None
        same = before and before.shares[-1].percent.sentence == first.sentence
        if same and len(group.shares) == 2:
            _leave_open(group)
    _of_known(groups)


def _nearest(
    text: str, placed: Sequence[Mention], group: Group, candidates: list[Mention], own: Fraction
) -> Mention:
    """Of what may be meant to be the sum of a list the one that is named before it, else the nearest in value."""
    first = group.shares[0].parts[0]
    level = [each for each in candidates if each.bracket == first.bracket] or candidates
    before = text[placed[first.index - 1].end : first.start].rpartition("。")[2]
    said = WITHIN.search(before)
    called = [each for each in level if said and stem(said["name"]) and named(said["name"], each)]
    return min(called or level, key=lambda each: abs(each.quantity.value - own))


def _of_known(groups: Sequence[Group]) -> None:
    """Leave shares open that are wrong for what is written, and right for what another list adds up to."""
    wholes = {
        sum((share.count for share in group.shares), Fraction())
        for group in groups
        if len(group.shares) > 2 and all(share.own and share.total for share in group.shares)
    }
    for share in (share for group in groups for share in group.shares):
        if share.own or share.total is None or judge_share(share, share.total) in FITTING:
            continue
        exact = [share.count * 100 / whole for whole in wholes]
        if any(judge(value, share.percent.quantity) in EXACTLY for value in exact):
            share.own, share.total = True, None


def _of_their_sum(group: Group) -> bool:
    """148件，占25.2%；364件，占61.9%……: shares of what the parts add up to, which is not the total written."""
    total, own = group.shares[0].total, sum((share.count for share in group.shares), Fraction())
    printed = sum((share.percent.quantity.value for share in group.shares), Fraction())
    few = len(group.shares) < 3 and (len(group.shares) < 2 or abs(printed - 100) > 1)
    few = few or any(share.percent.quantity.approx for share in group.shares)
    if few or total is None or not own or own == total.quantity.value:
        return False
    off = [judge_share(each, total) not in FITTING for each in group.shares]
    exact = [each.count * 100 / own for each in group.shares]
    held = [
        judge(value, each.percent.quantity) for value, each in zip(exact, group.shares, strict=True)
    ]
    well = sum(each in (*EXACTLY, "truncated") for each in held)
    most = len(held) - (len(held) - 1) // 2 if all(each in FITTING for each in held) else len(held)
    return 2 * sum(off) >= len(off) and well >= most


def _of_unwritten(group: Group) -> bool:
    """182件，占89%；2件，占1%: shares of one total that is nowhere written, which do not make up a whole."""
    total = group.shares[0].total
    printed = sum((share.percent.quantity.value for share in group.shares), Fraction())
    if len(group.shares) < 2 or total is None or printed > COMPLETE or named(_name(group), total):
        return False
    if total.sentence == group.shares[0].percent.sentence:
        return False
    fitting = [each for each in group.shares if judge_share(each, total) in FITTING]
    if 2 * len(fitting) > len(group.shares) or any(map(_telling, fitting)):
        return False
    lows, highs = zip(*map(_wholes, group.shares), strict=True)
    return ceil(max(lows)) <= min(highs)


def _telling(share: Share) -> bool:
    """Whether a share has so many digits that it hardly fits a total by chance."""
    return len(share.percent.quantity.digits.replace(".", "")) >= TELLING


def _wholes(share: Share) -> tuple[Fraction, Fraction]:
    """Between which totals a share is right as printed."""
    printed = share.percent.quantity
    half = Fraction(1, 2 * 10**printed.places)
    low, high = printed.value + half, max(printed.value - half, Fraction(1, 1000))
    return share.count * 100 / low, share.count * 100 / high


def _leave_open(group: Group) -> None:
    """Shares of two totals in one sentence: what another share names no total for is of either."""
    for share in group.shares:
        if not share.called and share.total and judge_share(share, share.total) not in FITTING:
            share.total = None


def _candidates(placed: Sequence[Mention], group: Group) -> list[Mention]:
    """Counts before the list that could be its total, nearest last."""
    first = group.shares[0]
    counts = sorted(share.count for share in group.shares)
    least = counts[-2] if len(counts) > 1 else 0
    name = _name(group)
    parts = {each.index for share in group.shares for each in share.parts}
    found = [
        each
        for each in placed[: first.percent.index]
        if (each.family == first.parts[0].family or _voting(each, first, name))
        and each.counts
        and each.index not in parts
        and each.paragraph >= first.percent.paragraph - 2
        and each.quantity.value > least
    ]
    large = [each for each in found if each.quantity.value >= counts[-1]]
    if len(counts) > 1:
        return found[-NEAREST:]
    large = large[-NEAREST:]
    if stem(name):
        less = [each for each in found if each not in large and named(name, each) == OWN]
        large = sorted((*large, *less), key=lambda each: each.index)
    return large or [each for each in found if _may_be_less(each, first, name)]


def _voting(each: Mention, share: Share, name: str) -> bool:
    """赞成47票，占实到人数的95.9%: votes are of those who came."""
    voted = share.parts[0].family == "票" and each.family == "人"
    return voted and bool(stem(name)) and stem(name) in each.before


def _behind(text: str, placed: Sequence[Mention], group: Group) -> list[Mention]:
    """甲88件，占48.9%，乙92件，占51.1%，共计180件: the total behind its shares."""
    last = group.shares[-1].percent
    name = _name(group).rstrip("的")
    for each in placed[last.index + 1 :]:
        same = each.paragraph == last.paragraph and each.family == group.shares[-1].parts[0].family
        if same and _is_total(each) and len(name) > 2 and name in each.before:
            return [each]
    for each in placed[last.index + 1 :]:
        if each.sentence != last.sentence or not AFTER.search(text[last.end : each.start]):
            return []
        if _is_total(each) and each.family == group.shares[-1].parts[0].family:
            return [each]
    return []


def _is_total(each: Mention) -> bool:
    return each.counts and each.quantity.value > 0


def _may_be_less(total: Mention, share: Share, name: str) -> bool:
    """A total that is less than its part is taken for a total only where it is called one."""
    if named(name, total):
        return True
    return total.sentence == share.percent.sentence and "总" in name and not stem(name)


def _together(placed: Sequence[Mention], group: Group, totals: list[Mention]) -> bool:
    """满意150件、基本满意30件，占98%: the share of several counts, where one alone fits nothing."""
    share = group.shares[0]
    if len(group.shares) > 1 or any(judge_share(share, each) in FITTING for each in totals):
        return False
    parts = list(share.parts)
    for each in reversed(placed[: parts[0].index]):
        if each.sentence != parts[0].sentence or each.family != parts[0].family:
            break
        if not each.counts or each.bracket != parts[0].bracket:
            break
        parts.insert(0, each)
        wider = Share(share.percent, tuple(parts), share.name)
        fitting = [each for each in totals if each.index < parts[0].index and not_parts(each)]
        fitting = [each for each in fitting if judge_share(wider, each) in EXACTLY]
        if fitting:
            share.parts, share.total = wider.parts, fitting[-1]
            share.__dict__.pop("count", None)
            return True
    return False


def _name(group: Group) -> str:
    return next((share.name for share in group.shares if share.name), "")


def _came_in(each: Mention, group: Group) -> bool:
    """What came in, in another unit (线索420条), before a list of shares."""
    first = group.shares[0]
    return (
        each.index < first.parts[0].index
        and each.counts
        and each.paragraph == first.percent.paragraph
        and each.family != first.parts[0].family
        and GROSS.search(each.before) is not None
        and each.quantity.value >= max(share.count for share in group.shares)
    )


def _choose(group: Group, candidates: list[Mention], otherwise: list[Mention]) -> None:
    name = _name(group)
    ranked = sorted(candidates, key=lambda each: _rank(group, each, name), reverse=True)
    best = ranked[0]
    if not _fits(group, best):
        best = max(candidates, key=lambda each: _likely(group, each, name))
        if not _may_accuse(group, best, name):
            return
    for share in group.shares:
        share.total = best
        if len(group.shares) == 1 or judge_share(share, best) in FITTING:
            continue
        said = name if share.called else ""
        others = [each for each in ranked if not_parts(each) and _may_be(each, said)] + otherwise
        other = next((each for each in others if judge_share(share, each) in EXACTLY), None)
        if other is not None:
            share.total, share.mixed = other, True


def _likely(group: Group, total: Mention, name: str) -> tuple[int, int, bool, bool, int]:
    """Of totals that no share fits: what the text names, what the shares all but fit, what stands nearest."""
    near = sum(_slip(share, total) for share in group.shares)
    here = total.sentence == group.shares[0].percent.sentence and len(group.shares) == 1
    return (named(name, total), near, here, not_parts(total), total.index)


def _slip(share: Share, total: Mention) -> bool:
    """Whether a printed share is beside the exact one by a slip in its last digits."""
    printed = share.percent.quantity
    off = abs(share.count * 100 / total.quantity.value - printed.value)
    return printed.places > 0 and off * 10**printed.places < SLIP


def not_parts(each: Mention) -> bool:
    """Named as a total: what came in, or what was filed."""
    label = each.around
    return bool(GROSS.search(label) or FILED.search(label)) and not NEGATED.search(label)


def _may_be(total: Mention, name: str) -> bool:
    return not stem(name) or bool(named(name, total))


def judge_share(share: Share, total: Mention) -> Result:
    """How the share stands to a total."""
    return judge(share.count * 100 / total.quantity.value, share.percent.quantity)


def _fits(group: Group, total: Mention) -> int:
    return sum(WEIGHT.get(judge_share(each, total), 0) for each in group.shares)


def _rank(group: Group, total: Mention, name: str) -> tuple[int, int, int, int]:
    """Of several shares what most of them fit; of one, the named total."""
    fits = _fits(group, total)
    word = named(name, total)
    if len(group.shares) == 1:
        return (word if word == 3 else 0, fits, word, total.index)
    closes = sum(each.count for each in group.shares) == total.quantity.value
    return (fits + 4 * closes, word, int(not_parts(total)), total.index)


def _may_accuse(group: Group, total: Mention, name: str) -> bool:
    """A total that no share fits is taken only when the text points at it."""
    if total.index in group.beside:
        return False
    if group.shares[0].count > MUCH * total.quantity.value:
        return False
    if of_one_kind(total.label, group.shares[0].parts[0].label):
        return False
    word = named(name, total)
    if word:
        return True
    if stem(name):
        return False
    first = group.shares[0]
    if any(_slip(share, total) for share in group.shares):
        return True
    near = 0 <= first.percent.sentence - total.sentence <= REACH
    return total.sentence == first.percent.sentence or (
        (len(group.shares) > 1 or (near and not_parts(total)))
        and total.paragraph == first.percent.paragraph
    )
