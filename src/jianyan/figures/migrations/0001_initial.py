import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jianyan.ground.tables import Tables


class Migration(Tables):
    initial = True

    dependencies = [("ground", "0001_initial"), ("ground", "__first__")]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="序号")),
                ("title", models.CharField(max_length=200, verbose_name="文件")),
                ("period", models.CharField(max_length=40, verbose_name="期间")),
                ("known_until", models.DateField(verbose_name="数据截止日")),
                ("text_digest", models.CharField(max_length=64, verbose_name="正文摘要")),
                ("signer", models.CharField(max_length=60, verbose_name="签发人")),
                ("at", models.DateTimeField(verbose_name="封存时间")),
                ("previous", models.CharField(blank=True, max_length=64, verbose_name="上一印记")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="印记")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seals",
                        to="ground.committee",
                    ),
                ),
            ],
            options={
                "ordering": ("committee", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "number"), name="seal_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SealedReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="指标")),
                ("definition", models.CharField(max_length=64, verbose_name="口径摘要")),
                ("period", models.CharField(max_length=40, verbose_name="期间")),
                ("known_until", models.DateField(verbose_name="数据截止日")),
                ("value", models.JSONField(null=True, verbose_name="值")),
                ("rows", models.PositiveIntegerField(verbose_name="行数")),
                (
                    "seal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="figures.seal",
                    ),
                ),
            ],
            options={"ordering": ("pk",)},
        ),
        migrations.CreateModel(
            name="SealedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.BigIntegerField(verbose_name="行")),
                ("part", models.CharField(blank=True, max_length=200, verbose_name="部分")),
                ("contribution", models.CharField(max_length=60, verbose_name="计入")),
                ("label", models.CharField(max_length=240, verbose_name="名称")),
                ("digest", models.CharField(max_length=64)),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="figures.sealedreading",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sealed_rows",
                        to="ground.record",
                    ),
                ),
            ],
            options={"ordering": ("pk",)},
        ),
    ]
