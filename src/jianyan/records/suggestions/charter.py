"""意见建议规程：提出、转送、回应、办理、报告办结、确认或者提出异议。

一条意见建议随其来源记录登记，每一步都是一个有日期的事实：转送日、回应、办结和异议。
"""

from __future__ import annotations

from jianyan.ground import rules
from jianyan.ground.models import Suggestion, SuggestionState
from jianyan.kernel.charter import Charter, Move, register
from jianyan.kernel.rules import Actor

from .figures import FIGURES
from .queries import standing_state

RAISED, SENT = SuggestionState.RAISED, SuggestionState.SENT
ANSWERED, IN_HAND = SuggestionState.ANSWERED, SuggestionState.IN_HAND
SAID_DONE, CONFIRMED = SuggestionState.SAID_DONE, SuggestionState.CONFIRMED
DISPUTED = SuggestionState.DISPUTED

SETTLED = (SAID_DONE, CONFIRMED, DISPUTED)
BACK = {target: f"back_to_{target}" for target in (RAISED, SENT, ANSWERED, IN_HAND, *SETTLED)}
"""The moves back, by the state they lead to."""


def _back(target: SuggestionState, source: tuple[str, ...]) -> Move:
    """Back to the state that the facts left say, once the one that led further was struck out."""

    def left(row: Suggestion, actor: Actor) -> str | None:
        said = SuggestionState(standing_state(row)).label
        return None if said == label else f"现有的回应和结论说明这条意见建议为“{said}”。"

    label = str(target.label)
    return Move(
        BACK[target],
        f"随事实恢复为“{label}”",
        source,
        target,
        by=rules.office,
        needs=(left,),
        button="never",
    )


SUGGESTIONS = register(
    Charter(
        key="suggestions",
        title="意见建议",
        model=Suggestion,
        states=SuggestionState,
        part=True,
        view=rules.seen_with_record,
        keeper=rules.office,
        born=(RAISED,),
        procedure="协商成果采纳、落实、反馈办法",
        shapes={
            RAISED: "empty",
            SENT: "quarter",
            ANSWERED: "half",
            IN_HAND: "half",
            SAID_DONE: "three",
            CONFIRMED: "done",
            DISPUTED: "wait",
        },
        moves=(
            Move("send", "转送", (RAISED,), SENT, by=rules.office, asks=("on", "unit"), bulk=True),
            Move(
                "answer",
                "登记回应",
                (RAISED, SENT),
                ANSWERED,
                by=rules.office,
                asks=("on", "verdict"),
            ),
            Move(
                "take_in_hand",
                "列入办理",
                (RAISED, SENT, ANSWERED, DISPUTED),
                IN_HAND,
                by=rules.office,
                asks=("on",),
                bulk=True,
            ),
            Move(
                "report_done",
                "登记办结",
                (RAISED, SENT, ANSWERED, IN_HAND, DISPUTED),
                SAID_DONE,
                by=rules.office,
                asks=("on",),
            ),
            Move(
                "confirm",
                "确认办结",
                (RAISED, SENT, ANSWERED, IN_HAND, SAID_DONE, DISPUTED),
                CONFIRMED,
                by=rules.office,
                asks=("on",),
            ),
            Move(
                "dispute",
                "提出异议",
                (SAID_DONE, CONFIRMED),
                DISPUTED,
                by=rules.office,
                asks=("on", "reason"),
            ),
            _back(RAISED, (ANSWERED, *SETTLED)),
            _back(SENT, (ANSWERED, *SETTLED)),
            _back(ANSWERED, SETTLED),
            _back(IN_HAND, SETTLED),
            _back(SAID_DONE, (CONFIRMED, DISPUTED)),
            _back(CONFIRMED, (SAID_DONE, DISPUTED)),
            _back(DISPUTED, (SAID_DONE, CONFIRMED)),
        ),
        figures=FIGURES,
    )
)
