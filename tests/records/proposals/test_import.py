"""Sheets of proposals: every kind enters, enters again unchanged, and moves the right figures only."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jianyan.ground.kinds import kind_named
from jianyan.records.proposals.cases import actions as cases
from jianyan.records.proposals.models import Proposal
from tests import build
from tests.entry import bring_in, moved, values
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db

LEDGER: list[dict[str, Any]] = [
    {
        "title": "关于补建充电设施的提案",
        "number": "12",
        "proposer": "甲",
        "cosigners": "乙",
        "local": "城市建设管理",
        "national": "社会建设",
        "situation": "老旧小区充电难。",
        "suggestions": "1. 增建充电桩\n2. 规范收费",
        "submitted_on": "2020-01-09",
        "outcome": "立案",
        "reviewed_on": "2020年1月20日",
        "lead": "区住建局",
        "cos": "区城管局",
        "assigned_on": "2020-03-02",
    },
    {
        "title": "关于规范停车收费的提案",
        "receipt_number": "30",
        "proposer": "乙",
        "local": "城市交通",
        "submitted_on": "2020-02-10",
        "outcome": "并案",
        "main": "12",
        "reviewed_on": "2020-02-20",
    },
    {
        "title": "关于个人待遇的提案",
        "proposer": "甲",
        "local": "其它",
        "submitted_on": "2020-01-10",
        "outcome": "不予立案",
        "reason": "为本人或亲属解决个人问题",
        "reviewed_on": "2020-01-20",
    },
    {
        "title": "关于公园的提案",
        "proposer": "甲",
        "submitted_on": "2020-01-10",
        "public": "不同意公开",
    },
    {"title": "关于道路的提案", "proposer": "甲"},
]


@pytest.fixture
def at() -> Place:
    made.replied(made.place(build.committee("other")))
    return made.place()


def enter(at: Place, kind: str, *rows: dict[str, Any]) -> tuple[int, int, int]:
    """Import rows; a fault fails the test. Gives created, updated, unchanged."""
    result = bring_in(kind, at.by, at.committee, list(rows))
    assert [(one.row, one.column, one.message) for one in result.errors] == []
    return result.created, result.updated, result.unchanged


def effect(at: Place, kind: str, *rows: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What an import moves; entered again it must change nothing."""
    before = values(at.committee)
    assert enter(at, kind, *rows) == (len(rows), 0, 0)
    after = values(at.committee)
    assert enter(at, kind, *rows) == (0, 0, len(rows))
    assert values(at.committee) == after
    return moved(before, after)


def shown(found: dict[str, tuple[Any, Any]]) -> dict[str, str]:
    """The values after an import, rates as fractions."""
    return {name: _plain(after) for name, (_, after) in found.items()}


def _plain(value: Any) -> str:
    return f"{value.num}/{value.den}" if hasattr(value, "den") else str(value)


def test_one_ledger_enters_a_year(at: Place) -> None:
    assert shown(effect(at, "proposals", *LEDGER)) == {
        "提案.提交": "4",
        "提案.立案": "1",
        "提案.立案率": "1/4",
        "提案.并案": "1",
        "提案.不予立案": "1",
        "提案.交办": "1",
        "提案.交办率": "1/1",
        "提案.联名": "1",
        "提案.建议": "2",
        "提案.建议采纳率": "0/2",
        "提案.采纳率": "0/1",
        "提案.交办件次": "2",
        "提案.面商率": "0/1",
        "提案.办复率": "0/1",
        "提案.按期答复率": "0/1",
        "提案.超期": "1",
        "提案.来源": "1",
        "提案.进度": "1",
        "提案.承办.按期答复率": "0/1",
        "提案.承办.面商率": "0/1",
        "提案.提案人.立案": "1",
        "建议.提出": "2",
        "建议.采纳率": "0/2",
    }
    states = Proposal.objects.filter(record__committee=at.committee).order_by("pk")
    assert list(states.values_list("record__state", "record__number", "receipt_number")) == [
        ("assigned", "930012", "收930001"),
        ("merged", "收930030", "收930030"),
        ("not_filed", "收930031", "收930031"),
        ("submitted", "收930032", "收930032"),
        ("draft", "", ""),
    ]


