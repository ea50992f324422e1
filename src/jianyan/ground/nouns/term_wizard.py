"""The wizard of the change of term (换届): one long form, a preview, then all at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.models import Role
from jianyan.ground.models.committees import chinese_number
from jianyan.ground.pages.drawing import drawn, refuse
from jianyan.ground.pages.once import perform_once
from jianyan.ground.pages.web import Request, by_of, committee_of, form_page
from jianyan.ground.register import today
from jianyan.ground.sheet_columns import columns_of
from jianyan.ground.sheet_safety import SheetError
from jianyan.ground.sheets import read
from jianyan.kernel.errors import Denied, Refused

from . import belonging, change_of_term, members
from .term_plan import Asked, Done

SALT = "change-of-term"
NEWCOMER = ("code", "name", "sector", "member_group", "post")
BEGUN = ("person", "role", "body", "title")
TEMPLATE = "page_term_change.html"


class TermChangeForm(KindForm):
    """The new term, who comes, and which offices begin."""

    number = forms.IntegerField(label="新的一届", min_value=1, max_value=99)
    starts_on = fields.Day(
        label="起始日", help_text="上一届止于前一日；留任、离任、更名都以这一天为界。"
    )
    session = forms.IntegerField(label="首次会议为第几次", min_value=1, max_value=20)
    opens_on = fields.Day(label="会议开幕日")
    closes_on = fields.Day(label="会议闭幕日")
    boards_end = fields.YesNo(
        label="常务委员会、主席会议成员任期届满", help_text="新的成员选出后在“成员”中登记。"
    )
    newcomers = forms.CharField(
        label="新任委员",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="每人一行：编号，姓名，界别，委员组，单位职务。后三项可以不写。",
    )
    sheet = forms.FileField(
        label="新任委员表格", required=False, help_text="也可上传“委员”空表填成的表格。"
    )
    begun = forms.CharField(
        label="新任职务",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="每项一行：姓名，角色，代表机构，职务名称。如 沈知远，领导，，主席。",
    )


def lines(text: str, names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Typed lines as rows: cells parted by commas or tabs, in the order of the names."""
    rows = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        cells = [cell.strip() for cell in re.split(r"[，,\t]", line)]
        rows.append(dict(zip(names, cells, strict=False)))
    return rows


def rows_of_sheet(content: bytes) -> list[dict[str, Any]]:
    """The rows of an uploaded sheet of members. Raises ValidationError."""
    columns = [replace(one, required=False) for one in columns_of(members.MEMBERS)]
    try:
        table = read(content, columns)
    except SheetError as error:
        raise ValidationError(str(error)) from None
    if table.errors:
        said = [f"表格第{one.row}行{one.column}：{one.message}" for one in table.errors[:20]]
        raise ValidationError(said)
    return [{name: str(cell) for name, cell in row.values.items()} for row in table.rows]


@never_cache
@form_page
def change_of_term_page(request: Request) -> HttpResponse:
    """The form, its preview, and the act: which of the three the sent fields tell."""
    committee = committee_of(request)
    if committee not in request.actor.committees(Role.ADMINISTRATOR):
        raise Denied("只有管理员可以办理换届。")
    if "plan" in request.POST:
        return _carried_out(request, committee)
    form = TermChangeForm(
        request.POST or None,
        request.FILES or None,
        committee=committee,
        initial=change_of_term.suggested(committee),
    )
    if form.is_valid():
        try:
            asked = asked_of(request, form, committee)
            done = change_of_term.preview(by_of(request), committee, asked)
            return _preview(request, asked, done)
        except (Refused, ValidationError) as error:
            refuse(form, error)
    return _form(request, form, committee)


def asked_of(request: Request, form: TermChangeForm, committee: int) -> Asked:
    """What was filled in, ticks and new names included. Raises ValidationError."""
    data = form.cleaned_data
    newcomers = lines(data["newcomers"], NEWCOMER)
    if data["sheet"]:
        newcomers += rows_of_sheet(data["sheet"].read())
    now = today()
    names = {
        body.pk: request.POST.get(f"name-{body.pk}", "").strip()
        for body in change_of_term.groups_on(committee, now)
    }
    plain = ("number", "starts_on", "session", "opens_on", "closes_on", "boards_end")
    return Asked(
        **{name: data[name] for name in plain},
        leaving=_unticked(request, "member", change_of_term.members_on(committee, now)),
        ending=_unticked(request, "group", change_of_term.groups_on(committee, now)),
        offices_end=_unticked(request, "office", change_of_term.offices_on(committee, now)),
        renamed={pk: name for pk, name in names.items() if name},
        newcomers=newcomers,
        begun=lines(data["begun"], BEGUN),
    )


def _unticked(request: Request, name: str, rows: Iterable[Any]) -> list[int]:
    """Of the rows that the page showed those whose tick was taken away."""
    shown = set(request.POST.getlist(f"{name}-shown"))
    ticked = set(request.POST.getlist(name))
    return [row.pk for row in rows if str(row.pk) in shown - ticked]


