"""Entries of the search index are cut so that nothing is looked for by its beginning any more."""

from typing import Any

from django.db import migrations

from jianyan.ground import search


def rebuild(apps: Any, editor: Any) -> None:
    search.rebuild()


class Migration(migrations.Migration):
    dependencies = [("ground", "0005_search_by_committee")]
    operations = [migrations.RunPython(rebuild, migrations.RunPython.noop)]
