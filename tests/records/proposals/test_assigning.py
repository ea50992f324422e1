"""Assignment: passed to dispatchers, given to their own units, returned in time, disputes decided."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from jianyan.ground.models import Body, BodyKind, Clock, Notice, Oversight, Role
from jianyan.ground.register import today
from jianyan.ground.todo import waiting
from jianyan.kernel.errors import Denied, Refused
from jianyan.records.proposals.assigning import actions
from jianyan.records.proposals.assigning.queries import differs
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.models import Proposal, ReturnRequest, Routing, TaskState, UnitTask
from jianyan.records.proposals.reviewing import actions as reviewing
from jianyan.records.proposals.tasks import actions as tasks
from tests import build
from tests.cast import Cast, Player, play
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
ON = date(2020, 3, 2)
TITLE = "关于补建充电设施的提案"
WHY = "不属本单位职责"


def told(who: Player) -> list[str]:
    rows = Notice.objects.filter(person=who.person).order_by("pk")
    return list(rows.values_list("text", flat=True))


def dispatcher(cast: Cast, name: str, *units: Body) -> tuple[Body, Player]:
    """A dispatching body that oversees units, and who works for it."""
    body = build.body(cast.committee, BodyKind.DISPATCHER, name)
    for unit in units:
        Oversight.objects.create(dispatcher=body, unit=unit, since=build.START)
    return body, play(cast.committee, f"{name}的人", Role.DISPATCHER, body=body)


def officer(cast: Cast, unit: Body) -> Player:
    return play(cast.committee, f"{unit}的人", Role.UNIT_OFFICER, body=unit)


def passed(cast: Cast, at: Place, *dispatchers: Body, **fields: Any) -> Proposal:
    """A filed case passed to the dispatchers."""
    row = made.filed(at, **{"visibility": "office", **fields})
    return actions.route(cast.office.by, row.pk, on=ON, dispatchers=dispatchers)


def sees(who: Player, row: Proposal) -> bool:
    return Proposal.objects.filter(CASES.view(who.actor), pk=row.pk).exists()


def held(row: Proposal) -> list[tuple[str, str]]:
    live = UnitTask.objects.filter(record=row.pk, ended_on=None).order_by("pk")
    return [(one.unit.name, one.role) for one in live.select_related("unit")]


def test_a_dispatcher_sees_and_assigns_what_was_passed_to_it(cast: Cast, at: Place) -> None:
    row = made.filed(at, visibility="office")
    assert not sees(cast.dispatcher, row)
    actions.route(cast.office.by, row.pk, on=ON, dispatchers=[cast.dispatching])
    assert sees(cast.dispatcher, row)
    assert told(cast.dispatcher) == [f"转来提案930001 {TITLE}，请交办所归口的单位。"]
    assigned = actions.assign(cast.dispatcher.by, row.pk, on=ON, lead=at.lead)
    assert (assigned.record.state, assigned.assigned_on) == ("assigned", today())
    assert held(row) == [("区民政局", "sole")]
    task = made.task(row, at.lead)
    assert (task.dispatcher, task.sent_on) == (cast.dispatching, today())
    words = f"交办提案930001 {TITLE}，请在规程规定的时限内签收或申请退件。"
    assert told(cast.officer) == [words]


def test_a_unit_is_given_by_who_answers_for_it_alone(cast: Cast, at: Place) -> None:
    dispatcher(cast, "区委督查室", at.co)
    row = passed(cast, at, cast.dispatching)
    with pytest.raises(Refused, match="区城管局不在您的交办范围内，由区委督查室归口，请由其交办"):
        actions.assign(cast.dispatcher.by, row.pk, on=ON, lead=at.lead, cos=[at.co])
    with pytest.raises(Refused, match="区教育局不在您的交办范围内，还没有归口交办机构"):
        actions.assign(cast.dispatcher.by, row.pk, on=ON, lead=at.other)
    assert held(row) == []
    with pytest.raises(Denied):
        actions.assign(cast.dispatcher.by, made.filed(at).pk, on=ON, lead=at.lead)


def test_dispatchers_one_above_the_other(cast: Cast, at: Place) -> None:
    """The upper one sees what was passed to the lower one, and reaches its units."""
    upper, above = dispatcher(cast, "区政府办", cast.dispatching)
    row = passed(cast, at, cast.dispatching)
    assert sees(above, row)
    actions.assign(above.by, row.pk, on=ON, lead=at.lead)
    assert made.task(row, at.lead).dispatcher == upper
    below = passed(cast, at, upper)
    assert not sees(cast.dispatcher, below)


def test_the_first_dispatcher_assigns_and_the_others_add_their_units(cast: Cast, at: Place) -> None:
    party, other = dispatcher(cast, "区委督查室", at.co)
    row = passed(cast, at, cast.dispatching, party)
    with pytest.raises(Refused, match="现为“已立案”"):
        actions.send(other.by, row.pk, on=ON, role="co", units=[at.co])
    actions.assign(cast.dispatcher.by, row.pk, on=ON, lead=at.lead)
    assert held(row) == [("区民政局", "lead")]
    actions.send(other.by, row.pk, on=ON, role="co", units=[at.co])
    assert held(row) == [("区民政局", "lead"), ("区城管局", "co")]
    with pytest.raises(Refused, match="区城管局已在办理"):
        actions.send(other.by, row.pk, on=ON, role="separate", units=[at.co])
    with pytest.raises(Refused, match="已有独办或主办单位"):
        actions.send(cast.office.by, row.pk, on=ON, role="lead", units=[at.other])


def test_what_was_passed_is_passed_on_with_its_reason(cast: Cast, at: Place) -> None:
    party, other = dispatcher(cast, "区委督查室", at.co)
    row = passed(cast, at, cast.dispatching)
    with pytest.raises(Refused, match="已转区政府督查室"):
        actions.route(cast.office.by, row.pk, on=ON, dispatchers=[cast.dispatching])
    actions.reroute(cast.dispatcher.by, row.pk, on=ON, reason="属党委部门", dispatchers=[party])
    assert (sees(cast.dispatcher, row), sees(other, row)) == (False, True)
    words = f"930001 {TITLE}由区政府督查室改转区委督查室，理由：属党委部门"
    assert told(cast.office) == [words]
    kept = Routing.objects.order_by("pk").values_list("dispatcher__name", "ended_on")
    assert list(kept) == [("区政府督查室", today()), ("区委督查室", None)]


def given(cast: Cast, at: Place) -> UnitTask:
    """A case given to the cast's unit today."""
    return made.task(made.assigned(at, on=today()), at.lead)


