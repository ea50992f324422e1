import django.db.models.deletion
from django.db import migrations, models

from jianyan.ground.tables import Tables


class Migration(Tables):
    initial = True

    dependencies = [("ground", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Activity",
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
                ("starts_on", models.DateField(verbose_name="开始")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束")),
                (
                    "days",
                    models.DecimalField(
                        decimal_places=1, default=1, max_digits=5, verbose_name="天数"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="地点")),
                ("series", models.CharField(blank=True, max_length=60, verbose_name="系列")),
                (
                    "issue",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="期"),
                ),
                ("others", models.PositiveIntegerField(default=0, verbose_name="其他人数")),
                ("served", models.PositiveIntegerField(default=0, verbose_name="服务人次")),
                ("announced_on", models.DateField(blank=True, null=True, verbose_name="通知")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="举行")),
                ("cancelled_on", models.DateField(blank=True, null=True, verbose_name="取消")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="ground.body",
                        verbose_name="举办",
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
                    models.Index(fields=["sort", "held_on"], name="activity_sort_held"),
                    models.Index(fields=["held_on"], name="activity_held"),
                ]
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("order", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("title", models.CharField(max_length=200, verbose_name="议程")),
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
                        fields=("record", "order"),
                        name="agenda_item_once",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Attendance",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("took_part", "参加"),
                            ("chaired", "主持"),
                            ("lectured", "主讲"),
                            ("observed", "列席"),
                        ],
                        default="took_part",
                        max_length=10,
                        verbose_name="身份",
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("present", "出席"),
                            ("leave", "请假"),
                            ("duty", "公差"),
                            ("absent", "缺席"),
                        ],
                        default="present",
                        max_length=10,
                        verbose_name="到会",
                    ),
                ),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="ground.person",
                        verbose_name="姓名",
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
                        fields=("record", "person"),
                        name="attendance_once",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Guest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("post", models.CharField(blank=True, max_length=120, verbose_name="单位职务")),
                ("lecture", models.CharField(blank=True, max_length=100, verbose_name="讲题")),
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
                        fields=("record", "name"),
                        name="guest_once",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="ResearchTopic",
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
                ("chosen_on", models.DateField(blank=True, null=True, verbose_name="选定")),
                ("completed_on", models.DateField(blank=True, null=True, verbose_name="完成")),
                ("dropped_on", models.DateField(blank=True, null=True, verbose_name="取消")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
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
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.person",
                        verbose_name="牵头人",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["chosen_on"], name="research_topic_chosen")]},
        ),
        migrations.CreateModel(
            name="Visit",
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
                    "place_kind",
                    models.CharField(
                        choices=[
                            ("members", "全体委员"),
                            ("standing", "常务委员会"),
                            ("council", "主席会议"),
                            ("party_group", "党组"),
                            ("special_committee", "专门委员会"),
                            ("sector", "界别"),
                            ("member_group", "委员组"),
                            ("street_group", "街道小组"),
                            ("party", "党派"),
                            ("organisation", "人民团体"),
                            ("party_branch", "党组织"),
                            ("party_cell", "委员党小组"),
                            ("leading_group", "领导小组"),
                            ("team", "工作队伍"),
                            ("advisory_group", "智囊组"),
                            ("office", "机关处室"),
                            ("unit", "承办单位"),
                            ("dispatcher", "交办机构"),
                            ("street", "街道"),
                            ("community", "社区"),
                            ("compound", "小区"),
                            ("county", "县"),
                            ("town", "镇"),
                            ("village", "村"),
                            ("enterprise", "企业"),
                            ("school", "学校"),
                            ("institute", "院校机构"),
                            ("site", "场所"),
                        ],
                        max_length=20,
                        verbose_name="地点种类",
                    ),
                ),
                ("on", models.DateField(blank=True, null=True, verbose_name="到访")),
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
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="ground.body",
                        verbose_name="地点",
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
                "indexes": [models.Index(fields=["place_kind"], name="visit_place_kind")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("record", "place"),
                        name="visit_once",
                    )
                ],
            },
        ),
    ]
