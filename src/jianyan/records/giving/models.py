"""Tables of giving: gifts with donors, lines and handing on; aid with lines and those who took part."""

from __future__ import annotations

from django.db import models

from jianyan.ground.models import Body, Category, Detail, Item, Part, Person
from jianyan.kernel.folds import plain_number


class State(models.TextChoices):
    """States of a gift and of aid."""

    PLEDGED = "pledged", "已认捐"
    RECEIVED = "received", "已接收"
    HANDED_ON = "handed_on", "已发放"
    RECONCILED = "reconciled", "已核销"
    VOID = "void", "已作废"


class Gift(Detail):
    """One act of giving, of money or goods."""

    donor_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="捐赠单位"
    )
    pledged_on = models.DateField("认捐")
    received_on = models.DateField("接收", null=True, blank=True)
    handed_on_on = models.DateField("发放完", null=True, blank=True)
    reconciled_on = models.DateField("核销", null=True, blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        indexes = [models.Index(fields=("received_on",))]


class Donor(Part):
    """Who gave: a named person (people is 1), or a stated number of members not named."""

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="gifts", verbose_name="捐赠人"
    )
    people = models.PositiveIntegerField("人次", default=1)

    def __str__(self) -> str:
        return str(self.person) if self.person else f"未记名{self.people}人次"


class GiftLine(Part):
    """What was given, in the item's base unit, and what it is worth."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="+", verbose_name="物品")
    quantity = models.DecimalField("数量", max_digits=14, decimal_places=2)
    value = models.DecimalField(
        "价值（元）", max_digits=14, decimal_places=2, null=True, blank=True
    )

    def __str__(self) -> str:
        return f"{self.item}{plain_number(self.quantity)}{self.item.unit}"


class Handover(Part):
    """What went where, on which day."""

    recipient = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="受赠单位")
    recipient_kind = models.ForeignKey(
        Category, models.PROTECT, related_name="+", verbose_name="受赠单位种类"
    )
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", verbose_name="物品")
    quantity = models.DecimalField("数量", max_digits=14, decimal_places=2)
    on = models.DateField("发放日期")

    class Meta:
        indexes = [models.Index(fields=("on",))]

    def __str__(self) -> str:
        return f"{self.item}{plain_number(self.quantity)}{self.item.unit}"


class Aid(Detail):
    """Aid of one programme to one place. Beneficiaries are stated counts: who they are is not kept."""

    programme = models.ForeignKey(
        Category, models.PROTECT, related_name="+", verbose_name="帮扶项目"
    )
    county = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="县"
    )
    town = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="镇"
    )
    village = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="村"
    )
    school = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="学校"
    )
    pledged_on = models.DateField("议定")
    received_on = models.DateField("筹集", null=True, blank=True)
    given_on = models.DateField("实施", null=True, blank=True)
    reconciled_on = models.DateField("核销", null=True, blank=True)
    standard = models.DecimalField(
        "资助标准（元/人）", max_digits=10, decimal_places=2, null=True, blank=True
    )
    beneficiaries = models.PositiveIntegerField("受益人数", default=0)
    others = models.PositiveIntegerField("其他参加人次", default=0)
    note = models.TextField("说明", blank=True)

    class Meta:
        indexes = [models.Index(fields=("given_on",))]


class AidMember(Part):
    """A member who took part in aid."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="aids", verbose_name="参与委员")

    def __str__(self) -> str:
        return str(self.person)


class AidLine(Part):
    """What was given in aid, in the item's base unit, and what it is worth."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="+", verbose_name="物品")
    quantity = models.DecimalField("数量", max_digits=14, decimal_places=2)
    value = models.DecimalField(
        "价值（元）", max_digits=14, decimal_places=2, null=True, blank=True
    )

    def __str__(self) -> str:
        return f"{self.item}{plain_number(self.quantity)}{self.item.unit}"
