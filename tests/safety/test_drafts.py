"""A draft leaks nowhere: not to another member, not to the office, not to who looks after the house.

Every address without a row, the list and the sheet of every kind, every figure's evidence, the
search and the panel of like proposals are asked for words that stand in the draft alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver

from jianyan.figures.evidence import evidence_of
from jianyan.figures.read import read
from jianyan.ground import search, storage
from jianyan.ground.kinds import KINDS
from jianyan.ground.models import BodyKind, File, Notice, Role, Suggestion
from jianyan.ground.register import today
from jianyan.kernel.figure import FIGURES
from jianyan.kernel.period import parse_period
from jianyan.kernel.scope import make_scope
from jianyan.records.proposals.drafting import actions
from jianyan.records.proposals.models import Proposal
from tests import build, cast
from tests.ground.walking import signed_in
from tests.records.proposals import made

SECRET = "玄鹤"
"""Stands in every part of the draft and nowhere else."""
OTHERS = ("cosigner", "office", "officer", "dispatcher", "leader", "auditor", "administrator")
MOVING = {"sign-out"}
"""Reading these is an act."""


@pytest.fixture
def players(db: None) -> cast.Cast:
    found = cast.assemble()
    made.place(found.committee)
    body = build.body(found.committee, BodyKind.SECTOR, "科技界")
    build.office(found.leader.person, Role.CONVENER, body=body)
    return found


@pytest.fixture
def draft(players: cast.Cast) -> Proposal:
    """What 委员甲 is still writing, with a file, open to all members once it is filed."""
    row = actions.begin(players.member.by, players.committee.pk, words())
    upload = SimpleUploadedFile(f"{SECRET}底数.txt", f"{SECRET}桥的照片说明".encode())
    storage.attach(players.member.by, row.pk, upload, caption=f"{SECRET}附件")
    return row


def words(**more: Any) -> dict[str, Any]:
    return {
        "title": f"关于修缮{SECRET}桥的提案",
        "situation": f"{SECRET}桥年久失修。",
        "analysis": f"{SECRET}桥没有维护单位。",
        "suggestions": [f"修缮{SECRET}桥", "明确维护单位"],
        "public": True,
        **more,
    }


def addresses() -> Iterator[str]:
    """Every address of the site that names no row."""
    for pattern, name in _patterns(get_resolver().url_patterns):
        if "<" not in pattern and name not in MOVING:
            yield f"/{pattern}"


def _patterns(among: Any, before: str = "") -> Iterator[tuple[str, str]]:
    for one in among:
        path = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from _patterns(one.url_patterns, path)
        else:
            yield path, one.name or ""


def said(client: Client, url: str) -> str:
    """All the words of an answer, those within a workbook or a document too."""
    answer: Any = client.get(url)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    try:
        with ZipFile(BytesIO(content)) as book:
            return "".join(book.read(one).decode("utf-8", "ignore") for one in book.namelist())
    except BadZipFile:
        return str(content.decode("utf-8", "ignore"))


def statuses(client: Client, *urls: str) -> list[int]:
    """How each is answered; a file is read to its end, which closes it."""
    found = []
    for url in urls:
        answer: Any = client.get(url)
        b"".join(answer.streaming_content if answer.streaming else ())
        found.append(answer.status_code)
    return found


def telling(client: Client, urls: list[str]) -> list[str]:
    """The addresses whose answer has the draft's words in it, beyond the words that were asked."""
    return [url for url in urls if SECRET in said(client, url)]


def test_nobody_else_opens_what_is_still_being_written(players: cast.Cast, draft: Proposal) -> None:
    kept = File.objects.get()
    part = Suggestion.objects.filter(record=draft.pk).first()
    urls = [
        f"/r/proposals/{draft.pk}/",
        f"/r/proposals/{draft.pk}/amend/",
        f"/r/proposals/{draft.pk}/move/submit/",
        f"/proposals/{draft.pk}/write/",
        f"/proposals/{draft.pk}/dossier/",
        f"/proposals/{draft.pk}/letters/paper/",
        f"/proposals/{draft.pk}/scan/",
        f"/files/{kept.pk}/",
        f"/r/suggestions/{part.pk if part else 0}/",
    ]
    own = signed_in(players.member)
    assert statuses(own, urls[0], f"/files/{kept.pk}/") == [200, 200]
    for name in OTHERS:
        client = signed_in(getattr(players, name))
        assert (name, statuses(client, *urls)) == (name, [404] * len(urls))


@pytest.mark.parametrize("name", OTHERS)
def test_no_list_search_or_panel_tells_of_it(
    players: cast.Cast, draft: Proposal, name: str
) -> None:
    other = actions.begin(players.cosigner.by, players.committee.pk, words(title="关于古桥的提案"))
    Proposal.objects.filter(pk=other.pk).update(situation="旧桥", analysis="旧桥")
    Suggestion.objects.filter(record=other.pk).update(text="修桥")
    search.index([other.pk])
    client = signed_in(getattr(players, name))
    urls = ["/", "/waiting/", "/notices/", "/mine/", "/proposals/board/", "/proposals/review/"]
    urls += [f"/r/{slug}/" for slug in ("proposals", "suggestions", "proposal-tasks")]
    urls += [f"/r/{slug}/export/" for slug in ("proposals", "suggestions")]
    urls += [f"/r/proposals/{other.pk}/"]
    assert telling(client, urls) == []
    for url in ("/search/?q=", "/r/proposals/?q=", "/r/suggestions/?q="):
        found = client.get(f"{url}{SECRET}").content.decode()
        assert (url, f"修缮{SECRET}桥" in found, f"/r/proposals/{draft.pk}/" in found) == (
            url, False, False,
        )  # fmt: skip


def test_no_address_of_the_site_tells_the_administrator(
    players: cast.Cast, draft: Proposal
) -> None:
    client = signed_in(players.administrator)
    urls = list(addresses())
    urls += [f"/r/{slug}/{tail}" for slug in KINDS for tail in ("", "export/")]
    assert telling(client, urls) == []


def test_no_figure_s_evidence_counts_it(players: cast.Cast, draft: Proposal) -> None:
    year = parse_period(str(today().year))
    scope = make_scope((players.committee.pk,), year, None, today())
    counted = {name: {row.record for row in evidence_of(read(name, scope))} for name in FIGURES}
    assert {name for name, records in counted.items() if draft.pk in records} == set()


def test_its_notices_go_to_those_invited_alone(players: cast.Cast, draft: Proposal) -> None:
    actions.invite(players.member.by, draft.pk, on=today(), people=[players.cosigner.person])
    assert set(Notice.objects.values_list("person", flat=True)) == {players.cosigner.person.pk}
    kept = File.objects.get()
    client = signed_in(players.cosigner)
    urls = [f"/r/proposals/{draft.pk}/", f"/files/{kept.pk}/", f"/proposals/{draft.pk}/write/"]
    assert statuses(client, *urls) == [200, 200, 403]


def test_thrown_away_it_is_still_nobody_s(players: cast.Cast, draft: Proposal) -> None:
    actions.discard(players.member.by, draft.pk, on=today())
    kept = File.objects.get()
    for name in OTHERS:
        client = signed_in(getattr(players, name))
        found = statuses(client, f"/r/proposals/{draft.pk}/", f"/files/{kept.pk}/")
        assert (name, found) == (name, [404, 404])
        urls = [
            "/r/proposals/",
            "/r/suggestions/",
            "/r/proposals/export/",
            "/r/proposals/?state=void",
        ]
        assert (name, telling(client, urls)) == (name, [])
