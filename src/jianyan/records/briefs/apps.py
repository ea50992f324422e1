"""Start-up of opinion briefs."""

from django.apps import AppConfig


class BriefsConfig(AppConfig):
    name = "jianyan.records.briefs"
    label = "briefs"
    verbose_name = "社情民意信息"

    def ready(self) -> None:
        from . import views  # noqa: F401  (its charter, actions and kinds are declared by import)
