"""Parts and their total: which counts the text means to add up, and whether they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from .doubting import doubtful, of_unwritten
from .fits import Fit, best_fits
from .judging import Result
from .mentions import Mention
from .nearly import SWAPPED, likelier, near_lists, slipped
from .openlists import open_lists
from .rows import Row, rows, total_of
from .shares import Share
from .stages import stage_lists
from .summing import above_heads, called_sums, summed_up
from .tables import bracket_columns, columns, paired, totalled
from .telling import number
from .verdicts import verdict
from .words import dimension_of

NEAR, FAR = 12, 36
"""So far behind its total a bracket stands, and one that begins with 其中."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A total, its parts in order, and how they stand to each other."""

    total: Mention
    parts: tuple[Mention, ...]
    result: Result = "ok"
    why: str = ""

    @property
    def closes(self) -> bool:
        return self.result == "ok"


def sums(text: str, placed: Sequence[Mention], found: Sequence[Share]) -> list[Sum]:
    """The sums of a text."""
    result: list[Sum] = []
    all_rows = rows(text, placed, found)
    for row in all_rows:
        if row.items[0].bracket:
            result += _bracketed(placed, row)
        else:
            result += _of_row(row)
    result = [each for kept in result for each in _of_one_whole(kept, result, all_rows)]
    result += _of_their_sum(found, result, all_rows)
    closed = [(each.total, each.parts) for each in result]
    result += [_judged(*each) for each in bracket_columns(placed, closed)]
    known = {part.index for each in result for part in each.parts}
    for total, parts in paired(
        placed, [(each.total, each.parts) for each in result if each.closes]
    ):
        if not known & {part.index for part in parts}:
            result.append(_judged(total, parts))
    unique = {(each.total.index, tuple(p.index for p in each.parts)): each for each in result}
    return [_as_rounded(each) for each in unique.values()]


def _of_one_whole(each: Sum, known: Sequence[Sum], all_rows: Sequence[Row]) -> Iterator[Sum]:
    """从提案者看，……158件，……45件。从内容看，……: a list that follows one that closes, and is too much for its
    part, is of its whole."""
    before = next((one for one in known if one.closes and _follows(each, one)), None)
    if each.result != "contradiction" or before is None:
        yield each
        return
    row = next(row for row in all_rows if each.parts[0] in row.whole)
    if "其中" in row.gap_before(each.parts[0]) or row.named_before(each.parts[0]):
        yield each
    elif total_of(each.parts) == before.total.quantity.value:
        yield Sum(before.total, each.parts)
    elif (said := verdict(before.total, each.parts, row)) and slipped(before.total, each.parts):
        yield Sum(before.total, each.parts, *said)
    else:
        yield each


def _follows(each: Sum, before: Sum) -> bool:
    """Whether the parts of a list stand behind another, one part of which is said to be their total."""
    inside = any(part.index == each.total.index for part in before.parts)
    return inside and each.parts[0].index > before.parts[-1].index


def _as_rounded(each: Sum) -> Sum:
    """173.83万件、144.18万件、29.64万件: numbers cut to decimals lack no more of a total than their last digits."""
    numbers = [one.quantity for one in (each.total, *each.parts)]
    if each.result != "contradiction" or not all(one.places for one in numbers):
        return each
    worth = [one.value / Fraction(one.digits) / 10**one.places for one in numbers if one.value]
    gap = abs(each.total.quantity.value - total_of(each.parts))
    return replace(each, result="rounded", why="") if 2 * gap <= sum(worth) else each


def _of_their_sum(
    found: Sequence[Share], known: Sequence[Sum], all_rows: Sequence[Row]
) -> Iterator[Sum]:
    """Lists whose shares are right for what their parts add up to, and not for the total that is written;
    not where such a list is said to be of a whole that is not written."""
    lists: dict[int, list[Share]] = {}
    for share in found:
        if share.own and share.total:
            lists.setdefault(share.group, []).append(share)
    told = {part.index for each in known for part in each.parts}
    meant = []
    for shares_of in lists.values():
        total, parts = shares_of[0].total, tuple(p for share in shares_of for p in share.parts)
        if total and not told & {part.index for part in parts} and slipped(total, parts):
            meant.append((total, parts))
    unwritten = {
        total_of(parts)
        for total, parts in meant
        if any(parts[0] in row.whole and of_unwritten(row, total, parts) for row in all_rows)
    }
    for total, parts in meant:
        if total_of(parts) not in unwritten:
            yield _judged(total, parts, "hundred")