def ask(who: Player, task: UnitTask, rather: Body, **more: Any) -> UnitTask:
    return tasks.returns.ask(
        who.by, task.pk, on=today(), **{"reason": WHY, "rather": rather, **more}
    )


def test_a_unit_accepts_for_itself_alone(cast: Cast, at: Place) -> None:
    task = given(cast, at)
    with pytest.raises(Denied):
        tasks.returns.accept(officer(cast, at.co).by, task.pk, on=today())
    done = tasks.returns.accept(cast.officer.by, task.pk, on=ON)
    assert (done.state, done.accepted_on) == (TaskState.ACCEPTED, today())


def waits(who: Player, at: Place) -> list[str]:
    found = waiting(who.actor, at.committee.pk)
    return [f"{one.wait.why}：{one.wait.verb}" for group in found for one in group.tasks]


def test_what_waits_on_whom(cast: Cast, at: Place) -> None:
    row = passed(cast, at, cast.dispatching)
    assert waits(cast.dispatcher, at) == ["已转您处，待交办：交办"]
    actions.assign(cast.dispatcher.by, row.pk, on=today(), lead=at.lead)
    assert "请签收：签收" in waits(cast.officer, at)
    task = made.task(row, at.lead)
    ask(cast.officer, task, at.co)
    assert waits(cast.dispatcher, at) == ["单位申请退件，待审批：审批退件"]
    assert waits(cast.officer, at) == []
    tasks.returns.grant(cast.dispatcher.by, task.pk, on=today())
    assert waits(cast.dispatcher, at) == ["退件后没有承办单位，待改交：改交"]
    assert waits(cast.office, at) == ["退件后没有承办单位，待改交：改交"]


