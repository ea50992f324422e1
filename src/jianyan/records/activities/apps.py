"""Start-up of activities."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "jianyan.records.activities"
    label = "activities"
    verbose_name = "会议活动"

    def ready(self) -> None:
        from . import views  # noqa: F401  (its charters, actions and kinds are declared by import)
