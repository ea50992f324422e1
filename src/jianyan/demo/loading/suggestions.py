"""Suggestions and problems of other records with what became of them, and leaders' instructions."""

from __future__ import annotations

from typing import Any

from jianyan.demo import facts
from jianyan.ground.days import said_day
from jianyan.ground.models import Commitment, Instruction, Response, Settlement, Suggestion
from jianyan.records.suggestions.charter import SUGGESTIONS

from .house import BATCH, House
from .story import Story, trail_of

SOURCES = {"协商": "consultation", "信息": "brief", "走访": "visit"}
NATURES = {"建议": "suggestion", "问题": "problem"}
VERDICTS = {"采纳": "adopted", "部分采纳": "partly", "未采纳": "not"}
MODELS: tuple[Any, ...] = (Suggestion, Response, Commitment, Settlement, Instruction)


def load_suggestions(house: House) -> None:
    """What was raised elsewhere, answered, promised and done."""
    rows: list[Any] = []
    stories: list[tuple[facts.Suggestion, Story]] = []
    for row in house.plan.suggestions:
        story = Story(SUGGESTIONS, SUGGESTIONS.born[0])
        rows += _facts(house, row, story)
        stories.append((row, story))
    _write(rows)
    by = house.by["general"]
    for row, story in stories:
        house.trail += trail_of(house.records[row.record], by, story.steps)


def _facts(house: House, row: facts.Suggestion, story: Story) -> list[Any]:
    record, unit = house.records[row.record], house.body(row.unit)
    story.born(row.raised)
    story.move("send", row.raised)
    later: list[tuple[type[Any], dict[str, Any]]] = []
    if row.answered:
        story.move("answer", row.answered, row.note)
        verdict = VERDICTS[row.verdict]
        said = {"on": row.answered, "verdict": verdict, "reason": row.note, "unit": unit}
        later.append((Response, said))
        if row.due:
            promise = {"unit": unit, "made_on": row.answered, "due_on": row.due}
            text = f"{said_day(row.due)}前落实：{row.text}"
            later.append((Commitment, {**promise, "text": text, "kept_on": row.done}))
    settled = (
        ("report_done", "said_done", row.done),
        ("confirm", "confirmed", row.confirmed),
        ("dispute", "disputed", row.disputed),
    )
    for move, verdict, day in settled:
        if day:
            story.move(move, day)
            later.append((Settlement, {"on": day, "verdict": verdict}))
    suggestion = _suggestion(house, row, story)
    made = [model(record=record, suggestion=suggestion, **said) for model, said in later]
    return [suggestion, *made]


def _suggestion(house: House, row: facts.Suggestion, story: Story) -> Suggestion:
    place = house.body(row.place)
    story.row = Suggestion(
        record=house.records[row.record],
        state=story.stands,
        nature=NATURES[row.nature],
        order=row.order,
        text=row.text,
        source=SOURCES[row.source],
        place=place,
        place_kind=place.kind if place else "",
        raised_on=row.raised,
        sent_on=row.raised,
        unit=house.body(row.unit),
        due_on=row.due,
    )
    return story.row


def load_instructions(house: House) -> None:
    """Leaders' instructions on records."""
    rows = []
    for row in house.plan.instructions:
        person, record = house.people[row.person], house.records[row.record]
        story = Story(SUGGESTIONS, SUGGESTIONS.born[0])
        fact = Instruction(
            record=record,
            person=person,
            leader=f"{house.title_of(row.person, row.day)}{person.name}",
            on=row.day,
            text=row.text,
        )
        rows.append((record, story, story.add("登记批示", row.day, fact)))
    _write([fact for _, _, fact in rows])
    for record, story, _ in rows:
        house.trail += trail_of(record, house.by["general"], story.steps)


def _write(rows: list[Any]) -> None:
    for model in MODELS:
        found = [row for row in rows if type(row) is model]
        model.objects.bulk_create(found, batch_size=BATCH)
