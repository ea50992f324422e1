"""Addresses of figures."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.dictionary, name="figures"),
    path("<path:name>/", views.figure_page, name="figure"),
]
