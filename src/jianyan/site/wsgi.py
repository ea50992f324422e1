"""The WSGI application that gunicorn serves."""

import gc
import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jianyan.site.settings")

application = get_wsgi_application()


def make_ready() -> None:
    """Read the addresses and all templates now, once before the workers part: otherwise the first
    who ask each worker for a page wait for it, and every worker keeps a copy of its own."""
    # Nothing of Django's may be asked for before the line above has set it up.
    from django.template import engines  # noqa: PLC0415
    from django.urls import get_resolver  # noqa: PLC0415

    package = Path(__file__).resolve().parent.parent
    for folder in package.rglob("templates"):
        for each in folder.rglob("*.html"):
            engines["django"].get_template(str(each.relative_to(folder)))
    get_resolver().resolve("/")
    # What stays for good is not looked through again, nor copied for that by each worker.
    gc.collect()
    gc.freeze()


make_ready()
