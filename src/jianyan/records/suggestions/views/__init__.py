"""Pages of suggestions and of what became of them: each kind's declaration drives its pages."""

from . import facts, results, suggestions

__all__ = ["facts", "results", "suggestions"]
