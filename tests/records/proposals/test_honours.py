"""评优: candidates with their listed criteria, chosen and taken back, never ranked by a rate."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from jianyan.figures.read import read, read_codes
from jianyan.ground.models import Commitment, Notice, Record, Rulebook, Trail
from jianyan.ground.register import today
from jianyan.ground.sheets import read_raw
from jianyan.kernel.errors import Denied, Refused
from jianyan.records.proposals.honours import actions
from jianyan.records.proposals.honours.charter import HONOURS
from jianyan.records.proposals.honours.criteria import candidates
from jianyan.records.proposals.models import Honour, Proposal, Reply, UnitTask
from jianyan.records.proposals.ratings import actions as ratings
from jianyan.records.proposals.replies import actions as replies
from jianyan.records.proposals.tasks.actions import Sending
from tests import build
from tests.access import access_table, same_as_kept
from tests.cast import Cast
from tests.records.proposals import made
from tests.records.proposals.made import Place
from tests.records.proposals.test_charter import put

pytestmark = pytest.mark.django_db
D = date
PATH = "/proposals/honours/"


def rate(at: Place, case: Any, result: str) -> None:
    level = at.category("rating_scale", result)
    ratings.rate(
        at.by, case.pk, on=D(2020, 6, 1), person=at.member, body=None,
        attitude=level, way=None, result=level, words="",
    )  # fmt: skip


def test_the_access_table_is_the_committed_one(cast: Cast, at: Place) -> None:
    def one(state: str) -> Any:
        row = actions.propose(
            at.by, at.session, sort="unit", on=D(2020, 12, 1), body=build.body(at.committee)
        )
        on = None if state == "proposed" else D(2020, 12, 2)
        Honour.objects.filter(pk=row.pk).update(body=at.lead, chosen_on=on)
        put(Record.objects.filter(pk=row.pk), state)
        return row

    table = access_table(HONOURS, cast, one)
    assert same_as_kept(table, Path(__file__).parent / "access_honours.txt")


def test_each_number_is_the_units_own(at: Place) -> None:
    """By hand: 区民政局 answers two alone, one of them on its last day and one late; it is the lead of
    a third with a co-unit, which owes no reply."""
    first = made.replied(at, on=D(2020, 6, 2))
    late = made.replied(at, on=D(2020, 6, 3))
    third = made.assigned(at, sendings=[Sending(at.lead, "lead"), Sending(at.co, "co")])
    rate(at, first, "satisfied")
    rate(at, late, "unsatisfied")
    for kept_on in (D(2020, 9, 1), None):
        Commitment.objects.create(
            record_id=first.pk, unit=at.lead, text="再装三处", made_on=D(2020, 6, 2),
            due_on=D(2020, 9, 2), kept_on=kept_on,
        )  # fmt: skip
    scope = at.scope("2020")
    expected = {
        "提案.承办.答复": 2,
        "提案.承办.按期答复率": (1, 3),
        "提案.承办.面商率": (0, 3),
        "提案.承办.满意率": (1, 2),
        "提案.承办.承诺兑现率": (1, 2),
    }
    for name, value in expected.items():
        found = read_codes(name, scope, "单位")
        code = f"unit:{at.lead.code}"
        assert set(found) == {code}, name
        shown = found[code]
        assert (shown if isinstance(value, int) else (shown.num, shown.den)) == value, name  # type: ignore[union-attr]
        whole = read(f"{name}[单位={at.lead.name}]", scope).value
        assert whole == shown, name
    parts = read("提案.承办.答复", scope, by="单位").parts
    assert parts == {
        "区民政局": 2,
        "区水利局": 0,
        **dict.fromkeys(("区住建局", "区城管局", "区教育局"), 0),
    }
    assert third.pk
    own = {
        name: read_codes(f"提案.提案人.{name}", scope, "提案人")
        for name in ("立案", "评价率", "见效")
    }
    code = at.member.code
    rated: Any = own["评价率"][code]
    assert (own["立案"], (rated.num, rated.den), own["见效"]) == ({code: 3}, (2, 2), {code: 2})


def test_bodies_of_two_kinds_with_one_code_are_told_apart(at: Place) -> None:
    street = build.body(at.committee, "street", "柳堤街道", code=at.lead.code)
    for unit, times in ((at.lead, 1), (street, 2)):
        for _ in range(times):
            case = made.assigned(at, sendings=[Sending(unit, "sole")])
            made.reply(at, case, unit, on=D(2020, 5, 6))
    found = {
        str(one.row): one.standings[0].value for one in candidates("unit", at.scope("2020"), None)
    }
    assert found == {"柳堤街道": "2", "区民政局": "1"}
    for name in ("提案.承办.答复", "提案.交办件次", "提案.答复"):
        scope = at.scope("2020")
        parts = read(name, scope, by="单位").parts
        assert {name: value for name, value in parts.items() if value} == {
            "柳堤街道": 2,
            "区民政局": 1,
        }
        assert read(f"{name}[单位=柳堤街道]", scope).value == 2
        assert read(f"{name}[单位=区民政局]", scope).value == 1


def test_a_handler_is_whom_the_reply_names_in_the_unit(cast: Cast, at: Place) -> None:
    case = made.assigned(at)
    said = {"on": D(2020, 5, 6), "grade": at.category("reply_class", "A"), "handler": "承办"}
    replies.reply(at.by, made.task(case, at.lead).pk, **said)
    assert Reply.objects.get(record=case.pk).handler == "承办"
    made.replied(at)
    found = read_codes("提案.承办.答复", at.scope("2020"), "经办人")
    assert found == {cast.officer.person.code: 1}
    (one,) = candidates("handler", at.scope("2020"), None)
    assert (one.row, one.of) == (cast.officer.person, cast.unit)


def test_no_rate_is_shown_over_few(at: Place) -> None:
    rules = Rulebook.objects.create(
        committee=at.committee, number=9, name="少", since=D(2000, 1, 1),
        data={"proposals": {"honours": {"shown_least": 2, "unit_met": 0, "unit_kept": 0}}},
    )  # fmt: skip
    case = made.replied(at, on=D(2020, 5, 6))
    rate(at, case, "satisfied")
    scope = at.scope("2020")
    texts = {
        one.of.label: (one.text, one.met) for one in candidates("unit", scope, rules)[0].standings
    }
    assert texts["按期答复"] == ("1/1", None)
    assert texts["满意"] == ("1/1", None)
    assert texts["答复件次"] == ("1", False)
    assert texts["承诺兑现"] == ("—", None)
    made.replied(at, on=D(2020, 5, 6))
    (now,) = candidates("unit", scope, rules)
    assert [(one.text, one.met) for one in now.standings[:2]] == [
        ("2", False),
        ("100%（2/2）", True),
    ]


def test_two_sorts_of_the_same_person_and_twice_is_refused(cast: Cast, at: Place) -> None:
    on = D(2020, 12, 1)
    whom = {"body": at.lead, "person": cast.officer.person}
    made_ = actions.propose(at.by, at.session, sort="handler", on=on, **whom)
    with pytest.raises(Refused, match="已是“拟评”"):
        actions.propose(at.by, at.session, sort="handler", on=on, **whom)
    actions.propose(at.by, at.session, sort="proposer", on=on, person=cast.officer.person)
    actions.choose(at.by, made_.pk, on=on)
    with pytest.raises(Refused, match="已是“已评定”"):
        actions.propose(at.by, at.session, sort="handler", on=on, **whom)


def told(row: Honour) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(record=row.pk).order_by("pk")
    return list(rows.values_list("person__name", "text"))


def test_chosen_and_taken_back_with_trail_notice_and_figures(cast: Cast, at: Place) -> None:
    row = actions.propose(at.by, at.session, sort="unit", on=D(2020, 12, 1), body=at.lead)
    assert told(row) == []
    actions.choose(at.by, row.pk, on=D(2020, 12, 8))
    assert read("提案.评优[优秀承办单位]", at.scope("2020")).value == 1
    assert read("提案.评优.名单", at.scope("2020")).value == ["区民政局：九届三次会议优秀承办单位"]
    with pytest.raises(Refused, match="收回的理由"):
        actions.take_back(at.by, row.pk, on=D(2020, 12, 20), reason=" ")
    with pytest.raises(Denied):
        actions.take_back(cast.officer.by, row.pk, on=D(2020, 12, 20), reason="不想要")
    actions.take_back(at.by, row.pk, on=D(2020, 12, 20), reason="查实有一件未办")
    words = [
        "区民政局：九届三次会议优秀承办单位，2020年12月8日评定。",
        "区民政局：九届三次会议优秀承办单位已收回：查实有一件未办",
    ]
    assert told(row) == [(who, said) for said in words for who in ("承办", "局长")]
    assert read("提案.评优", at.scope("2020")).value == 0
    assert read("提案.评优", at.scope("2020", D(2020, 12, 10))).value == 1
    moves = Trail.objects.filter(record=row.pk).order_by("pk").values_list("move", flat=True)
    assert list(moves) == ["enter", "choose", "take_back"]
    again = actions.propose(at.by, at.session, sort="unit", on=D(2020, 12, 22), body=at.lead)
    assert again.pk != row.pk


def test_the_page_asks_for_a_reason_below_the_minimum(
    client: Client, cast: Cast, at: Place
) -> None:
    made.replied(at)
    client.force_login(cast.office.account)
    shown = client.get(PATH).content.decode()
    assert "1/1" in shown
    assert "答复件次3、按期答复100%" in shown
    assert "/figures/" in shown
    sent = {"pk": [at.lead.pk], "do": "choose", "on": str(today()), "words": ""}
    client.post(PATH, sent)
    assert not Honour.objects.exists()
    client.post(PATH, {**sent, "do": "propose"})
    assert Honour.objects.get().record.state == "proposed"
    answer = client.post(PATH, {**sent, "words": "常委会研究，办理难度大"}, follow=True)
    row = Honour.objects.get()
    assert (row.record.state, row.chosen_on) == ("chosen", today())
    assert "答复件次 1；按期答复 1/1" in row.basis
    assert "已登记优秀承办单位 1 个" in answer.content.decode()
    assert client.post(PATH, {**sent, "pk": []}).status_code == 422


@pytest.mark.parametrize("player", ["member", "officer", "dispatcher", "auditor"])
def test_others_do_not_choose(client: Client, cast: Cast, at: Place, player: str) -> None:
    client.force_login(getattr(cast, player).account)
    for path in (PATH, f"{PATH}proposer/", f"{PATH}unit/sheet/"):
        assert client.get(path).status_code == 403
    client.force_login(cast.office.account)
    assert client.get(f"{PATH}nothing/").status_code == 404


def test_the_candidates_as_a_sheet(client: Client, cast: Cast, at: Place) -> None:
    case = made.replied(at)
    rate(at, case, "satisfied")
    client.force_login(cast.office.account)
    answer = client.get(f"{PATH}proposer/sheet/?session=9.3")
    (row,) = read_raw(b"".join(answer.streaming_content)).rows  # type: ignore[attr-defined]
    names = ("第一提案人", "立案件数", "评价答复", "见效件数", "最低要求")
    assert tuple(str(row.values[name]) for name in names) == (
        "委员甲", "1", "1/1", "1", "有的不到",
    )  # fmt: skip
    assert Trail.objects.filter(move="export", label="导出先进提案者候选表").exists()


def test_an_old_list_comes_in_and_goes_out_as_a_sheet(cast: Cast, at: Place) -> None:
    data = {
        "sort": "proposer", "session": at.session, "body": None, "person": at.member,
        "proposed_on": D(2020, 12, 1), "chosen_on": D(2020, 12, 8), "taken_on": None,
        "taken_for": "", "basis": "立案 5 件", "words": "",
    }  # fmt: skip
    row = actions.add(at.by, at.committee.pk, data)
    assert (row.record.state, row.chosen_on) == ("chosen", D(2020, 12, 8))
    changed = actions.change(
        at.by, row, {"taken_on": (None, D(2021, 1, 4)), "taken_for": ("", "重复")}, "补记"
    )
    assert (changed.record.state, changed.taken_for) == ("taken_back", "重复")
    with pytest.raises(Refused, match="对象不能更正"):
        actions.change(at.by, changed, {"person": (at.member, at.cosigner)}, "")
    assert Proposal.objects.count() == UnitTask.objects.count() == 0


def test_the_page_reads_in_few_statements(
    client: Client, cast: Cast, at: Place, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        made.replied(at)
    scope = at.scope("2020")
    with django_assert_num_queries(6):
        candidates("unit", scope, None)
