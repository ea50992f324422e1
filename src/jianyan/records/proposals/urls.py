"""Addresses of the pages that proposals have beside the generic ones."""

from django.urls import include, path

from .assigning import views as assigning
from .drafting import views as drafting
from .overview import statistics, views
from .reviewing import marking
from .reviewing import views as reviewing

urlpatterns = [
    path("", include("jianyan.records.proposals.letters.urls")),
    path("board/", views.board, name="proposal-board"),
    path("statistics/", statistics.statistics, name="proposal-statistics"),
    path("review/", reviewing.review, name="proposal-review"),
    path("<int:pk>/send-back/", marking.send_back, name="proposal-send-back"),
    path("assign/", assigning.sheet, name="proposal-assign"),
    path("write/", drafting.write, name="proposal-write"),
    path("write/read/", drafting.read, name="proposal-read"),
    path("<int:pk>/write/", drafting.rewrite, name="proposal-rewrite"),
    path("cosign/<int:pk>/", drafting.cosign, name="proposal-cosign"),
]
