"""Entries of the search index stand under their committee, so that the others' are passed over."""

from typing import Any

from django.db import migrations

from jianyan.ground import search_tables


def mark(apps: Any, editor: Any) -> None:
    search_tables.mark(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ground", "0004_sheet_rows")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
