from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ground", "0008_sent_forms")]

    operations = [
        migrations.AddField(
            model_name="trail",
            name="part_kind",
            field=models.CharField(blank=True, max_length=60, verbose_name="部分种类"),
        ),
    ]