def _judged(total: Mention, parts: Sequence[Mention], why: str = "closes") -> Sum:
    if total_of(parts) == total.quantity.value:
        return Sum(total, tuple(parts))
    return Sum(
        total,
        tuple(parts),
        "contradiction",
        "above" if total_of(parts) > total.quantity.value else why,
    )


def _bracketed(placed: Sequence[Mention], row: Row) -> Iterator[Sum]:
    """96件（甲92件、乙4件）."""
    opened = row.items[0].bracket
    before = [each for each in placed[: row.items[0].index] if each.bracket != opened]
    heads = [
        each for each in before if each.family == row.items[0].family and not each.quantity.approx
    ]
    if not heads or len(row.items) < 2 or heads[-1].paragraph != row.items[0].paragraph:
        return
    head = heads[-1]
    if head.index != before[-1].index and not before[-1].quantity.share:
        return
    if total_of(row.items) == head.quantity.value:
        yield Sum(head, row.items)
        return
    far = FAR if row.text.startswith("其中", opened) else NEAR
    if opened - 1 - head.end > far and not (
        before[-1].quantity.share and opened - before[-1].end < 4
    ):
        return
    said = verdict(head, row.items, row)
    if slipped(head, row.items) == SWAPPED:
        said = said or ("contradiction", "slip")
    largest = max(each.quantity.value for each in row.items)
    sure = (
        dimension_of([each.label for each in row.items])
        or "其中" in row.text[opened : row.items[0].start]
    )
    if said and (2 * head.quantity.value >= largest or sure):
        yield Sum(head, row.items, *said)


def _of_row(row: Row) -> list[Sum]:
    """Tables and stages, lists that close, and announced lists that do not; a list within a list
    is taken out first, so that what is left shows the list around it."""
    staged = list(stage_lists(row))
    found = [_judged(*each) for each in (*columns(row), *totalled(row))]
    tabled = {part.sentence for each in found for part in each.parts}
    found += [_judged(*each, "stages") for each in staged if _nearly(row, *each)]
    rest = row.without({part.index for each in found for part in each.parts})
    rest = rest.without({each.index for each in rest.items if each.sentence in tabled})
    rest = rest.without(rest.asides())
    for _ in range(4):
        new = [_closed(rest, each) for each in likelier(rest, best_fits(rest))]
        new = [each for each in new if each not in found]
        if not new:
            new = [Sum(*each) for each in called_sums(rest)]
        if not new:
            new = [Sum(*each) for each in open_lists(rest)]
        if not new:
            break
        found += new
        rest = rest.without({part.index for each in new for part in each.parts})
    found += [Sum(*each) for each in (*above_heads(rest), *summed_up(rest))]
    found += _near(rest, found)
    found += _unclosed(staged, found)
    kept = [each for each in found if not _doubted(row, each)]
    if len(kept) < len(found):
        kept += [each for each in _near(row, kept) if not _doubted(row, each)]
    return kept


def _doubted(row: Row, each: Sum) -> bool:
    return each.result == "contradiction" and doubtful(row, each.total, each.parts)


def _nearly(row: Row, total: Mention, parts: Sequence[Mention]) -> bool:
    """Whether parts add up, or a slip keeps them from it, and no other part."""
    gap = total.quantity.value - total_of(parts)
    more = any(each.quantity.value == gap for each in row.items if each.index > total.index)
    return not gap or (not more and slipped(total, parts) > 0)


def _near(row: Row, found: Sequence[Sum]) -> list[Sum]:
    """Lists that a slip keeps from closing, of what no list has taken."""
    known = {part.index for each in found for part in each.parts}
    rest = row.without(known)
    return [_judged(*each, "slip") for each in near_lists(rest)]


def _closed(row: Row, fit: Fit) -> Sum:
    """A list that closes; where it closes on another total than 其中 stands behind, that is said."""
    head, parts = row.head(fit.first), row.items[fit.first : fit.last + 1]
    if head is None or head.quantity.value == fit.total.quantity.value:
        return Sum(fit.total, parts)
    unit = head.quantity.unit
    said = f"“其中”之前写的是{number(head)}{unit}，这几项合于{number(fit.total)}{unit}，请看“其中”承接得对不对"
    return Sum(fit.total, parts, "ok", said)


def _unclosed(
    staged: Sequence[tuple[Mention, tuple[Mention, ...]]], found: Sequence[Sum]
) -> Iterator[Sum]:
    """Stages with every outcome given that do not add up, where no other list of theirs does."""
    for total, parts in staged:
        taken = {part.index for each in found if each.closes for part in each.parts}
        known = {p.index for each in found if each.total.index == total.index for p in each.parts}
        if not (taken | known) & {part.index for part in parts}:
            yield _judged(total, parts, "stages")
