from django.db import migrations, models

USUAL = {
    "counts_satisfied": ["very_satisfied", "satisfied", "agreed"],
    "counts_basically": ["basically", "understood"],
    "counts_unsatisfied": ["unsatisfied", "disagreed"],
}
LEVELS = {"counts_satisfied": 1, "counts_basically": 2, "counts_unsatisfied": 4}
OTHER = 3


def fill(apps, schema_editor):
    """What was said of attitude and way before counts as each case's own rulebook takes it."""
    ratings = apps.get_model("proposals", "Rating").objects
    versions = {one.pk: one.data for one in apps.get_model("ground", "Rulebook").objects.all()}
    for pk, data in [(None, {}), *versions.items()]:
        said = data.get("proposals", {})
        rows = ratings.filter(record__rulebook=pk)
        for part in ("attitude", "way"):
            rated = rows.filter(**{f"{part}__isnull": False})
            rated.update(**{f"{part}_level": OTHER})
            # The first list that names an entry is what it counts as: the last update stands.
            for key, level in reversed(LEVELS.items()):
                codes = said.get(key, USUAL[key])
                rated.filter(**{f"{part}__code__in": codes}).update(**{f"{part}_level": level})


def level(name):
    return models.PositiveSmallIntegerField(
        blank=True,
        choices=[(1, "满意"), (2, "基本满意"), (3, "其他"), (4, "不满意")],
        null=True,
        verbose_name=name,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("proposals", "0010_trail_of_tasks"),
    ]

    operations = [
        migrations.AddField("rating", "attitude_level", level("态度算作")),
        migrations.AddField("rating", "way_level", level("方式算作")),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
