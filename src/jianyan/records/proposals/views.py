"""Pages of proposals. The kind's declaration drives list, record, forms, import and export."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from jianyan.ground import rules
from jianyan.ground.choices import categories, sessions, states
from jianyan.ground.kinds import Ahead, Attaching, Column, Fact, Filter, Kind, Many, register_kind
from jianyan.ground.pages.clocks import clock_sections
from jianyan.ground.pages.places import url_of
from jianyan.ground.rules import beyond_members
from jianyan.kernel.rules import both, either

from . import actions, entering, forms, move_forms, papers, queries, standing
from .assigning.forms import AskReturnForm, GrantReturnForm, RouteForm, SendForm
from .cases.charter import CASES
from .cases.models import Proposal, Timing
from .cases.queries import said_elsewhere
from .cases.who import writing
from .drafting import attaching
from .naming import NAMED
from .ratings.forms import RehandleForm
from .replies.draft_forms import CheckForm, IssueForm, RedraftForm, SignForm
from .replies.draft_views import draft_sections
from .replies.forms import PublishForm, ReplyMoveForm
from .replies.who import to_sign
from .reviewing.forms import PreReviewForm
from .tasks import actions as tasks
from .tasks import queries as task_queries
from .tasks.charter import TASKS
from .tasks.forms import (
    AskExtensionForm,
    GrantExtensionForm,
    HoldContactForm,
    LongerForm,
    OpineForm,
    PauseForm,
    ReasonedForm,
    RefuseReturnForm,
    ResumeForm,
    RoleForm,
    TaskForm,
)
from .tasks.handing_views import own_tasks
from .tasks.models import TaskRole, UnitTask
from .tasks.opinion_sections import opinion_sections
from .tasks.overdue import OF_CASE, OF_TASK, is_due, is_overdue
from .tasks.views import CASE, NUMBER, UNIT, since
from .tasks.who import DISPATCHER_TOO, answering, longer_asked, own_unit, signers


def find(committee: int, data: dict[str, Any]) -> Proposal | None:
    """The proposal that a sheet's row names: by former number, proposal number, receipt number, or
    by title, session and day."""
    rows = queries.whole().filter(record__committee=committee)
    if data["key"]:
        return rows.filter(record__key=data["key"]).first()
    if data["number"] and (found := rows.filter(record__number=data["number"]).first()):
        return found
    if data["receipt_number"]:
        return rows.filter(receipt_number=data["receipt_number"]).first()
    rows = rows.exclude(record__state="void")
    return rows.filter(
        record__title=data["title"],
        record__session=data["session"],
        submitted_on=data["submitted_on"],
        proposer=data["proposer"],
        body=data["body"],
    ).first()


SETTLED = ("replied", "done", "rehandling", "void")


def owed_until(task: Any) -> date | None:
    """The term of a first reply that is still owed (`term` as the lists annotate it)."""
    term: date | None = task.term
    return None if task.ended_on or task.state in SETTLED else term


def due(row: Proposal) -> date | None:
    """The earliest term of the replies still owed, extensions included."""
    terms = [owed_until(task) for task in row.record.unittasks.all()]
    return min((day for day in terms if day), default=None)


def facts(row: Proposal) -> list[Fact]:
    """What the record page says of one."""
    signed = row.record.cosigners.filter(struck_at=None, signed_on__isnull=False)
    outcome, day, reason, main = queries.outcome_of(row)
    said = dict(forms.OUTCOMES).get(outcome, "")
    return [
        Fact("收件号", row.receipt_number),
        Fact("届次", row.record.session),
        Fact("提出时间", row.get_timing_display()),
        Fact("提案者", "、".join(str(one) for one in (row.body, row.proposer) if one)),
        Fact("提案者类别", row.proposer_kind),
        Fact(
            "联名人",
            "、".join(
                str(one.person or one.body) for one in signed.select_related("person", "body")
            ),
        ),
        Fact("类别", row.local),
        Fact("全国类别", row.national),
        Fact("是否公开", "同意公开" if row.public else f"不同意公开：{row.public_reason}"),
        Fact("希望主办单位", "、".join(str(one) for one in row.wished_leads.all())),
        Fact("希望会办单位", "、".join(str(one) for one in row.wished_cos.all())),
        Fact("收到", row.submitted_on),
        Fact("审查结果", f"{said}：{reason}" if reason else said),
        Fact("审查日期", day),
        Fact("并入", main and said_elsewhere(main), url_of(main) if main else ""),
        *(
            Fact("并入本案的提案", said_elsewhere(one), url_of(one))
            for one in queries.merged_into(row)
        ),
        Fact("交办", row.assigned_on),
        Fact("承办单位", queries.units_now(row)),
        Fact("办结", row.closed_on),
        Fact("公开日期", row.published_on),
    ]


def of_unit(name: str) -> Q:
    """Cases that a unit of that name has or had a task in."""
    named = Q(unit__name__icontains=name) | Q(unit__short__icontains=name)
    tasks = UnitTask.objects.filter(named, struck_at__isnull=True)
    return Q(pk__in=tasks.values("record"))


def of_proposer(name: str) -> Q:
    """Cases of a first proposer or a proposing body of that name."""
    return Q(proposer__name__icontains=name) | Q(body__name__icontains=name)


def of_session(code: str) -> Q:
    """Cases of a session, written 9.3."""
    term, _, number = code.partition(".")
    if not term.isdecimal() or not number.isdecimal():
        return Q(pk__in=())
    return Q(record__session__term__number=term, record__session__number=number)


def find_task(committee: int, data: dict[str, Any]) -> UnitTask | None:
    """The task of a case, a unit and a day."""
    rows = task_queries.listed().prefetch_related("return_requests")
    return rows.filter(
        record=data["record"], unit=data["unit"], sent_on=data["sent_on"], role=data["role"]
    ).first()


FILTERS = (
    Filter("state", "状态", lambda value: Q(record__state=value), states(CASES)),
    Filter("session", "届次", of_session, sessions),
    Filter("local", "类别", lambda value: Q(local__code=value), categories("proposal_category")),
    Filter("timing", "提出时间", lambda value: Q(timing=value), lambda of: Timing.choices),
    Filter("due", "期限", is_due, lambda of: OF_CASE),
    Filter("unit", "承办单位", of_unit, how="text"),
    Filter("proposer", "提案者", of_proposer, how="text"),
    Filter("since", "收到不早于", lambda value: Q(submitted_on__gte=value), how="since"),
    Filter("until", "收到不晚于", lambda value: Q(submitted_on__lte=value), how="until"),
)

KIND = register_kind(
    Kind(
        slug="proposals",
        title="提案",
        charter=CASES,
        model=Proposal,
        form=forms.ProposalForm,
        key=("key", "number", "receipt_number"),
        alike=("title", "session", "submitted_on", "proposer", "body"),
        find=find,
        add=actions.add,
        many=Many(entering.fits, entering.add_many),
        change=actions.change,
        rows=queries.listed,
        whole=queries.whole,
        view=CASES.view,
        facts=facts,
        prose=queries.prose,
        stands=standing.of_case,
        sections=lambda row, actor: clock_sections(
            row.pk, without=standing.hidden_clocks(row, actor)
        ),
        ahead=Ahead(
            queries.is_open,
            (queries.first_due().asc(nulls_last=True), "-record__dated_on", "-record_id"),
        ),
        icon="writing",
        columns=(
            Column("number", "提案号", "record__number", sort="record__number", phone=True),
            Column("title", "案由", "record__title", how="title", phone=True),
            Column("proposer", "提案者", queries.proposers),
            Column("local", "类别", "local__label", sort="local__order"),
            Column("units", "承办单位", queries.units_now),
            Column("submitted_on", "收到", "submitted_on", how="date", sort="submitted_on"),
            Column("due", "答复期限", due, how="due", phone=True),
            Column("state", "状态", "record__state", how="state", phone=True),
        ),
        named=NAMED,
        filters=FILTERS,
        views=(
            ("全部", ""),
            ("待审查", "state=submitted"),
            ("待交办", "state=filed"),
            ("办理中", "state=assigned"),
            ("已答复", "state=replied"),
            ("已办结", "state=closed"),
        ),
        papers=papers.OF_CASES,
        writing="proposal-write",
        attaching=Attaching(writing, attaching.fits),
        own_pages={
            "send_back": "proposal-send-back",
            "save": "proposal-rewrite",
            "unsign": "proposal-unsign",
        },
        moves={
            "submit": move_forms.SubmitForm,
            "discard": move_forms.DiscardForm,
            "invite": move_forms.InviteForm,
            "prereview": PreReviewForm,
            "file": move_forms.FileForm,
            "not_file": move_forms.NotFileForm,
            "merge": move_forms.MergeForm,
            "assign": move_forms.AssignForm,
            "route": RouteForm,
            "reroute": RouteForm,
            "send": SendForm,
            "publish": PublishForm,
            "rehandle": RehandleForm,
            "pause": PauseForm,
            "resume": ResumeForm,
        },
    )
)

WITH_DRAFT = ("sign", "check", "redraft", "redraft_again", "issue")
"""Steps of a reply that are taken with the draft in view."""

LONGER = both(DISPATCHER_TOO, longer_asked)
AT_HAND = {
    **dict.fromkeys(
        (
            "accept",
            "hand_on",
            "ask_return",
            "contact",
            "opine",
            "ask_extension",
            "withdraw_extension",
        ),
        own_unit,
    ),
    "keep": both(own_unit, answering),
    **dict.fromkeys(("grant_return", "refuse_return", "check"), DISPATCHER_TOO),
    **dict.fromkeys(("grant_extension", "refuse_extension"), LONGER),
    **dict.fromkeys(("redraft", "redraft_again"), either(own_unit, DISPATCHER_TOO)),
    "sign": to_sign,
    "countersign": own_unit,
    "issue": signers,
}
"""What stands on the page of a case too, of its tasks: the unit's own work, and what waits for a
decision."""

TASK_KIND = register_kind(
    Kind(
        slug="proposal-tasks",
        title="单位任务",
        charter=TASKS,
        model=UnitTask,
        form=TaskForm,
        key=("record", "unit", "sent_on", "role"),
        find=find_task,
        add=tasks.add_task,
        change=tasks.change_task,
        rows=task_queries.listed,
        view=TASKS.view,
        write=rules.office,
        parent="proposals",
        icon="send",
        nav_for=beyond_members,
        measure="件次",
        papers=papers.OF_TASKS,
        tools=own_tasks,
        order=("-sent_on", "-pk"),
        columns=(
            NUMBER,
            CASE,
            Column("unit", "承办单位", "unit", phone=True),
            Column("role", "办理方式", "get_role_display"),
            Column("handler", "承办人", task_queries.handler_of, sort="handler__name"),
            Column("sent_on", "交办", "sent_on", how="date", sort="sent_on"),
            Column("due_on", "答复期限", owed_until, how="due", phone=True),
            Column("state", "状态", "state", how="state", phone=True),
        ),
        filters=(
            Filter("state", "状态", lambda value: Q(state=value), states(TASKS)),
            UNIT,
            Filter("role", "办理方式", lambda value: Q(role=value), lambda of: TaskRole.choices),
            Filter("late", "期限", is_overdue, lambda of: OF_TASK),
            Filter(
                "handler", "承办人", lambda value: Q(handler__name__icontains=value), how="text"
            ),
            *since("sent_on", "交办"),
        ),
        views=(
            ("全部", ""),
            ("待签收", "state=sent"),
            ("申请退件", "state=return_asked"),
            ("办理中", "state=accepted"),
            ("重新办理", "state=rehandling"),
            ("即将到期", "late=soon"),
            ("已逾期", "late=any"),
            ("逾期已久", "late=long"),
        ),
        stands=standing.of_task,
        sections=lambda row, actor: [
            *draft_sections(row, actor),
            *opinion_sections(row, actor),
            *clock_sections(row.record_id, row.pk),
        ],
        at_hand=AT_HAND,
        own_pages={
            "keep": "proposal-draft",
            "draft": "proposal-draft",
            "hand_on": "proposal-hand-on",
            **{name: f"proposal-{name}" for name in WITH_DRAFT},
        },
        moves={
            "ask_return": AskReturnForm,
            "grant_return": GrantReturnForm,
            "change_role": RoleForm,
            "contact": HoldContactForm,
            "opine": OpineForm,
            "sign": SignForm,
            "check": CheckForm,
            "redraft": RedraftForm,
            "redraft_again": RedraftForm,
            "issue": IssueForm,
            "reply": ReplyMoveForm,
            "refuse_return": RefuseReturnForm,
            "recall": ReasonedForm,
            "refuse_extension": LongerForm,
            "withdraw_extension": LongerForm,
            "rehandle": RehandleForm,
            "ask_extension": AskExtensionForm,
            "grant_extension": GrantExtensionForm,
            "pause": PauseForm,
            "resume": ResumeForm,
        },
    )
)
