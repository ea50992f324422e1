"""Start-up of the figures floor."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "jianyan.figures"
    label = "figures"
    verbose_name = "指标"

    def ready(self) -> None:
        from jianyan.ground.navigation import Entry, register_entry
        from jianyan.ground.register import COUNTED

        from .sealing import counted_in_signed_report
        from .views import may_read

        COUNTED.append(counted_in_signed_report)
        register_entry(
            Entry("指标词典", "figures", "book-2", group="数出有源", order=300, who=may_read)
        )
