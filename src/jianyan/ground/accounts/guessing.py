"""Slowing the guessing of passwords where it comes from, and nowhere else.

Failures count by account and source together, and by source alone; never by account alone, since
then anybody could lock anybody out. A browser in which the owner has signed in before is a source
of its own (a signed cookie), so that guesses from the same office do not hold the owner up.
"""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac

from jianyan.ground.models import SignInTry
from jianyan.kernel.errors import Refused

FREE, SOURCE_FREE, SOURCE_STEP = 5, 40, 10
FIRST, LONGEST = 30, 900
WINDOW = timedelta(hours=6)
COOKIE, COOKIE_DAYS = "known", 400


class TooSoon(Refused):
    """Too many failures from here: `wait` seconds are still to pass."""

    def __init__(self, wait: int) -> None:
        self.wait = wait
        super().__init__(
            f"从这里登录出错较多，请等{in_words(wait)}再试。在其他设备上登录不受影响；"
            "忘记口令请与管理员联系。"
        )


def begin_try(username: str, source: str) -> SignInTry:
    """Count a try before the password is looked at (so that many at once cannot slip through).

    Raises TooSoon, and then does not count it.
    """
    old = timezone.now() - WINDOW
    SignInTry.objects.filter(source=source, at__lt=old).delete()
    mine = SignInTry.objects.create(username=masked(username), source=source)
    if wait := waiting(mine):
        mine.delete()
        raise TooSoon(wait)
    return mine


def forget_tries(tried: SignInTry) -> None:
    """The password was right: this account's failures from this source are forgotten."""
    SignInTry.objects.filter(username=tried.username, source=tried.source).delete()


def waiting(mine: SignInTry) -> int:
    """Seconds still to wait because of the tries before this one."""
    since = mine.at - WINDOW
    from_here = SignInTry.objects.filter(source=mine.source, at__gt=since, pk__lt=mine.pk)
    asked = {"n": Count("pk"), "last": Max("at")}
    pair = from_here.filter(username=mine.username).aggregate(**asked)
    whole = from_here.aggregate(**asked)
    return max(
        _left(mine.at, pair["last"], pair_delay(pair["n"])),
        _left(mine.at, whole["last"], source_delay(whole["n"])),
    )


def pair_delay(failures: int) -> int:
    """Seconds to wait after so many failures of one account from one source: doubling."""
    return min(LONGEST, FIRST * 2 ** min(failures - FREE, 9)) if failures >= FREE else 0


def source_delay(failures: int) -> int:
    """Seconds to wait after so many failures of any accounts from one source."""
    doublings = min((failures - SOURCE_FREE) // SOURCE_STEP, 9)
    return min(LONGEST, FIRST * 2**doublings) if failures >= SOURCE_FREE else 0


def _left(now: datetime, last: datetime | None, delay: int) -> int:
    if last is None or not delay:
        return 0
    return max(0, -(-int((last + timedelta(seconds=delay) - now).total_seconds() * 1000) // 1000))


def in_words(seconds: int) -> str:
    """A waiting time as people say it."""
    minutes, rest = divmod(seconds, 60)
    return (
        f"{minutes}分{rest}秒" if minutes and rest else f"{minutes}分钟" if minutes else f"{rest}秒"
    )


def masked(username: str) -> str:
    """What is kept of a typed name: people type passwords into the wrong box."""
    return salted_hmac("jianyan.sign-in", username).hexdigest()[:60]


def source_of(request: HttpRequest, username: str) -> str:
    """Where a try comes from: a browser known for this account, else the network address."""
    try:
        known = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=COOKIE_DAYS * 86400
        )
    except signing.BadSignature:
        known = {}
    mark = known.get(masked(username))
    return f"browser {mark}" if mark else address_of(request)


def address_of(request: HttpRequest) -> str:
    """The network address: behind the reverse proxy the one it saw, of IPv6 the network part."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE:
        forwarded = request.headers.get("x-forwarded-for", "")
        address = forwarded.rpartition(",")[2].strip() or address
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 6:
        return str(ipaddress.ip_network(f"{found}/64", strict=False))
    return str(found)


def remember_browser(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """From now on this browser is a source of its own for this account."""
    try:
        known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE)
    except signing.BadSignature:
        known = {}
    kept = dict(list(known.items())[-4:])
    kept.setdefault(masked(username), get_random_string(20))
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=COOKIE),
        max_age=COOKIE_DAYS * 86400,
        httponly=True,
        secure=settings.SECURE,
        samesite="Lax",
    )
