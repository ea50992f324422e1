"""Addresses of the pages that proposals have beside the generic ones."""

from django.urls import path

from .drafting import views as drafting
from .overview import statistics, views

urlpatterns = [
    path("board/", views.board, name="proposal-board"),
    path("statistics/", statistics.statistics, name="proposal-statistics"),
    path("write/", drafting.write, name="proposal-write"),
    path("write/read/", drafting.read, name="proposal-read"),
    path("<int:pk>/write/", drafting.rewrite, name="proposal-rewrite"),
    path("cosign/<int:pk>/", drafting.cosign, name="proposal-cosign"),
]