def test_a_later_ledger_goes_on_where_the_case_stands(at: Place) -> None:
    row = {"title": "关于公园的提案", "proposer": "甲", "submitted_on": "2020-01-10"}
    assert enter(at, "proposals", row) == (1, 0, 0)
    filed = {**row, "outcome": "立案", "reviewed_on": "2020-01-20"}
    assert enter(at, "proposals", filed) == (0, 1, 0)
    given = {**filed, "assigned_on": "2020-03-02", "lead": "区住建局"}
    assert enter(at, "proposals", given) == (0, 1, 0)
    dated = {**given, "reviewed_on": "2020-01-21", "assigned_on": "2020-03-03"}
    assert enter(at, "proposals", dated, *LEDGER[1:1]) == (0, 1, 0)
    assert enter(at, "proposals", dated) == (0, 0, 1)
    assert values(at.committee)["提案.交办"] == 1


def test_what_has_happened_is_not_overwritten_by_a_sheet(at: Place) -> None:
    enter(at, "proposals", LEDGER[0])
    result = bring_in("proposals", at.by, at.committee, [{**LEDGER[0], "lead": "区教育局"}])
    assert [one.message for one in result.errors] == [
        "承办单位已交办，请在单位任务中收回、退件或增加，不能在提案中改。"
    ]


def test_an_older_sheet_does_not_turn_back_what_came_later(at: Place) -> None:
    row = {"title": "关于公园的提案", "proposer": "甲", "submitted_on": "2020-01-10"}
    row |= {"outcome": "退回修改", "reviewed_on": "2020-01-12"}
    assert enter(at, "proposals", row) == (1, 0, 0)
    case = Proposal.objects.get(record__committee=at.committee)
    cases.submit(at.by, case.pk, on=date(2020, 1, 15))
    cases.file(at.by, case.pk, on=date(2020, 1, 20))
    assert enter(at, "proposals", row) == (0, 0, 1)
    case.record.refresh_from_db()
    assert case.record.state == "filed"


def test_a_collective_proposal_and_what_is_filled_in(at: Place) -> None:
    build.body(at.committee, "party", "民建澜汀区支部", short="民建")
    row = {"title": "关于营商环境的提案", "body": "民建", "submitted_on": "2019-12-20"}
    assert enter(at, "proposals", row, {**row, "title": "关于集市的提案"}) == (2, 0, 0)
    case = Proposal.objects.get(record__title="关于营商环境的提案")
    assert (case.proposer_kind.code, case.timing, str(case.record.session)) == (
        "party",
        "plenary",
        "九届三次",
    )
    late = {"title": "关于夜市的提案", "proposer": "甲", "cosigners": "乙"}
    enter(at, "proposals", {**late, "submitted_on": "2020-05-06"})
    found = Proposal.objects.get(record__title="关于夜市的提案")
    assert (found.proposer_kind.code, found.timing) == ("joint", "between")


def test_the_collective_s_own_rating_counts(at: Place) -> None:
    body = build.body(at.committee, "party", "民建澜汀区支部")
    case = made.replied(at, proposer=None, body=body)
    row = {"record": case.record.number, "on": "2020-06-01", "result": "满意"}
    assert shown(effect(at, "proposal-ratings", row))["提案.满意率"] == "1/1"


