"""The rulebook: its provisions, its versions, its pages."""

from __future__ import annotations

from datetime import date

import pytest

from jianyan.ground.models import Rulebook, Trail
from jianyan.ground.nouns import provisions, rulebook
from jianyan.ground.register import today
from jianyan.ground.rulebook import PRESETS, in_force, preset, provision
from jianyan.kernel.errors import Refused
from tests import cast
from tests.ground.walking import signed_in

OLD = date(2018, 1, 8)


def test_every_provision_has_a_label_and_every_label_a_provision() -> None:
    stated = {path for one in PRESETS for path in provisions.leaves(preset(one))} - {"name"}
    known = {one.path for one in provisions.provisions()}
    classes = {one.path for one in provisions.provisions() if one.group == provisions.CLASSES}
    assert stated - known == set()
    assert known - classes - stated == set()


def test_a_new_version_holds_from_its_day(players: cast.Cast) -> None:
    committee, by = players.committee.pk, players.administrator.by
    values = provisions.values_of(preset("county"))
    rulebook.enact(by, committee, "初版", date(2018, 1, 1), values)
    changed = values | {"proposals.reply_months": 2, "proposals.classes.D.label": ""}
    made = rulebook.enact(by, committee, "修订版", date(2022, 1, 1), changed)
    then, now = in_force(committee, date(2021, 12, 31)), in_force(committee, date(2022, 1, 1))
    assert [provision(one, "proposals.reply_months") for one in (then, now)] == [3, 2]
    assert (made.number, sorted(made.data["proposals"]["classes"])) == (2, ["A", "B", "C"])
    assert provisions.values_of(made.data) == changed | {
        f"proposals.classes.D.{part}": usual for part, usual in provisions.CLASS_PARTS.items()
    }
    assert Trail.objects.last().changes == {
        "proposals.reply_months": [3, 2],
        "proposals.classes.D.label": ["留作参考", ""],
    }
    with pytest.raises(Refused, match="不能早于这一天"):
        rulebook.enact(by, committee, "更早", date(2021, 1, 1), values)


def test_the_rulebook_s_pages(players: cast.Cast) -> None:
    values = provisions.values_of(preset("county"))
    rulebook.enact(players.administrator.by, players.committee.pk, "初版", OLD, values)
    client = signed_in(players.administrator)
    page = client.get("/rulebook/")
    sections = {one["title"]: one["page"]["rows"] for one in page.context["sections"]}
    said = dict(row["cells"] for row in sections["提案办理"])
    assert (said["答复期限（月）"], said["分别评价的方面"]) == ("3", "态度、结果")
    routes = dict(row["cells"] for row in sections["不予立案后的去向"])
    assert routes["没有具体建议"] == "转社情民意信息"
    assert sections["办理类别"][1]["cells"] == ["B类", "正在解决或列入计划，须跟踪落实"]
    form = client.get("/rulebook/add/?preset=shanghai").context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {n: "、".join(v) if isinstance(v, list) else v for n, v in sent.items() if v is not None}
    sent = {n: v for n, v in sent.items() if v is not False}
    bad = client.post("/rulebook/add/", sent | {"numbers.briefs": "{nothing}", "name": "新版"})
    assert (bad.status_code, list(bad.context["form"].errors)) == (422, ["numbers.briefs"])
    short = {
        "name": "新版",
        "proposals.reply_months_most": "1",
        "proposals.rating_parts": "态度、神色",
    }
    bad = client.post("/rulebook/add/", sent | short)
    assert bad.context["form"].errors.as_data().keys() == {
        "proposals.reply_months_most",
        "proposals.rating_parts",
    }
    done = client.post("/rulebook/add/", sent | {"name": "新版"})
    assert (done.status_code, done["location"]) == (302, "/rulebook/2/")
    made = Rulebook.objects.get(number=2)
    assert (made.since, made.data["proposals"]["classes"]["A"]["label"]) == (today(), "解决或采纳")
    changed = client.get("/rulebook/").context["sections"]
    cells = {one["title"]: one["page"]["rows"][0]["cells"] for one in changed}
    assert cells["办理类别"] == [
        "A类",
        "解决或采纳，计为解决或采纳",
        "原为 已经解决或基本解决，计为解决或采纳",
    ]
    assert signed_in(players.office).get("/rulebook/add/").status_code == 403
    assert signed_in(players.officer).get("/rulebook/").status_code == 403
