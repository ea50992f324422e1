"""Terms (届), sessions (次) and special work (专项工作)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from jianyan.ground import fields
from jianyan.ground.forms import KindForm
from jianyan.ground.kinds import Column, Kind, register_kind
from jianyan.ground.models import Campaign, Session, Term
from jianyan.ground.models.committees import chinese_number
from jianyan.ground.register import By
from jianyan.ground.rules import beyond_members

from . import forms as own
from .reach import OFFICE, read_by_all
from .writing import add_row, change_row


class TermField(forms.IntegerField):
    """A term by its number; cleans to the row."""

    committee = 0

    def clean(self, value: Any) -> Term | None:
        if isinstance(value, Term):
            return value
        number = super().clean(value)
        found = Term.objects.filter(committee=self.committee, number=number).first()
        if found is None:
            raise ValidationError(f"还没有第{chinese_number(number)}届，请先登记。")
        return found

    def prepare_value(self, value: Any) -> Any:
        return self.show(value)

    def show(self, value: Any) -> Any:
        """The number of a term."""
        return value.number if isinstance(value, Term) else value


class TermForm(KindForm):
    """One term."""

    number = forms.IntegerField(label="届", min_value=1, max_value=99)
    starts_on = fields.Day(label="起")
    ends_on = fields.Day(label="止", required=False, help_text="本届未满的留空")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "早于起始日，请改正。")
        return data


def find_term(committee: int, data: dict[str, Any]) -> Term | None:
    return Term.objects.filter(committee=committee, number=data["number"]).first()


def add_term(by: By, committee: int, data: dict[str, Any]) -> Term:
    """Enter a term."""
    row: Term = add_row(by, Term(committee_id=committee, **data), committee, "届")
    return row


def change_term(by: By, row: Any, changes: dict[str, tuple[Any, Any]], reason: str) -> Any:
    """更正 a term."""
    return change_row(by, row, row.committee_id, "届", changes, reason)


TERMS = register_kind(
    Kind(
        slug="terms",
        title="届",
        model=Term,
        form=TermForm,
        key=("number",),
        find=find_term,
        add=add_term,
        change=change_term,
        rows=Term.objects.all,
        view=read_by_all("committee"),
        writers=OFFICE,
        committee="committee",
        group="管理",
        icon="flag",
        measure="届",
        order=("-number",),
        nav=False,
        columns=(
            Column("number", "届", str, how="title", sort="number"),
            Column("starts_on", "起", "starts_on", how="date", sort="starts_on", phone=True),
            Column("ends_on", "止", "ends_on", how="date", phone=True),
        ),
    )
)


class SessionForm(KindForm):
    """One session."""

    term = TermField(label="届", min_value=1, max_value=99, help_text="如 九届填 9")
    number = forms.IntegerField(label="次", min_value=1, max_value=20)
    opens_on = fields.Day(label="开幕")
    closes_on = fields.Day(label="闭幕")
    proposals_until = fields.Day(
        label="大会提案截止", required=False, help_text="此后提交的为平时提案"
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes, term = data.get("opens_on"), data.get("closes_on"), data.get("term")
        if opens and closes and closes < opens:
            self.add_error("closes_on", "早于开幕日，请改正。")
        if opens and term and not within(term, opens):
            self.add_error("opens_on", f"不在{term}的任期内，请核对届和日期。")
        return data


def within(term: Term, day: date) -> bool:
    """Whether a day falls in a term."""
    return term.starts_on <= day and (term.ends_on is None or day <= term.ends_on)


def sessions() -> QuerySet[Any]:
    return Session.objects.select_related("term")


def find_session(committee: int, data: dict[str, Any]) -> Session | None:
    rows = sessions().filter(term=data["term"], term__committee=committee)
    return rows.filter(number=data["number"]).first()


def add_session(by: By, committee: int, data: dict[str, Any]) -> Session:
    """Enter a session."""
    row: Session = add_row(by, Session(**data), committee, "届次")
    return row


def change_session(by: By, row: Any, changes: dict[str, tuple[Any, Any]], reason: str) -> Any:
    """更正 a session."""
    return change_row(by, row, row.term.committee_id, "届次", changes, reason)


SESSIONS = register_kind(
    Kind(
        slug="sessions",
        title="届次",
        model=Session,
        form=SessionForm,
        key=("term", "number"),
        find=find_session,
        add=add_session,
        change=change_session,
        rows=sessions,
        view=read_by_all("term__committee"),
        writers=OFFICE,
        committee="term__committee",
        group="管理",
        icon="flag",
        measure="次",
        order=("-opens_on",),
        nav=False,
        columns=(
            Column("name", "届次", str, how="title"),
            Column("code", "写法", "code"),
            Column("opens_on", "开幕", "opens_on", how="date", sort="opens_on", phone=True),
            Column("closes_on", "闭幕", "closes_on", how="date"),
            Column("until", "大会提案截止", "proposals_until", how="date", phone=True),
        ),
    )
)


class CampaignForm(own.DatedForm):
    """One piece of special work."""

    code = own.code(max_length=30, help_text="不重复")
    name = own.text("名称", 60, required=True, help_text="如 疫情防控")
    since = fields.Day(label="起")
    until = fields.Day(label="止", required=False)


def find_campaign(committee: int, data: dict[str, Any]) -> Campaign | None:
    return Campaign.objects.filter(committee=committee, code=data["code"]).first()


def add_campaign(by: By, committee: int, data: dict[str, Any]) -> Campaign:
    """Enter special work."""
    row: Campaign = add_row(by, Campaign(committee_id=committee, **data), committee, "专项工作")
    return row


def change_campaign(by: By, row: Any, changes: dict[str, tuple[Any, Any]], reason: str) -> Any:
    """更正 special work."""
    return change_row(by, row, row.committee_id, "专项工作", changes, reason)


CAMPAIGNS = register_kind(
    Kind(
        slug="campaigns",
        title="专项工作",
        model=Campaign,
        form=CampaignForm,
        key=("code",),
        find=find_campaign,
        add=add_campaign,
        change=change_campaign,
        rows=Campaign.objects.all,
        view=read_by_all("committee"),
        writers=OFFICE,
        committee="committee",
        group="管理",
        icon="target",
        nav_for=beyond_members,
        about="一段时间里的专项工作，如疫情防控；登记记录时选上它，就可以按它汇总。",
        measure="项",
        order=("-since", "code"),
        columns=(
            Column("code", "代码", "code", sort="code"),
            Column("name", "名称", "name", how="title", sort="name", phone=True),
            Column("since", "起", "since", how="date", sort="since", phone=True),
            Column("until", "止", "until", how="date", sort="until"),
        ),
    )
)
