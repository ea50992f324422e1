"""The first migration of a room: all of its tables at once.

Django renders the models of the whole site anew for every table that a migration makes, since each
has a key to the register; for the hundred tables of an empty database that is most of the time.
Here the models are rendered once for a migration.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


class Tables(migrations.Migration):
    """A migration whose fields, indexes and constraints belong to the tables that it makes."""

    def apply(
        self,
        project_state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
        collect_sql: bool = False,
    ) -> ProjectState:
        project_state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self.operations:
            if isinstance(operation, migrations.CreateModel):
                operation.database_forwards(
                    self.app_label, schema_editor, project_state, project_state
                )
        return project_state
