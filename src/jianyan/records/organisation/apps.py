"""Start-up of organisation."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "jianyan.records.organisation"
    label = "organisation"
    verbose_name = "组织党建"

    def ready(self) -> None:
        from . import actions  # noqa: F401  (its charters and actions are declared by import)
