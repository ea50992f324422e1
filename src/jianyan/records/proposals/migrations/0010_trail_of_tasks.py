from django.db import migrations
from django.db.models import Exists, OuterRef, Q

ROLES = ("独办", "主办", "会办", "分办")


def fill(apps, schema_editor):
    """The trail rows that can be told to be of units' tasks: named as a task is, with its key, on its
    record. From now on they are found by the key, whatever the unit is called."""
    tasks = apps.get_model("proposals", "UnitTask").objects
    named = Q()
    for role in ROLES:
        named |= Q(part__endswith=f"（{role}）")
    own = tasks.filter(pk=OuterRef("part_id"), record=OuterRef("record"))
    rows = apps.get_model("ground", "Trail").objects.filter(named, Exists(own), part_kind="")
    rows.update(part_kind="proposals.unittask")


class Migration(migrations.Migration):
    dependencies = [("ground", "0009_trail_part_kind"), ("proposals", "0009_ratings_left")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
