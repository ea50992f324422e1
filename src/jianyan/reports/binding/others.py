"""Numbers that count nothing of ours: what deputies proposed, what is left out, growth, what changed class."""

from __future__ import annotations

import re

from .around import Around
from .vocabulary import Vocabulary

_DEPUTIES = re.compile("(?<![见为作转条和与按议])建议(?!立案|不予)")
"""建议 counted in 件 are those of deputies to the congress; suggestions of ours are counted in 条."""
_TOGETHER = re.compile(
    "(?:代表|人大|承办|主办|办理)(?:的)?(?:议案)?建议[、和及与](?:[^，。；\\d]{0,4})提案"
)
"""Counted together with what deputies proposed: 主办建议、提案."""
_THEIRS, _OURS = re.compile("代表们?(?:所提|提出|建议|反映)"), re.compile("委员|提案|政协")
_OURS_ALONE = re.compile("政协提案[共计有为]*[\\dXx*×]")
"""政协提案144件（主办39件: told apart from theirs by now."""
_MIXED = re.compile("议提案|建议[和、]?提案|议案")
_BOTH = re.compile("建议.{0,6}提案")
SORT = 4
"""How many characters a sort has at most."""
_IN_OURS = re.compile("提案[中里]?(?:所提|提出|反映|所反映)")
"""提案所提的问题、建议: what ours suggest."""
_TURNED = re.compile(
    "[BＢ乙]类(?:提案|答复|件|事项|问题|的)*中?(?:已经?|现已|有|又|得到|转为?|转化为?|变为?|上升为|调整为)+"
    "(?:全部)?(?:解决|基本解决|落实|办结|[AＡ甲]类)"
)
_BOTH_OF_THEM = re.compile("[两二三四五六七八九十]{1,2}")
_SPOKEN_OF = ("项", "类", "种")
"""两项均未提交: what was just named is taken together, and nothing counted."""
_BY_NUMBER = re.compile("第?[\\dXx*×、第号和至—-]+号[^，。；]{0,8}等$")
"""第0123号等5件: some picked out by their numbers, and no total."""
_TURNING = re.compile("已?(?:转|变|升)(?:为|化为|成)?[AＡ甲]类")


def foreign(words: Vocabulary, around: Around) -> bool:
    """Whether it counts what is another body's, 代表建议X件, what is left out, 除X件外, a growth,
    or what went from one class into another, B类已解决X件.
    """
    before = around.before_words
    after = around.after_words
    both = _BOTH_OF_THEM.fullmatch(around.mark.text) and around.mark.unit in _SPOKEN_OF
    if both and after.startswith(("均", "都")):
        return True
    if _BY_NUMBER.search(around.text, around.sentence[0], around.mark.start):
        return True
    if before.endswith("除") or any(word in before for word in words.growth):
        return True
    if (
        _TURNED.search(before)
        or _TURNING.match(after)
        or any(word in around.own_words for word in words.others)
    ):
        return True
    return before.rstrip("了约近超过").endswith(words.by) or deputies(words, around)


def deputies(words: Vocabulary, around: Around) -> bool:
    """Whether it counts what deputies to the congress proposed, or that and proposals together."""
    said = around.own_words
    if touches(around, ("提案",)) and not _BOTH.search(around.before_words):
        return False
    if any(word in said for word in words.near):
        return True
    if around.mark.unit != "件":
        return False
    sentence = around.text[around.sentence[0] : around.mark.start]
    together = _MIXED.match(around.after_words) or (
        _TOGETHER.search(sentence)
        and not _OURS_ALONE.search(sentence)
        and not _BOTH.search(said)
        and "提案" not in said
    )
    theirs = _THEIRS.search(sentence) and not _OURS.search(sentence)
    counted = _DEPUTIES.search(said) and not _IN_OURS.search(said)
    return bool(together or theirs or counted)


def touches(around: Around, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands right beside a place."""
    before, after = around.before_words.rstrip("共有计 "), around.after_words
    return any(before.endswith(word) or after.startswith(word) for word in words)


def names(around: Around, word: str) -> bool:
    """Whether a word is the noun that is counted, what sort of it before it: 8件党派提案."""
    return touches(around, (word,)) or word in around.after_words[: len(word) + SORT]
