from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("ground", "0002_search"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                fields=["committee", "kind", "state", "-dated_on", "-id"], name="record_tabs"
            ),
        ),
    ]
