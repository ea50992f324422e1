"""Start-up of the reports floor."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "jianyan.reports"
    label = "reports"
    verbose_name = "报告"

    def ready(self) -> None:
        from . import kinds  # noqa: F401  (its charter, actions and kind are declared by import)
