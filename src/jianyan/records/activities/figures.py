"""Figures of activities, as their charters offer them."""

from __future__ import annotations

from typing import Any

from jianyan.kernel.figure import Credit, Figure, Split, Subject, cohort, flow
from jianyan.kernel.folds import Count, Distinct, Fold, Names, Ratio, Sum

from . import queries
from .models import PLACE_KINDS

BODY = Split("举办", "body__code", "body:special_committee")
PLACE_KIND = Split(
    "地点种类", "place_kind", choices=tuple((kind.value, str(kind.label)) for kind in PLACE_KINDS)
)
PLACE = Subject("body", "place", "place__name")
PERSON = Subject("person", "person", "person__name")

HELD = flow("held_on")
THEN = flow("record__activity__held_on")
"""A part is dated by its activity."""


def sort(branch: str = "", of: str = "") -> Split:
    """The split by kind of activity: the whole tree, or what lies below one branch of it."""
    return Split("种类", f"{of}sort__code", f"{queries.SCHEME}/{branch}".rstrip("/"))


PERSONS: dict[str, Any] = {"time": THEN, "subject": PERSON, "label": "person__name"}
"""Rows that are one person at one activity."""
AGENDA: dict[str, Any] = {
    "by": (sort("meeting", queries.OF),),
    "subject": Subject("part:agenda", "pk", "title"),
    "label": "title",
}


def figure(
    key: str, name: str, unit: str, means: str, rows: Any, *, fold: Fold | None = None, **more: Any
) -> Figure:
    """A figure of this module, a count of activities held unless said otherwise."""
    said = {"time": HELD, **more}
    return Figure(
        key=f"activities.{key}",
        name=name,
        unit=unit,
        means=means,
        rows=rows,
        fold=fold or Count(),
        owner="activities",
        **said,
    )


MEETINGS = (
    figure(
        "meetings",
        "会议.次数",
        "次",
        "本期内举行的会议，按举行首日计",
        queries.meetings,
        by=(sort("meeting"), BODY),
    ),
    figure(
        "agenda",
        "会议.议程",
        "项",
        "本期内举行的会议列入议程的事项",
        queries.agenda,
        time=THEN,
        **AGENDA,
    ),
    figure(
        "agenda_done",
        "会议.已完成议程",
        "项",
        "本期内举行的会议的议程中，截至数据截止日已完成的事项",
        queries.agenda_done,
        time=cohort("record__activity__held_on"),
        **AGENDA,
    ),
    figure(
        "attendance_rate",
        "会议.出席率",
        "%",
        "本期会议应到委员人次中到会的比例；举行当日是委员的才计，公差不计入应到，请假计入应到，列席不计",
        queries.expected,
        fold=Ratio(queries.present),
        by=(sort("meeting", queries.OF),),
        **PERSONS,
    ),
    figure(
        "leave",
        "会议.请假人次",
        "人次",
        "本期会议应到委员中请假的人次",
        queries.on_leave,
        by=(sort("meeting", queries.OF),),
        **PERSONS,
    ),
    figure(
        "duty",
        "会议.公差人次",
        "人次",
        "本期会议应到委员中因公差未到、不计入应到的人次",
        queries.on_duty,
        by=(sort("meeting", queries.OF),),
        **PERSONS,
    ),
)

STUDIES = (
    figure(
        "studies",
        "学习.次数",
        "次",
        "本期内举行的学习活动：讲座、研讨、辅导、党课、廉政学习、参观学习和培训",
        queries.studies,
        by=(sort("study"), BODY),
    ),
    figure(
        "training_days",
        "学习.培训天数",
        "天",
        "本期内举行的集中培训的天数合计",
        queries.trainings,
        fold=Sum("days"),
    ),
    figure(
        "expert_lectures",
        "学习.专家辅导",
        "次",
        "本期内邀请专家所作的专题辅导",
        queries.expert_lectures,
    ),
    figure(
        "integrity_lectures",
        "学习.廉政党课",
        "次",
        "本期内举行的廉政党课",
        queries.integrity_lectures,
    ),
    figure(
        "party_lecturers",
        "学习.党课主讲人",
        "人",
        "本期内主讲过党课（含廉政党课）的人",
        queries.party_lecturers,
        time=THEN,
        fold=Distinct("person", "person__name"),
        subject=PERSON,
    ),
    figure(
        "integrity_places",
        "学习.参观地.名单",
        "",
        "本期内参观学习所到的地方，按到访先后",
        queries.integrity_places,
        time=THEN,
        fold=Names("place__name", "record__activity__held_on"),
    ),
)

