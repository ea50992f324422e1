"""Terms and sessions: X届X次全会, 第X届委员会. Those of the party committee or the congress are words."""

from __future__ import annotations

from .around import Around
from .matching import Match, Matcher

TERM, SESSION = "届次.届", "届次.次"
OTHERS = ("区委", "县委", "市委", "省委", "党代会", "代表大会", "人大", "人代会", "中央", "党委")
_NEAR = 8
_MEETINGS = ("会议", "全会", "全体会议", "大会")


def session(matcher: Matcher, around: Around, before: Around | None) -> Match | None:
    """The term or the session that a place stands for; nothing for other numbers."""
    mark, text = around.mark, around.text
    if mark.unit == "届" and TERM in matcher.entries:
        return Match(matcher.entries[TERM], None, 0.95, "后面是“届”，本级政协的届。")
    follows = text[mark.unit_end : mark.unit_end + 6]
    of_term = before is not None and before.mark.unit == "届" and before.mark.unit_end == mark.start
    spelt = text[mark.start - 1 : mark.start] == "届"
    meeting = any(word in follows for word in _MEETINGS)
    if mark.unit != "次" or not (of_term or spelt) or not meeting or SESSION not in matcher.entries:
        return None
    return Match(matcher.entries[SESSION], None, 0.95, "某届之后的“次”，本级政协全体会议的次。")


def of_others(around: Around) -> bool:
    """Whether the term or the session is another body's: 区委X届X次全会."""
    mark, text = around.mark, around.text
    said = text[max(0, mark.start - _NEAR) : mark.start]
    follows = text[mark.unit_end : mark.unit_end + 6]
    meeting = mark.unit == "次" and any(word in follows for word in _MEETINGS)
    return (mark.unit == "届" or meeting) and any(word in said for word in OTHERS)
