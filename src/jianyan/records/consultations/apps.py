"""Start-up of consultations."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "jianyan.records.consultations"
    label = "consultations"
    verbose_name = "协商"

    def ready(self) -> None:
        from . import views  # noqa: F401  (its charter, actions and kinds are declared by import)
