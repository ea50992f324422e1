"""The committee's own reports: 2018 signed and sealed, 2020 in draft with claims yet to decide."""

from __future__ import annotations

from datetime import date

from jianyan.demo.compose import WORDS
from jianyan.ground.register import By
from jianyan.reports import actions, queries
from jianyan.reports.models import Report

from .house import House

SIGNED_ON = date(2019, 1, 4)
DRAFTED_ON = date(2020, 12, 31)
LEFT = "该件已由提案委电话协商，协商记录随后补登，经分管领导同意保留。"


def load_reports(house: House) -> None:
    """Write the two summaries as the office did."""
    office, leader = house.by["general"], house.by["chair"]
    _sign(_begun(house, office, 2018, "ordinary-year", SIGNED_ON), office, leader)
    _begun(house, office, 2020, "epidemic-year", DRAFTED_ON)


def _begun(house: House, by: By, year: int, template: str, on: date) -> Report:
    data = {
        "title": f"{year}年度工作总结", "template": template, "period": str(year), "dated_on": on,
        "known_until": date(year, 12, 31), "words": WORDS[year],
    }  # fmt: skip
    return actions.add(by, house.committee.pk, data)


def _sign(row: Report, office: By, leader: By) -> None:
    """Let stand what does not hold, then check, approve and sign."""
    for claim in actions.composed(row).filled.claims:
        if not claim.holds:
            row = actions.let_stand(office, row.pk, expression=claim.expression, reason=LEFT)
    actions.check(office, row.pk, on=SIGNED_ON)
    actions.send(office, row.pk, on=SIGNED_ON)
    for _ in range(len(queries.steps(row.record)) - 1):
        actions.approve(leader, row.pk, on=SIGNED_ON, reason="同意")
    actions.sign(leader, row.pk, on=SIGNED_ON, reason="同意印发")
