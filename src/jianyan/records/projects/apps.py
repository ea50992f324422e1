"""Start-up of projects."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "jianyan.records.projects"
    label = "projects"
    verbose_name = "要点、项目与阵地"

    def ready(self) -> None:
        from . import views  # noqa: F401  (its charter, actions and kinds are declared by import)
