"""Addresses of the advice that has pages of its own."""

from django.urls import path

from . import views

urlpatterns = [
    path("clusters/", views.together, name="assist-clusters"),
    path("<int:pk>/<int:other>/", views.compare, name="assist-compare"),
]
