"""Publications are the plainest kind: what holds of their moves holds of all."""

from tests.records.publications.conftest import scene  # noqa: F401
