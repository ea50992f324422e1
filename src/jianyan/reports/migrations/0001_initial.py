import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("figures", "0001_initial"),
        ("ground", "0001_initial"),
        ("ground", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="外部编号")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="作废于")),
                ("order", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("name", models.CharField(max_length=30, verbose_name="步骤")),
                ("passed", models.BooleanField(verbose_name="通过")),
                ("on", models.DateField(verbose_name="日期")),
                ("opinion", models.CharField(blank=True, max_length=300, verbose_name="意见")),
                ("signer", models.CharField(max_length=60, verbose_name="审批人")),
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
            options={"ordering": ("pk",)},
        ),
        migrations.CreateModel(
            name="Report",
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
                ("template", models.CharField(max_length=60, verbose_name="模板")),
                ("period", models.CharField(max_length=40, verbose_name="期间")),
                ("known_until", models.DateField(blank=True, null=True, verbose_name="数据截止日")),
                (
                    "audience",
                    models.CharField(
                        choices=[("内部", "内部"), ("公开", "公开")],
                        default="内部",
                        max_length=4,
                        verbose_name="读者",
                    ),
                ),
                ("text", models.TextField(verbose_name="正文")),
                ("figures", models.JSONField(default=list, verbose_name="引用的指标")),
                ("words", models.JSONField(default=dict, verbose_name="随报告填写的文字")),
                ("stands", models.JSONField(default=dict, verbose_name="保留的声明")),
                ("step", models.PositiveSmallIntegerField(default=0, verbose_name="已过审批")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="核对")),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="送审")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="签发")),
                (
                    "seal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="figures.seal",
                        verbose_name="印记",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Template",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="停用")),
                (
                    "committee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_templates",
                        to="ground.committee",
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "name"), name="template_name_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="版次")),
                ("text", models.TextField(verbose_name="正文")),
                ("figures", models.JSONField(default=list, verbose_name="引用的指标")),
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
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="reports.template",
                    ),
                ),
            ],
            options={
                "ordering": ("template", "-number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("template", "number"), name="template_version_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="稿次")),
                ("text", models.TextField(verbose_name="正文")),
                ("words", models.JSONField(default=dict)),
                ("stands", models.JSONField(default=dict)),
                ("filled", models.JSONField(verbose_name="写出")),
                ("why", models.CharField(max_length=60, verbose_name="因何存稿")),
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "ordering": ("report", "-number"),
                "constraints": [
                    models.UniqueConstraint(fields=("report", "number"), name="draft_once")
                ],
            },
        ),
    ]
