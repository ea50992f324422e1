"""Addresses of letters, forms and 案卷."""

from django.urls import path

from . import verifying, views

urlpatterns = [
    path("paper/", views.blank_paper, name="proposal-paper-blank"),
    path("<int:pk>/letters/<slug:name>/", views.of_case, name="proposal-letter"),
    path("<int:pk>/dossier/", views.case_dossier, name="proposal-dossier"),
    path("<int:pk>/bundle/", views.case_bundle, name="proposal-bundle"),
    path("<int:pk>/scan/", views.scan, name="proposal-scan"),
    path("dossier/verify/", verifying.verify_dossier, name="proposal-dossier-verify"),
    path("tasks/<int:pk>/slip/", views.sending_slip, name="proposal-slip"),
    path("tasks/<int:pk>/reminding/", views.reminding_slip, name="proposal-reminding"),
    path("opinions/<int:pk>/letter/", views.opinion_letter, name="proposal-opinion"),
    path("replies/<int:pk>/letter/", views.reply_letter, name="proposal-reply-letter"),
    path("replies/<int:pk>/letter/<int:case>/", views.reply_letter, name="proposal-reply-letter"),
    *(
        path(
            f"letters/{of}/{name}/",
            views.many,
            {"name": name, "of": of},
            name=f"proposal-{of}-{name}",
        )
        for of, names in (
            ("cases", ("sending", "asking", "digest")),
            ("tasks", ("sending", "reminding")),
        )
        for name in names
    ),
]
