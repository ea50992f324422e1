"""Members (委员): people of the term with their sector, party, groups and special committees.

A row is the membership in the committee itself. The other memberships are asked as of today, or
as of the last day of a membership that has ended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.kinds import Column, Fact, Filter, Kind, Section, register_kind
from jianyan.ground.models import Body, BodyKind, Membership, Office, Person, Role
from jianyan.ground.models.committees import in_force
from jianyan.ground.register import By, today
from jianyan.kernel.errors import Refused
from jianyan.kernel.rules import Actor

from . import forms as own
from . import people
from .belonging import belonging, joined, listed, offices_of
from .drawn import masked, url_of
from .reach import OFFICE, read_by_all
from .writing import add_row, belong, change_row

ONE = {
    "party": BodyKind.PARTY,
    "sector": BodyKind.SECTOR,
    "member_group": BodyKind.MEMBER_GROUP,
    "street_group": BodyKind.STREET_GROUP,
}
SEVERAL = {"special_committees": BodyKind.SPECIAL_COMMITTEE}
BELONGS: Mapping[str, BodyKind] = {**ONE, **SEVERAL}
KINDS_IN_ORDER = [str(kind) for kind in BELONGS.values()]
OF_PERSON = ("code", "name", "sex", "post", "phone")
FROM_TODAY = "改动自今天起算，以前的在“成员”中更正"


class MemberForm(own.DatedForm):
    """One member."""

    code = own.code(label="编号", max_length=30, help_text="委员证号或自编号，不重复")
    name = own.text("姓名", 40, required=True)
    sex = fields.Labelled(label="性别", choices=people.SEXES, required=False)
    post = own.text("单位职务", 120)
    phone = own.text("电话", 30)
    since = fields.Day(label="任委员起")
    until = fields.Day(label="任委员止", required=False, help_text="在任的留空")
    party = fields.body(BodyKind.PARTY, label="党派", required=False, help_text="无党派的留空")
    sector = fields.body(BodyKind.SECTOR, label="界别", required=False, help_text=FROM_TODAY)
    member_group = fields.body(BodyKind.MEMBER_GROUP, label="委员组", required=False)
    street_group = fields.body(BodyKind.STREET_GROUP, label="街道小组", required=False)
    special_committees = fields.bodies(
        BodyKind.SPECIAL_COMMITTEE, label="专委会", required=False, help_text="几个之间用、隔开"
    )

    @classmethod
    def value_of(cls, name: str, row: Any) -> Any:
        if name in OF_PERSON:
            return getattr(row.person, name)
        if name not in BELONGS:
            return super().value_of(name, row)
        bodies = belonging(row, BELONGS[name])
        return bodies if name in SEVERAL else (bodies[0] if bodies else None)


def find(committee: int, data: dict[str, Any]) -> Membership | None:
    """The membership of a code: the last one, unless a new one is meant that begins after it."""
    rows = listed().filter(
        person__committee=committee, person__code=data["code"], struck_at__isnull=True
    )
    last: Membership | None = rows.order_by("since").last()
    if last and last.until and data["since"] and data["since"] > last.until:
        return None
    return last


def add(by: By, committee: int, data: dict[str, Any]) -> Membership:
    """Enter a member: the person if not known yet, the memberships, the office that goes with it."""
    since, until = data["since"], data["until"]
    with transaction.atomic():
        person = _person(by, committee, data)
        body = members_body(committee, since)
        membership = Membership(person=person, body=body, post="委员", since=since, until=until)
        row: Membership = add_row(by, membership, committee, "委员")
        for name, kind in BELONGS.items():
            belong(by, person, kind, bodies_in(data, name), since)
        if until:
            end_all(person, until)
        office = Office(committee_id=committee, person=person, role=Role.MEMBER, title="委员")
        office.since, office.until = since, until
        office.save()
    return row


def _person(by: By, committee: int, data: Mapping[str, Any]) -> Person:
    known = Person.objects.filter(committee=committee, code=data["code"]).first()
    own_data = {name: data[name] for name in OF_PERSON}
    if known is None:
        return people.add(by, committee, own_data)
    if known.name != data["name"]:
        raise Refused(f"编号{known.code}是{known.name}的，请核对编号或姓名。")
    changes = {n: (getattr(known, n), v) for n, v in own_data.items() if v != getattr(known, n)}
    return people.change(by, known, changes, "登记委员") if changes else known


def members_body(committee: int, on: date) -> Body:
    """The body 全体委员 in being on a day. Raises Refused when there is none."""
    bodies = Body.objects.filter(in_force(on), committee=committee, kind=BodyKind.MEMBERS)
    body = bodies.order_by("-since", "order").first()
    if body is None:
        raise Refused(f"{said_day(on)}还没有“全体委员”这一机构，请先在“机构”中登记。")
    return body


def bodies_in(data: Mapping[str, Any], name: str) -> list[Body]:
    """The bodies that the form names in a field, one or several."""
    value = data[name]
    if isinstance(value, list):
        return value
    return [value] if value else []


def end_all(person: Person, until: date) -> None:
    """Whoever is a member no more belongs to none of these bodies any more."""
    open_ended = Q(until__isnull=True) | Q(until__gt=until)
    kinds = (*BELONGS.values(), BodyKind.MEMBERS)
    rows = Membership.objects.filter(open_ended, person=person, body__kind__in=kinds)
    rows.exclude(body__kind=BodyKind.PARTY).filter(struck_at__isnull=True).update(until=until)
    Office.objects.filter(
        open_ended, person=person, role__in=(Role.MEMBER, Role.CONVENER), struck_at__isnull=True
    ).update(until=until)


def change(by: By, row: Any, changes: dict[str, tuple[Any, Any]], reason: str) -> Membership:
    """更正 a member; to which bodies one belongs is changed from today on."""
    committee = row.person.committee_id
    of_person = {name: pair for name, pair in changes.items() if name in OF_PERSON}
    dates = {name: pair for name, pair in changes.items() if name in ("since", "until")}
    moved = {name: pair for name, pair in changes.items() if name in BELONGS}
    if moved and row.until and row.until < today():
        raise Refused("已不在任的委员，所属机构请在“成员”中更正。")
    with transaction.atomic():
        if of_person:
            people.change(by, row.person, of_person, reason)
        if dates:
            change_row(by, row, committee, "委员", dates, reason)
            _follow(row, dates)
        for name in moved:
            on = max(today(), row.since)
            belong(by, row.person, BELONGS[name], bodies_in({name: moved[name][1]}, name), on)
    return listed().get(pk=row.pk)


def _follow(row: Membership, dates: Mapping[str, tuple[Any, Any]]) -> None:
    """The office of a member, and what it belongs to, follow the days of the membership."""
    if "since" in dates:
        before, after = dates["since"]
        mine = {"person": row.person, "since": before, "struck_at__isnull": True}
        Office.objects.filter(role=Role.MEMBER, **mine).update(since=after)
        Membership.objects.filter(body__kind__in=BELONGS.values(), **mine).update(since=after)
    if "until" not in dates:
        return
    before, after = dates["until"]
    if after:
        end_all(row.person, after)
    else:
        mine = {"person": row.person, "until": before, "struck_at__isnull": True}
        Office.objects.filter(role=Role.MEMBER, **mine).update(until=None)
        Membership.objects.filter(body__kind__in=BELONGS.values(), **mine).update(until=None)


def facts(row: Membership) -> list[Fact]:
    said = [
        Fact("姓名", row.person, url_of("people", row.person_id)),
        Fact("单位职务", row.person.post),
        Fact("任委员", f"{said_day(row.since)}至{said_day(row.until, '今')}"),
    ]
    for name, kind in BELONGS.items():
        label = MemberForm.base_fields[name].label
        said.append(Fact(str(label), "、".join(one.name for one in belonging(row, kind))))
    return [*said, Fact("职务", offices_of(row)), Fact("电话", masked(row.person.phone))]


def sections(row: Membership, actor: Actor) -> list[Section]:
    """What the person's own page shows."""
    return people.sections(row.person, actor)


