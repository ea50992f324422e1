"""Tables of the case: the proposal, its co-signers, and the dated facts of its review."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jianyan.ground.days import said_day
from jianyan.ground.models import Body, Category, Detail, Part, Person, Record


class CaseState(models.TextChoices):
    """States of a proposal."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待审查"
    SENT_BACK = "sent_back", "退回修改"
    FILED = "filed", "已立案"
    MERGED = "merged", "并案"
    NOT_FILED = "not_filed", "不予立案"
    WITHDRAWN = "withdrawn", "撤案"
    ASSIGNED = "assigned", "办理中"
    REPLIED = "replied", "已答复"
    CLOSED = "closed", "已办结"
    VOID = "void", "已作废"


class Timing(models.TextChoices):
    """Whether a proposal counts to the plenary or came between two."""

    PLENARY = "plenary", "大会提案"
    BETWEEN = "between", "平时提案"


class Proposal(Detail):
    """One proposal. Its record's number is the receipt number until it is filed, then its own.

    One that the proposer writes (`own_hand`) is nobody else's to read until it is sent in.
    `submitted_on`, `filed_on` and `assigned_on` are the days on which that happened first; they are
    written once. What the rulebook says of contacts, replies and ratings is copied here at assignment, so
    that a later rulebook does not judge an older case.
    """

    receipt_number = models.CharField("收件号", max_length=40, blank=True)
    timing = models.CharField("提出时间", max_length=10, choices=Timing.choices)
    proposer_kind = models.ForeignKey(
        Category, models.PROTECT, related_name="+", verbose_name="提案者类别"
    )
    proposer = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="第一提案人",
    )
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="提案单位",
    )
    local = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="类别"
    )
    national = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="全国类别"
    )
    situation = models.TextField("情况", blank=True)
    analysis = models.TextField("分析", blank=True)
    public = models.BooleanField("同意公开", default=True)
    public_reason = models.CharField("不公开的理由", max_length=200, blank=True)
    wished_leads = models.ManyToManyField(
        Body, blank=True, related_name="+", verbose_name="希望主办"
    )
    wished_cos = models.ManyToManyField(Body, blank=True, related_name="+", verbose_name="希望会办")
    own_hand = models.BooleanField("提案者自撰", default=False)
    submitted_on = models.DateField("收到", null=True, blank=True)
    filed_on = models.DateField("立案", null=True, blank=True)
    assigned_on = models.DateField("交办", null=True, blank=True)
    not_filed_on = models.DateField("不予立案日期", null=True, blank=True)
    withdrawn_on = models.DateField("撤案日期", null=True, blank=True)
    closed_on = models.DateField("办结", null=True, blank=True)
    published_on = models.DateField("公开", null=True, blank=True)
    contacts_required = models.PositiveSmallIntegerField("须面商次数", default=1)
    contact_counts = models.CharField("面商计入条件", max_length=12, default="confirmed")
    rating_counts = models.CharField("评价计入规则", max_length=12, default="first")
    rates_over = models.CharField("满意率分母", max_length=12, default="rated")
    answer_counts = models.CharField("办复计入条件", max_length=12, default="replied")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(proposer__isnull=False) | Q(body__isnull=False),
                name="proposal_proposer",
            )
        ]
        indexes = [
            models.Index(fields=("submitted_on",)),
            models.Index(fields=("filed_on",)),
            models.Index(fields=("assigned_on",)),
        ]


class Cosigner(Part):
    """A co-signer: invited, then signed or declined, each on its day."""

    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cosigned",
        verbose_name="联名人",
    )
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="联名单位"
    )
    order = models.PositiveSmallIntegerField("次序", default=1)
    invited_on = models.DateField("邀请", null=True, blank=True)
    lapses_on = models.DateField("邀请截止", null=True, blank=True)
    signed_on = models.DateField("签名", null=True, blank=True)
    declined_on = models.DateField("谢绝", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("record", "person"),
                condition=Q(struck_at__isnull=True, person__isnull=False),
                name="cosigner_once",
            )
        ]

    def __str__(self) -> str:
        return f"联名人{self.person or self.body}"


