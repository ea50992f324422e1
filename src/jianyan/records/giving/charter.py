"""捐赠帮扶规程：认捐、接收、发放、核销。接收与发放须逐项对得上才能核销。"""

from __future__ import annotations

from typing import Any

from jianyan.ground import rules
from jianyan.kernel.charter import Charter, Move, register
from jianyan.kernel.figure import Credit, Figure, Split, Subject, flow, value_of
from jianyan.kernel.folds import Count, Distinct, Names, Sum, ValueOf

from . import queries
from .models import Aid, Gift, State

SHAPES: dict[str, str] = {
    State.PLEDGED: "empty",
    State.RECEIVED: "quarter",
    State.HANDED_ON: "three",
    State.RECONCILED: "done",
}
ITEM = Split("物品", "item__code", "item")
PROGRAMME = Split("项目", "record__aid__programme__code", "aid_programme")
OF_AID = Split("项目", "programme__code", "aid_programme")
RECIPIENT = Split("受赠单位种类", "recipient_kind__code", "recipient_kind")
RECEIVED = flow("record__gift__received_on")
HANDED = flow("on")
GIVEN = flow("given_on")
AID_GIVEN = flow("record__aid__given_on")


def balanced(row: Any, actor: Any) -> str | None:
    """Given and handed on must agree, item by item, before a gift is reconciled."""
    faults = queries.unreconciled(row) if isinstance(row, Gift) else []
    return f"接收与发放对不上：{'；'.join(faults)}。请补记发放或更正数量。" if faults else None


def _moves(before_handing: tuple[str, ...]) -> tuple[Move, ...]:
    return (
        Move("receive", "接收", (State.PLEDGED,), State.RECEIVED, by=rules.office, asks=("on",)),
        Move("hand_on", "发放完", before_handing, State.HANDED_ON, by=rules.office, asks=("on",)),
        Move(
            "reconcile",
            "核销",
            (State.HANDED_ON,),
            State.RECONCILED,
            by=rules.office,
            asks=("on",),
            needs=(balanced,),
        ),
    )


def _figure(key: str, name: str, unit: str, means: str, **said: Any) -> Figure:
    return Figure(key=f"giving.{key}", name=name, unit=unit, means=means, owner="giving", **said)


GIFTS = register(
    Charter(
        key="gifts",
        title="捐赠",
        model=Gift,
        states=State,
        view=rules.registered,
        keeper=rules.office,
        numbered="giving",
        born=(State.PLEDGED,),
        shapes=SHAPES,
        moves=_moves((State.RECEIVED,)),
        procedure="捐赠物资接收发放办法",
        figures=(
            _figure(
                "gift_acts",
                "捐赠.人次",
                "人次",
                "委员捐款捐物的人次：记名的按人，未记名的按填报人数；帮扶不计在内",
                rows=queries.donors,
                time=RECEIVED,
                fold=Sum("people"),
                label="person__name",
                subject=Subject("person", "person", "person__name"),
                credit=Credit(
                    queries.donors, "person", role="捐赠", day="record__gift__received_on"
                ),
            ),
            _figure(
                "gifts",
                "捐赠.次数",
                "次",
                "本期接收的捐赠笔数",
                rows=lambda scope: queries.gifts().exclude(record__state="void"),
                time=flow("received_on"),
                fold=Count(),
            ),
            _figure(
                "quantity",
                "捐赠.数量",
                "",
                "委员捐赠物资的数量，按物品的基本单位计，不含款项；帮扶不计在内",
                rows=queries.goods,
                time=RECEIVED,
                fold=Sum("quantity"),
                by=(ITEM,),
                label="item__label",
            ),
            _figure(
                "handed_on",
                "捐赠.发放数量",
                "",
                "捐赠物资已发放的数量，按物品的基本单位计",
                rows=queries.handed_on,
                time=HANDED,
                fold=Sum("quantity"),
                by=(ITEM,),
                label="item__label",
            ),
            _figure(
                "money",
                "捐赠.金额",
                "元",
                "委员捐款的金额，不含物资折价；帮扶不计在内",
                rows=queries.money,
                time=RECEIVED,
                fold=Sum("quantity"),
            ),
            _figure(
                "recipients",
                "捐赠.受赠单位",
                "个",
                "收到捐赠款物的单位，不重复计",
                rows=queries.recipients,
                time=HANDED,
                fold=Distinct("recipient", "recipient__name"),
                by=(RECIPIENT,),
                label="recipient__name",
                subject=Subject("body", "recipient", "recipient__name"),
            ),
        ),
    )
)

