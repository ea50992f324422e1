"""The last minutes before the deadline: hundreds of members send in their proposals at once.

Each opens the form and posts a whole proposal with the form's own mark; of every ten one clicks
twice, and one loses the connection and sends again. Nothing may be lost and nothing doubled, and
the receipt numbers have neither gap nor double; otherwise the measuring ends in a refusal.
"""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client

from jianyan.ground.models import Account, Committee, Office, Person, Role
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.models import Proposal

from .place import FIRST
from .serving import HOST, PATIENCE, served
from .timing import Line, spread, statements

WRITE = "/proposals/write/"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
WORKERS = 2
AT_ONCE = 64
"""Connections that the measuring itself can hold open."""
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SITUATION = "背街小巷的路灯坏了多处，居民夜间出行不便，已有多次反映。" * 12
ANALYSIS = "维护单位几经变更，责任不清，每年的经费没有列入预算。" * 10
SUGGESTIONS = "1. 查清底数，分批更换。\n2. 明确维护单位和时限。\n3. 经费列入每年预算。"


@dataclass(slots=True)
class Member:
    """Somebody at a browser, signed in. `led_to` are the addresses that the postings led to."""

    number: int
    person: int
    port: int
    cookies: dict[str, str]
    form: dict[str, str] = field(default_factory=dict)
    led_to: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def send_in(self) -> None:
        """Open the form, fill it in, send it, once or twice, and look at what became of it."""
        _, _, page = self._ask("GET", WRITE)
        self.form = {name: unescape(value) for name, value in HIDDEN.findall(page)} | written(
            self.number
        )
        if self.number % 10 == 3:
            with ThreadPoolExecutor(2) as clicks:
                for _ in range(2):
                    clicks.submit(self._post)
        elif self.number % 10 == 7:
            self._ask("POST", WRITE, self.form, hear=False)
            self._post()
        else:
            self._post()
        for url in set(self.led_to):
            self._ask("GET", url)

    def _post(self) -> None:
        began = time.perf_counter()
        status, place, page = self._ask("POST", WRITE, self.form)
        self.times.append((time.perf_counter() - began) * 1000)
        self.led_to.append(place if status == 302 else f"{status} {page[:200]}")

    def _ask(
        self, method: str, url: str, sent: dict[str, str] | None = None, *, hear: bool = True
    ) -> tuple[int, str, str]:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE * 2)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Host": HOST, "Cookie": cookies} | (FORM if sent else {})
        try:
            asked.request(method, url, urlencode(sent) if sent else None, headers)
            if not hear:
                return 0, "", ""
            found = asked.getresponse()
            for line in found.headers.get_all("Set-Cookie") or ():
                self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
            return found.status, found.headers.get("Location", ""), found.read().decode()
        finally:
            asked.close()


def written(number: int) -> dict[str, str]:
    """What a member types: a proposal of the usual length."""
    return {
        "title": f"关于更换第{number}处背街路灯的提案",
        "situation": SITUATION,
        "analysis": ANALYSIS,
        "suggestions": SUGGESTIONS,
        "public": "yes",
        "then": "send",
    }


def measure_last_minutes(committee: Committee, n: int, members: int, seconds: float) -> Line:
    """So many members within so many seconds, against the site with its usual workers. The times are
    those that a member waits for an answer. Raises Refused where a proposal was lost or doubled."""
    people = _members(committee, members + 1)
    before = _receipts(committee)
    with served(WORKERS) as (port, _):
        sending = [
            Member(place, person, port, _signed_in(account).copy())
            for place, (person, account) in enumerate(people[1:])
        ]
        _paced([one.send_in for one in sending], seconds)
    _ask_whole(committee, sending, before)
    by_one = partial(_posted_here, people[0][1])
    times = spread([taken for one in sending for taken in one.times])
    return Line(
        name=f"last_minutes, {members} members in {seconds:g} s",
        engine=connection.vendor,
        n=n,
        ours_ms=round(times.median, 3),
        p95_ms=round(times.p95, 3),
        statements=statements(by_one),
    )


def _paced(acts: list[Callable[[], None]], seconds: float) -> None:
    """Begin the acts evenly over the seconds, however long each takes. Raises what one raised."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        began, under_way = time.monotonic(), []
        for place, act in enumerate(acts):
            time.sleep(max(0.0, began + place * seconds / len(acts) - time.monotonic()))
            under_way.append(pool.submit(act))
        for one in under_way:
            one.result()


def _members(committee: Committee, count: int) -> list[tuple[int, Account]]:
    """New members of a committee, each with an account."""
    people = Person.objects.bulk_create(
        Person(committee=committee, code=f"last{place}", name=f"赶末班的委员{place}")
        for place in range(count)
    )
    Office.objects.bulk_create(
        Office(committee=committee, person=one, role=Role.MEMBER, since=FIRST) for one in people
    )
    accounts = Account.objects.bulk_create(
        Account(username=f"last-{one.pk}", person=one) for one in people
    )
    return [(one.pk, account) for one, account in zip(people, accounts, strict=True)]


def _signed_in(account: Account) -> dict[str, str]:
    """The cookies of somebody who has signed in."""
    client = Client(SERVER_NAME=HOST)
    client.force_login(account)
    name = settings.SESSION_COOKIE_NAME
    return {name: client.cookies[name].value}


def _posted_here(account: Account) -> None:
    """One whole posting in this process, for its statements."""
    client = Client(SERVER_NAME=HOST)
    client.force_login(account)
    if client.post(WRITE, written(0) | {"once": f"here-{account.pk}"}).status_code != 302:
        raise Refused("提交没有办成，无法测量。")


def _receipts(committee: Committee) -> set[str]:
    rows = Proposal.objects.filter(record__committee=committee).exclude(receipt_number="")
    return set(rows.values_list("receipt_number", flat=True))


def _ask_whole(committee: Committee, sending: list[Member], before: set[str]) -> None:
    """Each member has one proposal, sent in, and was led to it every time; the receipt numbers follow
    one another. Raises Refused otherwise."""
    rows = Proposal.objects.filter(record__committee=committee, own_hand=True)
    found = dict[int, list[str]]()
    for pk, person, receipt in rows.values_list("pk", "proposer", "receipt_number"):
        found.setdefault(person or 0, []).append(f"/r/proposals/{pk}/" if receipt else "草稿")
    for one in sending:
        if found.get(one.person, []) != sorted(set(one.led_to)):
            raise Refused(
                f"委员{one.number}有{found.get(one.person, [])}，答复为{one.led_to}，提案有遗失或重复。"
            )
    given = _receipts(committee) - before
    counted = sorted(int(re.findall(r"\d+", number)[-1]) for number in given)
    if counted != list(range(counted[0], counted[0] + len(sending))):
        raise Refused(f"收件号有缺号或重号：{counted}")
