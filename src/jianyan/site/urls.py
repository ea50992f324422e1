"""The routes of the whole site: each room brings its own `urls.py`, mounted here."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

#: Where each room's pages live; the front takes what is left.
PLACES = (
    ("", "jianyan.front.urls"),
    ("", "jianyan.ground.urls"),
    ("figures/", "jianyan.figures.urls"),
    ("reports/", "jianyan.reports.urls"),
    *((f"{name}/", f"jianyan.records.{name}.urls") for name in settings.RECORD_MODULES),
)


def _mount() -> list[URLPattern | URLResolver]:
    rooms = {app for app in settings.INSTALLED_APPS if app.startswith("jianyan.")}
    return [
        path(prefix, include(module))
        for prefix, module in PLACES
        if module.removesuffix(".urls") in rooms and find_spec(module)
    ]


urlpatterns = _mount()

handler400 = "jianyan.front.refusals.bad_request"
handler403 = "jianyan.front.refusals.denied"
handler404 = "jianyan.front.refusals.not_found"
