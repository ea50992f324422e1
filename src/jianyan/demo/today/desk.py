"""The desk at which today's work is entered: by the sheets' own columns and the charters' moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from jianyan.demo.loading.house import House
from jianyan.ground.fields import Day
from jianyan.ground.forms import KindForm
from jianyan.ground.kinds import kind_named
from jianyan.ground.register import By
from jianyan.kernel.charter import ACTIONS

DESKS = {"briefs": "briefs", "send-ups": "briefs", "taken-up": "briefs", "list-items": "party"}
OTHERS = "general"


@dataclass(slots=True)
class Desk:
    """Enters rows as a sheet would. A day is said in days from today: -3, 0, 12; what has a name
    is found again by it (`=name`), a person by the plan's key (`@p001`)."""

    house: House
    today: date
    named: dict[str, Any] = field(default_factory=dict)
    forms: dict[str, KindForm] = field(default_factory=dict)

    def by(self, who: str) -> By:
        """Who writes: the sign-in of that name."""
        return self.house.by[who]

    def day(self, days: int) -> date:
        """A day from today. What happened, or is to happen, falls on a working day."""
        found = self.today + timedelta(days=days)
        if days == 0 or self.house.calendar.is_workday(found):
            return found
        return self.house.calendar.add_workdays(found, 1 if days > 0 else -1)

    def enter(self, slug: str, row: dict[str, Any], *, name: str = "") -> Any:
        """Enter one row of a sheet. Raises ValueError when the kind's form does not take it."""
        kind, form = kind_named(slug), self._form(slug)
        fields = {str(one.label): (key, one) for key, one in form.fields.items()}
        said = {fields[label][0]: self._said(fields[label][1], row[label]) for label in row}
        # The same form is filled anew, as for the rows of a sheet.
        filled: Any = form
        filled.data, filled._errors = said, None
        if not form.is_valid():
            raise ValueError(f"{kind.title}：{dict(form.errors)}，{row}")
        who = self.by(DESKS.get(slug, "proposals" if slug.startswith("proposal") else OTHERS))
        made = kind.add(who, self.house.committee.pk, dict(form.cleaned_data))
        if name:
            self.named[name] = made
        return made

    def move(
        self,
        charter: str,
        move: str,
        pk: int,
        days: int,
        reason: str = "",
        who: str = OTHERS,
        **asked: Any,
    ) -> Any:
        """Make a move of a charter on a day from today, with what else it asks."""
        said = {"reason": reason, **asked} if reason else asked
        return ACTIONS[charter, move](self.by(who), pk, on=self.day(days), **said)

    def _form(self, slug: str) -> KindForm:
        if slug not in self.forms:
            self.forms[slug] = kind_named(slug).form({}, committee=self.house.committee.pk)
        return self.forms[slug]

    def _said(self, of: Any, value: Any) -> Any:
        if isinstance(of, Day) and isinstance(value, int):
            return self.day(value)
        if isinstance(value, list):
            return "、".join(str(self._one(each)) for each in value)
        return self._one(value)

    def _one(self, value: Any) -> Any:
        if isinstance(value, str) and "=" in value:
            kind, _, named = value.partition("=")
            name, slash, rest = named.partition("/")
            return f"{kind}{self.named[name].record.number}{slash}{rest}"
        if isinstance(value, str) and value.startswith("@"):
            return self.house.people[value[1:]].name
        return value
