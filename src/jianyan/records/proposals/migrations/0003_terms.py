from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("proposals", "0002_life")]

    operations = [
        migrations.AddField(
            model_name="extension",
            name="answer",
            field=models.CharField(blank=True, max_length=300, verbose_name="批复意见"),
        ),
        migrations.AddField(
            model_name="extension",
            name="withdrawn_on",
            field=models.DateField(blank=True, null=True, verbose_name="撤回"),
        ),
        migrations.AddField(
            model_name="proposal",
            name="answer_counts",
            field=models.CharField(default="replied", max_length=12, verbose_name="办复计入条件"),
        ),
        migrations.AddField(
            model_name="unittask",
            name="due_set",
            field=models.BooleanField(default=False, verbose_name="期限由交办函指定"),
        ),
    ]
