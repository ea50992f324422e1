"""Addresses of the register's nouns that are more than a kind's list and form."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
