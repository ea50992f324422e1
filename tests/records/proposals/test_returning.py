"""A unit returns what is not its matter: within its days, to somebody named, decided above."""

from __future__ import annotations

from datetime import date

import pytest

from jianyan.ground.models import Oversight, Rulebook
from jianyan.ground.register import today
from jianyan.kernel.errors import Denied, Refused
from jianyan.records.proposals.models import Proposal, ReturnRequest, TaskState
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks import queries
from tests import build
from tests.cast import Cast
from tests.records.proposals import made
from tests.records.proposals.made import Place
from tests.records.proposals.test_assigning import (
    TITLE,
    WHY,
    ask,
    dispatcher,
    given,
    held,
    officer,
    told,
)

pytestmark = pytest.mark.django_db


def test_a_return_names_its_reason_and_whose_matter_it_is(cast: Cast, at: Place) -> None:
    task = given(cast, at)
    with pytest.raises(Refused, match="退件理由须是以下之一：不属本单位职责、"):
        ask(cast.officer, task, at.co, reason="太忙")
    with pytest.raises(Refused, match="请写明应由哪个单位办理"):
        tasks.returns.ask(cast.officer.by, task.pk, on=today(), reason=WHY)
    with pytest.raises(Refused, match="不能是本单位"):
        ask(cast.officer, task, at.lead)
    assert ask(cast.officer, task, at.co, words="该设施由城管管理").state == TaskState.RETURN_ASKED
    words = (
        f"区民政局申请退回930001 {TITLE}，理由：不属本单位职责。该设施由城管管理；"
        "建议改交区城管局。"
    )
    assert told(cast.dispatcher) == told(cast.office) == [words]


def test_a_late_return_is_refused_in_the_rule_s_words(cast: Cast, at: Place) -> None:
    task = made.task(made.assigned(at), at.lead)
    why = "退件须在交办后3个工作日内申请，已于2020年3月5日期满"
    with pytest.raises(Refused, match=why):
        ask(cast.officer, task, at.co)
    said = {"reason": WHY, "rather": at.co}
    with pytest.raises(Refused, match=why):
        tasks.returns.ask(cast.office.by, task.pk, on=date(2020, 3, 6), **said)
    in_time = tasks.returns.ask(cast.office.by, task.pk, on=date(2020, 3, 5), **said)
    assert in_time.state == TaskState.RETURN_ASKED


def test_the_dispatcher_grants_and_gives_it_to_another_unit_at_once(cast: Cast, at: Place) -> None:
    Oversight.objects.create(dispatcher=cast.dispatching, unit=at.co, since=build.START)
    new = officer(cast, at.co)
    task = given(cast, at)
    ask(cast.officer, task, at.co)
    with pytest.raises(Denied):
        tasks.returns.grant(cast.officer.by, task.pk, on=today())
    with pytest.raises(Refused, match="区教育局不在您的交办范围内"):
        tasks.returns.grant(cast.dispatcher.by, task.pk, on=today(), unit=at.other)
    tasks.returns.grant(cast.dispatcher.by, task.pk, on=today(), unit=at.co)
    case = Proposal.objects.get(pk=task.record_id)
    assert held(case) == [("区城管局", "sole")]
    assert made.task(case, at.co).previous_id == task.pk
    assert told(cast.officer) == [f"930001 {TITLE}的退件已同意。"]
    assert told(new) == [f"交办提案930001 {TITLE}，请在规程规定的时限内签收或申请退件。"]


def test_a_return_refused_is_handled_with_the_reason_told(cast: Cast, at: Place) -> None:
    task = given(cast, at)
    ask(cast.officer, task, at.co)
    done = tasks.returns.refuse(cast.dispatcher.by, task.pk, on=today(), reason="确属民政职责。")
    assert done.state == TaskState.ACCEPTED
    assert told(cast.officer) == [f"930001 {TITLE}的退件未获同意，请办理。确属民政职责。"]


def test_a_second_return_is_decided_above_and_for_good(cast: Cast, at: Place) -> None:
    Oversight.objects.create(dispatcher=cast.dispatching, unit=at.co, since=build.START)
    _, above = dispatcher(cast, "区政府办", cast.dispatching)
    new = officer(cast, at.co)
    task = given(cast, at)
    ask(cast.officer, task, at.co)
    assert told(above) == []
    tasks.returns.grant(cast.dispatcher.by, task.pk, on=today(), unit=at.co)
    second = made.task(Proposal.objects.get(pk=task.record_id), at.co)
    ask(new, second, at.lead)
    assert told(above)[-1].endswith("这是本案第2次退件，按规程裁定。")
    assert (queries.returns_asked(task.record_id), queries.disputed(second)) == (2, True)
    with pytest.raises(Refused, match="由上级交办机构或提案委裁定"):
        tasks.returns.refuse(cast.dispatcher.by, second.pk, on=today(), reason="请办理")
    tasks.returns.refuse(above.by, second.pk, on=today(), reason="裁定由城管局办理。")
    with pytest.raises(Refused, match="已申请退件2次，由交办机构裁定，不能再申请退件"):
        ask(new, second, at.lead)
    asked = ReturnRequest.objects.order_by("pk").values_list("task__unit__name", "granted")
    assert list(asked) == [("区民政局", True), ("区城管局", False)]


def test_the_rulebook_says_how_often_units_settle_it_themselves(cast: Cast, at: Place) -> None:
    Rulebook.objects.create(
        committee=cast.committee,
        number=1,
        since=build.START,
        data={"proposals": {"returns_most": 0, "return_reasons": ["其他"]}},
    )
    dispatcher(cast, "区政府办", cast.dispatching)
    task = given(cast, at)
    ask(cast.officer, task, at.co, reason="其他")
    with pytest.raises(Refused, match="由上级交办机构或提案委裁定"):
        tasks.returns.grant(cast.dispatcher.by, task.pk, on=today())
    assert tasks.returns.grant(cast.office.by, task.pk, on=today()).state == TaskState.RETURNED
