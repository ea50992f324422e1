"""What the tests of pages share: the cast, publications, and signing in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client

from jianyan.ground.models import Category, Visibility
from jianyan.records.publications.actions import add
from tests import build, cast

LIST = "/r/publications/"


def stage() -> cast.Cast:
    """The cast with the lists that publications want."""
    found = cast.assemble()
    build.category(found.committee, "publication_sort", "paper", "理论文章")
    build.category(found.committee, "publication_sort", "regulation", "制度")
    return found


def signed_in(player: cast.Player) -> Client:
    client = Client()
    client.force_login(player.account)
    return client


def publication(players: cast.Cast, title: str = "关于社区养老的调研", **given: Any) -> Any:
    sort = Category.objects.get(committee=players.committee, code=given.pop("sort", "paper"))
    data: dict[str, Any] = {
        "key": "",
        "title": title,
        "sort": sort,
        "dated_on": date(2020, 3, 2),
        "body": None,
        "authors": [],
        "addressee": "",
        "document_number": "",
        "issued_on": None,
        "in_force_on": None,
        "campaign": None,
        "visibility": Visibility.MEMBERS,
        "note": "",
    }
    return add(players.office.by, players.committee.pk, data | given)


def typed(**given: str) -> dict[str, str]:
    return {"title": "新的文章", "sort": "理论文章", "dated_on": "2020-03-16", **given}


def taken(answer: Any) -> bytes:
    """The content of a download; read to its end, it is closed by the client."""
    return b"".join(answer.streaming_content)
