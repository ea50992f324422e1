"""The routes of the whole site: each room that has pages of its own brings its `urls.py`."""

from django.urls import include, path

urlpatterns = [
    path("", include("jianyan.front.urls")),
    path("", include("jianyan.ground.urls")),
    path("figures/", include("jianyan.figures.urls")),
    path("proposals/", include("jianyan.records.proposals.urls")),
    path("reports/", include("jianyan.reports.urls")),
    path("advice/", include("jianyan.assist.urls")),
]

handler400 = "jianyan.front.refusals.bad_request"
handler403 = "jianyan.front.refusals.denied"
handler404 = "jianyan.front.refusals.not_found"
