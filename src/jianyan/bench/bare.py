"""A bare Django page over the same rows and columns as the list of proposals: the floor of a page.

No sign-in, no rules, no filters, no counts but the paginator's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.test import Client
from django.test.utils import override_settings
from django.urls import path

from jianyan.records.proposals.models import Proposal, UnitTask

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
    return HttpResponse(_template().render({"page": found}, request))


@cache
def _template() -> Any:
    """The template, compiled once as a loader would, with a new project's context processors."""
    options = {"context_processors": list(PROCESSORS)}
    engine = DjangoTemplates({"NAME": "bare", "DIRS": [], "APP_DIRS": False, "OPTIONS": options})
    return engine.from_string(TEMPLATE)


urlpatterns = [path("<int:committee>/", list_proposals)]


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
