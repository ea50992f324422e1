"""Committees in a tree, their terms (届), sessions (次) and campaigns (专项工作)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q


class Committee(models.Model):
    """One committee of the CPPCC. Several live in one installation; every record belongs to one."""

    code = models.CharField("代码", max_length=20, unique=True)
    name = models.CharField("全称", max_length=80)
    district = models.CharField("区县简称", max_length=30, help_text="不带区、县字，如 澜汀")
    city = models.CharField("上级市简称", max_length=30, blank=True)
    city_chair = models.CharField("上级政协主席姓氏", max_length=10, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """A term (届) of a committee."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField("届")
    starts_on = models.DateField("起")
    ends_on = models.DateField("止", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("committee", "number"), name="term_once")]
        ordering = ("committee", "number")

    def __str__(self) -> str:
        return f"第{chinese_number(self.number)}届"


def session_name(term: int, number: int) -> str:
    """A session by its term's number and its own: 九届三次."""
    return f"{chinese_number(term)}届{chinese_number(number)}次"


class Session(models.Model):
    """A plenary session (次) of a term; a session period runs to the day before the next opens."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField("次")
    opens_on = models.DateField("开幕")
    closes_on = models.DateField("闭幕")
    proposals_until = models.DateField("大会提案截止", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("term", "number"), name="session_once"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")), name="session_days"
            ),
        ]
        ordering = ("opens_on",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Term and number as people say them: 九届三次."""
        return session_name(self.term.number, self.number)

    @property
    def code(self) -> str:
        """Term and number as people type them: 9.3."""
        return f"{self.term.number}.{self.number}"


class Campaign(models.Model):
    """Special work that records of every kind may belong to, such as an epidemic response."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="campaigns")
    code = models.CharField("代码", max_length=30)
    name = models.CharField("名称", max_length=60)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("committee", "code"), name="campaign_once")]

    def __str__(self) -> str:
        return self.name


def chinese_number(number: int) -> str:
    """A whole number from 0 to 9999 in Chinese numerals: 12 → 十二."""
    digits, units = "零一二三四五六七八九", ("", "十", "百", "千")
    if number == 0:
        return digits[0]
    said, gap = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            said += ("零" if gap else "") + digits[digit] + units[place]
            gap = False
        else:
            gap = bool(said)
    return said.removeprefix("一") if said.startswith("一十") else said


def in_force(day: date, prefix: str = "") -> Q:
    """The rows in force on a day, by `since` and `until` (both days included)."""
    until = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": day})
    return Q(**{f"{prefix}since__lte": day}) & until
