"""A small district of made-up records, once for all tests of the bench."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from jianyan.bench.making import district
from jianyan.bench.place import Place
from jianyan.ground.ticking import take_stock


@pytest.fixture(scope="module")
def places(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Place, Place]]:
    """Two districts in one installation, so that one could leak into the other."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = tuple(
            district(2, 1000, code=code, seed=seed, members=40)
            for code, seed in (("one", 4), ("two", 5))
        )
        # What the database does not check now, it checks at the end of every test.
        connection.check_constraints()
        take_stock()
        yield found
        transaction.set_rollback(True)
