"""Addresses of reports and templates. The list of reports is ground's, of their kind."""

from django.urls import path

from .pages import acts, checking, drafts, editor, exporting, old_report, report, templates

urlpatterns = [
    path("<int:pk>/", report.show, name="report"),
    path("<int:pk>/evidence/<int:slot>/", report.evidence, name="report-evidence"),
    path("<int:pk>/claim/<int:place>/", report.claim, name="report-claim"),
    path("<int:pk>/findings/", report.findings, name="report-findings"),
    path("<int:pk>/edit/", acts.edit, name="report-edit"),
    path("<int:pk>/edit/preview/", acts.preview, name="report-edit-preview"),
    path("<int:pk>/words/", acts.words, name="report-words"),
    path("<int:pk>/stand/<int:place>/", acts.stand, name="report-stand"),
    path("<int:pk>/export/", exporting.export, name="report-export"),
    path("<int:pk>/drafts/", drafts.compare, name="report-drafts"),
    path("<int:pk>/changes/", drafts.changes, name="report-changes"),
    path("check/", checking.check, name="report-check"),
    path("preview/", editor.preview, name="report-preview"),
    path("templates/", templates.templates, name="report-templates"),
    path("templates/from-report/", old_report.begin, name="report-from-old"),
    path("templates/from-report/places/", old_report.choose, name="report-from-old-choose"),
    path("templates/add/", templates.add, name="report-template-add"),
    path("templates/<int:pk>/", templates.edit, name="report-template"),
    path("templates/<int:pk>/retire/", templates.retire, name="report-template-retire"),
    path("templates/builtin/<slug:key>/", templates.builtin, name="report-template-builtin"),
]
