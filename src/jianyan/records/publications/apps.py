"""Start-up of publications."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "jianyan.records.publications"
    label = "publications"
    verbose_name = "文稿、制度、荣誉"

    def ready(self) -> None:
        from . import views  # noqa: F401  (its charter, actions and kinds are declared by import)
