"""Each figure of consultations, counted by hand from a few rows, with something that could leak."""

from datetime import date

from jianyan.figures.evidence import evidence_of
from jianyan.figures.read import read
from jianyan.ground.register import strike_fact, void
from jianyan.kernel.values import Rate
from jianyan.records.consultations import actions
from jianyan.records.consultations.charter import CONSULTATIONS
from jianyan.records.consultations.models import LivelihoodProject
from tests.entry import scope_of, value
from tests.records.consultations.conftest import Scene

D = date


def leaks(scene: Scene) -> None:
    """Topics that are not in the plan of 2020: void, unpassed, dropped, of other years and places."""
    by = scene.cast.office.by
    void(CONSULTATIONS, by, scene.topic(title="作废").pk, reason="重复登记")
    scene.topic(title="未通过", upto="approved_on")
    dropped = scene.topic(title="撤销", upto="passed_on")
    actions.drop(by, dropped.pk, on=D(2020, 5, 1), reason="计划调整")
    scene.topic(title="下年", plan_year="2021", upto="passed_on")
    scene.elsewhere()


def test_the_plan_and_what_was_completed_of_it(scene: Scene) -> None:
    scene.topic(form="全体会议协商")
    scene.topic(form="专题协商")
    scene.topic(form="专题协商", completed_on="2021-01-15")
    scene.topic(form="视察监督", upto="reported_on")
    leaks(scene)
    assert value("协商.计划项数", scene.committee) == 4
    assert value("协商.完成", scene.committee) == 2
    assert value("协商.完成[专题协商]", scene.committee) == 1
    assert value("协商.完成[全体会议协商]", scene.committee) == 1
    assert value("协商.完成[视察监督]", scene.committee) == 0
    assert value("协商.完成率", scene.committee) == Rate(2, 4)
    assert value("协商.完成", scene.committee, until=D(2021, 1, 31)) == 3
    parts = read("协商.计划项数", scope_of(scene.committee), by="").parts
    assert {label: number for label, number in parts.items() if number} == {
        "全体会议协商": 1, "专题协商": 2, "视察监督": 1
    }  # fmt: skip


def test_a_dropped_topic_leaves_the_plan_on_its_day(scene: Scene) -> None:
    leaks(scene)
    assert value("协商.计划项数", scene.committee) == 0
    assert value("协商.计划项数", scene.committee, until=D(2020, 4, 30)) == 1


def test_a_plan_passed_the_year_before(scene: Scene) -> None:
    scene.topic(
        upto="passed_on",
        put_forward_on="2019-12-05",
        approved_on="2019-12-10",
        passed_on="2019-12-25",
    )
    assert value("协商.计划项数", scene.committee) == 1
    assert value("协商.计划项数", scene.committee, period="2019") == 0


def test_completed_topics_with_an_instruction(scene: Scene) -> None:
    first, second = scene.topic(title="甲"), scene.topic(title="乙")
    scene.instruct(first, D(2020, 9, 20))
    scene.instruct(first, D(2020, 10, 8))
    scene.instruct(second, D(2021, 1, 8))
    scene.instruct(scene.topic(title="丙", upto="reported_on"), D(2020, 8, 1))
    struck = scene.instruct(second, D(2020, 9, 1))
    strike_fact(scene.cast.office.by, struck, label="作废", reason="登记有误")
    scene.instruct(scene.elsewhere(), D(2020, 9, 1))
    assert value("协商.获批示", scene.committee) == 1
    assert value("协商.获批示", scene.committee, until=D(2021, 1, 31)) == 2
    rows = evidence_of(read("协商.获批示", scope_of(scene.committee)))
    assert [row.record for row in rows] == [first.pk]


def test_held_and_reported_by_their_own_days(scene: Scene) -> None:
    scene.topic()
    scene.topic(form="对口协商", passed_on="", upto="held_on")
    leaks(scene)
    assert value("协商.举行", scene.committee) == 2
    assert value("协商.举行[对口协商]", scene.committee) == 1
    assert value("协商.报送", scene.committee) == 1
    assert value("协商.举行", scene.committee, until=D(2020, 6, 9)) == 0


def test_titles_of_what_was_completed(scene: Scene) -> None:
    scene.topic(title="后", held_on="2020-06-15")
    scene.topic(title="先", held_on="2020-06-12")
    scene.topic(title="未完成", upto="held_on")
    leaks(scene)
    assert value("协商.完成.名单", scene.committee) == ["先", "后"]


def test_livelihood_projects_inspected(scene: Scene) -> None:
    row, by = scene.topic(form="视察监督"), scene.cast.office.by
    projects = [
        actions.add_project(
            by,
            scene.committee.pk,
            {"record": row.record, "title": f"第{n}件", "inspected_on": D(2020, 6, n)},
        )
        for n in (10, 11, 12)
    ]
    strike_fact(by, projects[2], label="作废", reason="未去")
    early = {"record": row.record, "title": "上年", "inspected_on": D(2019, 12, 31)}
    actions.add_project(by, scene.committee.pk, early)
    assert value("协商.惠民实事", scene.committee) == 2
    gone = scene.topic(title="作废")
    LivelihoodProject.objects.create(record=gone.record, title="不计", inspected_on=D(2020, 6, 1))
    void(CONSULTATIONS, by, gone.pk, reason="重复登记")
    assert value("协商.惠民实事", scene.committee) == 2
