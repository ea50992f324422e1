"""Pages of suggestions and of what became of them: each kind's declaration drives its pages."""

from . import facts, panel, results, suggestions

__all__ = ["facts", "panel", "results", "suggestions"]
