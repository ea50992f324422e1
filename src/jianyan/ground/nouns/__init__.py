"""名册: people, bodies, memberships, offices, units, accounts, lists and terms, as kinds with pages
and sheets; the change of term (换届) and the rulebook (规程)."""

from importlib import import_module

ROOMS = (
    "people",
    "members",
    "bodies",
    "memberships",
    "offices",
    "units",
    "accounts",
    "categories",
    "lists",
    "terms",
    "entries",
)


def declare() -> None:
    """Declare all kinds of nouns, in the order of the rail (once the tables are ready)."""
    for room in ROOMS:
        import_module(f"{__name__}.{room}")
