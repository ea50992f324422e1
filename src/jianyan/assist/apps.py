"""Start-up of the floor of advice."""

from django.apps import AppConfig


class AssistConfig(AppConfig):
    name = "jianyan.assist"
    label = "assist"
    verbose_name = "智能辅助"

    def ready(self) -> None:
        from . import training  # noqa: F401  (its task is declared by import)
