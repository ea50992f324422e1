"""Addresses of the pages that proposals have beside the generic ones."""

from django.urls import include, path

from .assigning import views as assigning
from .drafting import views as drafting
from .followup import after, choosing, looking_back
from .honours import choosing as honours
from .overview import statistics, views
from .ratings import pages as rating
from .replies import draft_views as replies
from .reviewing import marking
from .reviewing import views as reviewing
from .tasks import contact_views as contacts
from .tasks import handing_views as handing

urlpatterns = [
    path("contacts/<int:pk>/answer/", contacts.answer, name="proposal-contact-answer"),
    path("tasks/<int:pk>/draft/", replies.write, name="proposal-draft"),
    *(
        path(f"tasks/<int:pk>/{name}/", replies.pass_on, {"name": name}, name=f"proposal-{name}")
        for name in ("sign", "check", "redraft", "redraft_again", "issue")
    ),
    path("", include("jianyan.records.proposals.letters.urls")),
    path("board/", views.board, name="proposal-board"),
    path("statistics/", statistics.statistics, name="proposal-statistics"),
    path("review/", reviewing.review, name="proposal-review"),
    path("<int:pk>/send-back/", marking.send_back, name="proposal-send-back"),
    path("assign/", assigning.sheet, name="proposal-assign"),
    path("write/", drafting.write, name="proposal-write"),
    path("write/read/", drafting.read, name="proposal-read"),
    path("<int:pk>/write/", drafting.rewrite, name="proposal-rewrite"),
    path("cosign/<int:pk>/", drafting.cosign, name="proposal-cosign"),
    path("<int:pk>/unsign/", drafting.unsign, name="proposal-unsign"),
    path("look-backs/", looking_back.look_backs, name="proposal-look-backs"),
    path("tasks/<int:pk>/look-back/", looking_back.look_back, name="proposal-look-back"),
    path("tasks/<int:pk>/hand-on/", handing.hand, name="proposal-hand-on"),
    path("tasks/<int:pk>/contact/", contacts.asked_of, name="proposal-contact-asked"),
    path("look-backs/<int:pk>/check/", looking_back.check, name="proposal-look-back-check"),
    path("look-backs/<int:pk>/settle/", looking_back.settle, name="proposal-look-back-settle"),
    path("key/", choosing.key_proposals, name="proposal-choose-key"),
    path("outstanding/", choosing.outstanding, name="proposal-choose-outstanding"),
    path("honours/", honours.honours, name="proposal-honours"),
    path("honours/<slug:sort>/", honours.honours, name="proposal-honours"),
    path("honours/<slug:sort>/sheet/", honours.sheet, name="proposal-honours-sheet"),
    path("led/", choosing.led, name="proposal-led"),
    path("achieve/", after.choose, name="proposal-achieve"),
    path("<int:pk>/achieve/", after.achieve, name="proposal-achieve"),
    path("<int:pk>/measure/", after.measure, name="proposal-measure"),
    path("<int:pk>/supervise/", after.supervise, name="proposal-supervise"),
    path("achieved/<int:pk>/", after.answer, name="proposal-achieved"),
    path("<int:pk>/consulted/", after.consulted, name="proposal-consulted"),
    path("promises/<int:pk>/", after.keep, name="proposal-promise"),
    path("rate/", rating.choose, name="proposal-rate"),
    path("<int:pk>/rate/", rating.rate, name="proposal-rate"),
]
