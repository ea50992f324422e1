import django.db.models.deletion
from django.db import migrations, models

from jianyan.ground.tables import Tables


class Migration(Tables):
    initial = True

    dependencies = [("ground", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Channel",
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
                ("since", models.DateField(verbose_name="启用")),
                ("until", models.DateField(blank=True, null=True, verbose_name="停用")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                (
                    "keeper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.person",
                        verbose_name="管理员",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="channel_days",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="ChannelCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("on", models.DateField(verbose_name="检查日期")),
                (
                    "result",
                    models.CharField(
                        choices=[("sound", "正常"), ("flawed", "有问题")],
                        max_length=10,
                        verbose_name="结果",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="情况")),
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
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("record", "on"),
                        name="channel_check_once",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="ChannelIncident",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("on", models.DateField(verbose_name="发生日期")),
                ("text", models.TextField(verbose_name="情况和处置")),
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
            options={"indexes": [models.Index(fields=["on"], name="channel_incident_on")]},
        ),
        migrations.CreateModel(
            name="LedgerEntry",
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
                ("text", models.TextField(verbose_name="办理情况")),
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
            options={"indexes": [models.Index(fields=["on"], name="ledger_entry_on")]},
        ),
        migrations.CreateModel(
            name="ListItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("state", models.CharField(max_length=30, verbose_name="状态")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="版本")),
                (
                    "nature",
                    models.CharField(
                        choices=[("responsibility", "责任清单"), ("rectification", "整改事项")],
                        max_length=20,
                        verbose_name="性质",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="事项")),
                ("found_on", models.DateField(verbose_name="列入")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="期限")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="完成")),
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
                        verbose_name="责任人",
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
            options={
                "indexes": [models.Index(fields=["nature", "found_on"], name="list_item_found")]
            },
        ),
        migrations.CreateModel(
            name="Organisation",
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
                ("since", models.DateField(verbose_name="成立")),
                ("until", models.DateField(blank=True, null=True, verbose_name="撤销")),
                ("note", models.TextField(blank=True, verbose_name="职责")),
                (
                    "body",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisation",
                        to="ground.body",
                        verbose_name="组织",
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
                "indexes": [models.Index(fields=["sort", "since"], name="organisation_sort")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="organisation_days",
                    )
                ],
            },
        ),
    ]
