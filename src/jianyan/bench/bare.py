"""Bare Django pages over the same rows and columns as ours, of the list, the board and one case: the
floor of a page.

No sign-in, no rules, no filters, no counts but the paginator's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.test import Client
from django.test.utils import override_settings
from django.urls import path

from jianyan.ground.models import File, Response, Suggestion, Trail
from jianyan.records.proposals.models import (
    Contact,
    Proposal,
    Rating,
    Reply,
    ReplyClass,
    Review,
    UnitTask,
)

SIZE = 50
MIDDLEWARE = (
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)
PROCESSORS = (
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
)
"""Both as `django-admin startproject` writes them."""
TEMPLATE = """<!doctype html>
<html><head><title>提案</title></head><body>
<table>
{% for each in page %}<tr>
<td>{{ each.record.number }}</td><td><a href="{{ each.pk }}/">{{ each.record.title }}</a></td>
<td>{{ each.proposer }}</td><td>{{ each.local }}</td>
<td>{% for task in each.record.unittasks.all %}{{ task.unit }} {% endfor %}</td>
<td>{{ each.submitted_on|date:"Y-m-d" }}</td>
<td>{% for task in each.record.unittasks.all %}{{ task.due_on|date:"Y-m-d" }} {% endfor %}</td>
<td>{{ each.record.state }}</td>
</tr>{% endfor %}
</table>
<p>{{ page.number }} / {{ page.paginator.num_pages }}（{{ page.paginator.count }}）</p>
</body></html>
"""

BOARD = """<!doctype html>
<html><head><title>提案总览</title></head><body>
{% for state, count in counts.items %}<h2>{{ state }} {{ count }}</h2>{% endfor %}
<table>
{% for each in rows %}<tr>
<td>{{ each.record.number }}</td><td><a href="{{ each.pk }}/">{{ each.record.title }}</a></td>
<td>{{ each.proposer }}</td>
<td>{% for task in each.record.unittasks.all %}{{ task.unit }} {{ task.due_on|date:"Y-m-d" }}{% endfor %}</td>
<td>{{ each.record.state }}</td>
</tr>{% endfor %}
</table></body></html>
"""
CASE = """<!doctype html>
<html><head><title>{{ row.record.title }}</title></head><body>
<h1>{{ row.record.number }} {{ row.record.title }}</h1>
<dl><dt>提案者</dt><dd>{{ row.proposer }}</dd><dt>类别</dt><dd>{{ row.local }}</dd>
<dt>提交</dt><dd>{{ row.submitted_on|date:"Y-m-d" }}</dd></dl>
<p>{{ row.situation }}</p><p>{{ row.analysis }}</p>
{% for title, rows in parts %}<h2>{{ title }}</h2>
<ul>{% for one in rows %}<li>{{ one.pk }} {{ one }}</li>{% endfor %}</ul>{% endfor %}
</body></html>
"""
LANES = ("submitted", "sent_back", "filed", "assigned", "replied")
CARDS = 12
PARTS = (
    ("建议", Suggestion, ()),
    ("回应", Response, ("suggestion",)),
    ("交办", UnitTask, ("unit",)),
    ("沟通", Contact, ("unit",)),
    ("答复", Reply, ("task__unit",)),
    ("类别", ReplyClass, ("grade",)),
    ("评价", Rating, ("person", "result")),
    ("审查", Review, ("reason",)),
    ("附件", File, ()),
    ("经过", Trail, ("by__person",)),
)
"""What a case has, and what each needs to be named."""


def list_proposals(request: HttpRequest, committee: int) -> HttpResponse:
    """The newest proposals of a committee, fifty to a page."""
    tasks = UnitTask.objects.select_related("unit")
    rows = (
        Proposal.objects.filter(record__committee=committee)
        .select_related("record", "proposer", "local")
        .prefetch_related(Prefetch("record__unittasks", tasks))
        .order_by("-record__dated_on", "-record__id")
    )
    found = Paginator(rows, SIZE).get_page(request.GET.get("page"))
    return HttpResponse(_template(TEMPLATE).render({"page": found}, request))


def show_board(request: HttpRequest, committee: int) -> HttpResponse:
    """How many open cases there are by state, and the oldest of each."""
    tasks = UnitTask.objects.select_related("unit")
    standing = Proposal.objects.filter(record__committee=committee)
    counted = standing.order_by().values_list("record__state").annotate(count=Count("pk"))
    rows = [
        row
        for state in LANES
        for row in standing.filter(record__state=state)
        .select_related("record", "proposer")
        .prefetch_related(Prefetch("record__unittasks", tasks))
        .order_by("record__dated_on")[:CARDS]
    ]
    shown = {"rows": rows, "counts": dict(counted)}
    return HttpResponse(_template(BOARD).render(shown, request))


def show_case(request: HttpRequest, committee: int, pk: int) -> HttpResponse:
    """One case with all that belongs to it."""
    rows = Proposal.objects.select_related("record", "proposer", "local")
    row = rows.get(pk=pk, record__committee=committee)
    parts = [
        (title, model._default_manager.filter(record=pk).select_related(*named).order_by("pk"))
        for title, model, named in PARTS
    ]
    return HttpResponse(_template(CASE).render({"row": row, "parts": parts}, request))


@cache
def _template(text: str) -> Any:
    """A template, compiled once as a loader would, with a new project's context processors."""
    options = {"context_processors": list(PROCESSORS)}
    engine = DjangoTemplates({"NAME": "bare", "DIRS": [], "APP_DIRS": False, "OPTIONS": options})
    return engine.from_string(text)


urlpatterns = [
    path("<int:committee>/", list_proposals),
    path("<int:committee>/board/", show_board),
    path("<int:committee>/<int:pk>/", show_case),
]


def own_addresses(answer: Callable[[HttpRequest], HttpResponse]) -> Any:
    """The innermost middleware: the addresses of this module alone."""

    def serve(request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__  # type: ignore[attr-defined]
        return answer(request)

    return serve


def bare_client(host: str) -> Client:
    """A browser of a site that is this page and a new project's middleware."""
    client = Client(SERVER_NAME=host)
    with override_settings(MIDDLEWARE=[*MIDDLEWARE, f"{__name__}.own_addresses"]):
        client.handler.load_middleware()
    return client
