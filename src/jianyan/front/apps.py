"""Start-up of the front."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "jianyan.front"
    label = "front"
    verbose_name = "首页"

    def ready(self) -> None:
        from jianyan.ground.navigation import Entry, register_entry

        from . import waits

        waits.declare()
        register_entry(Entry("首页", "home", "home", order=0))
        register_entry(Entry("等您办理", "waiting", "list-check", order=10, who=waits.anything))