def _form(request: Request, form: TermChangeForm, committee: int) -> HttpResponse:
    page = {
        "title": "换届",
        "about": "先预览，再一次办成；以前的记录仍按当时的届次、界别和职务。",
        "crumbs": [{"label": "届次", "url": reverse("terms")}, {"label": "换届", "url": ""}],
        "action": request.path,
        "submit": "预览",
        "cancel_url": reverse("terms"),
        "multipart": True,
    }
    context = {
        "form": drawn(form, request),
        "page": page,
        "sections": _ticks(request, form.is_bound, committee),
    }
    status = getattr(form, "status", 422) if form.is_bound else 200
    return render(request, TEMPLATE, context, status=status)


def _ticks(request: Request, sent: bool, committee: int) -> list[dict[str, Any]]:
    """The tables with ticks: members who stay, groups that stay (or their new names), offices."""
    now = today()
    kept = {name: set(request.POST.getlist(name)) for name in ("member", "group", "office")}

    def rows(name: str, found: Iterable[Any], cells: Any) -> list[dict[str, Any]]:
        return [
            {
                "pk": one.pk,
                "name": str(one),
                "cells": cells(one),
                "ticked": not sent or str(one.pk) in kept[name],
                "text": request.POST.get(f"name-{one.pk}", "") if name == "group" else None,
            }
            for one in found
        ]

    def section(title: str, note: str, name: str, heads: tuple[str, ...], found: Any) -> Any:
        template = "parts/tick_rows.html"
        said = {"title": title, "note": note, "template": template, "name": name}
        main = 0 if name == "office" else 1
        return {**said, "heads": heads, "main": main, "rows": found}

    here = change_of_term.members_on(committee, now)
    groups = change_of_term.groups_on(committee, now)
    held = change_of_term.offices_on(committee, now)
    return [
        section(
            "委员", "勾着的留任", "member", ("留任", "编号", "姓名", "界别", "委员组"),
            rows("member", here, _member),
        ),
        section(
            "界别、组、专委会", "勾着的沿用；更名的填新名称", "group",
            ("沿用", "种类", "名称", "新名称"), rows("group", groups, _group),
        ),
        section(
            "职务", "勾着的继续；委员、召集人随委员任期", "office",
            ("继续", "姓名", "角色", "机构", "职务"), rows("office", held, _office),
        ),
    ]  # fmt: skip


def _member(one: Any) -> tuple[Any, ...]:
    sector, group = belonging.joined("sector"), belonging.joined("member_group")
    return (one.person.code, one.person.name, sector(one), group(one))


def _group(one: Any) -> tuple[Any, ...]:
    return (one.get_kind_display(), one.name)


def _office(one: Any) -> tuple[Any, ...]:
    return (one.person.name, one.get_role_display(), one.body or "", one.title)


def _preview(request: Request, asked: Asked, done: Done) -> HttpResponse:
    """What would be done, with the whole plan signed in a hidden field."""
    form = forms.Form()
    form.fields["plan"] = forms.CharField(
        widget=forms.HiddenInput, initial=signing.dumps(asked.as_json(), salt=SALT, compress=True)
    )
    page = {
        "title": f"换届预览：第{chinese_number(asked.number)}届",
        "about": "还没有写入任何改动。要改的，退回上一页改，填的都在；核对无误后确认，一次办成。",
        "crumbs": [
            {"label": "换届", "url": reverse("change-of-term")},
            {"label": "预览", "url": ""},
        ],
        "action": request.path,
        "submit": "确认换届",
        "cancel_url": reverse("change-of-term"),
        "secret": True,
    }
    context = {"form": drawn(form, request), "page": page, "sections": [_said(asked, done)]}
    return render(request, TEMPLATE, context)


def _said(asked: Asked, done: Done) -> dict[str, Any]:
    def listed(names: list[str], unit: str) -> str:
        return f"{len(names)}{unit}　{'、'.join(names)}" if names else "无"

    facts = [
        ("上一届止于", said_day(asked.last)),
        ("新一届起于", said_day(asked.starts_on)),
        (
            "首次会议",
            f"第{asked.session}次，{said_day(asked.opens_on)} 至 {said_day(asked.closes_on)}",
        ),
        ("留任委员", f"{done.carried}人"),
        ("离任委员", listed(done.left, "人")),
        ("新任委员", listed(done.came, "人")),
        ("常委会、主席会议届满", listed(done.boards, "人次")),
        ("撤销机构", listed(done.ended, "个")),
        ("更名机构", listed(done.renamed, "个")),
        ("免去职务", listed(done.offices_ended, "项")),
        ("新任职务", listed(done.offices_begun, "项")),
    ]
    rows = [{"label": label, "value": value, "wide": True} for label, value in facts]
    return {"title": "将要办理", "template": "parts/facts_body.html", "facts": rows}


def _carried_out(request: Request, committee: int) -> HttpResponse:
    """Carry out the plan that was shown. Raises Refused when it was tampered with or is too old."""
    try:
        said = signing.loads(request.POST["plan"], salt=SALT, max_age=24 * 3600)
    except signing.BadSignature:
        raise Refused("预览已过期，请重新填写并预览。") from None
    asked = Asked.from_json(said)

    def do() -> str:
        done = change_of_term.carry_out(by_of(request), committee, asked)
        messages.success(
            request,
            f"已换届：留任{done.carried}人，离任{len(done.left)}人，新任{len(done.came)}人。"
            "下一步：为新任人员开通账号。",
        )
        return reverse("terms")

    return redirect(perform_once(request, do))
