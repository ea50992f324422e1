"""What speaks against a figure that is spoken of: another's matter, another noun, goods and not money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .around import Around
from .vocabulary import Saying

SAID_BEFORE = 120
"""How far back a matter may have been said for a figure to yield to another's."""
_ATTRIBUTES = re.compile("^[^，。；、\\d]{2,10}、[^，。；、\\d]{1,12}的")
_GOODS = re.compile("的(?![^，。]{0,8}(?:[款金]|资助|捐助|支持)|标准|补[贴助]|价格)")
"""元的药品: what the goods are worth, and no money."""
_VALUED = re.compile("(?:物资?|品|用品)价值[约近共达为超逾过]*$")
"""捐赠物资价值35万元: no money either."""
_WORTH = ("价值", "折合", "款物折合")
_MONEY_AND_GOODS = re.compile("捐款捐物|捐[款资]和?物|款物|资金[和、与及]?物资|物资[和、与及]?资金")
_OF_IT_MONEY = re.compile("[，。；（(]*其中[，：]?[^，。；]{0,6}(?:资金|现金|捐款|款项|善款)")
"""捐款捐物1.2亿元，其中资金8600万元: the total is money and goods."""
_ONE_MEETING = re.compile(
    "届.{1,3}次(?:全体)?(?:会议|全会|大会)(?!以来|以后|之后|闭)|[本此这该]次[^，。；]{0,6}会|第[^，。；]{1,4}次[^，。；]{0,8}会"
)
_ANY_THING = ("个", "家", "名", "人", "位", "户")
"""Units that say little: the noun beside them has to be the figure's own."""
_NOUN, _NOUN_BEFORE = 12, 6
"""How many characters behind and before a place are looked at for that noun."""
_FILLING = "共有达到为约了"
_DOING = re.compile(
    "开展|组织|举办|举行|召开|进行|提出|提交|报送|办理|承办|完成|对接|参与|参加|实施|签订|达成|实地|参观|制定|出台|与"
)
"""Where the noun that is counted ends and what it did begins: 9个专委会开展…."""
_BODIES = re.compile(".{0,5}?(?:单位|部门|机构|组|工委|专委会|专门委员会|界别|支部)")
_PLACES = re.compile("乡镇|街道|[村镇乡县省市区州旗](?!级|直|政协|委|政府)")
_COUNTED_BODIES = re.compile("(?:单位|部门|机构)[共有为达]*$")
_EACH = ("人均", "户均", "平均每")
"""So many to each: no total, unless the figure itself is so much to each."""


def doubt(around: Around, saying: Saying) -> float:
    """How much speaks against a figure at a place, 0 for nothing."""
    begin, end = around.sentence
    told = around.text[max(around.paragraph, begin - SAID_BEFORE) : end] + around.headings
    found = 0.2 * any(word in told for word in saying.yields)
    found += 0.35 * any(word in around.own_words for word in saying.unless)
    if around.mark.unit == "元" and not any(word in _WORTH for word in saying.says):
        goods = _GOODS.match(around.after_words) or _VALUED.search(around.before_words)
        found += 0.4 * bool(goods or _money_and_goods(around))
    if any(word in around.before_words for word in _EACH):
        found += 0.5 * (not any(word in _EACH for word in _all_words(saying)))
    if saying.yearly and _ONE_MEETING.search(around.text, begin, around.mark.start):
        found += 0.5
    if not saying.item:
        found += _another_noun(around, saying)
    return found + 0.3 * (bool(around.mark.side) and not saying.spread)


def _money_and_goods(around: Around) -> bool:
    """Whether a sum of money is of money and goods together, of which the money is told apart."""
    said = _MONEY_AND_GOODS.search(around.before_words)
    return bool(said and _OF_IT_MONEY.match(around.text, around.mark.unit_end))


def _another_noun(around: Around, saying: Saying) -> float:
    """Doubt where the noun that the unit counts is another: 47个承办单位, 就业岗位12个."""
    bodies = any(_BODIES.search(word) for word in saying.says)
    if around.mark.unit and around.mark.unit not in _ANY_THING:
        return 0.0
    if not around.after and _COUNTED_BODIES.search(around.before_words):
        return 0.0 if bodies else 0.5
    if not around.mark.unit:
        return 0.0
    noun = _ATTRIBUTES.sub("", around.after_words)[:_NOUN]
    if around.after and _BODIES.match(noun) and not bodies:
        return 0.5
    noun = _DOING.split(noun)[0] or noun
    noun = noun if around.after else around.before_words.rstrip(_FILLING)[-_NOUN_BEFORE:]
    if saying.label or any(word in noun for word in (*_all_words(saying), *saying.has)):
        return 0.0
    return 0.5 if around.after and _PLACES.match(noun) else 0.3


def _all_words(saying: Saying) -> Iterator[str]:
    yield from saying.says
    for group in saying.needs:
        yield from group