class Submission(Part):
    """One sending in: the first, and again each time after a return for revision."""

    on = models.DateField("提交")

    def __str__(self) -> str:
        return f"{said_day(self.on)}提交"


class Review(Part):
    """One outcome of the review. A case sent back and submitted again has several."""

    class Outcome(models.TextChoices):
        FILED = "filed", "立案"
        NOT_FILED = "not_filed", "不予立案"
        SENT_BACK = "sent_back", "退回修改"
        WITHDRAWN = "withdrawn", "撤案"

    on = models.DateField("日期")
    outcome = models.CharField("审查结果", max_length=10, choices=Outcome.choices)
    reason = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="理由"
    )
    onward = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转办途径"
    )
    words = models.CharField("说明", max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=("record", "on"))]

    def __str__(self) -> str:
        return f"{said_day(self.on)}{self.get_outcome_display()}"


class PreReview(Part):
    """An opinion given before the decision: in 预审, in 复审, or in the review meeting.

    `opinion` is what is proposed; `main` the case to merge into, `lead` and `cos` who should handle.
    """

    class Stage(models.TextChoices):
        FIRST = "first", "预审"
        SECOND = "second", "复审"
        MEETING = "meeting", "审查会议"

    class Opinion(models.TextChoices):
        FILED = "filed", "建议立案"
        MERGED = "merged", "建议并案"
        NOT_FILED = "not_filed", "建议不予立案"
        SENT_BACK = "sent_back", "建议退回修改"

    on = models.DateField("日期")
    stage = models.CharField("阶段", max_length=10, choices=Stage.choices)
    opinion = models.CharField("审查意见", max_length=10, choices=Opinion.choices)
    cause = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="理由"
    )
    main = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="建议并入"
    )
    lead = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="建议主办"
    )
    cos = models.ManyToManyField(Body, blank=True, related_name="+", verbose_name="建议会办")
    reviewer = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审查人"
    )
    words = models.CharField("说明", max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=("record", "on"))]

    def __str__(self) -> str:
        return f"{said_day(self.on)}{self.get_stage_display()}：{self.get_opinion_display()}"


class RevisionMark(Part):
    """One thing to revise, at its place in the text; answered when the proposal is sent in again."""

    class Place(models.TextChoices):
        TITLE = "title", "案由"
        SITUATION = "situation", "情况"
        ANALYSIS = "analysis", "分析"
        SUGGESTION = "suggestion", "建议"
        WHOLE = "whole", "全文"

    on = models.DateField("日期")
    place = models.CharField("位置", max_length=12, choices=Place.choices)
    order = models.PositiveSmallIntegerField("建议序号", null=True, blank=True)
    quote = models.CharField("原文", max_length=200, blank=True)
    words = models.CharField("修改意见", max_length=500)
    resolved_on = models.DateField("已修改", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.get_place_display()}：{self.words[:40]}"


class Routing(Part):
    """A filed case passed to a dispatching body (归口交办机构), which sends it to its own units."""

    dispatcher = models.ForeignKey(
        Body, models.PROTECT, related_name="routed", verbose_name="归口交办机构"
    )
    on = models.DateField("转送")
    words = models.CharField("说明", max_length=300, blank=True)
    ended_on = models.DateField("收回", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=("dispatcher", "on"))]
        constraints = [
            models.UniqueConstraint(
                fields=("record", "dispatcher"),
                condition=Q(struck_at__isnull=True, ended_on__isnull=True),
                name="routed_once",
            )
        ]

    def __str__(self) -> str:
        return f"转{self.dispatcher}"


class Merge(Part):
    """The record was merged into `main`; undoing it is a day of its own."""

    main = models.ForeignKey(
        Record, models.PROTECT, related_name="merged_cases", verbose_name="主案"
    )
    on = models.DateField("并案")
    undone_on = models.DateField("撤销并案", null=True, blank=True)
    words = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=("on",))]
        constraints = [
            models.UniqueConstraint(
                fields=("record",),
                condition=Q(struck_at__isnull=True, undone_on__isnull=True),
                name="merged_once",
            )
        ]

    def __str__(self) -> str:
        return f"并入{self.main.number}"
