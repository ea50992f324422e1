import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jianyan.ground.tables import Tables


class Migration(Tables):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("username", models.CharField(max_length=60, unique=True, verbose_name="用户名")),
                ("must_change", models.BooleanField(default=False, verbose_name="须改初始密码")),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                ("demo", models.BooleanField(default=False, verbose_name="演示账号")),
                ("large_type", models.BooleanField(default=False, verbose_name="大字")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Clock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=80, verbose_name="部分")),
                ("part_id", models.BigIntegerField(blank=True, null=True)),
                ("kind", models.CharField(max_length=30, verbose_name="事项")),
                ("starts_on", models.DateField(verbose_name="起算")),
                ("event", models.CharField(blank=True, max_length=20, verbose_name="起算事由")),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[("workdays", "工作日"), ("days", "日"), ("months", "月")],
                        max_length=10,
                        verbose_name="时限单位",
                    ),
                ),
                ("count", models.PositiveIntegerField(blank=True, null=True, verbose_name="时限")),
                ("start_counts", models.BooleanField(default=False, verbose_name="起算日计入")),
                ("rolls", models.BooleanField(default=True, verbose_name="遇休息日顺延")),
                ("set_by_hand", models.BooleanField(default=False, verbose_name="指定日期")),
                ("due_on", models.DateField(verbose_name="期限")),
                ("met_on", models.DateField(blank=True, null=True, verbose_name="完成")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="不再适用")),
                ("provisional", models.BooleanField(default=False, verbose_name="暂定")),
                ("explanation", models.CharField(max_length=300, verbose_name="依据")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["due_on", "met_on"], name="ground_cloc_due_on_356c50_idx"),
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True), ("met_on__isnull", True)),
                        fields=["due_on"],
                        name="clock_open",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Cursor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=30, unique=True)),
                ("value", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="次")),
                ("opens_on", models.DateField(verbose_name="开幕")),
                ("closes_on", models.DateField(verbose_name="闭幕")),
                (
                    "proposals_until",
                    models.DateField(blank=True, null=True, verbose_name="大会提案截止"),
                ),
            ],
            options={
                "ordering": ("opens_on",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                        name="session_days",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockPause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("reason", models.CharField(max_length=200)),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pauses",
                        to="ground.clock",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Committee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="代码")),
                ("name", models.CharField(max_length=80, verbose_name="全称")),
                (
                    "district",
                    models.CharField(
                        help_text="不带区、县字，如 澜汀", max_length=30, verbose_name="区县简称"
                    ),
                ),
                ("city", models.CharField(blank=True, max_length=30, verbose_name="上级市简称")),
                (
                    "city_chair",
                    models.CharField(blank=True, max_length=10, verbose_name="上级政协主席姓氏"),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="ground.committee",
                        verbose_name="上级",
                    ),
                ),
            ],
            options={"ordering": ("code",)},
        ),
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=30, verbose_name="代码")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(blank=True, null=True, verbose_name="止")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaigns",
                        to="ground.committee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "code"), name="campaign_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="Body",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
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
                        verbose_name="种类",
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                ("short", models.CharField(blank=True, max_length=40, verbose_name="简称")),
                ("since", models.DateField(verbose_name="成立")),
                ("until", models.DateField(blank=True, null=True, verbose_name="撤销")),
                ("order", models.PositiveIntegerField(default=0, verbose_name="排序")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="ground.body",
                        verbose_name="上级",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="ground.committee",
                    ),
                ),
            ],
            options={
                "ordering": ("committee", "kind", "order", "code"),
                "indexes": [
                    models.Index(
                        fields=["committee", "kind", "order"], name="ground_body_committ_5091f3_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "kind", "code"), name="body_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30, verbose_name="种类")),
                ("name", models.CharField(max_length=200, verbose_name="文件")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("created", models.PositiveIntegerField(default=0)),
                ("updated", models.PositiveIntegerField(default=0)),
                ("unchanged", models.PositiveIntegerField(default=0)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
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
                        related_name="batches",
                        to="ground.committee",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="日期")),
                ("workday", models.BooleanField(verbose_name="上班")),
                ("name", models.CharField(blank=True, max_length=30, verbose_name="名称")),
                (
                    "committee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holidays",
                        to="ground.committee",
                    ),
                ),
            ],
            options={
                "ordering": ("day",),
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "day"), name="holiday_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("label", models.CharField(max_length=60, verbose_name="名称")),
                ("unit", models.CharField(max_length=10, verbose_name="基本单位")),
                ("order", models.PositiveIntegerField(default=0, verbose_name="排序")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="ground.committee",
                    ),
                ),
            ],
            options={
                "ordering": ("committee", "order", "code"),
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "code"), name="item_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=10, verbose_name="单位")),
                (
                    "factor",
                    models.DecimalField(decimal_places=4, max_digits=14, verbose_name="折合"),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="ground.item",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("item", "name"), name="item_unit_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("scope", models.CharField(blank=True, max_length=20)),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.committee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("committee", "name", "scope"), name="series_once"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Oversight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(blank=True, null=True, verbose_name="止")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                (
                    "dispatcher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="oversees",
                        to="ground.body",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overseen_by",
                        to="ground.body",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["dispatcher", "since"], name="ground_over_dispatc_a9d51b_idx"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=30, verbose_name="编号")),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("m", "男"), ("f", "女")],
                        max_length=1,
                        verbose_name="性别",
                    ),
                ),
                ("post", models.CharField(blank=True, max_length=120, verbose_name="单位职务")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="电话")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="ground.committee",
                    ),
                ),
            ],
            options={
                "ordering": ("committee", "code"),
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "code"), name="person_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("member", "委员"),
                            ("convener", "召集人"),
                            ("staff", "机关工作人员"),
                            ("committee_staff", "专委会工作人员"),
                            ("leader", "领导"),
                            ("dispatcher", "交办人员"),
                            ("unit_officer", "单位经办"),
                            ("unit_leader", "单位领导"),
                            ("administrator", "管理员"),
                            ("auditor", "审计"),
                            ("visitor", "来访"),
                        ],
                        max_length=20,
                        verbose_name="角色",
                    ),
                ),
                ("desk", models.CharField(blank=True, max_length=40, verbose_name="岗位")),
                ("title", models.CharField(blank=True, max_length=60, verbose_name="职务")),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(blank=True, null=True, verbose_name="止")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offices",
                        to="ground.body",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offices",
                        to="ground.committee",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offices",
                        to="ground.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "since"], name="ground_offi_person__02cee3_idx")
                ]
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("post", models.CharField(blank=True, max_length=40, verbose_name="职务")),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(blank=True, null=True, verbose_name="止")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="ground.body",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="ground.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["body", "since"], name="ground_memb_body_id_5654d4_idx"),
                    models.Index(fields=["person", "since"], name="ground_memb_person__03fbc3_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("person", "body", "since"),
                        name="membership_once",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="account",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accounts",
                to="ground.person",
            ),
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30, verbose_name="种类")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="编号")),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("state", models.CharField(max_length=30, verbose_name="状态")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="版本")),
                ("dated_on", models.DateField(verbose_name="日期")),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("public", "公开"),
                            ("members", "委员可见"),
                            ("office", "机关内部"),
                            ("restricted", "限定范围"),
                        ],
                        default="members",
                        max_length=12,
                        verbose_name="可见范围",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="检索文本")),
                ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                ("on_behalf", models.BooleanField(default=False, verbose_name="代录")),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="ground.batch",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="ground.campaign",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="ground.committee",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entered",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["committee", "kind", "-dated_on", "-id"], name="record_list"
                    ),
                    models.Index(fields=["kind", "-dated_on", "-id"], name="record_list_all"),
                    models.Index(fields=["committee", "-dated_on", "-id"], name="record_newest"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("committee", "kind", "number"),
                        name="record_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True),
                        fields=("committee", "kind", "key"),
                        name="record_key_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=300)),
                ("url", models.CharField(blank=True, max_length=200)),
                ("key", models.CharField(blank=True, max_length=80)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "objected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="提出异议"),
                ),
                ("objection", models.CharField(blank=True, max_length=300, verbose_name="异议")),
                ("may_object", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="ground.person",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="ground.record",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-id"], name="ground_noti_person__9050fe_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True),
                        fields=("person", "key"),
                        name="notice_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Instruction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("leader", models.CharField(max_length=60, verbose_name="批示人")),
                ("on", models.DateField(verbose_name="日期")),
                ("text", models.TextField(verbose_name="批示内容")),
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
            name="File",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("caption", models.CharField(blank=True, max_length=100, verbose_name="说明")),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("type", models.CharField(max_length=100, verbose_name="类型")),
                ("text", models.TextField(blank=True, verbose_name="检索文本")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
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
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="ground.record",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="clock",
            name="record",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clocks",
                to="ground.record",
            ),
        ),
        migrations.CreateModel(
            name="Rulebook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="版次")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("since", models.DateField(verbose_name="施行")),
                ("data", models.JSONField(default=dict, verbose_name="规定")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulebooks",
                        to="ground.committee",
                    ),
                ),
            ],
            options={
                "ordering": ("committee", "-since", "-number"),
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "number"), name="rulebook_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="record",
            name="rulebook",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="records",
                to="ground.rulebook",
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="rulebook",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="ground.rulebook",
            ),
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("name", models.CharField(max_length=30, verbose_name="名称")),
                ("query", models.CharField(max_length=500)),
                ("shared", models.BooleanField(default=False, verbose_name="全机关可用")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.committee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("account", "kind", "name"), name="view_once")
                ]
            },
        ),
        migrations.AddField(
            model_name="record",
            name="session",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="records",
                to="ground.session",
            ),
        ),
        migrations.CreateModel(
            name="SheetMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("headers", models.CharField(max_length=64)),
                ("mapping", models.JSONField(default=dict)),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.committee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("committee", "kind", "headers"), name="sheet_mapping_once"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="SignInTry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("username", models.CharField(max_length=60)),
                ("source", models.CharField(max_length=64)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["username", "source", "at"], name="ground_sign_usernam_c0428e_idx"
                    ),
                    models.Index(fields=["source", "at"], name="ground_sign_source_947369_idx"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
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
                        choices=[("suggestion", "建议"), ("problem", "问题")],
                        default="suggestion",
                        max_length=12,
                        verbose_name="性质",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=1, verbose_name="序号")),
                ("text", models.TextField(verbose_name="内容")),
                ("source", models.CharField(max_length=30, verbose_name="来源")),
                (
                    "place_kind",
                    models.CharField(blank=True, max_length=20, verbose_name="地点种类"),
                ),
                ("raised_on", models.DateField(verbose_name="提出")),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="转送")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="期限")),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.body",
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
                        related_name="suggestions",
                        to="ground.body",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["record", "order"], name="ground_sugg_record__53d980_idx"),
                    models.Index(fields=["raised_on"], name="ground_sugg_raised__b8d533_idx"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Settlement",
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
                    "verdict",
                    models.CharField(
                        choices=[
                            ("said_done", "报告办结"),
                            ("confirmed", "确认办结"),
                            ("disputed", "有异议"),
                        ],
                        max_length=10,
                        verbose_name="结论",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="说明")),
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
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="ground.suggestion",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Response",
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
                    "verdict",
                    models.CharField(
                        choices=[("adopted", "采纳"), ("partly", "部分采纳"), ("not", "未采纳")],
                        max_length=10,
                        verbose_name="意见",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="说明")),
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
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="ground.suggestion",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Outcome",
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
                    "quantity",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="数量"),
                ),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="地点")),
                ("on", models.DateField(verbose_name="日期")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="依据")),
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
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.item",
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
                    "suggestion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="ground.suggestion",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("text", models.TextField(verbose_name="承诺")),
                ("made_on", models.DateField(verbose_name="作出")),
                ("due_on", models.DateField(verbose_name="期限")),
                ("kept_on", models.DateField(blank=True, null=True, verbose_name="兑现")),
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
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.body",
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
                    "suggestion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="ground.suggestion",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="届")),
                ("starts_on", models.DateField(verbose_name="起")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="止")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="ground.committee",
                    ),
                ),
            ],
            options={
                "ordering": ("committee", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "number"), name="term_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="session",
            name="term",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sessions",
                to="ground.term",
            ),
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("turned_into", "转为"),
                            ("came_from", "来源于"),
                            ("merged_into", "并入"),
                            ("combined_into", "综合进"),
                            ("report_of", "成果报告"),
                            ("held_for", "为此举行"),
                            ("follows", "跟踪"),
                            ("related", "相关"),
                        ],
                        max_length=20,
                        verbose_name="关系",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ties_out",
                        to="ground.record",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ties_in",
                        to="ground.record",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("source", "target", "why"), name="tie_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="Trail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=80, verbose_name="部分")),
                ("part_id", models.BigIntegerField(blank=True, null=True)),
                ("move", models.CharField(max_length=30, verbose_name="步骤")),
                ("label", models.CharField(max_length=60, verbose_name="步骤名")),
                ("source", models.CharField(blank=True, max_length=30, verbose_name="原状态")),
                ("target", models.CharField(blank=True, max_length=30, verbose_name="新状态")),
                ("on", models.DateField(verbose_name="发生日")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="记录时间")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="理由")),
                ("changes", models.JSONField(default=dict, verbose_name="改动")),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trail",
                        to="ground.batch",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trail",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.committee",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.person",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trail",
                        to="ground.record",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["record", "at"], name="ground_trai_record__14eba3_idx"),
                    models.Index(
                        fields=["committee", "-id"], name="ground_trai_committ_8481ed_idx"
                    ),
                    models.Index(fields=["batch"], name="ground_trai_batch_i_f6a119_idx"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scheme", models.CharField(max_length=30, verbose_name="列表")),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("label", models.CharField(max_length=60, verbose_name="名称")),
                ("order", models.PositiveIntegerField(default=0, verbose_name="排序")),
                ("since", models.DateField(blank=True, null=True, verbose_name="启用")),
                ("until", models.DateField(blank=True, null=True, verbose_name="停用")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="ground.category",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="categories",
                        to="ground.committee",
                    ),
                ),
            ],
            options={
                "ordering": ("committee", "scheme", "order", "code"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("committee", "scheme", "code"), name="category_once"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(fields=["record", "kind"], name="ground_cloc_record__ed7364_idx"),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.UniqueConstraint(
                fields=("record", "part", "part_id", "kind", "starts_on"), name="clock_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(fields=("term", "number"), name="session_once"),
        ),
    ]
