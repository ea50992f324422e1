import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ground", "0009_trail_part_kind"), ("proposals", "0012_handler")]

    operations = [
        migrations.AlterField(
            model_name="unittask",
            name="handler",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="ground.person",
                verbose_name="承办人",
            ),
        ),
        migrations.AddIndex(
            model_name="unittask",
            index=models.Index(
                condition=models.Q(("handler__isnull", False)),
                fields=["handler"],
                name="task_handler",
            ),
        ),
    ]
