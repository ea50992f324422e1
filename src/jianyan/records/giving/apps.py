"""Start-up of giving."""

from django.apps import AppConfig


class GivingConfig(AppConfig):
    name = "jianyan.records.giving"
    label = "giving"
    verbose_name = "捐赠帮扶"

    def ready(self) -> None:
        from . import views  # noqa: F401  (its charters, actions and kinds are declared by import)
