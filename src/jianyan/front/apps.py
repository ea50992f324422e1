"""Start-up of the front."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "jianyan.front"
    label = "front"
    verbose_name = "首页"

    def ready(self) -> None:
        from . import waits

        waits.declare()
