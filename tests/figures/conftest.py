"""Publications are the plainest kind: what is read of them is read of all."""

from tests.records.publications.conftest import scene  # noqa: F401
