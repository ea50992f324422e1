"""Form fields that read what people write in a page and in a sheet alike: a name, a label, 是."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from jianyan.kernel.charter import CHARTERS
from jianyan.kernel.figure import near_names

from .days import said_day
from .models import Body, Campaign, Category, Item, Person, Record, Session
from .serials import records_of
from .splits import folded

Rows = Callable[[int], "QuerySet[Any]"]

CODE = r"^[\w.:/-]+\Z"
CODE_SAID = "只用字母、数字、横线和圆点，不留空格。"
"""What a code, or the name of an account, may be, and how that is said."""


UNKNOWN = "没有编号或标题为“{}”的记录，请先登记。"


class Pick(forms.CharField):
    """One row of a list, written by its name: a text box with suggestions; cleans to the row.

    `rows(committee)` is the list; `named` the attribute shown; `also` further attributes by which
    it may be named (code, short). An unknown or ambiguous name is refused with the nearest ones.
    """

    def __init__(
        self, rows: Rows, *, named: str = "name", also: Iterable[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.rows, self.by, self.also = rows, named, tuple(also)
        self.committee = 0

    def show(self, value: Any) -> str:
        """The text for a row, as typed and as exported."""
        return "" if value is None else str(getattr(value, self.by))

    def options(self) -> list[str]:
        """The names offered while typing. A category out of use and a body abolished are not, though
        what was entered with them stays, and an old ledger may name them."""
        rows = self._rows()
        if rows.model in (Body, Category):
            rows = rows.filter(Q(until=None) | Q(until__gte=timezone.localdate()))
        return [self.show(row) for row in rows[:600]]

    def _rows(self) -> QuerySet[Any]:
        return self.rows(self.committee)

    def prepare_value(self, value: Any) -> Any:
        return self.show(value) if isinstance(value, Model) else value

    def clean(self, value: Any) -> Any:
        if isinstance(value, Model):
            return value
        text = str(super().clean(value) or "").strip()
        return self.find(text) if text else None

    def find(self, text: str) -> Any:
        """The row that a text names. Raises ValidationError with the nearest names."""
        hits = self._by_name().get(folded(text), [])
        # Of a name and another row's short form, the name is meant.
        named = [row for row in hits if folded(self.show(row)) == folded(text)]
        if len(hits) == 1 or len(named) == 1:
            return (named or hits)[0]
        if hits:
            codes = "、".join(str(getattr(row, "code", row.pk)) for row in hits[:5])
            raise ValidationError(f"有{len(hits)}个“{text}”，请改写编号：{codes}。")
        near = near_names(text, [self.show(row) for row in self._known()])
        hint = f"是否为{'、'.join(near)}？" if near else "请先在相应名册中登记。"
        raise ValidationError(f"没有“{text}”。{hint}")

    def _by_name(self) -> dict[str, list[Any]]:
        index: dict[Any, dict[str, list[Any]]] = self.__dict__.setdefault("_index", {})
        if self.committee not in index:
            known = index[self.committee] = {}
            for row in self._known():
                for name in {folded(str(getattr(row, attr))) for attr in (self.by, *self.also)}:
                    known.setdefault(name, []).append(row)
        return index[self.committee]

    def _known(self) -> list[Any]:
        cache: dict[Any, list[Any]] = self.__dict__.setdefault("_cache", {})
        if self.committee not in cache:
            cache[self.committee] = list(self._rows())
        return cache[self.committee]


LONGEST = 4
"""How many pieces a name with separators in it may have."""


class Picks(Pick):
    """Several rows of a list, written with 、 between them; cleans to a list of rows."""

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else self.show(value)

    def show(self, value: Any) -> str:
        if isinstance(value, Model):
            return super().show(value)
        return "、".join(super(Picks, self).show(row) for row in value or ())

    def clean(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return list(value)
        text = str(forms.CharField.clean(self, value) or "")
        return [self.find(name) for name in self._names(text)]

    def _names(self, text: str) -> Iterator[str]:
        """The names in a text; one that has a separator in it itself is taken whole."""
        spans = [match.span() for match in re.finditer(r"[^、，,;；\n]+", text) if match[0].strip()]
        at = 0
        while at < len(spans):
            start, end = spans[at][0], at + 1
            for last in range(min(at + LONGEST, len(spans)), at + 1, -1):
                if folded(text[start : spans[last - 1][1]]) in self._by_name():
                    end = last
                    break
            yield text[start : spans[end - 1][1]]
            at = end


def person(**kwargs: Any) -> Pick:
    """A person by name or code."""
    return Pick(lambda c: Person.objects.filter(committee=c), also=("code",), **kwargs)


def people(**kwargs: Any) -> Picks:
    """People by names or codes."""
    return Picks(lambda c: Person.objects.filter(committee=c), also=("code",), **kwargs)


def body(*kinds: str, **kwargs: Any) -> Pick:
    """A body of the kinds named, by name, short name or code."""
    return Pick(_bodies(kinds), also=("short", "code"), **kwargs)


def bodies(*kinds: str, **kwargs: Any) -> Picks:
    """Bodies of the kinds named."""
    return Picks(_bodies(kinds), also=("short", "code"), **kwargs)


def _bodies(kinds: tuple[str, ...]) -> Rows:
    def rows(committee: int) -> QuerySet[Any]:
        found = Body.objects.filter(committee=committee)
        return found.filter(kind__in=kinds) if kinds else found

    return rows


def category(scheme: str, **kwargs: Any) -> Pick:
    """An entry of a category list by label or code."""
    return Pick(
        lambda c: Category.objects.filter(committee=c, scheme=scheme),
        named="label",
        also=("code",),
        **kwargs,
    )


def item(**kwargs: Any) -> Pick:
    """An item of the catalogue."""
    return Pick(lambda c: Item.objects.filter(committee=c), named="label", also=("code",), **kwargs)


def session(**kwargs: Any) -> Pick:
    """A session, written 9.3 or 九届三次."""
    return Pick(
        lambda c: Session.objects.filter(term__committee=c).select_related("term"),
        named="code",
        also=("name",),
        **kwargs,
    )


def campaign(**kwargs: Any) -> Pick:
    """A campaign by name or code."""
    return Pick(lambda c: Campaign.objects.filter(committee=c), also=("code",), **kwargs)


class RecordPick(Pick):
    """A record of the named kinds, by number, external number or title.

    Numbers of different kinds coincide, so that a field of several kinds writes the kind before the
    number: 协商议题2020-04.
    """

    def __init__(self, *kinds: str, **kwargs: Any) -> None:
        self.kinds = kinds
        super().__init__(
            lambda c: Record.objects.filter(committee=c, kind__in=kinds).exclude(state="void"),
            named="number",
            also=("key", "title"),
            **kwargs,
        )

    def find(self, text: str) -> Any:
        rows, plain = self._rows(), text
        for kind, label in self._labels().items():
            if len(self.kinds) > 1 and text.startswith(label):
                rows, plain = rows.filter(kind=kind), text.removeprefix(label).strip()
        for name in ("number", "key", "title"):
            hits = list(rows.filter(**{name: plain})[:2])
            if len(hits) == 1:
                return hits[0]
            if hits:
                before = "、".join(self._labels().values())
                named = f"，或在编号前写明{before}" if len(self.kinds) > 1 else ""
                raise ValidationError(f"“{text}”对应不止一条记录，请写编号{named}。")
        if said := self._meant(rows, plain):
            raise ValidationError(f"“{text}”在哪个届次？可能是{said}，请写全号。")
        raise ValidationError(UNKNOWN.format(text))

    def _meant(self, rows: QuerySet[Any], text: str) -> str:
        """Of a bare serial (第0123号) the numbers that it may stand for, the latest session's first: a
        number that is entered is never guessed."""
        found = rows.filter(pk__in=records_of(text, (self.committee,)))
        found = found.select_related("session__term").order_by("-dated_on", "-pk")
        return "、".join(f"{one.session or ''}{one.number}" for one in found[:5])

    def show(self, value: Any) -> str:
        if value is None:
            return ""
        label = self._labels().get(value.kind, "") if len(self.kinds) > 1 else ""
        return label + str(value.number or value.key or value.title)

    def _labels(self) -> dict[str, str]:
        return {kind: CHARTERS[kind].title for kind in self.kinds if kind in CHARTERS}

    def options(self) -> list[str]:
        return []


class Labelled(forms.ChoiceField):
    """A choice written by its Chinese label (in a sheet) or its code (on a page)."""

    def clean(self, value: Any) -> Any:
        text = str(value or "").strip()
        for code, label in self._flat():
            if text and folded(text) in (folded(str(label)), str(code)):
                return code
        if text:
            labels = "、".join(str(label) for _, label in self._flat() if label)
            raise ValidationError(f"没有“{text}”，请填{labels}之一。")
        if self.required:
            raise ValidationError(self.error_messages["required"])
        return ""

    def show(self, value: Any) -> str:
        """The label of a code."""
        return str(dict(self._flat()).get(value, value or ""))

    def _flat(self) -> list[tuple[Any, Any]]:
        pairs: Any = self.choices
        return [(code, label) for code, label in pairs if code != ""]


YES = ("是", "有", "√", "y", "Y", "on", "True", "true", "1")
NO = ("否", "无", "", "n", "N", "False", "false", "0")


class Tick(forms.CheckboxInput):
    """A box to tick that also takes what a sheet's cell says: 否 does not tick it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(check_test=lambda value: value is True or value in YES, **kwargs)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name, False)


class YesNo(forms.BooleanField):
    """是 or 否; empty is 否."""

    widget = Tick

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def to_python(self, value: Any) -> bool:
        if isinstance(value, str):
            text = value.strip()
            if text in YES:
                return True
            if text in NO:
                return False
            raise ValidationError(f"“{text}”应填是或否。")
        return bool(value)

    def show(self, value: Any) -> str:
        """是 or 否."""
        return "是" if value else "否"


class Day(forms.DateField):
    """A day: 2020-03-16, 2020/3/16, 2020.3.16 or 2020年3月16日."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str):
            text = value.strip()
            if found := re.fullmatch(
                r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?", text
            ):
                try:
                    return date(int(found[1]), int(found[2]), int(found[3]))
                except ValueError:
                    raise ValidationError(f"没有“{text}”这一天，请改正。") from None
            if text:
                raise ValidationError(f"“{text}”不是日期，请写作 2020-03-16。")
            return None
        return super().to_python(value)


class PastDay(Day):
    """A day that has come: of what has happened."""

    def to_python(self, value: Any) -> date | None:
        found = super().to_python(value)
        if found and found > timezone.localdate():
            raise ValidationError(f"{said_day(found)}还没有到，请填写今天或以前的日期。")
        return found