VISITS = (
    figure(
        "enterprises",
        "走访.企业",
        "家",
        "本期内走访、视察、考察、调研到过的企业，同一企业只计一次",
        queries.enterprises_visited,
        time=THEN,
        fold=Distinct("place", "place__name"),
        subject=PLACE,
    ),
    figure(
        "enterprise_names",
        "走访.企业.名单",
        "家",
        "本期内走访、视察、考察、调研到过的企业名称，按到访先后",
        queries.enterprises_visited,
        time=THEN,
        fold=Names("place__name", "record__activity__held_on"),
    ),
    figure(
        "communities",
        "走访.社区",
        "个",
        "本期内走访、视察、考察、调研到过的社区，同一社区只计一次",
        queries.communities_visited,
        time=THEN,
        fold=Distinct("place", "place__name"),
        subject=PLACE,
    ),
    figure(
        "visit_person_times",
        "走访.人次",
        "人次",
        "本期走访、视察、考察、调研的人次：到场的记名人员加其他人数；一次去几处同类地点只计一次",
        queries.person_times_by_place_kind,
        time=THEN,
        fold=Sum("person_times"),
        by=(PLACE_KIND,),
        label="place__name",
    ),
    figure(
        "places",
        "走访.处次",
        "处次",
        "本期走访、视察、考察、调研所到的地点，每到一处计一次",
        queries.places_visited,
        time=THEN,
        by=(PLACE_KIND,),
        subject=PLACE,
        label="place__name",
    ),
)

EVENTS = (
    figure(
        "events",
        "活动.次数",
        "次",
        "本期内举行的志愿服务、精神文明、讲堂、党建等活动，会议、学习、走访、视察、考察、调研另计",
        queries.events,
        by=(sort("event"), BODY),
    ),
    figure(
        "event_names",
        "活动.名单",
        "项",
        "本期内举行的活动名称，按举行先后",
        queries.events,
        fold=Names("record__title", "held_on"),
        by=(sort("event"),),
    ),
    figure(
        "sessions",
        "活动.期数",
        "期",
        "本期内举行的按期编号的活动，每期一条",
        queries.sessions_of_series,
        by=(sort(),),
    ),
    figure(
        "person_times",
        "活动.人次",
        "人次",
        "本期内各类会议活动的到场人次：到场的记名人员加其他人数",
        queries.with_person_times,
        fold=Sum("person_times"),
        by=(sort(),),
    ),
    figure(
        "attendances",
        "活动.出席人次",
        "人次",
        "本期内各类会议活动中记名人员到场的人次",
        queries.attended,
        by=(sort(of=queries.OF),),
        credit=Credit(
            queries.attended,
            "person",
            role="role",
            level="record__activity__sort__code",
            day="record__activity__held_on",
        ),
        **PERSONS,
    ),
    figure(
        "people",
        "活动.人数",
        "人",
        "本期内到场参加过会议活动的记名人员，同一人只计一次",
        queries.attended,
        time=THEN,
        fold=Distinct("person", "person__name"),
        by=(sort(of=queries.OF),),
        subject=PERSON,
    ),
    figure(
        "served",
        "活动.服务人次",
        "人次",
        "本期内各类活动服务群众的人次，按登记数合计",
        queries.held,
        fold=Sum("served"),
        by=(sort(),),
    ),
    figure(
        "inspections",
        "视察.次数",
        "次",
        "本期内开展的视察",
        queries.inspections,
        by=(sort("inspection"), BODY),
    ),
    figure(
        "study_tours",
        "考察.次数",
        "次",
        "本期内开展的考察",
        queries.study_tours,
        by=(sort("study_tour"), BODY),
    ),
    figure(
        "research_trips",
        "调研.次数",
        "次",
        "本期内开展的调研活动，一次出行计一次",
        queries.research_trips,
        by=(sort("research"), BODY),
    ),
)

TOPIC_BODY = Split("承担部门", "body__code", "body:special_committee")

TOPICS = (
    figure(
        "research_topics",
        "调研.课题",
        "个",
        "本期内选定、截至数据截止日未取消的调研课题",
        queries.topics,
        time=flow("chosen_on"),
        by=(TOPIC_BODY,),
        subject=Subject("record", "record", "record__title"),
    ),
    figure(
        "research_completion_rate",
        "调研.课题完成率",
        "%",
        "本期内选定的调研课题中，截至数据截止日已完成的比例",
        queries.topics,
        time=cohort("chosen_on"),
        fold=Ratio(queries.topic_completed),
        by=(TOPIC_BODY,),
    ),
)
