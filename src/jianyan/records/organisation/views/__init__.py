"""Pages of organisation. The kinds' declarations drive lists, records, forms, import and export."""

from . import channels, organisations

__all__ = ["channels", "organisations"]
