"""Advice on a text that is no record (yet): what the commands print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jianyan.ground.advised import ADVISED, Like, Topic
from jianyan.ground.paper_parts import parse, parted
from jianyan.ground.shipped import shipped
from jianyan.kernel.rules import Actor

from .alike import Text, alike
from .judging import Candidate, candidates, ranked
from .learning import Learnt
from .structure import structure
from .wording import full_width

KIND = "proposals"
"""What a bare text is taken for."""
PAST = 3
ENTRY = re.compile(
    r"\s*(?:提\s*案\s*[人者]|提建议代表|建议人|领衔代表|代表姓名|参与代表|联\s*名\s*人|附议人|代\s*表\s*团|编\s*号|界\s*别|通讯地址"
    r"|联系(?:人|电话|方式)|电\s*话|审查意见|[主会承分]办单位|希望办理.{0,8}|提案日期|市?政协委员|抄\s*送|来\s*源|发[表布]时间|类\s*别|主\s*题\s*词)"
    r"\s*[：:].{0,60}|\s*第\s*[0-9一二三四五六七八九十百]+\s*号\s*(?:提案|建议)?\s*"
)
"""What a paper has beside its text: who proposes, and what its office enters."""
CONTENT = re.compile(r"\s*(?:(?:提案|建议)[/、]?){0,2}内\s*容\s*[：:]\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A text to be advised on, as its headings part it."""

    title: str
    situation: str
    analysis: str
    suggestions: tuple[str, ...]
    headed: bool = True
    """Whether headings part it, so that a missing part is one that was not written."""

    @property
    def text(self) -> str:
        """All but the title."""
        return "\n".join([self.situation, self.analysis, *self.suggestions]).strip()


def read(text: str) -> Asked:
    """The parts of a text; its first line is the title unless it says otherwise."""
    said = full_width(text).splitlines()
    lines = [CONTENT.sub("", one) for one in said if one.strip() and not ENTRY.fullmatch(one)]
    parts = parse(lines)
    if not parts["title"] and len(lines) > 1:
        parts = {**parse(lines[1:]), "title": lines[0].strip()}
    return Asked(
        title=parts["title"],
        situation=parts["situation"],
        analysis=parts["analysis"],
        suggestions=tuple(one for one in parts["suggestions"].splitlines() if one.strip()),
        headed=parted(lines),
    )


def of_structure(asked: Asked) -> list[dict[str, Any]]:
    """Shares and doubts."""
    found = structure(
        asked.title, asked.situation, asked.analysis, asked.suggestions, headed=asked.headed
    )
    return [{"label": one.label, "score": one.score, "why": one.why} for one in found]


def advised(actor: Actor, committee: int, about: str, asked: Asked) -> list[dict[str, Any]]:
    """Similar records, or candidates of a topic with past cases that speak for them."""
    likes = alike(actor, committee, KIND, Text(asked.title, asked.text))
    if about == "similar":
        return [_like(one) for one in likes]
    topic = topic_named(about)
    found = candidates(committee, KIND, topic, asked.title, asked.text)
    past = decisions(topic, committee, likes) if found else {}
    return [_candidate(one, likes, past) for one in found]


def decisions(topic: Topic, committee: int, likes: list[Like]) -> dict[int, str]:
    """What was decided of like records."""
    return dict(topic.decided(committee, [like.record for like in likes])) if likes else {}


def topic_named(name: str, kind: str = KIND) -> Topic:
    """A kind's topic."""
    return next(topic for topic in ADVISED[kind].topics if topic.name == name)


def without_committee(about: str, asked: Asked) -> list[dict[str, Any]]:
    """What the vocabulary says by the categories that are shipped, where no committee is founded."""
    if about != "category":
        return []
    options = {one.code: one.label for one in shipped() if one.scheme == "proposal_category"}
    found = ranked(asked.title, asked.text, options, Learnt())
    return [_candidate(one, [], {}) for one in found]


def why_of(one: Candidate, likes: list[Like], past: Mapping[int, str]) -> str:
    """The words for a candidate and, behind them, the like cases that were decided so."""
    cases = [like for like in likes if past.get(like.record) == one.code][:PAST]
    if not cases:
        return one.why
    return f"{one.why}；相近的{'、'.join(like.number or like.title for like in cases)}定为此项"


def _candidate(one: Candidate, likes: list[Like], past: Mapping[int, str]) -> dict[str, Any]:
    return {
        "label": one.label,
        "code": one.code,
        "score": one.score,
        "why": why_of(one, likes, past),
    }


def _like(one: Like) -> dict[str, Any]:
    return {
        "record": one.record,
        "number": one.number,
        "title": one.title,
        "state": one.label,
        "date": one.day.isoformat(),
        "score": one.score,
        "why": one.why,
    }
