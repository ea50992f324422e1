"""Start-up of organisation."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "jianyan.records.organisation"
    label = "organisation"
    verbose_name = "组织党建"

    def ready(self) -> None:
        from . import views  # noqa: F401  (its charters, actions and kinds are declared by import)
