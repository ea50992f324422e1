"""What waits for me, as the home page and the page of the whole list draw it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jianyan.ground.kinds import kind_of_record
from jianyan.ground.pages.next_step import opens
from jianyan.ground.pages.places import record_url
from jianyan.ground.pages.web import Request, committee_of, page
from jianyan.ground.templatetags.jianyan import cn_date
from jianyan.ground.todo import LABELS, Group, Task, waiting

WHOLE = 300
NOTE = 24


def drawn(groups: list[Group], *, whole: bool = False) -> list[dict[str, Any]]:
    """The groups as parts/queue.html wants them; a cut one leads to its whole list."""
    return [
        {
            "label": group.label,
            "count": group.count,
            "rows": [_row(task) for task in group.tasks],
            "more_url": ""
            if whole or group.count == len(group.tasks)
            else f"{reverse('waiting')}?{urlencode({'part': group.place})}",
        }
        for group in groups
    ]


def _row(task: Task) -> dict[str, Any]:
    kind = kind_of_record(task.kind)
    url = record_url(kind, task.record) if kind else ""
    said = [words for words in (_cut(task.note), task.wait.why) if words]
    if task.due:
        said.append(f"期限 {cn_date(task.due)}")
    return {
        "clock": {"due_on": task.due} if task.due else None,
        "title": task.title,
        "url": url,
        "number": task.number,
        "why": "，".join(said),
        "verb": task.verb,
        "verb_url": opens(task) or url,
    }


def _cut(note: str) -> str:
    """A note in short, without its full stop, since more words follow."""
    note = note.strip().rstrip("。")
    return note if len(note) <= NOTE else f"{note[: NOTE - 1]}…"


@page
def waiting_page(request: Request) -> HttpResponse:
    """One group of what waits, whole; all four, each cut, when none is asked for."""
    asked = request.GET.get("part", "")
    part = int(asked) if asked in {"0", "1", "2", "3"} else None
    sizes = (WHOLE,) * 4 if part is not None else (50,) * 4
    groups = waiting(request.actor, committee_of(request), sizes, only=part)
    total = sum(group.count for group in groups)
    shown = groups if part is None else [groups[part]]
    tabs = [
        {
            "label": label,
            "count": group.count,
            "url": f"{reverse('waiting')}?part={group.place}",
            "current": group.place == part,
        }
        for label, group in zip(LABELS, groups, strict=True)
    ]
    every = {"label": "全部", "count": total, "url": reverse("waiting"), "current": part is None}
    context = {
        "page": {"title": "等您办理", "views": [every, *tabs]},
        "queue": drawn(shown, whole=part is not None),
        "queue_total": sum(group.count for group in shown),
        "queue_blank": nothing(bool(total)),
        "today": request.actor.day,
    }
    return render(request, "front/waiting.html", context)


def nothing(others: bool = False) -> dict[str, str]:
    """What stands where nothing waits."""
    if others:
        return {
            "what": "这一段没有要办的事",
            "why": "别的时段还有，请看上面的分类。",
            "icon": "circle-check",
        }
    return {
        "what": "现在没有等您办理的事",
        "why": "有新的期限或待办时会列在这里，最早到期的在前。",
        "icon": "circle-check",
    }
