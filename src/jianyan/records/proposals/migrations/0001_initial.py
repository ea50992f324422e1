import django.db.models.deletion
from django.db import migrations, models

from jianyan.ground.tables import Tables


class Migration(Tables):
    initial = True

    dependencies = [("ground", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Contact",
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
                    "stage",
                    models.CharField(
                        choices=[("before", "办前"), ("during", "办中"), ("after", "办后")],
                        max_length=10,
                        verbose_name="阶段",
                    ),
                ),
                ("face", models.BooleanField(default=True, verbose_name="计为面商")),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="地点")),
                ("who", models.CharField(blank=True, max_length=100, verbose_name="单位人员")),
                ("words", models.TextField(blank=True, verbose_name="内容")),
                (
                    "signed_form",
                    models.BooleanField(default=False, verbose_name="有提案者签名的面商表"),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.body",
                        verbose_name="承办单位",
                    ),
                ),
                (
                    "way",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.category",
                        verbose_name="方式",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["record", "on"], name="proposals_c_record__fcc4dc_idx")
                ]
            },
        ),
        migrations.CreateModel(
            name="ContactAnswer",
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
                        choices=[("confirmed", "确认"), ("denied", "否认")],
                        max_length=10,
                        verbose_name="答复",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="说明")),
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
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="proposals.contact",
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
            name="Cosigner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("order", models.PositiveSmallIntegerField(default=1, verbose_name="次序")),
                ("invited_on", models.DateField(blank=True, null=True, verbose_name="邀请")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="签名")),
                ("declined_on", models.DateField(blank=True, null=True, verbose_name="谢绝")),
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
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.body",
                        verbose_name="联名单位",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cosigned",
                        to="ground.person",
                        verbose_name="联名人",
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
                        condition=models.Q(("person__isnull", False), ("struck_at__isnull", True)),
                        fields=("record", "person"),
                        name="cosigner_once",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="KeyProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("on", models.DateField(verbose_name="确定")),
                ("how", models.CharField(blank=True, max_length=100, verbose_name="确定方式")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="取消")),
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
                "indexes": [models.Index(fields=["on"], name="proposals_k_on_7ff8cc_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True), ("struck_at__isnull", True)),
                        fields=("record",),
                        name="key_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeyLeader",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("rank", models.CharField(blank=True, max_length=60, verbose_name="领衔身份")),
                ("on", models.DateField(verbose_name="起")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="止")),
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
                        related_name="keys_led",
                        to="ground.person",
                        verbose_name="领衔领导",
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
                    "choice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaders",
                        to="proposals.keyproposal",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("on", models.DateField(verbose_name="并案")),
                ("undone_on", models.DateField(blank=True, null=True, verbose_name="撤销并案")),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="说明")),
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
                    "main",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_cases",
                        to="ground.record",
                        verbose_name="主案",
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
                "indexes": [models.Index(fields=["on"], name="proposals_m_on_e4cd54_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("struck_at__isnull", True), ("undone_on__isnull", True)
                        ),
                        fields=("record",),
                        name="merged_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OverdueConsultation",
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
                ("words", models.TextField(blank=True, verbose_name="商定事项")),
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
            options={"indexes": [models.Index(fields=["on"], name="proposals_o_on_d1d9fe_idx")]},
        ),
        migrations.CreateModel(
            name="Proposal",
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
                    "receipt_number",
                    models.CharField(blank=True, max_length=40, verbose_name="收件号"),
                ),
                (
                    "timing",
                    models.CharField(
                        choices=[("plenary", "大会提案"), ("between", "平时提案")],
                        max_length=10,
                        verbose_name="提出时间",
                    ),
                ),
                ("situation", models.TextField(blank=True, verbose_name="情况")),
                ("analysis", models.TextField(blank=True, verbose_name="分析")),
                ("public", models.BooleanField(default=True, verbose_name="同意公开")),
                (
                    "public_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="不公开的理由"),
                ),
                ("submitted_on", models.DateField(blank=True, null=True, verbose_name="收到")),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="立案")),
                ("assigned_on", models.DateField(blank=True, null=True, verbose_name="交办")),
                (
                    "not_filed_on",
                    models.DateField(blank=True, null=True, verbose_name="不予立案日期"),
                ),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="撤案日期")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结")),
                (
                    "contacts_required",
                    models.PositiveSmallIntegerField(default=1, verbose_name="须面商次数"),
                ),
                (
                    "contact_counts",
                    models.CharField(
                        default="confirmed", max_length=12, verbose_name="面商计入条件"
                    ),
                ),
                (
                    "rating_counts",
                    models.CharField(default="first", max_length=12, verbose_name="评价计入规则"),
                ),
                (
                    "rates_over",
                    models.CharField(default="rated", max_length=12, verbose_name="满意率分母"),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="ground.body",
                        verbose_name="提案单位",
                    ),
                ),
                (
                    "local",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.category",
                        verbose_name="类别",
                    ),
                ),
                (
                    "national",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.category",
                        verbose_name="全国类别",
                    ),
                ),
                (
                    "proposer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="ground.person",
                        verbose_name="第一提案人",
                    ),
                ),
                (
                    "proposer_kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.category",
                        verbose_name="提案者类别",
                    ),
                ),
                (
                    "wished_cos",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="ground.body", verbose_name="希望会办"
                    ),
                ),
                (
                    "wished_leads",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="ground.body", verbose_name="希望主办"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["submitted_on"], name="proposals_p_submitt_ec600e_idx"),
                    models.Index(fields=["filed_on"], name="proposals_p_filed_o_07977f_idx"),
                    models.Index(fields=["assigned_on"], name="proposals_p_assigne_e5837c_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proposer__isnull", False), ("body__isnull", False), _connector="OR"
                        ),
                        name="proposal_proposer",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
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
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="次")),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="意见")),
                ("counted", models.BooleanField(default=True, verbose_name="计入满意率")),
                (
                    "attitude",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.category",
                        verbose_name="办理态度",
                    ),
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
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.body",
                        verbose_name="评价单位",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="ground.person",
                        verbose_name="评价人",
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
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.category",
                        verbose_name="办理结果",
                    ),
                ),
                (
                    "way",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.category",
                        verbose_name="办理方式",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["record", "on"], name="proposals_r_record__e183e4_idx"),
                    models.Index(fields=["on"], name="proposals_r_on_6a7fb4_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False), ("body__isnull", False), _connector="OR"
                        ),
                        name="rating_rater",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RatingObjection",
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
                ("words", models.CharField(blank=True, max_length=300, verbose_name="异议")),
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
                    "rating",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="proposals.rating",
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
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="答复文号")),
                ("on", models.DateField(verbose_name="答复")),
                ("text", models.TextField(blank=True, verbose_name="答复内容")),
                ("signer", models.CharField(blank=True, max_length=40, verbose_name="签发人")),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="次")),
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
                "indexes": [
                    models.Index(fields=["record", "on"], name="proposals_r_record__83940a_idx"),
                    models.Index(fields=["on"], name="proposals_r_on_656b1f_idx"),
                ]
            },
        ),
        migrations.CreateModel(
            name="LookBack",
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
                ("unit_finding", models.TextField(blank=True, verbose_name="单位自查")),
                (
                    "unit_solved",
                    models.BooleanField(blank=True, null=True, verbose_name="单位认为已解决"),
                ),
                ("proposer_finding", models.TextField(blank=True, verbose_name="提案者意见")),
                (
                    "proposer_solved",
                    models.BooleanField(blank=True, null=True, verbose_name="提案者认为已解决"),
                ),
                ("solved", models.BooleanField(default=False, verbose_name="已解决")),
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
                    "reply",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="look_backs",
                        to="proposals.reply",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["on"], name="proposals_l_on_b99a6d_idx")]},
        ),
        migrations.CreateModel(
            name="ReplyClass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("solved", models.BooleanField(default=False, verbose_name="算作解决")),
                ("tracked", models.BooleanField(default=False, verbose_name="须跟踪")),
                ("on", models.DateField(verbose_name="起")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="止")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="理由")),
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
                    "grade",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.category",
                        verbose_name="办理类别",
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
                        related_name="classes",
                        to="proposals.reply",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True), ("struck_at__isnull", True)),
                        fields=("reply",),
                        name="reply_class_once",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Review",
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
                    "outcome",
                    models.CharField(
                        choices=[
                            ("filed", "立案"),
                            ("not_filed", "不予立案"),
                            ("sent_back", "退回修改"),
                            ("withdrawn", "撤案"),
                        ],
                        max_length=10,
                        verbose_name="审查结果",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="说明")),
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
                    "onward",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.category",
                        verbose_name="转办途径",
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.category",
                        verbose_name="理由",
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
                "indexes": [
                    models.Index(fields=["record", "on"], name="proposals_r_record__74c50b_idx")
                ]
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("on", models.DateField(verbose_name="提交")),
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
            name="Supervision",
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
                ("words", models.TextField(blank=True, verbose_name="情况")),
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
                    "how",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.category",
                        verbose_name="督办方式",
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
                        verbose_name="带队领导",
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
            options={"indexes": [models.Index(fields=["on"], name="proposals_s_on_ce35ab_idx")]},
        ),
        migrations.CreateModel(
            name="UnitTask",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("sole", "独办"),
                            ("lead", "主办"),
                            ("co", "会办"),
                            ("separate", "分办"),
                        ],
                        max_length=10,
                        verbose_name="办理方式",
                    ),
                ),
                ("sent_on", models.DateField(verbose_name="交办")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="答复期限")),
                ("accepted_on", models.DateField(blank=True, null=True, verbose_name="签收")),
                ("opined_on", models.DateField(blank=True, null=True, verbose_name="会办意见")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="办结")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="终止")),
                (
                    "ended_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("returned", "退件"),
                            ("recalled", "收回"),
                            ("role", "调整办理方式"),
                        ],
                        max_length=10,
                        verbose_name="终止方式",
                    ),
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
                    "dispatcher",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.body",
                        verbose_name="交办机构",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next_tasks",
                        to="proposals.unittask",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="ground.body",
                        verbose_name="承办单位",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["record", "unit"], name="proposals_u_record__ee33aa_idx"),
                    models.Index(fields=["unit", "sent_on"], name="proposals_u_unit_id_127b18_idx"),
                    models.Index(fields=["sent_on"], name="proposals_u_sent_on_fdd220_idx"),
                ]
            },
        ),
        migrations.CreateModel(
            name="ReturnRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("on", models.DateField(verbose_name="申请")),
                ("reason", models.CharField(max_length=500, verbose_name="理由")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复")),
                ("granted", models.BooleanField(blank=True, null=True, verbose_name="同意退件")),
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
                    "rather",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.body",
                        verbose_name="建议改交",
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
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="return_requests",
                        to="proposals.unittask",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.AddField(
            model_name="reply",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replies",
                to="proposals.unittask",
            ),
        ),
        migrations.CreateModel(
            name="Rehandling",
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
                ("due_on", models.DateField(blank=True, null=True, verbose_name="期限")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="理由")),
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
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rehandlings",
                        to="proposals.unittask",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["on"], name="proposals_r_on_99f87f_idx")]},
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("on", models.DateField(verbose_name="申请")),
                ("asked_until", models.DateField(verbose_name="申请延至")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="理由")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="批复")),
                ("granted_until", models.DateField(blank=True, null=True, verbose_name="批准延至")),
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
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="proposals.unittask",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(fields=["task", "on"], name="proposals_r_task_id_d058ff_idx"),
        ),
    ]
