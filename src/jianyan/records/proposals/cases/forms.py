"""What the forms of every room share: how a case is named in a sheet."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from jianyan.ground.fields import RecordPick
from jianyan.ground.forms import KindForm
from jianyan.ground.models import Record

CONSENT = (("yes", "同意公开"), ("no", "不同意公开"))
"""Whether a proposer, or a unit, agrees that anybody may read it."""


class CasePick(RecordPick):
    """A proposal by its number, receipt number, former number or title; the last digits are enough
    where only one case ends with them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("proposals", **kwargs)

    def find(self, text: str) -> Any:
        plain = text.removeprefix("第").removesuffix("号")
        if not plain.isdigit() or len(plain) > 4:
            return super().find(plain)
        ends = Q(number__endswith=plain.zfill(4)) & ~Q(number__startswith="收")
        hits = list(self._rows().filter(Q(number=plain) | Q(key=plain) | ends)[:2])
        if len(hits) == 1:
            return hits[0]
        if hits:
            raise ValidationError(f"几届提案都有“{text}”，请写完整的提案号，如{hits[0].number}。")
        return super().find(plain)


class CaseFactForm(KindForm):
    """A fact of a case: the case first."""

    record = CasePick(label="提案号", help_text="完整的提案号；只有一届时写序号即可")

    def case(self) -> Record | None:
        """The case that was named, once the field is clean."""
        found: Record | None = self.cleaned_data.get("record")
        return found
