"""The global search page: each kind of question that one types, the first page served whole."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from django.urls import reverse

from jianyan.ground.models import Body, BodyKind, Committee, Person

from .pages import got, signed_in
from .timing import Line, Run, line, statements, taken_together


def questions(committee: Committee) -> dict[str, str]:
    """What is typed, by the name of its line: in a large installation nearly every record has the
    commonest words, the hardest for an index."""
    person = Person.objects.filter(committee=committee).order_by("pk").last()
    unit = Body.objects.filter(committee=committee, kind=BodyKind.UNIT).order_by("pk").first()
    assert person is not None
    assert unit is not None
    return {
        "two characters": "改进",
        "a phrase": "“改进第7项”",
        "several words": "改进 工作 提案",
        "a number": "第0007号",
        "one character": "项",
        "a character behind a number": "第7项",
        "a person": person.name,
        "a unit": unit.name,
        "a day": "2020年3月",
        "a word and a year": "改进 2020年",
        "conditions": f"单位:{unit.name} 状态:已答复 2020年",
        "nothing": "没有这样的词",
    }


def measure_searches(committee: Committee, n: int, runs: int) -> list[Line]:
    """The first page of each question, best first, in this process."""
    client = signed_in(committee)
    asked: dict[str, Run] = {
        name: partial(got, client, f"{reverse('search')}?{urlencode({'q': words})}")
        for name, words in questions(committee).items()
    }
    found = taken_together(list(asked.values()), runs)
    return [
        line(f"search, {name}, {n} records", n, None, ours, statements(run))
        for (name, run), ours in zip(asked.items(), found, strict=True)
    ]
