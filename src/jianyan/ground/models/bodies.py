"""People, bodies of every kind, and who was what, with dates."""

from __future__ import annotations

from django.db import models

from .committees import Committee


class Person(models.Model):
    """A person known to a committee: the least that its office must keep."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="people")
    code = models.CharField("编号", max_length=30)
    name = models.CharField("姓名", max_length=40)
    sex = models.CharField("性别", max_length=1, blank=True, choices=(("m", "男"), ("f", "女")))
    post = models.CharField("单位职务", max_length=120, blank=True)
    phone = models.CharField("电话", max_length=30, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("committee", "code"), name="person_once")]
        ordering = ("committee", "code")

    def __str__(self) -> str:
        return self.name


class BodyKind(models.TextChoices):
    """Kinds of bodies."""

    MEMBERS = "members", "全体委员"
    STANDING = "standing", "常务委员会"
    COUNCIL = "council", "主席会议"
    PARTY_GROUP = "party_group", "党组"
    SPECIAL_COMMITTEE = "special_committee", "专门委员会"
    SECTOR = "sector", "界别"
    MEMBER_GROUP = "member_group", "委员组"
    STREET_GROUP = "street_group", "街道小组"
    PARTY = "party", "党派"
    ORGANISATION = "organisation", "人民团体"
    PARTY_BRANCH = "party_branch", "党组织"
    PARTY_CELL = "party_cell", "委员党小组"
    LEADING_GROUP = "leading_group", "领导小组"
    TEAM = "team", "工作队伍"
    ADVISORY_GROUP = "advisory_group", "智囊组"
    OFFICE = "office", "机关处室"
    UNIT = "unit", "承办单位"
    DISPATCHER = "dispatcher", "交办机构"
    STREET = "street", "街道"
    COMMUNITY = "community", "社区"
    COMPOUND = "compound", "小区"
    COUNTY = "county", "县"
    TOWN = "town", "镇"
    VILLAGE = "village", "村"
    ENTERPRISE = "enterprise", "企业"
    SCHOOL = "school", "学校"
    INSTITUTE = "institute", "院校机构"
    SITE = "site", "场所"


class Body(models.Model):
    """A body of any kind, in being from `since` to `until`."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="bodies")
    kind = models.CharField("种类", max_length=20, choices=BodyKind.choices)
    code = models.CharField("代码", max_length=40)
    name = models.CharField("名称", max_length=100)
    short = models.CharField("简称", max_length=40, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    since = models.DateField("成立")
    until = models.DateField("撤销", null=True, blank=True)
    order = models.PositiveIntegerField("排序", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("committee", "kind", "code"), name="body_once")
        ]
        indexes = [models.Index(fields=("committee", "kind", "order"))]
        ordering = ("committee", "kind", "order", "code")

    def __str__(self) -> str:
        return self.short or self.name

    @property
    def full(self) -> str:
        """The name with the kind, where bodies of several kinds may bear one name: 民革（界别）."""
        return f"{self.name}（{self.get_kind_display()}）"


class Membership(models.Model):
    """Who belonged to which body, from when to when (both days included)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships")
    post = models.CharField("职务", max_length=40, blank=True)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    struck_at = models.DateTimeField("作废于", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("person", "body", "since"),
                condition=models.Q(struck_at__isnull=True),
                name="membership_once",
            )
        ]
        indexes = [models.Index(fields=("body", "since")), models.Index(fields=("person", "since"))]

    def __str__(self) -> str:
        return f"{self.person}（{self.body}）"


class Role(models.TextChoices):
    """Roles in the system. Each is a dated office; one person may hold several."""

    MEMBER = "member", "委员"
    CONVENER = "convener", "召集人"
    STAFF = "staff", "机关工作人员"
    COMMITTEE_STAFF = "committee_staff", "专委会工作人员"
    LEADER = "leader", "领导"
    DISPATCHER = "dispatcher", "交办人员"
    UNIT_OFFICER = "unit_officer", "单位经办"
    UNIT_LEADER = "unit_leader", "单位领导"
    ADMINISTRATOR = "administrator", "管理员"
    AUDITOR = "auditor", "审计"
    VISITOR = "visitor", "来访"


class Office(models.Model):
    """A dated office: the role, and the body that it acts for (签名、确认、评价) where there is one."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="offices")
    person = models.ForeignKey(Person, models.PROTECT, related_name="offices")
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="offices")
    desk = models.CharField("岗位", max_length=40, blank=True)
    title = models.CharField("职务", max_length=60, blank=True)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    struck_at = models.DateTimeField("作废于", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=("person", "since"))]

    def __str__(self) -> str:
        return f"{self.person}（{self.title or self.get_role_display()}）"


class Oversight(models.Model):
    """Which body a dispatcher answers for, from when to when. Nested through `Body.parent`."""

    dispatcher = models.ForeignKey(Body, models.PROTECT, related_name="oversees")
    unit = models.ForeignKey(Body, models.PROTECT, related_name="overseen_by")
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    struck_at = models.DateTimeField("作废于", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=("dispatcher", "since"))]
