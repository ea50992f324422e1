"""The list page against a bare page, and what a worker weighs after serving pages."""

from __future__ import annotations

import http.client
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client

from jianyan.ground.kinds import KINDS
from jianyan.ground.models import Account, Committee
from jianyan.ground.pages.places import list_url
from jianyan.kernel.errors import Refused

from .bare import bare_client
from .serving import HOST, PATIENCE, served
from .timing import Line, Run, Taken, line, statements, taken, taken_together

SLUG = "proposals"
ASKED = {
    "list page": "",
    "list page, one state": "state=assigned",
    "list page, searched": "q=改进第7项",
    "list page, a common word": "q=改进",
    "list page, the last": "page=999999",
}
"""What is asked of the list, by the name of its line."""
DAILY = {"home page": "", "list of tasks": "proposal-tasks", "list of replies": "proposal-replies"}
"""What the office opens besides, by the name of its line: the kind whose list it is, or the home page."""

Times = dict[str, Taken]


def measure_lists(committee: Committee, n: int, runs: int) -> tuple[list[Line], Times]:
    """Lists of a committee's proposals, each page served whole in this process; the plain one
    against the bare page."""
    bare, client = bare_client(HOST), signed_in(committee)
    urls = {name: list_url(KINDS[SLUG], query) for name, query in ASKED.items()}
    by_hand: Run = partial(got, bare, f"/{committee.pk}/")
    by_us: list[Run] = [partial(got, client, url) for url in urls.values()]
    floor, *found = taken_together([by_hand, *by_us], runs)
    lines = [
        line(f"{name}, {n} records", n, floor if place == 0 else None, ours, statements(run))
        for place, (name, ours, run) in enumerate(zip(urls, found, by_us, strict=True))
    ]
    return lines, dict(zip(urls, found, strict=True))


def measure_growth(few: Times, many: Times, n: int) -> list[Line]:
    """The lists in the large installation against the same lists in the small one."""
    return [line(f"{name}, large against small", n, few[name], many[name], None) for name in few]


def measure_daily(committee: Committee, n: int, runs: int) -> Iterator[Line]:
    """The other pages of every day, which ask what waits and what belongs to the cases in view."""
    client = signed_in(committee)
    for name, slug in DAILY.items():
        run = partial(got, client, list_url(KINDS[slug]) if slug else "/")
        yield line(f"{name}, {n} records", n, None, taken(run, runs), statements(run))


def signed_in(committee: Committee) -> Client:
    """A browser of the account that entered a committee's records."""
    client = Client(SERVER_NAME=HOST)
    client.force_login(Account.objects.get(username=f"bench-{committee.code}"))
    return client


def got(client: Client, url: str) -> None:
    """Open a page. Raises Refused where it is not one."""
    response = client.get(url)
    if response.status_code != 200:
        raise Refused(f"{url} 答复 {response.status_code}，无法测量。")


def measure_worker(committee: Committee, n: int, laps: int) -> Line:
    """What one worker of the real server weighs after serving the list of every kind, in megabytes."""
    cookie = signed_in(committee).cookies[settings.SESSION_COOKIE_NAME].value
    urls = [list_url(kind) for kind in KINDS.values()]
    with served(workers=1) as (port, master):
        for url in ["/", *urls * laps]:
            _fetch(port, url, cookie)
        weight = _resident(master)
    return Line("worker after the pages", connection.vendor, n, rss_mb=weight)


def _fetch(port: int, url: str, cookie: str) -> None:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    said = {"Host": HOST, "Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"}
    asked.request("GET", url, headers=said)
    response = asked.getresponse()
    response.read()
    asked.close()
    if response.status >= 500:
        raise Refused(f"{url} 答复 {response.status}，无法测量。")


def _resident(master: int) -> float | None:
    """The resident size of the master's heaviest child; None where /proc does not tell."""
    children = Path(f"/proc/{master}/task/{master}/children")
    if not children.exists():
        return None
    page = os.sysconf("SC_PAGE_SIZE")
    sizes = [
        int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * page
        for pid in children.read_text().split()
    ]
    return round(max(sizes) / 2**20, 1) if sizes else None