def test_where_the_decision_differs_from_the_wish_it_says_why(
    client: Client, cast: Cast, at: Place
) -> None:
    row = made.filed(at, wished_leads=[at.co])
    actions.assign(cast.office.by, row.pk, on=ON, lead=at.lead, reason="设施由民政管理")
    fresh = Proposal.objects.get(pk=row.pk)
    assert differs(fresh) == ("区城管局主办", "区民政局（独办）")
    client.force_login(cast.member.account)
    page = client.get(f"/r/proposals/{row.pk}/").content.decode()
    assert "设施由民政管理" in page
    as_wished = made.filed(at, wished_leads=[at.lead])
    actions.assign(cast.office.by, as_wished.pk, on=ON, lead=at.lead)
    assert differs(Proposal.objects.get(pk=as_wished.pk)) is None


def sheet(client: Client, rows: list[Proposal], do: str = "assign", **fields: Any) -> Any:
    data = {"do": do, "on": "2020-03-02", "pk": [row.pk for row in rows], **fields}
    return client.post("/proposals/assign/", data)


def test_a_hundred_are_given_in_one_submit(
    client: Client, cast: Cast, at: Place, django_assert_max_num_queries: Any
) -> None:
    client.force_login(cast.office.account)
    pks = made.many(at, 100, ON, wished_leads=[at.lead], wished_cos=[at.co])
    rows = list(Proposal.objects.filter(pk__in=pks).order_by("pk"))
    page = client.get("/proposals/assign/").content.decode()
    assert page.count('value="区民政局"') - 1 == page.count('value="区城管局"') - 1 == 100
    typed = {f"lead-{row.pk}": "区民政局" for row in rows}
    typed |= {f"cos-{row.pk}": "区城管局、区教育局" for row in rows[:50]}
    with django_assert_max_num_queries(50):
        answer = sheet(client, rows, **typed, once="mark")
    assert answer.status_code == 302
    assert UnitTask.objects.filter(role="lead").count() == 50
    assert UnitTask.objects.filter(role="co").count() == 100
    assert UnitTask.objects.filter(role="sole").count() == 50
    assert len(told(cast.officer)) == 100
    assert sheet(client, rows, **typed, once="mark").status_code == 302
    assert UnitTask.objects.count() == 200


