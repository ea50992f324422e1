"""Pages of activities. The kinds' declarations drive lists, records, forms, import and export."""

from . import activities, parts, topics

__all__ = ["activities", "parts", "topics"]
