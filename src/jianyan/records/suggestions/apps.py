"""Start-up of suggestions."""

from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    name = "jianyan.records.suggestions"
    label = "suggestions"
    verbose_name = "意见建议"

    def ready(self) -> None:
        from . import views  # noqa: F401  (its charter, actions and kinds are declared by import)
