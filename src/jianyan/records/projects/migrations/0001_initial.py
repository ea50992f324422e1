import django.db.models.deletion
from django.db import migrations, models

from jianyan.ground.tables import Tables


class Migration(Tables):
    initial = True

    dependencies = [("ground", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Households",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                (
                    "what",
                    models.CharField(
                        choices=[("planned", "计划"), ("signed", "签约")],
                        max_length=10,
                        verbose_name="事项",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="户数")),
                ("on", models.DateField(verbose_name="日期")),
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
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Investment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="金额（元）"),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("origin", models.CharField(blank=True, max_length=100, verbose_name="资金来源")),
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
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Progress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("on", models.DateField(verbose_name="日期")),
                ("text", models.TextField(verbose_name="进展")),
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
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Project",
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
                    "sort",
                    models.CharField(
                        choices=[
                            ("work_point", "工作要点"),
                            ("key_project", "重点项目"),
                            ("members_home", "委员之家"),
                            ("agreement", "协作协议"),
                        ],
                        max_length=12,
                        verbose_name="种类",
                    ),
                ),
                ("planned_on", models.DateField(verbose_name="列入")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="期限")),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="启动")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="完成")),
                ("stopped_on", models.DateField(blank=True, null=True, verbose_name="中止")),
                ("until", models.DateField(blank=True, null=True, verbose_name="结束")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.body",
                        verbose_name="承担单位",
                    ),
                ),
                (
                    "leaders",
                    models.ManyToManyField(
                        blank=True,
                        related_name="led_projects",
                        to="ground.person",
                        verbose_name="负责人",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.body",
                        verbose_name="合作单位",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["sort", "planned_on"], name="projects_pr_sort_d7b1a5_idx"),
                    models.Index(fields=["sort", "started_on"], name="projects_pr_sort_7ab305_idx"),
                ]
            },
        ),
    ]