def test_faults_are_told_by_row_and_column(at: Place) -> None:
    rows = [
        {"title": "甲案", "submitted_on": "2020-01-09"},
        {"title": "乙案", "proposer": "甲", "submitted_on": "2020-01-09", "outcome": "立案"},
        {"title": "丙案", "proposer": "甲", "submitted_on": "2020-01-09", "lead": "区住建局"},
        {
            "title": "丁案",
            "proposer": "甲",
            "submitted_on": "2020-01-09",
            "outcome": "立案",
            "reviewed_on": "2020-01-08",
        },
        {"title": "戊案", "proposer": "甲", "submitted_on": "2099-01-09"},
    ]
    result = bring_in("proposals", at.by, at.committee, rows)
    assert [(one.row, one.column, one.message) for one in result.errors] == [
        (2, "第一提案人", "请填写第一提案人；集体提案填写提案单位。"),
        (3, "审查日期", "审查结果与审查日期须同时填写。"),
        (4, "交办日期", "交办日期与主办（独办）或分办单位须同时填写。"),
        (5, "审查日期", "早于前一步的日期2020年1月9日，请改正。"),
        (6, "收到日期", "2099年1月9日还没有到，请填写今天或以前的日期。"),
    ]
    assert Proposal.objects.filter(record__committee=at.committee).count() == 0


def test_what_goes_before_its_cause_is_a_fault(at: Place) -> None:
    waiting, given = made.assigned(at).record.number, made.replied(at).record.number

    def fault(kind: str, **row: str) -> list[tuple[str, str]]:
        errors = bring_in(kind, at.by, at.committee, [{"on": "2020-03-01", **row}]).errors
        return [(one.column, one.message) for one in errors]

    met, rated = "proposal-contacts", "proposal-ratings"
    how = {"record": waiting, "stage": "办前", "way": "面商"}
    assert fault(met, **how, unit="区住建局") == [
        ("联系日期", "早于交办日期2020年3月2日，请改正。")
    ]
    assert fault(met, **how, unit="区城管局") == [
        ("承办单位", "这件提案没有该单位的任务，请先交办。")
    ]
    assert fault(rated, record=waiting, result="满意") == [
        ("提案号", "这件提案还没有答复，请先登记答复，再登记评价。")
    ]
    assert fault(rated, record=given, result="满意") == [
        ("评价日期", "早于答复日期2020年5月6日，请改正。")
    ]


def test_tasks(at: Place) -> None:
    number = made.assigned(at).record.number
    rows = [
        {"record": number, "unit": "区城管局", "role": "会办", "sent_on": "2020-03-03"},
        {
            "record": number,
            "unit": "区教育局",
            "role": "会办",
            "sent_on": "2020-03-04",
            "returned_on": "2020-03-06",
            "why": "不属本单位职责",
        },
    ]
    rows[0] |= {"accepted_on": "2020-03-05", "opined_on": "2020-03-25"}
    found = shown(effect(at, "proposal-tasks", *rows))
    assert found == {"提案.交办件次": "3", "提案.退件": "1"}


def test_contacts(at: Place) -> None:
    row = {"record": made.assigned(at).record.number, "unit": "区住建局", "way": "面商"}
    row |= {"on": "2020-04-01", "stage": "办前"}
    found = {"提案.联系": "1", "提案.面商": "1"}
    assert shown(effect(at, "proposal-contacts", row)) == {**found, "提案.面商.未确认": "1"}
    before = values(at.committee)
    assert enter(at, "proposal-contacts", {**row, "answered_on": "2020-04-03"}) == (0, 1, 0)
    after = shown(moved(before, values(at.committee)))
    found = {"提案.面商率": "1/1", "提案.承办.面商率": "1/1"}
    found |= {"提案.面商.已确认": "1", "提案.面商.未确认": "0"}
    assert after == found


def test_extensions(at: Place) -> None:
    row = {"record": made.assigned(at, on=date(2020, 9, 1)).record.number, "on": "2020-11-20"}
    row |= {"asked_until": "2021-02-01", "answered_on": "2020-11-23", "granted_until": "2021-02-01"}
    found = {"提案.按期答复率": "0/0", "提案.承办.按期答复率": "0/0", "提案.超期": "0"}
    assert shown(effect(at, "proposal-extensions", row)) == found


