"""What the tests of ground's nouns share: a sheet of each, the players, bringing in and out."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest

from jianyan.ground import imports
from jianyan.ground.kinds import KINDS
from jianyan.ground.models import Body, BodyKind, Membership
from jianyan.ground.nouns import members
from jianyan.ground.sheet_columns import export_columns, export_rows
from jianyan.ground.sheet_writing import write
from tests import build, cast

DAY = date(2020, 3, 2)

SHEETS: dict[str, list[dict[str, Any]]] = {
    "people": [
        {"编号": "m1", "姓名": "沈知远", "性别": "男", "电话": "13800001234"},
        {"编号": "m2", "姓名": "顾言", "单位职务": "区第一中学校长"},
    ],
    "members": [
        {
            "编号": "m1",
            "姓名": "沈知远",
            "性别": "男",
            "任委员起": DAY,
            "党派": "民革",
            "界别": "民革界",
            "委员组": "第一组",
            "专委会": "提案委员会、城建委员会",
        },
        {"编号": "m2", "姓名": "顾言", "任委员起": DAY, "任委员止": date(2021, 1, 1)},
    ],
    "bodies": [
        {"种类": "专门委员会", "代码": "health", "名称": "医卫委员会", "成立": DAY, "排序": 3},
        {"种类": "企业", "代码": "e1", "名称": "澜江印刷厂", "上级": "提案委员会", "成立": DAY},
    ],
    "memberships": [
        {"姓名": "委员甲", "机构": "民革界（界别）", "起": DAY},
        {"姓名": "委员甲", "机构": "提案委员会", "职务": "主任", "起": DAY, "止": date(2021, 1, 1)},
    ],
    "offices": [
        {"姓名": "委员乙", "角色": "召集人", "代表机构": "第一组", "起": DAY},
        {"姓名": "委员乙", "角色": "领导", "职务名称": "副主席", "起": DAY, "止": date(2021, 1, 1)},
    ],
    "units": [
        {"代码": "road", "名称": "区交通局", "交办机构": "区政府督查室", "成立": DAY},
        {"代码": "plan", "名称": "区规划局", "简称": "规划局", "成立": DAY},
    ],
    "accounts": [
        {"用户名": "shen", "姓名": "委员丙"},
        {"用户名": "gu", "姓名": "委员丁", "登录": "停用"},
    ],
    "categories": [
        {"列表": "topic", "代码": "city", "名称": "城市建设"},
        {"列表": "topic", "代码": "road", "名称": "道路", "上级代码": "city", "排序": 2},
    ],
    "items": [
        {"代码": "mask", "名称": "口罩", "基本单位": "只", "其他单位": "箱=2000、包=50"},
        {"代码": "rice", "名称": "大米", "基本单位": "千克"},
    ],
    "holidays": [
        {"日期": date(2031, 2, 3), "上班": "否", "名称": "春节"},
        {"日期": date(2031, 2, 8), "上班": "是"},
    ],
    "terms": [{"届": 8, "起": date(2013, 1, 8), "止": date(2018, 1, 7)}, {"届": 10, "起": DAY}],
    "sessions": [
        {"届": 9, "次": 4, "开幕": date(2021, 1, 8), "闭幕": date(2021, 1, 11)},
        {"届": 9, "次": 5, "开幕": date(2022, 1, 8), "闭幕": date(2022, 1, 11)},
    ],
    "campaigns": [
        {"代码": "epidemic", "名称": "疫情防控", "起": DAY},
        {"代码": "flood", "名称": "防汛", "起": DAY, "止": date(2020, 9, 1)},
    ],
}


@pytest.fixture
def players(db: None) -> cast.Cast:
    found = cast.assemble()
    here = found.committee
    build.body(here, BodyKind.MEMBERS, "全体委员", code="members")
    build.body(here, BodyKind.SPECIAL_COMMITTEE, "提案委员会", code="proposals")
    build.body(here, BodyKind.SPECIAL_COMMITTEE, "城建委员会", code="city")
    build.body(here, BodyKind.SECTOR, "民革界", code="mg")
    build.body(here, BodyKind.SECTOR, "教育界", code="edu")
    build.body(here, BodyKind.PARTY, "民革", code="mg")
    build.body(here, BodyKind.MEMBER_GROUP, "第一组", code="g1")
    build.person(here, "委员丙")
    build.person(here, "委员丁")
    return found


def sheet(slug: str, rows: list[dict[str, Any]]) -> bytes:
    out = io.BytesIO()
    columns = export_columns(KINDS[slug])
    names = {column.title: column.name for column in columns}
    write(out, columns, [{names[title]: cell for title, cell in row.items()} for row in rows])
    return out.getvalue()


def bring(players: cast.Cast, slug: str, data: bytes) -> imports.ImportResult:
    return imports.run(KINDS[slug], data, players.administrator.by, players.committee.pk)


def exported(players: cast.Cast, slug: str) -> bytes:
    kind = KINDS[slug]
    rows = kind.rows().filter(**{kind.committee: players.committee}).order_by(*kind.order)
    if hasattr(kind.model, "struck_at"):
        rows = rows.filter(struck_at__isnull=True)
    out = io.BytesIO()
    write(out, export_columns(kind), export_rows(kind, rows))
    return out.getvalue()


def member(players: cast.Cast, code: str = "m1", **given: Any) -> Membership:
    data = dict.fromkeys(members.MemberForm.base_fields, None)
    data |= {"code": code, "name": f"委员{code}", "sex": "", "post": "", "phone": "", "since": DAY}
    data |= {"special_committees": [], **given}
    return members.add(players.administrator.by, players.committee.pk, data)


def body(players: cast.Cast, kind: str, name: str) -> Body:
    return Body.objects.get(committee=players.committee, kind=kind, name=name)
