"""Start-up of the reports floor."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "jianyan.reports"
    label = "reports"
    verbose_name = "报告"

    def ready(self) -> None:
        from jianyan.figures import views as figure_pages
        from jianyan.ground.navigation import Entry, register_entry
        from jianyan.ground.rules import READERS

        from . import kinds  # noqa: F401  (its charter, actions and kind are declared by import)
        from .pages.uses import links_to, names_using

        figure_pages.USED_BY.append(names_using)
        figure_pages.USES.append(links_to)
        register_entry(
            Entry(
                "稿件核数",
                "report-check",
                "list-check",
                group="数出有源",
                order=320,
                who=lambda actor: actor.has(*READERS),
            )
        )
        register_entry(
            Entry(
                "报告模板",
                "report-templates",
                "files",
                group="数出有源",
                order=310,
                who=lambda actor: actor.has(*READERS),
            )
        )
