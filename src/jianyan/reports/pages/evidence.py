"""The source sheet of a slot or claim of a report."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from jianyan.figures.jsonable import counts_decimals, value_json
from jianyan.figures.models import SealedReading
from jianyan.figures.panel import exact_words, pairs, panel, sealed_rows
from jianyan.figures.read import Reading, read
from jianyan.figures.views import figure_url
from jianyan.ground.days import said_day
from jianyan.kernel.errors import Refused
from jianyan.kernel.rules import Actor
from jianyan.kernel.values import Rate
from jianyan.reports.numbers import plain
from jianyan.reports.readings import Amount
from jianyan.reports.syntax import Claim, Slot, bare
from jianyan.reports.verifying import with_labels

from .reading import Page


def slot_evidence(
    page: Page, number: int, actor: Actor, asked: dict[str, str]
) -> dict[str, Any] | None:
    """What the panel shows of a slot; None when there is no such slot. `asked` may name which of
    several readings (`reading`, from 0) and which rows of a ratio (`rows`)."""
    slot = page.slot(number)
    if slot is None:
        return None
    amount, shown = page.shown(slot, number)
    here = reverse("report-evidence", args=[page.row.pk, number])
    found = _of(page, slot, here, actor, asked)
    text = shown.text
    percent = isinstance(amount.value, Rate) and text.endswith("%")
    found |= {
        "name": str(slot.value),
        "value": text.removesuffix("%") if percent else text,
        "unit": "%" if percent else "" if amount.text or text.startswith("（") else amount.unit,
        "exact": exactly(amount, text),
        "fraction": fraction_of(amount),
    }
    if shown.flag:
        found["pairs"] = [{"label": "请留意", "text": shown.flag}, *found["pairs"]]
    return found


def claim_evidence(
    page: Page, place: int, actor: Actor, asked: dict[str, str]
) -> dict[str, Any] | None:
    """What the panel shows of a claim."""
    claim = page.claim(place)
    if claim is None:
        return None
    here = reverse("report-claim", args=[page.row.pk, place])
    found = _of(page, claim, here, actor, asked)
    verdict = page.verdict(place)
    found |= {
        "name": f"声明：{bare(claim.phrase)}",
        "value": "成立" if verdict.holds else "不成立",
        "unit": "",
        "exact": verdict.detail,
        "fraction": None,
    }
    return found


def _of(
    page: Page, piece: Slot | Claim, here: str, actor: Actor, asked: dict[str, str]
) -> dict[str, Any]:
    """Pairs, rows, seal and changes of the readings behind a place."""
    readings = page.readings_of(piece)
    if not readings:
        return {"pairs": [], "rows": [], "rows_text": "", "page_url": ""}
    chosen = int(asked.get("reading", "0")) if asked.get("reading", "0").isdecimal() else 0
    located, reading = readings[min(chosen, len(readings) - 1)]
    own = with_labels(reading.name, reading.scope.committees)

    def group_url(key: str) -> str:
        return f"{here}?reading={chosen}" + (f"&rows={key}" if key else "")

    before = None if located.period == "previous" else _before(page, reading)
    kept = _kept(page, reading)
    found = panel(
        reading,
        actor,
        before=before,
        group=asked.get("rows", ""),
        group_url=group_url,
        kept=sealed_rows(kept) if kept else None,
    )
    if len(readings) > 1:
        found["groups"] = [
            {
                "label": _short(page, each, previous=one.period == "previous"),
                "url": f"{here}?reading={place}",
                "evidence": f"{here}?reading={place}",
                "current": place == chosen,
            }
            for place, (one, each) in enumerate(readings)
        ]
        found["pairs"] = [
            pair
            for one, each in readings
            for pair in (pairs(each, None) if each is reading else pairs(each, None)[:1])
        ]
    url = figure_url(own, reading.scope)
    found |= {"page_url": url, "all_url": url, "all_label": "打开这个指标"}
    return found | _sealed(page, reading, kept)


def _short(page: Page, reading: Reading, *, previous: bool) -> str:
    own = with_labels(reading.name, reading.scope.committees)
    return f"上年 {own}" if previous else own


def _before(page: Page, reading: Reading) -> Reading | None:
    try:
        return read(reading.figure.name, reading.scope.before())
    except Refused:
        return None


def _kept(page: Page, reading: Reading) -> SealedReading | None:
    """The reading as it was sealed with the report."""
    if page.row.seal is None:
        return None
    period = reading.scope.period.label
    return SealedReading.objects.filter(
        seal=page.row.seal, name=reading.name, period=period
    ).first()


def _sealed(page: Page, reading: Reading, kept: SealedReading | None) -> dict[str, Any]:
    """Whether this number is sealed, and what it would be now."""
    sealed = page.row.seal
    if sealed is None:
        now = timezone.localtime()
        return {
            "seal": {
                "sealed": False,
                "text": "这一稿还没有封存，数字随记录变动。",
                "note": f"截至{said_day(now)} {now:%H:%M}",
            }
        }
    mark = " ".join(sealed.digest[at : at + 4] for at in (0, 4, 8))
    at = timezone.localtime(sealed.at)
    found: dict[str, Any] = {
        "seal": {
            "sealed": True,
            "text": f"{sealed.signer}签发封存，印记 {mark}",
            "note": f"{said_day(at)} {at:%H:%M}",
        }
    }
    now_value = value_json(reading.value, decimal=counts_decimals(reading.figure, reading))
    if kept and kept.value != now_value:
        found["changes"] = {
            "title": "封存后差异",
            "was": said(kept.value),
            "now": said(now_value),
            "url": reverse("report-changes", args=[page.row.pk]),
            "label": "看差在哪里",
            "note": "封存的数字不变，差异另列。",
        }
    return found


def said(value: Any) -> str:
    """A kept value in words."""
    if isinstance(value, dict):
        return f"{value['percent']}%（{value['num']}/{value['den']}）"
    if isinstance(value, list):
        return "、".join(str(each) for each in value)
    return "—" if value is None or isinstance(value, Model) else str(value)


def exactly(amount: Amount, text: str) -> str:
    """The exact value, where what is printed is rounded."""
    value = amount.value
    if isinstance(value, Rate):
        return exact_words(value)
    if amount.text or value is None or isinstance(value, list | str):
        return ""

    if not hasattr(value, "least"):
        exact = plain(value)
        return f"准确值 {exact} {amount.unit}".strip() if exact != text else ""
    return ""


def fraction_of(amount: Amount) -> dict[str, Any] | None:
    """Numerator over denominator of a rate."""
    value = amount.value
    if not isinstance(value, Rate) or not value.den:
        return None
    return {"n": value.num, "n_label": "计入的", "d": value.den, "d_label": "全部应计的"}
