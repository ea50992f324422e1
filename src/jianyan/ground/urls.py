"""Addresses of ground: the generic pages of every kind by its slug, and what belongs to no kind."""

from __future__ import annotations

from django.urls import path

from .pages import (
    batches,
    files,
    forms,
    import_runs,
    importing,
    lists,
    moves,
    notices,
    preferences,
    record,
    sheets,
    ties,
    views_saved,
)

ROW = "r/<slug:slug>/<int:pk>/"

urlpatterns = [
    path("r/<slug:slug>/", lists.show_list, name="kind-list"),
    path("r/<slug:slug>/add/", forms.add, name="kind-add"),
    path("r/<slug:slug>/bulk/", moves.bulk, name="kind-bulk"),
    path("r/<slug:slug>/import/", importing.import_sheet, name="kind-import"),
    path("imports/runs/<int:pk>/", import_runs.show_run, name="import-run"),
    path("r/<slug:slug>/export/", sheets.export, name="kind-export"),
    path("r/<slug:slug>/template/", sheets.template, name="kind-template"),
    path("r/<slug:slug>/views/add/", views_saved.add_view, name="view-add"),
    path("r/<slug:slug>/views/<int:pk>/drop/", views_saved.drop_view, name="view-drop"),
    path(ROW, record.show_record, name="kind-record"),
    path(f"{ROW}amend/", forms.amend, name="kind-amend"),
    path(f"{ROW}void/", forms.void, name="kind-void"),
    path(f"{ROW}move/<slug:name>/", moves.move, name="kind-move"),
    path(f"{ROW}files/add/", files.add_file, name="kind-file"),
    path(f"{ROW}ties/add/", ties.add_tie, name="kind-tie"),
    path(f"{ROW}turn/", ties.turn, name="kind-turn"),
    path("files/<int:pk>/", files.download, name="file"),
    path("files/<int:pk>/drop/", files.drop_file, name="file-drop"),
    path("imports/", batches.list_batches, name="batches"),
    path("imports/<int:pk>/undo/", batches.undo_batch, name="batch-undo"),
    path("notices/", notices.list_notices, name="notices"),
    path("notices/<int:pk>/seen/", notices.see_notice, name="notice-seen"),
    path("notices/<int:pk>/object/", notices.object_to, name="notice-object"),
    path("objections/<int:pk>/answer/", notices.answer, name="objection-answer"),
    path("committee/<int:pk>/", preferences.choose_committee, name="committee-choose"),
    path("type/", preferences.choose_type, name="type-size"),
]
