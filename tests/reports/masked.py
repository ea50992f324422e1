"""Turning a real report, its numbers masked, into a template by a list of slots and claims."""

from __future__ import annotations

import csv
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared"
ABSENT = "the reports to try by stand beside the project only where it is built"


def rows(name: str, report: str | None = None) -> list[dict[str, str]]:
    """The rows of one of the two lists, all or one report's."""
    with (SHARED / "reference" / f"report-{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if report in (None, row["report"])]


def masked_text(report: str) -> str:
    """The report as it stands, masked."""
    return (SHARED / "seeds" / f"report-{report}.txt").read_text(encoding="utf-8")


def as_template(report: str) -> str:
    """The report with a slot for every mask and a claim for every statement.

    Raises ValueError where the text does not say what the list says, or two places overlap.
    """
    text = masked_text(report)
    places = [
        (int(row["offset"]), row["covers"], row["expression"]) for row in rows("slots", report)
    ]
    places += [
        (int(row["offset"]), row["covers"], f"{{{{ {row['expression']} }}}}")
        for row in rows("claims", report)
    ]
    template, at = "", 0
    for offset, covers, expression in sorted(places):
        if offset < at or text[offset : offset + len(covers)] != covers:
            raise ValueError(
                f"{report} {offset}: expected {covers}, found {text[offset : offset + len(covers)]}"
            )
        template += text[at:offset] + expression
        at = offset + len(covers)
    return template + text[at:]
