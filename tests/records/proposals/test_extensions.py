"""A longer term: asked for, granted or not, withdrawn, struck out; the clock and the rates go with it."""

from __future__ import annotations

from datetime import date

import pytest

from jianyan.figures.read import read
from jianyan.ground.models import Clock, Trail
from jianyan.kernel.errors import Refused
from jianyan.kernel.values import Rate
from jianyan.records.proposals.models import Extension, Proposal
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions import Sending
from tests import build
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
D = date
MAY = D(2020, 5, 20)
BASE = "3月2日交办，次日起3个月，为6月2日"


@pytest.fixture
def at() -> Place:
    return made.place(build.committee())


@pytest.fixture
def case(at: Place) -> Proposal:
    """Assigned on 2 March 2020 and accepted; its reply is due on 2 June, on 2 September at the most."""
    row = made.assigned(at)
    tasks.accept(at.by, made.task(row, at.lead).pk, on=D(2020, 3, 3))
    return row


def reply_clock(case: Proposal) -> tuple[date, str]:
    clock = Clock.objects.get(record=case.pk, kind="reply")
    return clock.due_on, clock.explanation


def ask(at: Place, case: Proposal, until: date, on: date = MAY) -> int:
    pk = made.task(case, at.lead).pk
    tasks.ask_extension(at.by, pk, on=on, asked_until=until, reason="方案尚需会商")
    return pk


def test_one_asked_for_and_granted(at: Place, case: Proposal) -> None:
    pk = ask(at, case, D(2020, 8, 3))
    assert reply_clock(case) == (D(2020, 6, 2), BASE)
    with pytest.raises(Refused, match="已有一份延期申请待批复"):
        ask(at, case, D(2020, 8, 3))
    for step in (tasks.grant_extension, tasks.refuse_extension):
        with pytest.raises(Refused, match="5月19日早于申请日期2020年5月20日"):
            step(at.by, pk, on=D(2020, 5, 19), reason="同意")
    with pytest.raises(Refused, match="2020年8月3日在批复之前已过"):
        tasks.grant_extension(at.by, pk, on=D(2020, 8, 4))
    tasks.grant_extension(at.by, pk, on=D(2020, 5, 22), reason="同意")
    with pytest.raises(Refused, match="现期限为2020年8月3日，延期须晚于这一天"):
        ask(at, case, D(2020, 7, 1), on=D(2020, 5, 25))
    assert reply_clock(case) == (D(2020, 8, 3), f"{BASE}；5月22日批准延期至2020年8月3日")
    row = Extension.objects.get()
    assert (row.asked_until, row.answered_on, row.granted_until, row.answer) == (
        D(2020, 8, 3),
        D(2020, 5, 22),
        D(2020, 8, 3),
        "同意",
    )
    assert made.task(case, at.lead).due_on == D(2020, 6, 2)
    told = Trail.objects.filter(record=case.pk, move__endswith="extension").order_by("pk")
    assert list(told.values_list("label", "reason")) == [
        ("申请延期", "方案尚需会商"),
        ("批准延期", "同意"),
    ]


def test_one_refused_leaves_the_term_and_says_why(at: Place, case: Proposal) -> None:
    pk = ask(at, case, D(2020, 8, 3))
    tasks.refuse_extension(at.by, pk, on=D(2020, 5, 22), reason="无须会商")
    assert reply_clock(case) == (D(2020, 6, 2), BASE)
    assert list(Extension.objects.values_list("answer", "granted_until")) == [("无须会商", None)]
    with pytest.raises(Refused, match="没有待批复的延期申请"):
        tasks.grant_extension(at.by, pk, on=D(2020, 5, 23))
    ask(at, case, D(2020, 7, 1))
    assert Extension.objects.count() == 2


