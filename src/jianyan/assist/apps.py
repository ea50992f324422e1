"""Start-up of the floor of advice."""

from django.apps import AppConfig


class AssistConfig(AppConfig):
    name = "jianyan.assist"
    label = "assist"
    verbose_name = "智能辅助"

    def ready(self) -> None:
        from jianyan.ground.advised import ADVISED
        from jianyan.ground.navigation import Entry, register_entry
        from jianyan.ground.rules import OFFICE

        from . import keeping, training  # noqa: F401  (their tasks are declared by import)
        from .panels import declare

        for advised in ADVISED.values():
            declare(advised)
        register_entry(
            Entry(
                "并案线索",
                "assist-clusters",
                "copy",
                group="履职",
                order=193,
                who=lambda actor: actor.has(*OFFICE),
            )
        )
