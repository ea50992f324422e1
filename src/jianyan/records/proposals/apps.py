"""Start-up of proposals."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "jianyan.records.proposals"
    label = "proposals"
    verbose_name = "提案"

    def ready(self) -> None:
        from . import views  # noqa: F401

        # The charters, figures, actions and kinds of every room are declared by import.
        from .assigning import views as assigning  # noqa: F401
        from .drafting import views as drafting  # noqa: F401
        from .followup import views as followup  # noqa: F401
        from .honours import views as honours  # noqa: F401
        from .letters import views as letters  # noqa: F401
        from .overview import advised  # noqa: F401
        from .overview import charter as overview  # noqa: F401
        from .overview import views as board  # noqa: F401
        from .ratings import views as ratings  # noqa: F401
        from .replies import passing, publishing  # noqa: F401
        from .replies import views as replies  # noqa: F401
        from .reviewing import views as reviewing  # noqa: F401
        from .tasks import contact_views as contacts  # noqa: F401
        from .tasks import views as tasks  # noqa: F401
