"""What a signature under a draft stands for: who signed is told of each change of the text since, and
may take the signature back until it is sent in. No signature is struck out by a change alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from jianyan.ground.models import Trail
from jianyan.ground.register import By, move
from jianyan.ground.telling import tell
from jianyan.kernel.charter import action
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Cosigner, Proposal
from jianyan.records.proposals.cases.proposing import kind_of_proposer

from .inviting import authors_of, signers_of

TEXT = ("title", "text")
"""What the trail of a save names the title and the whole of the three parts."""
JOINT = "joint"


@action(CASES, "unsign")
def unsign(by: By, pk: int, *, on: date, reason: str = "") -> Proposal:
    """撤回联名, by who signed, until it is sent in (again): the author is told. Who signed may be invited
    anew. Of one that was sent in before, the kind follows, as no sending in decides it any more."""
    with transaction.atomic():
        row: Proposal = move(CASES, "unsign", by, pk, on=on, reason=reason)
        signed = Cosigner.objects.standing().filter(record=pk, signed_on__isnull=False)
        own = signed.filter(person=by.actor.person)
        own.update(declined_on=on, struck_at=timezone.now())
        alone = row.body_id is None and not signed.exists()
        if row.submitted_on and alone and row.proposer_kind.code == JOINT:
            kind = kind_of_proposer(row.record.committee_id, None, on)
            Proposal.objects.filter(pk=pk).update(proposer_kind=kind)
        words = f"{by.actor.name}撤回对《{row.record.title}》的联名。{reason}"
        tell(by, row.record, words, people=authors_of(pk))
    return row


def tell_changed(by: By, row: Proposal) -> None:
    """Tell who signed, after a save, if the text is another one by it. In the caller's transaction."""
    if not is_other(Trail.objects.filter(record=row.pk, move="save").latest("id").changes):
        return
    words = f"您联名的《{row.record.title}》文稿有修改，请查看；不再同意的，请在提交前撤回联名。"
    tell(by, row.record, words, people=signers_of(row.pk))


def tell_sent(by: By, row: Proposal, words: str) -> None:
    """Tell the authors and who signed that it was sent in; of those, who signed another text that it is
    another. In the caller's transaction."""
    rows = Cosigner.objects.standing().filter(pk__in=changed_since(row.pk))
    before = set(rows.values_list("person", flat=True))
    everybody = {*signers_of(row.pk), *authors_of(row.pk)}
    tell(by, row.record, words, people=everybody - before)
    tell(by, row.record, f"{words}您联名以后文稿有修改，请查看。", people=everybody & before)


def is_other(changes: dict[str, Any]) -> bool:
    """Whether what a save left in the trail changes the text."""
    pairs = (changes.get(name) for name in TEXT)
    return any(pair and pair[0] != pair[1] for pair in pairs)


def changed_since(pk: int) -> dict[int, date]:
    """The signatures, by pk, that stood when the text was last changed, with that day."""
    found: dict[int, date] = {}
    signed: set[int] = set()
    steps = Trail.objects.filter(record=pk, move__in=("cosign", "save")).order_by("id")
    for one in steps:
        if one.part_id:
            signed.add(one.part_id)
        elif is_other(one.changes):
            found |= dict.fromkeys(signed, one.on)
    return found
