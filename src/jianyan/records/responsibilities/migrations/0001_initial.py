import django.db.models.deletion
from django.db import migrations, models

from jianyan.ground.tables import Tables


class Migration(Tables):
    initial = True

    dependencies = [("ground", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Duty",
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
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("head", "牵头负责"),
                            ("share", "分包负责"),
                            ("direct", "直接负责"),
                        ],
                        max_length=10,
                        verbose_name="责任层级",
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=40, verbose_name="对象编号")),
                ("post", models.CharField(blank=True, max_length=60, verbose_name="岗位")),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(blank=True, null=True, verbose_name="止")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.body",
                        verbose_name="对象单位",
                    ),
                ),
                (
                    "counterpart",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.person",
                        verbose_name="联系对象",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="ground.person",
                        verbose_name="责任人",
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
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.body",
                        verbose_name="责任队伍",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["sort", "since"], name="duty_sort"),
                    models.Index(fields=["since", "until"], name="duty_in_force"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="duty_days",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyNote",
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
                ("text", models.TextField(verbose_name="内容")),
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
            options={"indexes": [models.Index(fields=["on"], name="duty_note_on")]},
        ),
        migrations.CreateModel(
            name="Patrol",
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
                ("on_duty", models.PositiveIntegerField(default=0, verbose_name="值守人数")),
                ("entries", models.PositiveIntegerField(default=0, verbose_name="登记人次")),
                ("temperatures", models.PositiveIntegerField(default=0, verbose_name="测温人次")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
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
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.category",
                        verbose_name="班次",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["on"], name="patrol_on")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("record", "on", "shift"),
                        name="patrol_once",
                    )
                ],
            },
        ),
    ]
