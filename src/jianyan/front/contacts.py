"""What looks like somebody's contact data in a text, taken out before anybody may read it."""

from __future__ import annotations

import re

GAP = r"[-－—–.．·\s]?"
ONE, ZERO = "[1１]", "[0０]"
MOBILE = f"{ONE}[3-9３-９]"
LABELS = (
    r"联\s*系\s*人|经\s*办\s*人员?|承\s*办\s*人员?|联系方式|(?:联系)?电\s*话|手\s*机(?:号码?)?"
    r"|身份证(?:号码?)?|家庭(?:住址|地址)|住\s*址|(?:通[讯信]|联系)地址"
)
LINES = re.compile(
    rf"[（(]?(?:{LABELS})(?:[及和、/（(]\s*(?:联系)?(?:电\s*话|方式|手\s*机)[）)]?)?\s*[：:][^\n。；;）)]*[）)]?"
)
"""Who to call, and where they live, up to the end of the sentence."""
NUMBERS = re.compile(
    "|".join(
        (
            r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
            # 身份证号、银行卡号
            rf"(?<![\dA-Za-z])\d{{6}}{GAP}\d{{8}}{GAP}\d{{3}}[\dXxＸｘ](?![\dA-Za-z])",
            r"(?<!\d)\d{15,19}(?!\d)|(?<!\d)\d{4}(?: \d{4}){3}(?: \d{1,4})?(?!\d)",
            rf"(?<!\d)(?:[+＋]?[8８][6６]{GAP})?{MOBILE}\d{GAP}\d{{4}}{GAP}\d{{4}}(?!\d)",
            rf"(?<!\d){MOBILE}\d{GAP}\d{{3}}{GAP}\d{{5}}(?!\d)|(?<!\d){ONE}(?: \d){{10}}(?!\d)",
            rf"[(（]{ZERO}\d{{2,3}}[)）]{GAP}\d{{7,8}}(?!\d)",
            rf"(?<!\d){ZERO}\d{{2,3}}{GAP}\d{{7,8}}(?!\d)|(?<!\d)\d{{3,4}}[-－—–]\d{{7,8}}(?!\d)",
        )
    )
)
AFTER = re.compile(
    r"(电话|手机(?:号码?)?|座机|传真)[：:\s]*\d[\d\-－—、 ]{5,}|(微信号?|QQ号?)[：:\s]*[A-Za-z0-9_-]{5,}"
)


DIGITS = re.compile(r"\d(?:[^\w一-鿿]{0,2}\d){6}")
"""As many digits, near one another, as the shortest number has: most texts have none, and are not
looked through for every form of it."""


def without_contacts(text: str) -> str:
    """A text without telephone and identity numbers, addresses of mail, and the words that name who
    to call or where they live."""
    left = LINES.sub("", text) if ":" in text or "：" in text else text
    if "@" in left or DIGITS.search(left):
        left = NUMBERS.sub("（略）", left)
    return AFTER.sub(lambda found: f"{found[1] or found[2]}（略）", left).strip()
