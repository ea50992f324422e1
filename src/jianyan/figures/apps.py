"""Start-up of the figures floor."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "jianyan.figures"
    label = "figures"
    verbose_name = "指标"

    def ready(self) -> None:
        from jianyan.ground.register import COUNTED

        from .sealing import counted_in_signed_report

        COUNTED.append(counted_in_signed_report)