def test_rows_that_are_refused_keep_what_was_typed(client: Client, cast: Cast, at: Place) -> None:
    client.force_login(cast.office.account)
    good, bad, empty = (made.filed(at) for _ in range(3))
    typed = {
        f"lead-{good.pk}": "区民政局",
        f"lead-{bad.pk}": "区民正局",
        f"why-{bad.pk}": "两家会商过",
        f"lead-{empty.pk}": "",
    }
    answer = sheet(client, [good, bad, empty], **typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "主办（独办）：没有“区民正局”。" in page
    assert "须有独办、主办或分办单位，请补填。" in page
    assert 'value="区民正局"' in page
    assert 'value="两家会商过"' in page
    assert held(good) == [("区民政局", "sole")]
    states = Proposal.objects.order_by("pk").values_list("record__state", flat=True)
    assert list(states) == ["assigned", "filed", "filed"]
    Body.objects.filter(pk=at.other.pk).update(until=date(2020, 3, 1))
    over = sheet(client, [empty], **{f"lead-{empty.pk}": "区教育局"}).content.decode()
    assert "区教育局已于2020年3月1日撤销，请改选承接的单位。" in over
    late = sheet(client, [good], **typed).content.decode()
    assert f"{good.record.number} {good.record.title}：这件提案已由他人交办" in late
    assert "您填的是：主办（独办）：区民政局。" in late
    assert "没有“某某室”" in sheet(client, [bad], "route", dispatchers="某某室").content.decode()
    assert "请填写转哪个交办机构" in sheet(client, [bad], "route").content.decode()
    assert sheet(client, [bad], "route", dispatchers="区政府督查室").status_code == 302
    assert Routing.objects.count() == 1


def test_the_pre_review_comes_before_the_wish(client: Client, cast: Cast, at: Place) -> None:
    row = made.submitted(at, wished_leads=[at.other])
    reviewing.prereview(
        cast.office.by, row.pk, on=ON, stage="first", opinion="filed", lead=at.lead, cos=[at.co]
    )
    reviewing.file(cast.office.by, row.pk, on=ON)
    client.force_login(cast.office.account)
    page = client.get("/proposals/assign/").content.decode()
    assert f'name="lead-{row.pk}" value="区民政局"' in page
    assert f'name="cos-{row.pk}" value="区城管局"' in page


def test_a_dispatcher_s_sheet_has_its_own_cases_alone(
    client: Client, cast: Cast, at: Place
) -> None:
    row = passed(cast, at, cast.dispatching, title="转来的提案", wished_leads=[at.co])
    made.filed(at, title="没有转来的提案")
    client.force_login(cast.dispatcher.account)
    page = client.get("/proposals/assign/").content.decode()
    assert ("转来的提案" in page, "没有转来的提案" in page) == (True, False)
    assert f'name="lead-{row.pk}" value=""' in page
    answer = sheet(client, [row], **{f"lead-{row.pk}": "区城管局"})
    assert "区城管局不在您的交办范围内" in answer.content.decode()
    assert sheet(client, [row], **{f"lead-{row.pk}": "区民政局"}).status_code == 302
    client.force_login(cast.officer.account)
    assert client.get("/proposals/assign/").status_code == 403


def test_the_return_form_offers_the_rulebook_s_reasons(
    client: Client, cast: Cast, at: Place
) -> None:
    task = given(cast, at)
    client.force_login(cast.officer.account)
    url = f"/r/proposal-tasks/{task.pk}/move/ask_return/"
    page = client.get(url).content.decode()
    assert "不属本单位职责" in page
    assert 'name="on"' not in page
    answer = client.post(url, {"reason": WHY, "rather": "区城管局", "words": "已核实"})
    assert answer.status_code == 302
    said = ReturnRequest.objects.get()
    assert (said.reason, said.rather, said.on) == (f"{WHY}。已核实", at.co, today())
    assert Clock.objects.get(kind="accept").met_on == today()


def test_an_officer_guesses_no_other_unit_s_case(client: Client, cast: Cast, at: Place) -> None:
    other = made.task(made.assigned(at, on=today(), visibility="office"), at.lead)
    client.force_login(officer(cast, at.co).account)
    for name in ("accept", "ask_return"):
        assert client.get(f"/r/proposal-tasks/{other.pk}/move/{name}/").status_code == 404


def test_a_sole_unit_becomes_the_lead_so_that_others_may_join(
    client: Client, cast: Cast, at: Place
) -> None:
    Oversight.objects.create(dispatcher=cast.dispatching, unit=at.co, since=build.START)
    row = made.assigned(at)
    more: dict[str, Any] = {"on": ON, "role": "co", "units": [at.co]}
    with pytest.raises(Refused, match="先把独办改为主办"):
        actions.send(cast.office.by, row.pk, **more)
    sole = made.task(row, at.lead)
    client.force_login(cast.officer.account)
    address = f"/r/proposal-tasks/{sole.pk}/move/change_role/"
    said = {"role": "主办", "reason": "须由城管局会办"}
    assert client.post(address, said).status_code == 403
    client.force_login(cast.dispatcher.account)
    assert client.post(address, {**said, "role": "独办"}).status_code == 422
    assert client.post(address, {**said, "role": "会办"}).status_code == 422
    assert client.post(address, said).status_code == 302
    new = made.task(row, at.lead)
    assert (new.role, new.previous_id, new.sent_on, new.due_on) == (
        "lead", sole.pk, today(), sole.due_on,
    )  # fmt: skip
    words = f"{at.lead}办理《{TITLE}》由独办改为主办。须由城管局会办"
    assert told(cast.officer)[-1:] == told(cast.member)[-1:] == [words]
    actions.send(cast.office.by, row.pk, **more)
    assert made.task(row, at.co).role == "co"
