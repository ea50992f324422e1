"""Addresses of the nouns' own pages: terms and their change, the rulebook, members as of a day."""

from django.urls import path

from . import member_pages, rulebook, shipped_page, term_pages, term_undo_page, term_wizard

urlpatterns = [
    path("members/", member_pages.show_members, name="members-on"),
    path("terms/", term_pages.show_terms, name="terms"),
    path("terms/change/", term_wizard.change_of_term_page, name="change-of-term"),
    path(
        "terms/change/<int:pk>/undo/",
        term_undo_page.undo_change_of_term,
        name="change-of-term-undo",
    ),
    path("categories/shipped/", shipped_page.shipped_categories, name="categories-shipped"),
    path("rulebook/", rulebook.show_rulebook, name="rulebook"),
    path("rulebook/add/", rulebook.add_rulebook, name="rulebook-add"),
    path("rulebook/<int:number>/", rulebook.show_rulebook, name="rulebook-version"),
]