def test_replies(at: Place) -> None:
    row = {"record": made.assigned(at).record.number, "on": "2020-05-06", "grade": "A"}
    assert shown(effect(at, "proposal-replies", row)) == {
        "提案.办复": "1",
        "提案.办理用时": "1",
        "提案.办复率": "1/1",
        "提案.按期答复率": "1/1",
        "提案.超期": "0",
        "提案.答复": "1",
        "提案.落实率": "0/1",
        "提案.承办.答复": "1",
        "提案.承办.按期答复率": "1/1",
        "提案.提案人.评价率": "0/1",
        "提案.提案人.见效": "1",
    }
    assert enter(at, "proposal-replies", {**row, "number": "住建函〔2020〕12号"}) == (0, 1, 0)
    assert values(at.committee)["提案.答复"] == 1


def test_changes_of_class(at: Place) -> None:
    row = {"record": made.replied(at, grade="B").record.number, "on": "2020-09-01", "grade": "A类"}
    found = shown(effect(at, "proposal-regradings", {**row, "reason": "已办成"}))
    assert found == {"提案.落实率": "0/1", "提案.提案人.见效": "1"}


def test_ratings(at: Place) -> None:
    row = {"record": made.replied(at).record.number, "on": "2020-06-01", "result": "满意"}
    assert shown(effect(at, "proposal-ratings", row)) == {
        "提案.满意率": "1/1",
        "提案.基本满意率": "0/1",
        "提案.不满意率": "0/1",
        "提案.已评价": "1",
        "提案.评价": "1",
        "提案.承办.满意率": "1/1",
        "提案.提案人.评价率": "1/1",
    }
    assert enter(at, "proposal-ratings", {**row, "result": "基本满意"}) == (0, 1, 0)
    assert _plain(values(at.committee)["提案.基本满意率"]) == "1/1"


def test_rehandlings(at: Place) -> None:
    row = {"record": made.replied(at).record.number, "on": "2020-06-10", "reason": "未解决"}
    assert shown(effect(at, "proposal-rehandlings", row)) == {"提案.重新办理": "1"}


def test_key_proposals(at: Place) -> None:
    row = {"record": made.assigned(at).record.number, "on": "2020-04-01", "leaders": "甲、乙"}
    found = shown(effect(at, "proposal-key", {**row, "rank": "副主席"}))
    assert found == {"提案.重点": "1", "提案.重点.名单": "['关于补建充电设施的提案']"}


def test_supervisions_and_consultations(at: Place) -> None:
    number = made.assigned(at).record.number
    row = {"record": number, "on": "2020-06-09", "how": "视察督办", "leader": "乙"}
    assert shown(effect(at, "proposal-supervisions", row)) == {"提案.督办": "1"}
    row = {"record": number, "on": "2020-06-19", "words": "七月底前答复"}
    assert shown(effect(at, "overdue-consultations", row)) == {"提案.超期协商": "1"}


def test_look_backs(at: Place) -> None:
    row = {"record": made.replied(at).record.number, "on": "2020-11-01", "solved": "已解决"}
    found = shown(effect(at, "proposal-lookbacks", row))
    assert found == {"提案.回头看": "1", "提案.落实率": "1/1"}
    assert enter(at, "proposal-lookbacks", {**row, "solved": "未解决"}) == (0, 1, 0)
    assert _plain(values(at.committee)["提案.落实率"]) == "0/1"


def test_achievements_and_outstanding_proposals(at: Place) -> None:
    number = made.replied(at).record.number
    row = {"record": number, "on": "2020-11-01", "words": "二十个充电桩已建成"}
    assert shown(effect(at, "proposal-achievements", row)) == {}
    row = {"record": number, "on": "2020-12-20", "criteria": "选题准、事关全局或群众关切"}
    assert shown(effect(at, "proposal-outstanding", row)) == {"提案.优秀": "1"}


KINDS = (
    "proposals",
    "proposal-tasks",
    "proposal-contacts",
    "proposal-extensions",
    "proposal-replies",
    "proposal-regradings",
    "proposal-ratings",
    "proposal-rehandlings",
    "proposal-key",
    "proposal-supervisions",
    "overdue-consultations",
    "proposal-lookbacks",
    "proposal-achievements",
    "proposal-outstanding",
)


def test_every_kind_is_declared() -> None:
    assert [kind_named(slug).slug for slug in KINDS] == list(KINDS)
