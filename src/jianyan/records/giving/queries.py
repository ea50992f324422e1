"""Reads of giving, used by pages and figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from jianyan.kernel.folds import plain_number
from jianyan.kernel.scope import Scope

from .models import Aid, AidLine, AidMember, Donor, Gift, GiftLine, Handover

MONEY = "money"


def gifts() -> QuerySet[Any]:
    """Gifts with what a list shows."""
    return Gift.objects.select_related("record", "donor_body").prefetch_related(
        "record__donors__person", "record__giftlines__item", "record__handovers__item"
    )


def aids() -> QuerySet[Any]:
    """Aid with what a list shows."""
    return Aid.objects.select_related(
        "record", "programme", "county", "town", "village", "school"
    ).prefetch_related("record__aidmembers__person", "record__aidlines__item")


def donors(scope: Scope) -> QuerySet[Any]:
    """Who gave, of gifts that were received."""
    return Donor.objects.standing().filter(record__gift__received_on__isnull=False)


def goods(scope: Scope) -> QuerySet[Any]:
    """Lines of goods."""
    return GiftLine.objects.standing().exclude(item__code=MONEY)


def money(scope: Scope) -> QuerySet[Any]:
    """Lines of money."""
    return GiftLine.objects.standing().filter(item__code=MONEY)


def handed_on(scope: Scope) -> QuerySet[Any]:
    """Goods that were handed on."""
    return Handover.objects.standing().exclude(item__code=MONEY)


def recipients(scope: Scope) -> QuerySet[Any]:
    """All that was handed on, goods and money."""
    return Handover.objects.standing()


def given(scope: Scope) -> QuerySet[Any]:
    """Aid that was given."""
    return Aid.objects.exclude(record__state="void").filter(given_on__isnull=False)


def aid_members(scope: Scope) -> QuerySet[Any]:
    return AidMember.objects.standing()


def aid_lines(scope: Scope) -> QuerySet[Any]:
    return AidLine.objects.standing()


def aid_money(scope: Scope) -> QuerySet[Any]:
    return aid_lines(scope).filter(item__code=MONEY)


def aid_goods(scope: Scope) -> QuerySet[Any]:
    return aid_lines(scope).exclude(item__code=MONEY)


def aid_worth(scope: Scope) -> QuerySet[Any]:
    """Lines of aid with what each is worth in 元: money counts as itself."""
    return (
        aid_lines(scope)
        .filter(Q(item__code=MONEY) | Q(value__isnull=False))
        .annotate(worth=Coalesce("value", F("quantity")))
    )


def attendance(scope: Scope) -> QuerySet[Any]:
    """Aid with how many took part: the named members and the stated others."""
    named = AidMember.objects.filter(struck_at__isnull=True).values("record").order_by()
    counted = named.filter(record=OuterRef("pk")).annotate(n=Count("pk")).values("n")
    return given(scope).annotate(took_part=F("others") + Coalesce(Subquery(counted), 0))


def unreconciled(gift: Gift) -> list[str]:
    """What differs between given and handed on, item by item, in words; empty when all agree."""
    came = _totals(GiftLine.objects.filter(record=gift.record_id))
    went = _totals(Handover.objects.filter(record=gift.record_id))
    nothing = Decimal(0)
    return [
        f"{label}接收{plain_number(came.get((label, unit), nothing))}{unit}，"
        f"发放{plain_number(went.get((label, unit), nothing))}{unit}"
        for label, unit in sorted({*came, *went})
        if came.get((label, unit)) != went.get((label, unit))
    ]


def _totals(rows: QuerySet[Any]) -> dict[tuple[str, str], Decimal]:
    sums = rows.filter(struck_at__isnull=True).values_list("item__label", "item__unit")
    return {(label, unit): total for label, unit, total in sums.annotate(Sum("quantity"))}
