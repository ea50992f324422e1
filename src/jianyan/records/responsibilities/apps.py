"""Start-up of responsibilities."""

from django.apps import AppConfig


class ResponsibilitiesConfig(AppConfig):
    name = "jianyan.records.responsibilities"
    label = "responsibilities"
    verbose_name = "责任与联系"

    def ready(self) -> None:
        from . import views  # noqa: F401  (its charter, actions and kinds are declared by import)
