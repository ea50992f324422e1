import django.db.models.deletion
from django.db import migrations, models

from jianyan.ground.tables import Tables


class Migration(Tables):
    initial = True

    dependencies = [("ground", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Brief",
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
                    "make",
                    models.CharField(
                        choices=[("single", "单篇"), ("compiled", "综合")],
                        default="single",
                        max_length=10,
                        verbose_name="体例",
                    ),
                ),
                ("situation", models.TextField(verbose_name="情况")),
                ("analysis", models.TextField(blank=True, verbose_name="分析")),
                ("suggestion", models.TextField(blank=True, verbose_name="建议")),
                ("open_consent", models.BooleanField(default=False, verbose_name="同意公开")),
                ("submitted_on", models.DateField(blank=True, null=True, verbose_name="提交")),
                ("sent_back_on", models.DateField(blank=True, null=True, verbose_name="退回")),
                ("kept_on", models.DateField(blank=True, null=True, verbose_name="留存")),
                ("accepted_on", models.DateField(blank=True, null=True, verbose_name="录用")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="编发")),
                ("issue", models.PositiveIntegerField(blank=True, null=True, verbose_name="期号")),
                (
                    "authors",
                    models.ManyToManyField(
                        blank=True, related_name="briefs", to="ground.person", verbose_name="作者"
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
                        verbose_name="来稿单位",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.category",
                        verbose_name="类别",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["submitted_on"], name="briefs_brie_submitt_e5a1f3_idx"),
                    models.Index(fields=["issued_on"], name="briefs_brie_issued__2b56ae_idx"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Combination",
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
                    "original",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="compiled_into",
                        to="briefs.brief",
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
            name="SendUp",
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
                    "level",
                    models.CharField(
                        choices=[
                            ("district", "区"),
                            ("city", "市"),
                            ("province", "省"),
                            ("nation", "全国"),
                        ],
                        max_length=10,
                        verbose_name="级别",
                    ),
                ),
                ("addressee", models.CharField(blank=True, max_length=100, verbose_name="主送")),
                ("on", models.DateField(db_index=True, verbose_name="日期")),
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
            name="TakenUp",
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
                    "level",
                    models.CharField(
                        choices=[
                            ("district", "区"),
                            ("city", "市"),
                            ("province", "省"),
                            ("nation", "全国"),
                        ],
                        max_length=10,
                        verbose_name="级别",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("single", "单篇"), ("compiled", "综合"), ("forwarded", "转送")],
                        default="single",
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                ("taker", models.CharField(blank=True, max_length=100, verbose_name="采用单位")),
                ("on", models.DateField(db_index=True, verbose_name="日期")),
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
    ]
