"""What the office does with organisations, lists and channels, and what it leaves behind."""

from datetime import date

import pytest

from jianyan.ground.models import Body, BodyKind, Category, Trail
from jianyan.ground.register import void
from jianyan.kernel.errors import Denied, Refused, Stale
from jianyan.records.organisation import actions
from jianyan.records.organisation.charter import ORGANISATION
from jianyan.records.organisation.forms import ChannelCheckForm, ListItemForm, OrganisationForm
from jianyan.records.organisation.models import Organisation
from tests import build
from tests.entry import faults
from tests.records.organisation.conftest import Scene

DAY = date(2020, 12, 31)


def test_its_body_is_made_when_there_is_none(scene: Scene) -> None:
    row = scene.organisation()
    body = Body.objects.get(pk=row.body_id)
    assert (body.kind, body.name, body.since) == (
        BodyKind.PARTY_BRANCH,
        "经济委功能型支部",
        date(2018, 3, 16),
    )
    assert (row.record.number, body.code) == ("001", "organisation-001")


def test_a_body_that_is_there_is_taken(scene: Scene) -> None:
    there = build.body(scene.committee, BodyKind.PARTY_CELL, "第一党小组")
    build.body(scene.cast.other, BodyKind.PARTY_CELL, "第一党小组")
    assert scene.organisation("第一党小组", sort="委员党小组").body == there
    with pytest.raises(Refused, match="第一党小组已登记（编号001），请更正原记录。"):
        scene.organisation("第一党小组", sort="委员党小组")


def test_the_body_of_a_void_record_is_free(scene: Scene) -> None:
    first = scene.organisation()
    body = first.body
    void(ORGANISATION, scene.cast.office.by, first.pk, reason="重复")
    assert scene.organisation().body == body
    assert Organisation.objects.get(pk=first.pk).body is None


def test_a_sort_below_a_known_one_is_of_its_kind(scene: Scene) -> None:
    above = Category.objects.get(committee=scene.committee, code="leading_group")
    below = build.category(scene.committee, "organisation_sort", "special", "专班", parent=above)
    other = build.category(scene.committee, "organisation_sort", "reading", "读书会")
    assert actions.kind_of(below) == BodyKind.LEADING_GROUP
    assert actions.kind_of(other) == BodyKind.TEAM


def test_the_end_is_its_body_s_too(scene: Scene) -> None:
    row = scene.organisation(until="2020-12-31")
    trail = Trail.objects.filter(record=row.pk).order_by("pk")
    assert list(trail.values_list("move", "source", "target", "on")) == [
        ("enter", "", "in_being", date(2018, 3, 16)),
        ("end", "in_being", "ended", DAY),
    ]
    by = scene.cast.office.by
    assert Body.objects.get(pk=row.body_id).until == DAY
    revived = actions.revive_organisation(by, row.pk, on=DAY, reason="误登")
    assert (revived.record.state, revived.until) == ("in_being", None)
    assert Body.objects.get(pk=row.body_id).until is None
    with pytest.raises(Refused, match="结束日期早于开始日期2018年3月16日"):
        actions.end_organisation(by, row.pk, on=date(2018, 3, 15))


def test_what_is_corrected_follows_to_the_body(scene: Scene) -> None:
    by, row = scene.cast.office.by, scene.organisation()
    changes = {"title": ("经济委功能型支部", "经济委支部"), "until": (None, DAY)}
    ended = actions.change_organisation(by, row, changes, "更名")
    assert (ended.record.title, ended.record.state) == ("经济委支部", "ended")
    body = Body.objects.get(pk=row.body_id)
    assert (body.name, body.until) == ("经济委支部", DAY)
    again = actions.change_organisation(by, ended, {"until": (DAY, None)}, "仍存续")
    assert (again.record.state, again.until) == ("in_being", None)


def test_an_item_is_done_and_taken_up_again(scene: Scene) -> None:
    by, group = scene.cast.office.by, scene.organisation("区政协党组", sort="党组")
    item = scene.item(group)
    with pytest.raises(Refused, match="完成日期早于列入日期2020年3月12日"):
        actions.finish_item(by, item.pk, on=date(2020, 3, 11))
    with pytest.raises(Denied):
        actions.finish_item(scene.cast.member.by, item.pk, on=DAY)
    done = actions.change_item(by, item, {"done_on": (None, DAY), "text": ("台账不全", "台账")}, "")
    assert (done.state, done.done_on, done.text) == ("done", DAY, "台账")
    with pytest.raises(Stale):
        actions.finish_item(by, item.pk, on=DAY)
    earlier = actions.change_item(by, done, {"done_on": (DAY, date(2020, 12, 1))}, "记错")
    assert (earlier.state, earlier.done_on) == ("done", date(2020, 12, 1))
    again = actions.change_item(by, earlier, {"done_on": (date(2020, 12, 1), None)}, "未完成")
    assert (again.state, again.done_on) == ("open", None)


def test_a_channel_ends_and_goes_on(scene: Scene) -> None:
    by, row = scene.cast.office.by, scene.channel()
    ended = actions.change_channel(by, row, {"until": (None, DAY)}, "")
    assert (ended.record.state, ended.until) == ("ended", DAY)
    again = actions.change_channel(by, ended, {"until": (DAY, None), "note": ("", "续用")}, "续用")
    assert (again.record.state, again.record.text) == ("in_being", "续用")


def test_what_the_forms_refuse(scene: Scene) -> None:
    named = {"title": "支部", "sort": "功能型支部", "since": "2018-03-16"}
    assert faults(OrganisationForm, scene.committee, **named, until="2018-03-15") == {
        "until": ["早于成立日期2018年3月16日，请改正。"]
    }
    scene.organisation()
    item = {"record": "001", "nature": "整改事项", "text": "台账不全", "found_on": "2020-03-12"}
    assert faults(ListItemForm, scene.committee, **item, due_on="2020-03-11") == {
        "due_on": ["早于列入日期2020年3月12日，请改正。"]
    }
    scene.channel()
    check = {"record": "澜汀政协", "on": "2020-01-31", "result": "有问题"}
    assert faults(ChannelCheckForm, scene.committee, **check) == {
        "note": ["检查有问题的，请写明情况。"]
    }
