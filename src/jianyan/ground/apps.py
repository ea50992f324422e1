"""Start-up of ground: its checks and figures."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import register as register_check


class GroundConfig(AppConfig):
    name = "jianyan.ground"
    label = "ground"
    verbose_name = "台账"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jianyan.kernel import checks

        from . import figures, nouns, recomputing, reminders  # noqa: F401  (declared by import)

        nouns.declare()
        register_check(checks.check_charters)
        register_check(checks.check_figures)
