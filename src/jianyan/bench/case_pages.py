"""The board of proposals and the page of one case, against bare pages over the same rows."""

from __future__ import annotations

from functools import partial

from django.urls import reverse

from jianyan.ground.kinds import KINDS
from jianyan.ground.models import Committee
from jianyan.ground.pages.places import record_url
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.models import Proposal, Rating

from .bare import bare_client
from .pages import SLUG, got, signed_in
from .serving import HOST
from .timing import Line, Run, line, statements, taken_together


def measure_case_pages(committee: Committee, n: int, runs: int) -> list[Line]:
    """The board of a committee's open cases, and a case that went through its whole life."""
    bare, client = bare_client(HOST), signed_in(committee)
    pk = _case(committee)
    pages = (
        ("board", f"/{committee.pk}/board/", reverse("proposal-board")),
        ("case page", f"/{committee.pk}/{pk}/", record_url(KINDS[SLUG], pk)),
    )
    found = []
    for name, floor_url, url in pages:
        by_hand: Run = partial(got, bare, floor_url)
        by_us: Run = partial(got, client, url)
        floor, ours = taken_together([by_hand, by_us], runs)
        found.append(line(name, n, floor, ours, statements(by_us)))
    return found


def _case(committee: Committee) -> int:
    """A case with several units and a second rating. Raises Refused without one."""
    rows = Proposal.objects.filter(record__committee=committee, record__state="closed")
    rated = Rating.objects.filter(round=2, struck_at=None).values("record")
    found = rows.filter(pk__in=rated, record__unittasks__role="co").order_by("pk").first()
    found = found or rows.order_by("pk").first()
    if found is None:
        raise Refused("没有办结的提案，无法测量记录页。")
    return int(found.pk)
