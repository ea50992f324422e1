"""组织党建规程：成立、撤销、恢复；责任清单和整改事项的完成；公众号和工作群的启用、停用。"""

from __future__ import annotations

from jianyan.ground import rules
from jianyan.kernel.charter import Charter, Move, register

from .figures import CHANNELS, LISTS, ORGANISATIONS
from .models import Channel, ItemState, ListItem, Organisation, State

SHAPES: dict[str, str] = {State.IN_BEING: "half", State.ENDED: "done"}


def _moves(end: str, revive: str) -> tuple[Move, ...]:
    return (
        Move("end", end, (State.IN_BEING,), State.ENDED, by=rules.office, asks=("on",)),
        Move(
            "revive", revive, (State.ENDED,), State.IN_BEING, by=rules.office, asks=("on", "reason")
        ),
    )


ORGANISATION = register(
    Charter(
        key="organisation",
        title="组织",
        model=Organisation,
        states=State,
        view=rules.registered,
        keeper=rules.office,
        numbered="organisation",
        born=(State.IN_BEING,),
        procedure="委员党组织设置办法",
        shapes=SHAPES,
        moves=_moves("撤销", "恢复"),
        figures=ORGANISATIONS,
    )
)

ITEMS = register(
    Charter(
        key="list_items",
        title="责任和整改事项",
        model=ListItem,
        states=ItemState,
        view=rules.registered,
        keeper=rules.office,
        born=(ItemState.OPEN,),
        part=True,
        procedure="党组主体责任清单",
        shapes={ItemState.OPEN: "empty", ItemState.DONE: "done"},
        moves=(
            Move(
                "finish", "完成", (ItemState.OPEN,), ItemState.DONE, by=rules.office, asks=("on",)
            ),
            Move(
                "reopen",
                "重新办理",
                (ItemState.DONE,),
                ItemState.OPEN,
                by=rules.office,
                asks=("on", "reason"),
            ),
        ),
        figures=LISTS,
    )
)

CHANNEL = register(
    Charter(
        key="channels",
        title="公众号和工作群",
        model=Channel,
        states=State,
        view=rules.registered,
        keeper=rules.office,
        numbered="organisation",
        born=(State.IN_BEING,),
        procedure="意识形态阵地管理制度",
        shapes=SHAPES,
        moves=_moves("停用", "恢复启用"),
        figures=CHANNELS,
    )
)
