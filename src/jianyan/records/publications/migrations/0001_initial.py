import django.db.models.deletion
from django.db import migrations, models

from jianyan.ground.tables import Tables


class Migration(Tables):
    initial = True

    dependencies = [("ground", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="ground.record",
                    ),
                ),
                (
                    "addressee",
                    models.CharField(blank=True, max_length=100, verbose_name="主送或授予单位"),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=60, verbose_name="文号"),
                ),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="印发")),
                ("in_force_on", models.DateField(blank=True, null=True, verbose_name="施行")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="修订或废止")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                (
                    "authors",
                    models.ManyToManyField(
                        blank=True,
                        related_name="publications",
                        to="ground.person",
                        verbose_name="执笔人",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.body",
                        verbose_name="承担部门",
                    ),
                ),
                (
                    "sort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.category",
                        verbose_name="种类",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["sort", "issued_on"], name="publication_sort_id_359d40_idx"
                    )
                ]
            },
        )
    ]
