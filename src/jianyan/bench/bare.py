"""A bare Django page over the same rows and columns as the list of proposals: the floor of a page.

No sign-in, no rules, no filters, no counts but the paginator's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.template import engines
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
"""As `django-admin startproject` writes them."""
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
    """The template, compiled once as a loader would."""
    return engines["django"].from_string(TEMPLATE)


urlpatterns = [path("<int:committee>/", list_proposals)]


@contextmanager
def bare_site() -> Iterator[None]:
    """While it lasts, the site is this page and a new project's middleware."""
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=list(MIDDLEWARE)):
        yield
