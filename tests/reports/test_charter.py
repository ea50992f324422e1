"""Who may do what with a report, compared with the table that is kept beside this file."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianyan.ground.models import Record
from jianyan.reports.charter import REPORTS
from jianyan.reports.models import Report
from tests.access import access_table, same_as_kept
from tests.cast import assemble

from . import year


@pytest.mark.django_db
def test_the_access_table_is_the_one_kept() -> None:
    cast = assemble()
    year.year(cast)
    year.template(cast)

    def make(state: str) -> Report:
        row = year.begun(cast, visibility="members")
        Record.objects.filter(pk=row.pk).update(state=state)
        return row

    table = access_table(REPORTS, cast, make)
    assert same_as_kept(table, Path(__file__).with_name("access.txt"))