@pytest.mark.parametrize(
    ("until", "on", "words"),
    [
        (D(2020, 9, 3), D(2020, 5, 20), "最迟只能延至2020年9月2日"),
        (D(2020, 6, 2), D(2020, 5, 20), "延期须晚于这一天"),
        (D(2020, 8, 3), D(2020, 6, 3), "答复期限2020年6月2日已过"),
        (D(2020, 8, 3), D(2020, 3, 1), "3月1日早于交办日期2020年3月2日"),
    ],
)
def test_not_too_long_nor_too_late(
    at: Place, case: Proposal, until: date, on: date, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        ask(at, case, until, on)
    assert Extension.objects.count() == 0
    ask(at, case, D(2020, 9, 2))
    pk = made.task(case, at.lead).pk
    with pytest.raises(Refused, match="最迟只能延至"):
        tasks.grant_extension(at.by, pk, on=D(2020, 5, 22), granted_until=D(2020, 9, 3))


def test_a_co_unit_has_no_reply_to_put_off(at: Place) -> None:
    row = made.assigned(at, sendings=[Sending(at.lead, "lead"), Sending(at.co, "co")])
    pk = made.task(row, at.co).pk
    tasks.accept(at.by, pk, on=D(2020, 3, 3))
    with pytest.raises(Refused, match="会办单位没有答复期限"):
        tasks.ask_extension(
            at.by, pk, on=D(2020, 3, 20), asked_until=D(2020, 8, 3), reason="尚需会商"
        )


def test_withdrawn_the_clock_goes_back_and_history_stays(at: Place, case: Proposal) -> None:
    pk = ask(at, case, D(2020, 8, 3))
    tasks.grant_extension(at.by, pk, on=D(2020, 5, 22))
    with pytest.raises(Refused, match="到2020年5月21日没有可以撤回的延期"):
        tasks.withdraw_extension(at.by, pk, on=D(2020, 5, 21), reason="会商已毕")
    tasks.withdraw_extension(at.by, pk, on=D(2020, 7, 1), reason="会商已毕")
    assert reply_clock(case) == (D(2020, 6, 2), BASE)
    assert Extension.objects.get().withdrawn_on == D(2020, 7, 1)
    made.reply(at, case, at.lead, on=D(2020, 7, 15))
    by_day = [
        read("提案.超期", at.scope(until=day)).value for day in (D(2020, 6, 30), D(2020, 7, 2))
    ]
    assert by_day == [0, 1]
    assert read("提案.按期答复率", at.scope()).value == Rate(0, 1)


def test_struck_out_it_never_was(at: Place, case: Proposal) -> None:
    task = made.task(case, at.lead)
    until = {"asked_until": D(2020, 8, 3), "granted_until": D(2020, 8, 3)}
    first = tasks.extend(at.by, task, on=D(2020, 5, 20), answered_on=D(2020, 5, 22), **until)
    further = {"asked_until": D(2020, 9, 1), "granted_until": D(2020, 9, 1)}
    second = tasks.extend(at.by, task, on=D(2020, 7, 20), answered_on=D(2020, 7, 22), **further)
    tasks.extend(at.by, task, on=D(2020, 7, 25), asked_until=D(2020, 9, 2))
    with pytest.raises(Refused, match="已有一份延期申请待批复"):
        tasks.extend(at.by, task, on=D(2020, 7, 26), asked_until=D(2020, 9, 2))
    tasks.strike_extension(at.by, second, "登记有误")
    assert reply_clock(case)[0] == D(2020, 8, 3)
    changed = tasks.change_extension(
        at.by, first, {"granted_until": (D(2020, 8, 3), D(2020, 7, 1))}, ""
    )
    assert reply_clock(case) == (D(2020, 7, 1), f"{BASE}；5月22日批准延期至2020年7月1日")
    tasks.strike_extension(at.by, changed, "登记有误")
    assert reply_clock(case) == (D(2020, 6, 2), BASE)
    assert Extension.objects.filter(struck_at=None, answered_on__isnull=False).count() == 0
    assert Extension.objects.count() == 4


def test_a_term_set_by_the_letter_comes_back_as_the_letter_s(at: Place) -> None:
    row = made.assigned(at, sendings=[Sending(at.lead, "sole", D(2020, 5, 11))])
    task = made.task(row, at.lead)
    until = {"asked_until": D(2020, 6, 1), "granted_until": D(2020, 6, 1)}
    found = tasks.extend(at.by, task, on=D(2020, 5, 1), answered_on=D(2020, 5, 3), **until)
    tasks.strike_extension(at.by, found, "登记有误")
    clock = Clock.objects.get(record=row.pk, kind="reply")
    assert (clock.due_on, clock.set_by_hand, clock.explanation) == (
        D(2020, 5, 11),
        True,
        "交办时定为2020年5月11日",
    )


def test_a_pause_and_a_longer_term_are_both_told(at: Place, case: Proposal) -> None:
    pk = made.task(case, at.lead).pk
    tasks.pause(at.by, pk, on=D(2020, 4, 1), until=D(2020, 4, 7), reason="等待上级意见")
    ask(at, case, D(2020, 8, 3))
    tasks.grant_extension(at.by, pk, on=D(2020, 5, 22))
    assert reply_clock(case) == (
        D(2020, 8, 3),
        "3月2日交办，次日起3个月（4月1日至7日暂停不计），为6月9日；5月22日批准延期至2020年8月3日",
    )
