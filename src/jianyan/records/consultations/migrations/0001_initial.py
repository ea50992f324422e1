import django.db.models.deletion
from django.db import migrations, models

from jianyan.ground.tables import Tables


class Migration(Tables):
    initial = True

    dependencies = [("ground", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="LivelihoodProject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("title", models.CharField(max_length=100, verbose_name="项目")),
                ("inspected_on", models.DateField(verbose_name="视察")),
                ("progress", models.CharField(blank=True, max_length=200, verbose_name="进度")),
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
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="ground.record",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.body",
                        verbose_name="责任单位",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("record", "title"),
                        name="livelihood_project_once",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Topic",
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
                ("plan_year", models.PositiveSmallIntegerField(verbose_name="计划年度")),
                (
                    "proposed_by",
                    models.CharField(blank=True, max_length=100, verbose_name="议题来源"),
                ),
                ("called_for_on", models.DateField(verbose_name="征集")),
                ("listed_on", models.DateField(blank=True, null=True, verbose_name="列题")),
                ("put_forward_on", models.DateField(blank=True, null=True, verbose_name="提请")),
                (
                    "approved_on",
                    models.DateField(blank=True, null=True, verbose_name="区委常委会批准"),
                ),
                (
                    "passed_on",
                    models.DateField(blank=True, null=True, verbose_name="政协常委会通过"),
                ),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="列入计划")),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="启动")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="举行")),
                ("reported_on", models.DateField(blank=True, null=True, verbose_name="报送")),
                ("completed_on", models.DateField(blank=True, null=True, verbose_name="完成")),
                ("dropped_on", models.DateField(blank=True, null=True, verbose_name="撤销")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.body",
                        verbose_name="承办专委会",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.category",
                        verbose_name="形式",
                    ),
                ),
                (
                    "units",
                    models.ManyToManyField(
                        blank=True,
                        related_name="consultations",
                        to="ground.body",
                        verbose_name="协商单位",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["planned_on", "form"], name="consultation_planned"),
                    models.Index(fields=["held_on"], name="consultation_held"),
                ]
            },
        ),
    ]
