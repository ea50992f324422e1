import django.db.models.deletion
from django.db import migrations, models

LEVELS = {"very_satisfied": 1, "satisfied": 1, "basically": 2, "understood": 2, "unsatisfied": 4}


def fill(apps, schema_editor):
    """What was rated before counts as it did."""
    rows = apps.get_model("proposals", "Rating").objects
    for code, level in LEVELS.items():
        rows.filter(result__code=code).update(level=level)


class Migration(migrations.Migration):
    dependencies = [
        ("ground", "0005_search_by_committee"),
        ("proposals", "0005_handling"),
    ]

    operations = [
        migrations.AddField(
            model_name="rating",
            name="level",
            field=models.PositiveSmallIntegerField(
                choices=[(1, "满意"), (2, "基本满意"), (3, "其他"), (4, "不满意")],
                default=3,
                verbose_name="算作",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddField(
            model_name="achievement",
            name="answer",
            field=models.CharField(blank=True, max_length=300, verbose_name="提案者意见"),
        ),
        migrations.AddField(
            model_name="achievement",
            name="disputed_on",
            field=models.DateField(blank=True, null=True, verbose_name="提案者有异议"),
        ),
        migrations.AddField(
            model_name="achievement",
            name="place",
            field=models.CharField(blank=True, max_length=100, verbose_name="地点"),
        ),
        migrations.AddField(
            model_name="achievement",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="ground.body",
                verbose_name="承办单位",
            ),
        ),
        migrations.CreateModel(
            name="LookBackCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(blank=True, max_length=80, verbose_name="外部编号"),
                ),
                (
                    "struck_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="作废于"),
                ),
                (
                    "party",
                    models.CharField(
                        choices=[("unit", "承办单位"), ("proposer", "提案者")],
                        max_length=10,
                        verbose_name="检查方",
                    ),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("solved", models.BooleanField(verbose_name="已解决")),
                (
                    "finding",
                    models.CharField(blank=True, max_length=1000, verbose_name="情况"),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.batch",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.person",
                        verbose_name="检查人",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="ground.record",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="proposals.reply",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["reply", "on"], name="proposals_l_reply_i_c5da06_idx")
                ],
            },
        ),
    ]
