import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ground", "0009_trail_part_kind"), ("proposals", "0011_levels_of_parts")]

    operations = [
        migrations.AddField(
            model_name="unittask",
            name="handler",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="ground.person",
                verbose_name="承办人",
            ),
        ),
        migrations.AddField(
            model_name="unittask",
            name="section",
            field=models.CharField(blank=True, max_length=40, verbose_name="科室"),
        ),
    ]
