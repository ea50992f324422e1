"""Start-up of the figures floor."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "jianyan.figures"
    label = "figures"
    verbose_name = "指标"