def _within(value: str) -> Q:
    kind, _, code = value.partition(":")
    held = Membership.objects.filter(
        in_force(today()), body__kind=kind, body__code=code, struck_at__isnull=True
    )
    return Q(person__in=held.values("person"))


def _bodies(committees: tuple[int, ...]) -> Sequence[tuple[str, str]]:
    """Every body to which members belong: one statement, whatever its kind."""
    rows = Body.objects.filter(committee__in=committees, kind__in=BELONGS.values())
    found = sorted(rows, key=lambda one: (KINDS_IN_ORDER.index(one.kind), one.order, one.code))
    return list({f"{one.kind}:{one.code}": one.full for one in found}.items())


SERVING = (("yes", "现在任"), ("no", "已离任"))


def _serving(value: str) -> Q:
    now = in_force(today())
    return now if value == "yes" else Q(until__lt=today())


MEMBERS = register_kind(
    Kind(
        slug="members",
        title="委员",
        model=Membership,
        form=MemberForm,
        key=("code",),
        find=find,
        add=add,
        change=change,
        rows=listed,
        view=read_by_all("person__committee"),
        writers=OFFICE,
        facts=facts,
        sections=sections,
        guarded={"phone": masked},
        committee="person__committee",
        group="名册",
        icon="id",
        tools=lambda actor, committee: [
            {"label": "按日查看", "url": reverse("members-on"), "icon": "calendar-event"}
        ],
        about="各届委员和他们的界别、党派、专委会。要看某一天在任的，点“按日查看”。",
        measure="人",
        order=("person__code", "since"),
        views=(("在任", "serving=yes"), ("已离任", "serving=no")),
        columns=(
            Column("code", "编号", "person__code", sort="person__code"),
            Column("name", "姓名", "person__name", how="title", sort="person__name", phone=True),
            Column("sex", "性别", "person__get_sex_display"),
            Column("sector", "界别", joined(BodyKind.SECTOR), phone=True),
            Column("party", "党派", joined(BodyKind.PARTY)),
            Column("group", "委员组", joined(BodyKind.MEMBER_GROUP)),
            Column("committees", "专委会", joined(BodyKind.SPECIAL_COMMITTEE)),
            Column("offices", "职务", offices_of),
            Column("since", "起", "since", how="date", sort="since", phone=True),
            Column("until", "止", "until", how="date", sort="until", phone=True),
        ),
        filters=(
            Filter("serving", "在任", _serving, lambda committees: SERVING),
            Filter("on", "在任于", lambda value: in_force(own.a_day(value)), how="since"),
            Filter("body", "所属机构", _within, _bodies),
        ),
    )
)
