"""What the rulebook lets a proposer attach to what they write."""

from __future__ import annotations

from jianyan.ground.models import File
from jianyan.ground.register import hold
from jianyan.ground.rulebook import provision
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.models import Proposal

MEGABYTE = 1024 * 1024


def fits(row: Proposal, size: int) -> None:
    """Raises Refused for a file of more bytes, or one more file, than the rulebook takes. In the
    caller's transaction, which holds the record from then on: of two at once the second counts the
    first one's file."""

    def most(name: str) -> int:
        return int(provision(row.record.rulebook, f"proposals.form.{name}"))

    if size > most("file_megabytes_most") * MEGABYTE:
        raise Refused(f"附件每个至多{most('file_megabytes_most')}兆，请压缩后再传。")
    hold(row.pk)
    if File.objects.filter(record=row.pk, struck_at=None).count() >= most("files_most"):
        raise Refused(f"附件至多{most('files_most')}个，请先撤下不要的。")
