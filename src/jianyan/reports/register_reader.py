"""The reader that reports fill from: figures of one committee, over one period, up to one cut-off."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from jianyan.figures.jsonable import counts_decimals
from jianyan.figures.read import Reading as Found
from jianyan.figures.read import read_listed, rows_of
from jianyan.ground.calendar import Calendar, days
from jianyan.ground.clocks import calendar_of
from jianyan.ground.models import Visibility
from jianyan.ground.periods import scope_of
from jianyan.ground.splits import Lists, PartOf, keeping, parts_of
from jianyan.kernel.errors import FigureError, Refused
from jianyan.kernel.figure import Figure, Split, figure_named
from jianyan.kernel.folds import ValueOf
from jianyan.kernel.scope import Scope

from .reader import Evidence, FigureInfo, Part, PartReading, Period, Post, Reading, SplitKey, Splits
from .readings import Located

SEEN_BY = {
    "内部": frozenset({Visibility.PUBLIC, Visibility.MEMBERS, Visibility.OFFICE}),
    "公开": frozenset({Visibility.PUBLIC}),
}
"""Whose titles an exported file may carry, by its audience."""

Key = tuple[str, Splits, Period]


class SplitLists(Mapping[str, Sequence[Part]]):
    """The splits of one figure; each list is looked up when it is first asked for."""

    def __init__(self, figure: Figure, reader: RegisterReader) -> None:
        self._splits = {split.name: split for split in figure.by}
        self._reader = reader

    def __getitem__(self, name: str) -> Sequence[Part]:
        split = self._splits[name]
        return [_part(split, part) for part in self._reader.list_of(split)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._splits)

    def __len__(self) -> int:
        return len(self._splits)


class RegisterReader:
    """`reader.Reader` on the register. It lives for one filling and reads nothing twice."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._lists: Lists = {}
        self._found: dict[Key, tuple[Found, Reading]] = {}
        self._used: dict[Key, None] = {}
        self._calendar: Calendar | None = None

    @property
    def first(self) -> date:
        return self.scope.period.start

    @property
    def last(self) -> date:
        return self.scope.period.end

    @property
    def known_until(self) -> date:
        return self.scope.known_until

    def figure(self, name: str) -> FigureInfo:
        figure = figure_named(name)
        subject = (figure.subject.model, figure.subject.path) if figure.subject else None
        return FigureInfo(
            name=figure.name,
            key=figure.key,
            unit=figure.unit,
            fold=figure.fold.kind,  # type: ignore[arg-type]
            meaning=figure.means,
            own_split=figure.by[0].name if figure.by else None,
            splits=SplitLists(figure, self),
            subject=subject,
            has_posts=figure.posts is not None,
        )

    def list_of(self, split: Split) -> list[PartOf]:
        """The entries of a split's list."""
        with keeping(self._lists):
            return parts_of(split, self.scope.committees)

    def read(self, name: str, splits: Splits = (), period: Period = "this") -> Reading:
        return self._reading((name, splits, period))[1]

    def _reading(self, key: Key) -> tuple[Found, Reading]:
        self._used[key] = None
        if key not in self._found:
            name, splits, period = key
            figure = figure_named(name)
            with keeping(self._lists):
                scope = self._scope(splits, period)
                found, listed = read_listed(written(figure, splits), figure, scope)
            own = figure.by[0] if figure.by else None
            parts = tuple(
                PartReading(_part(own, each.part), each.value, each.rows) for each in listed if own
            )
            value = found.value
            if isinstance(value, int) and counts_decimals(figure, found):
                value = Decimal(value)  # money and quantities are decimals, whole or not
            self._found[key] = found, Reading(value, found.rows, figure.unit, parts)
        return self._found[key]

    def reading_of(self, located: Located) -> Found:
        """The figures floor's own reading of a name: what panels and seals hold."""
        return self._reading((located.info.name, located.splits, located.period))[0]

    def used(self) -> list[Found]:
        """The readings that were asked for so far, each once: what a signing seals."""
        return [self._reading(key)[0] for key in list(self._used)]

    def scope_for(self, period: Period) -> Scope:
        """The scope of this period or the one before."""
        return self.scope if period == "this" else self.scope.before()

    def _scope(self, splits: Splits, period: Period) -> Scope:
        scope = self.scope_for(period)
        return replace(scope, picks=scope.picks + tuple(splits))

    def _rows(self, name: str, splits: Splits, period: Period) -> Any:
        self._used[name, splits, period] = None
        figure = figure_named(name)
        with keeping(self._lists):
            return figure, rows_of(figure, self._scope(splits, period))

    def subjects(
        self, name: str, splits: Splits = (), period: Period = "this"
    ) -> Mapping[Hashable, str]:
        figure, rows = self._rows(name, splits, period)
        if figure.subject is None:
            raise FigureError(f"“{name}”没有写明所指的人或事，不能用于“覆盖”。")
        path = figure.subject.path
        label = figure.subject.label or (f"{path}__title" if path == figure.record else path)
        found = rows.values_list(path, label).distinct().order_by(label)
        return {key: str(said) for key, said in found if key is not None}

    def records(
        self, name: str, splits: Splits = (), period: Period = "this"
    ) -> Mapping[Hashable, str]:
        figure, rows = self._rows(name, splits, period)
        if not figure.record:
            model = rows.model._meta.label
            return {f"{model}:{pk}": str(pk) for pk in rows.values_list("pk", flat=True)}
        paths = [f"{figure.record}__{column}" for column in ("pk", "number", "title")]
        found = rows.order_by(*paths[:1]).values_list(*paths).distinct()
        return {pk: f"{number}《{title}》" for pk, number, title in found}

    def days(self, name: str, splits: Splits = ()) -> Sequence[date]:
        figure, rows = self._rows(name, splits, "this")
        if not figure.time.since:
            raise FigureError(f"“{name}”没有逐日的记录，不能用于“按期”。")
        return list(rows.values_list(figure.time.since, flat=True).distinct())

    def posts(self, name: str, splits: Splits = ()) -> Sequence[Post]:
        figure, rows = self._rows(name, splits, "this")
        if figure.posts is None:
            return []
        dated = rows.values_list(figure.posts.path, figure.time.since).distinct()
        seen: dict[int, set[date]] = {}
        for post, day in dated:
            seen.setdefault(post, set()).add(day)
        return [
            Post(str(label), start, end, frozenset(seen.get(pk, ())))
            for pk, label, start, end in self._post_rows(figure_named(figure.posts.figure))
        ]

    def _post_rows(self, figure: Figure) -> Any:
        """Every post in force on some day of the period."""
        time = figure.time
        if not time.since or not time.until:
            raise FigureError(f"“{figure.name}”没有起止日期，不能作为点位。")
        rows = figure.rows(self.scope).filter(
            **{
                f"{figure.committee}__in": self.scope.committees,
                f"{time.since}__lte": self.scope.last_day,
            }
        )
        ended = rows.filter(**{f"{time.until}__lt": self.first}).values("pk")
        label = figure.label or f"{figure.record}__title"
        kept = rows.exclude(pk__in=ended).order_by(time.since, "pk")
        return kept.values_list("pk", label, time.since, time.until)

    def workdays(self, start: date, end: date) -> frozenset[date]:
        if self._calendar is None:
            self._calendar = calendar_of(self.scope.committees[0])
        calendar = self._calendar
        return frozenset(day for day in days(start, end) if calendar.is_workday(day))

    def evidence(self, name: str, splits: Splits, period: Period, audience: str) -> Evidence:
        figure, rows = self._rows(name, splits, period)
        if audience not in SEEN_BY:
            raise Refused(f"没有“{audience}”这种读者范围，请写 内部 或 公开。")
        if not figure.record:
            return self._of_ground(figure, rows, audience)
        paths = [f"{figure.record}__{column}" for column in ("pk", "title", "visibility")]
        order = [figure.time.since, f"{figure.record}__number"]
        dated = rows.order_by(*(path for path in order if path)).values_list(*paths)
        titles = {pk: (title, seen) for pk, title, seen in dated}
        may = [title for title, seen in titles.values() if seen in SEEN_BY[audience]]
        return Evidence(tuple(dict.fromkeys(may)), len(titles) - len(may))

    def _of_ground(self, figure: Figure, rows: Any, audience: str) -> Evidence:
        """Rows of ground: names of people and bodies stay inside, what the house is called does not."""
        if audience == "公开" and not isinstance(figure.fold, ValueOf):
            return Evidence((), rows.count())
        if not figure.label:
            return Evidence(())
        names = rows.order_by(figure.label).values_list(figure.label, flat=True)
        return Evidence(tuple(dict.fromkeys(str(name) for name in names)))


def reader_for(committee: int, period: str, until: date | None = None) -> RegisterReader:
    """A reader of one committee. Raises Refused for a period that cannot be read."""
    return RegisterReader(scope_of((committee,), period, until))


def _part(split: Split | None, part: PartOf) -> Part:
    return Part(part.code, part.label, part.parent, split.suffix if split else "")


def written(figure: Figure, splits: Splits) -> str:
    """The figure's name with its brackets, codes in them: what `figures.read` reads again."""
    return figure.name + "".join(_bracket(each) for each in splits)


def _bracket(split: SplitKey) -> str:
    dimension, codes = split
    return f"[{dimension}={'|'.join(codes)}]" if dimension else f"[{'|'.join(codes)}]"
