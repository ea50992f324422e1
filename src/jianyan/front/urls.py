"""Addresses of the front; signing in and the wizards of ground are mounted here too."""

from django.urls import include, path

from . import first_run, home, parts, places, public, public_proposals, search, waiting

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("public/", public.published, name="public"),
    path("public/proposals/", public_proposals.proposals, name="public-proposals"),
    path("public/proposals/<int:pk>/", public_proposals.proposal, name="public-proposal"),
    path("waiting/", waiting.waiting_page, name="waiting"),
    path("mine/", places.mine, name="mine"),
    path("enter/", places.enter, name="enter"),
    path("more/", places.more, name="more"),
    path("first-run/", first_run.first_run, name="first-run"),
    path("parts/", parts.parts, name="parts"),
    path("", include("jianyan.ground.accounts.urls")),
    path("", include("jianyan.ground.nouns.urls")),
]
