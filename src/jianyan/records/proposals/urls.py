"""Addresses of the pages that proposals have beside the generic ones."""

from django.urls import path

from .overview import statistics, views

urlpatterns = [
    path("board/", views.board, name="proposal-board"),
    path("statistics/", statistics.statistics, name="proposal-statistics"),
]