AID = register(
    Charter(
        key="aid",
        title="帮扶",
        model=Aid,
        states=State,
        view=rules.registered,
        keeper=rules.office,
        numbered="giving",
        born=(State.PLEDGED,),
        shapes=SHAPES,
        moves=_moves((State.PLEDGED, State.RECEIVED)),
        procedure="对口帮扶工作安排",
        figures=(
            _figure(
                "aid_times",
                "帮扶.次数",
                "次",
                "本期实施的帮扶",
                rows=queries.given,
                time=GIVEN,
                fold=Count(),
                by=(OF_AID,),
            ),
            _figure(
                "aid_quantity",
                "帮扶.数量",
                "",
                "帮扶给出的物品数量，按物品的基本单位计，不含款项",
                rows=queries.aid_goods,
                time=AID_GIVEN,
                fold=Sum("quantity"),
                by=(ITEM, PROGRAMME),
                label="item__label",
            ),
            _figure(
                "aid_money",
                "帮扶.金额",
                "元",
                "帮扶给出的款项",
                rows=queries.aid_money,
                time=AID_GIVEN,
                fold=Sum("quantity"),
                by=(PROGRAMME,),
            ),
            _figure(
                "aid_value",
                "帮扶.价值",
                "元",
                "帮扶所给物品的价值，只计填报了价值的",
                rows=queries.aid_goods,
                time=AID_GIVEN,
                fold=Sum("value"),
                by=(ITEM, PROGRAMME),
                label="item__label",
            ),
            _figure(
                "aid_worth",
                "帮扶.款物价值",
                "元",
                "帮扶款项与物品价值之和",
                rows=queries.aid_worth,
                time=AID_GIVEN,
                fold=Sum("worth"),
                by=(PROGRAMME,),
                label="item__label",
            ),
            _figure(
                "aid_members",
                "帮扶.参与委员",
                "名",
                "参与帮扶的委员，不重复计",
                rows=queries.aid_members,
                time=AID_GIVEN,
                fold=Distinct("person", "person__name"),
                by=(PROGRAMME,),
                label="person__name",
                subject=Subject("person", "person", "person__name"),
                credit=Credit(
                    queries.aid_members, "person", role="帮扶", day="record__aid__given_on"
                ),
            ),
            _figure(
                "aid_attendance",
                "帮扶.人次",
                "人次",
                "参加帮扶的人次：记名的委员与填报的其他人员",
                rows=queries.attendance,
                time=GIVEN,
                fold=Sum("took_part"),
                by=(OF_AID,),
            ),
            _figure(
                "aid_standard",
                "帮扶.资助标准",
                "元",
                "登记的每人资助标准，不是平均数",
                rows=lambda scope: queries.given(scope).filter(
                    standard__isnull=False, given_on__gte=scope.period.start
                ),
                time=value_of("given_on"),
                fold=ValueOf("standard"),
                by=(OF_AID,),
            ),
            _figure(
                "beneficiaries",
                "帮扶.受益人数",
                "人",
                "填报的受益人数之和，不记其姓名",
                rows=queries.given,
                time=GIVEN,
                fold=Sum("beneficiaries"),
                by=(OF_AID,),
            ),
            *(
                _figure(
                    f"aid_{place}_names",
                    f"帮扶.{word}.名单",
                    "个",
                    f"受帮扶的{word}",
                    rows=queries.given,
                    time=GIVEN,
                    fold=Names(f"{place}__name", "given_on"),
                    by=(OF_AID,),
                )
                for place, word in (
                    ("county", "县"),
                    ("town", "镇"),
                    ("village", "村"),
                    ("school", "学校"),
                )
            ),
        ),
    )
)
