"""单位任务和面商的指标。"""

from __future__ import annotations

from typing import Any

from jianyan.kernel.figure import Figure, Split, cohort, flow
from jianyan.kernel.folds import Count, Ratio
from jianyan.records.proposals.cases.figures import ASSIGNED, OF_CASES, OF_FACTS, SESSION
from jianyan.records.proposals.cases.queries import assigned

from . import queries
from .models import ContactStage, TaskRole

UNIT = Split("单位", "unit__code", "body:unit+street+office")
ROLE = Split("办理方式", "role", choices=tuple(TaskRole.choices))
WAY = Split("方式", "way__code", "contact_way")
STAGE = Split("阶段", "stage", choices=tuple(ContactStage.choices))
OF_TASKS: dict[str, Any] = {**OF_FACTS, "unit": "件次", "by": (UNIT, ROLE), "label": "unit__name"}
OF_CONTACTS: dict[str, Any] = {**OF_FACTS, "unit": "次", "by": (STAGE, WAY), "label": "unit__name"}
HELD = flow("on", SESSION)

FIGURES = (
    Figure(
        key="proposals.tasks",
        name="提案.交办件次",
        means="本期向单位交办的任务，一件交几个单位计几次，会办也计，按交办日期计；退件后改交的另计",
        rows=queries.sent,
        time=flow("sent_on", SESSION),
        fold=Count(),
        **OF_TASKS,
    ),
    Figure(
        key="proposals.returned",
        name="提案.退件",
        means="本期同意退件的任务，按退件日期计",
        rows=queries.returned,
        time=flow("ended_on", SESSION),
        fold=Count(),
        **OF_TASKS,
    ),
    Figure(
        key="proposals.contact_rate",
        name="提案.面商率",
        means=(
            "本期交办的提案中，截止日按规程已与提案者面商的比例；默认须提案者确认或有签名的面商表，"
            "电话不计"
        ),
        rows=assigned,
        time=ASSIGNED,
        fold=Ratio(queries.is_met),
        **OF_CASES,
    ),
    Figure(
        key="proposals.contacts",
        name="提案.联系",
        means="本期承办单位与提案者的联系，各种方式都计，按联系日期计",
        rows=queries.contacts,
        time=HELD,
        fold=Count(),
        **OF_CONTACTS,
    ),
    Figure(
        key="proposals.contacts_face",
        name="提案.面商",
        means="本期按规程算作面商的联系，不论提案者是否确认，按面商日期计",
        rows=queries.face,
        time=HELD,
        fold=Count(),
        **OF_CONTACTS,
    ),
    Figure(
        key="proposals.contacts_confirmed",
        name="提案.面商.已确认",
        means="本期的面商中，截止日提案者已确认或有签名面商表的",
        rows=queries.confirmed,
        time=cohort("on", SESSION),
        fold=Count(),
        **OF_CONTACTS,
    ),
    Figure(
        key="proposals.contacts_denied",
        name="提案.面商.被否认",
        means="本期的面商中，截止日提案者否认的",
        rows=queries.denied,
        time=cohort("on", SESSION),
        fold=Count(),
        **OF_CONTACTS,
    ),
    Figure(
        key="proposals.contacts_unanswered",
        name="提案.面商.未确认",
        means="本期的面商中，截止日提案者未答复、也没有签名面商表的",
        rows=queries.unanswered,
        time=cohort("on", SESSION),
        fold=Count(),
        **OF_CONTACTS,
    ),
)
